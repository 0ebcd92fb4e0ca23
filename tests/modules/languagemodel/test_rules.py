"""When an endpoint is left alone, how it is written, and how its answers are read."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from zhiyin.modules.languagemodel.errors import ModelUnavailableError
from zhiyin.modules.languagemodel.protocol import (
    DIALECTS,
    Dialect,
    Endpoint,
    Hearing,
    Prompt,
    failure_of,
    read_reply,
    request_body,
)
from zhiyin.modules.languagemodel.rules import MOST_FAILED, Past, clean_address, paused_until

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def _failed(count: int, seconds_ago: int = 1, wait: int = 0) -> list[Past]:
    until = NOW + timedelta(seconds=wait) if wait else None
    at = NOW - timedelta(seconds=seconds_ago)
    return [Past(at - timedelta(seconds=one), True, None if one else until) for one in range(count)]


def test_five_failures_in_a_row_are_a_minute_of_quiet() -> None:
    assert paused_until([], NOW) is None
    assert paused_until(_failed(MOST_FAILED - 1), NOW) is None
    assert paused_until(_failed(MOST_FAILED), NOW) == NOW + timedelta(seconds=59)
    assert paused_until(_failed(MOST_FAILED, seconds_ago=60), NOW) is None
    used = Past(NOW - timedelta(seconds=3), failed=False)
    assert paused_until([*_failed(2), used, *_failed(4, 9)], NOW) is None
    assert paused_until([used, *_failed(MOST_FAILED, 9)], NOW) is None


def test_who_asks_to_be_left_alone_is_left_alone() -> None:
    assert paused_until(_failed(1, wait=300), NOW) == NOW + timedelta(seconds=300)
    used = Past(NOW, failed=False)
    assert paused_until([used, *_failed(1, wait=300)], NOW) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (" https://api.example.com/v1/ ", "https://api.example.com/v1"),
        ("http://127.0.0.1:11434/v1/chat/completions", "http://127.0.0.1:11434/v1"),
        ("api.example.com/v1", None),
        ("ftp://api.example.com", None),
        ("https://me:secret@api.example.com", None),
        ("https://api.example.com/v1?key=1", None),
        ("https://api.example.com:99999/v1", None),
        ("https://a b.example.com/v1", None),
    ],
)
def test_an_address_is_cleaned_or_refused(written: str, meant: str | None) -> None:
    assert clean_address(written) == meant


@pytest.mark.whole
def test_who_never_asks_never_loads_what_asking_takes() -> None:
    loads = "import sys, zhiyin.entry.worker; print('httpx' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


class Tea(msgspec.Struct):
    leaf: str
    grams: list[int] = []


@pytest.mark.parametrize(
    "words",
    [
        '{"leaf": "绿茶", "grams": [3]}',
        '```json\n{"leaf": "绿茶", "grams": [3]}\n```',
        '<think>{"leaf": 1}</think> Here: {"leaf": "绿茶", "grams": [3]}',
    ],
)
def test_a_reply_is_found_among_what_models_put_around_it(words: str) -> None:
    hearing = Hearing()
    hearing.take(msgspec.json.encode({"choices": [{"message": {"content": words}}]}))
    assert read_reply(hearing, Tea) == Tea("绿茶", [3])


@pytest.mark.parametrize("words", ["", "no", "}{", '{"leaf": 3}', '{"grams": []}', "{" * 5000])
def test_what_is_not_the_shape_is_nonsense(words: str) -> None:
    hearing = Hearing()
    hearing.take(msgspec.json.encode({"choices": [{"message": {"content": words}}]}))
    with pytest.raises(ModelUnavailableError, match="nonsense"):
        read_reply(hearing, Tea)


@pytest.mark.parametrize("whole", [True, False])
def test_who_calls_twice_is_heard_once(*, whole: bool) -> None:
    calls = [
        {"index": place, "function": {"arguments": f'{{"leaf": "{leaf}"}}'}}
        for place, leaf in enumerate(("绿茶", "红茶"))
    ]
    choice = {"message" if whole else "delta": {"tool_calls": calls}}
    hearing = Hearing()
    hearing.take(msgspec.json.encode({"choices": [choice]}))
    assert read_reply(hearing, Tea) == Tea("绿茶")


def test_a_stream_that_does_not_end_is_cut_off() -> None:
    hearing = Hearing()
    piece = msgspec.json.encode({"choices": [{"delta": {"content": "茶" * 500}}]}).decode()
    for _ in range(40):
        assert hearing.take_line(f"data: {piece}")
    with pytest.raises(ModelUnavailableError, match="nonsense"):
        hearing.take_line(f"data: {piece}")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_dialect_asks_for_no_more_than_it_knows(dialect: Dialect) -> None:
    endpoint = Endpoint("http://x/v1", "key", "tea-1", dialect, 8)
    body = request_body(endpoint, Prompt("Say tea.", '{"q": 1}', Tea))
    assert ("tools" in body) == (dialect == "tools")
    assert ("response_format" in body) == (dialect == "json")
    assert ("stream" in body) == (dialect != "plain")
    assert "key" not in str(body)
    if dialect == "tools":
        assert body["tools"][0]["function"]["parameters"]["type"] == "object"


@pytest.mark.parametrize(
    ("status", "body", "meant"),
    [
        (401, "", "wrong_key"),
        (403, "", "wrong_key"),
        (404, '{"error": "model tea-2 not found"}', "no_such_model"),
        (404, "<h1>Not found</h1>", "not_found"),
        (405, "", "not_found"),
        (302, "", "not_found"),
        (429, "", "limited"),
        (422, "", "bad_request"),
        (503, "", "server_error"),
    ],
)
def test_a_status_says_what_is_wrong(status: int, body: str, meant: str) -> None:
    assert failure_of(status, body) == meant
