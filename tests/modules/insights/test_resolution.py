"""Whether matters are settled the first time: by hand beside docs/guide/metrics.md."""

import asyncio
import csv
import io
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.modules.insights.test_board import begin, until
from tests.servers.shop import Shop
from zhiyin.modules.conversations.interface import OUTCOMES
from zhiyin.modules.insights.schemas import Settled

NOW = datetime.now(UTC)
# Who came, how many days ago, about what, who answered, what came of it beside.
CAME = {
    # Settled: nobody heard of it again.
    "settled": ("a", 30, "parcel", "person", ()),
    # Came again after five days about the same, and once more after three: one first contact that
    # was not settled, and two repeats.
    "twice": ("b", 25, "parcel", "person", ()),
    "twice_2": ("b", 20, "parcel", "person", ()),
    "twice_3": ("b", 17, "parcel", "bot", ()),
    # Another matter within the week is another matter; nine days later it is a new first contact.
    "other": ("c", 24, "parcel", "person", ("team",)),
    "other_2": ("c", 22, "invoice", "person", ("stepped_in",)),
    "other_3": ("c", 13, "invoice", "person", ("taken_over",)),
    # Nobody said what it was about: it counts as the same matter.
    "vague": ("d", 16, "invoice", "bot", ()),
    "vague_2": ("d", 12, None, "person", ("colleague",)),
    # Opened again, and said to be unsolved: not settled either.
    "reopened": ("e", 15, "parcel", "person", ("reopened", "reopened")),
    "unsolved": ("f", 15, "parcel", "person", ("unsolved",)),
    # Three days ago: nobody knows yet.
    "fresh": ("g", 3, "parcel", "person", ()),
    # Not counted: nobody answered; its words went into another one.
    "unanswered": ("h", 15, "parcel", None, ()),
    "merged": ("i", 15, "parcel", "person", ("merged",)),
}  # fmt: skip
BY_HAND = {
    "contacts": 12, "repeats": 3, "firsts": 8, "settled": 4, "undecided": 1,
    "reopened": 1, "answered": 10, "escalated": 3,
}  # fmt: skip


def _events(ways: tuple[str, ...]) -> list[dict[str, Any]]:
    told: dict[str, dict[str, Any]] = {
        "team": {"code": "transferred", "values": {"reason": "transferred", "team_name": "售后"}},
        "taken_over": {
            "code": "transferred", "values": {"reason": "taken_over", "staff_name": "许曼"},
        },
        "colleague": {
            "code": "transferred", "values": {"reason": "transferred", "staff_name": "李薇"},
        },
        "stepped_in": {"code": "stepped_in", "values": {"staff_name": "许曼"}},
        "reopened": {"code": "reopened", "values": {}},
    }  # fmt: skip
    return [told[way] for way in ways if way in told]


def _write_down(shop: Shop, like: str) -> dict[str, str]:
    """The conversations of `CAME`, and their contacts as the worker would fold them."""
    about = {code: _subject(shop, code) for code in ("parcel", "invoice")}
    customers: dict[str, str] = {}
    ids: dict[str, str] = {}
    shop.run("DELETE FROM contacts")
    for number, (name, (who, days, what, answered, ways)) in enumerate(
        sorted(CAME.items(), key=lambda item: -item[1][1])
    ):
        opened = NOW - timedelta(days=days)
        customers.setdefault(who, _customer(shop))
        ids[name] = f"{int(opened.timestamp() * 1000):012x}{number:020x}"
        shop.run(
            "INSERT INTO conversations (id, state, channel_account_id, thread_key, shop_id,"
            " customer_id, customer_card, team_id, subject_id, opened_at, closed_at, closed_by,"
            " first_response_at, close_result, merged_into_id)"
            " SELECT %s::uuid, 'closed', channel_account_id, 'came-' || %s, shop_id, %s,"
            " customer_card, %s, %s, %s, %s, %s, %s, %s, CASE WHEN %s THEN id END"
            " FROM conversations WHERE id = %s",
            ids[name], number, customers[who], shop.team_id, about.get(what or ""), opened,
            opened + timedelta(hours=1), shop.ids["agent_senior"],
            opened + timedelta(minutes=1) if answered == "person" else None,
            "unsolved" if "unsolved" in ways else None, "merged" in ways, like,
        )  # fmt: skip
        lines: list[tuple[str, str, dict[str, Any] | None]] = [
            ("event", "system", one) for one in _events(ways)
        ]
        if answered == "bot":
            lines.append(("text", "bot", None))
        for at, (kind, sender, event) in enumerate(lines, start=1):
            shop.run(
                "INSERT INTO messages (conversation_id, number, id, changed, kind, sender_kind,"
                " event) VALUES (%s, %s, %s, %s, %s, %s, %s::jsonb)",
                ids[name], at, uuid.uuid4(), at, kind, sender,
                None if event is None else json.dumps(event),
            )  # fmt: skip
    shop.run(
        "INSERT INTO contacts (conversation_id, day, closed_day, team_id, staff_id, opened_at,"
        " answered_at, closed_at, abandoned, shop_id) SELECT id, opened_at::date, closed_at::date,"
        " team_id, closed_by, opened_at, first_response_at, closed_at, false, shop_id"
        " FROM conversations WHERE thread_key LIKE 'came-%%'"
    )
    shop.run(
        "UPDATE contacts k SET subject_id = o.subject_id, result = o.result, merged = o.merged,"
        " reopened = o.reopened, escalated = o.escalated, by_bot = o.by_bot,"
        f" follows_id = o.follows_id FROM ({OUTCOMES}) AS o WHERE o.id = k.conversation_id"
    )
    return ids


def _subject(shop: Shop, code: str) -> str:
    with shop.client("owner") as owner:
        body = {"code": code, "name": {"zh-CN": code, "en": code}}
        answer = owner.post("/api/subjects", json=body)
    answer.raise_for_status()
    made: str = answer.json()["id"]
    return made


def _customer(shop: Shop) -> str:
    made = "INSERT INTO customers (id, name) VALUES (gen_random_uuid(), '客') RETURNING id"
    return str(shop.run(made)[0][0])


@pytest.fixture(scope="module")
def came(module_shop: Shop) -> dict[str, str]:
    """What is written down above, by name."""
    like, _ = asyncio.run(begin(module_shop))
    return _write_down(module_shop, like)


def _asked(**more: str) -> dict[str, str]:
    first, last = (NOW - timedelta(days=40)).date(), (NOW + timedelta(days=1)).date()
    return {"from": first.isoformat(), "to": last.isoformat(), **more}


def _told(shop: Shop, role: str = "owner", **more: str) -> dict[str, Any]:
    with shop.client(role) as client:
        answer = client.get("/api/resolution", params=_asked(**more))
    answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    return told


def test_all_figures_by_hand(module_shop: Shop, came: dict[str, str]) -> None:
    told = _told(module_shop)
    # A figure that is added needs a case of its own.
    assert BY_HAND.keys() == Settled.model_fields.keys()
    assert told["total"] == BY_HAND
    assert told["before"]["contacts"] == 0
    kinds = [told["people"], told["bot"]]
    assert [one["contacts"] for one in kinds] == [10, 2]
    assert {name: sum(one[name] for one in kinds) for name in BY_HAND} == BY_HAND
    for groups in ("weeks", "subjects", "teams"):
        assert {name: sum(one[name] for one in told[groups]) for name in BY_HAND} == BY_HAND


def test_a_subject_a_team_or_a_shop_can_be_asked_for(
    module_shop: Shop, came: dict[str, str]
) -> None:
    by_subject = {one["id"]: one for one in _told(module_shop)["subjects"]}
    assert sorted(one["contacts"] for one in by_subject.values()) == [1, 3, 8]
    named = next(one for one in by_subject.values() if one["contacts"] == 3)
    total = _told(module_shop, subject_id=named["id"])["total"]
    assert total == {name: named[name] for name in total}
    assert _told(module_shop, team_id=module_shop.team_id)["total"] == BY_HAND
    assert _told(module_shop, team_id=str(uuid.uuid4()))["total"]["contacts"] == 0
    assert _told(module_shop, shop_id=module_shop.shop_id)["total"] == BY_HAND
    assert _told(module_shop, shop_id=str(uuid.uuid4()))["total"]["contacts"] == 0


def test_each_figure_opens_into_its_conversations(module_shop: Shop, came: dict[str, str]) -> None:
    behind = {
        "repeats": {"twice_2", "twice_3", "vague_2"},
        "settled": {"settled", "other", "other_2", "other_3"},
        "unsettled": {"twice", "vague", "reopened", "unsolved"},
        "undecided": {"fresh"},
        "reopened": {"reopened"},
        "escalated": {"other", "other_2", "other_3"},
        "contacts": CAME.keys() - {"unanswered", "merged"},
    }
    names = {str(uuid.UUID(one)): name for name, one in came.items()}
    with module_shop.client("owner") as owner:
        for what, wanted in behind.items():
            listed = owner.get("/api/resolution/made-of", params=_asked(came=what)).json()
            assert {names[one["id"]] for one in listed} == wanted, what


def test_the_table_says_what_each_contact_counts_for(
    module_shop: Shop, came: dict[str, str]
) -> None:
    with module_shop.client("owner") as owner:
        answer = owner.get("/api/resolution/export", params=_asked())
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(lines) == BY_HAND["contacts"]
    assert sum(line["settled"] == "1" for line in lines) == BY_HAND["settled"]
    assert sum(line["settled"] in "01" and line["settled"] != "" for line in lines) == 8
    assert sum(line["first"] == "0" for line in lines) == BY_HAND["repeats"]
    assert sum(line["answered_by"] == "bot" for line in lines) == 2
    refs = {line["ref"]: line for line in lines}
    for line in lines:
        if line["follows"]:
            assert refs[line["follows"]]["followed_by"] == line["ref"]


def test_supervisors_see_their_teams_and_agents_nothing(
    module_shop: Shop, came: dict[str, str]
) -> None:
    with module_shop.client("agent_senior") as agent:
        assert agent.get("/api/resolution", params=_asked()).status_code == 403
    seen = _told(module_shop, "supervisor")["total"]["contacts"]
    module_shop.run("UPDATE contacts SET team_id = NULL")
    assert _told(module_shop, "supervisor")["total"]["contacts"] == seen == 12
    with module_shop.client("owner") as owner:
        body = {"name": "别的团队", "member_ids": []}
        other = owner.post("/api/teams", json=body).json()["id"]
    module_shop.run("UPDATE contacts SET team_id = %s", other)
    assert _told(module_shop, "supervisor")["total"]["contacts"] == 0
    module_shop.run("UPDATE contacts SET team_id = %s", module_shop.team_id)


@pytest.mark.parametrize(
    ("first", "last"), [("2026-02-01", "2026-01-31"), ("2025-01-01", "2026-06-01")]
)
def test_a_period_that_ends_before_it_begins_is_refused(
    module_shop: Shop, first: str, last: str
) -> None:
    with module_shop.client("owner") as owner:
        answer = owner.get("/api/resolution", params={"from": first, "to": last})
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "bad_period"


async def test_who_comes_again_is_noted_as_it_happens(working: Shop) -> None:
    """The worker follows the conversations themselves: taken over, ended, come again."""
    subject = _subject(working, "parcel")
    first, token = await begin(working)
    with working.client("agent_senior") as agent, working.client("owner") as owner:
        _help(agent, first, subject)
        await until(owner, closed=1)
        # Beyond the time in which writing again opens it again.
        working.run(
            "UPDATE conversations SET opened_at = opened_at - interval '2 days',"
            " closed_at = closed_at - interval '2 days'"
        )
        async with working.visitor(token) as visitor:
            posted = await visitor.post("又来了")
        second = posted["message"]["conversation_id"]
        assert second != first
        _help(agent, second, subject)
        await until(owner, closed=2)
    assert _told(working)["total"]["repeats"] == 1


def _help(agent: httpx.Client, conversation: str, subject: str) -> None:
    """Takes it, answers, ends it."""
    agent.post(f"/api/conversations/{conversation}/pick").raise_for_status()
    said = {"key": uuid.uuid4().hex, "text": "您好"}
    agent.post(f"/api/conversations/{conversation}/messages", json=said).raise_for_status()
    ended = {"subject_id": subject, "result": "solved"}
    agent.post(f"/api/conversations/{conversation}/close", json=ended).raise_for_status()
