"""`Idempotency-Key`: sent twice, done once, answered twice, on every POST there is."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest
from fastapi.routing import APIRoute

from tests.servers.shop import Shop
from zhiyin.entry.describing import described_app, described_routes

POSTS = [route for route in described_routes(described_app()) if route.methods == {"POST"}]
# Their bodies carry a key of their own.
OWN_KEY = {
    "/api/conversations/{conversation_id}/messages",
    "/api/conversations/{conversation_id}/whisper",
    "/api/visitor/messages",
}
SUBJECT = {"name": {"zh-CN": "退款", "en": "Refund"}, "tier": "A"}


def _send(
    shop: Shop, key: str, name: str = "一组", role: str = "owner", path: str = "/api/teams"
) -> httpx.Response:
    with shop.client(role, **{"Idempotency-Key": key}) as client:
        return client.post(path, json={"name": name, "shop_id": shop.shop_id, "member_ids": []})


def _teams(shop: Shop, name: str) -> int:
    found: int = shop.run("SELECT count(*) FROM teams WHERE name = %s", name)[0][0]
    return found


@pytest.mark.parametrize("route", POSTS, ids=lambda route: route.path)
def test_every_post_takes_a_key(route: APIRoute) -> None:
    taken = [p.alias for d in route.dependant.dependencies for p in d.header_params]
    assert ("idempotency-key" in taken) != (route.path in OWN_KEY)


def test_the_same_request_is_done_once_and_answered_twice(module_shop: Shop) -> None:
    key, name = uuid4().hex, f"茶艺组 {uuid4().hex[:6]}"
    first, again = _send(module_shop, key, name), _send(module_shop, key, name)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.headers["Content-Type"] == first.headers["Content-Type"]
    assert _teams(module_shop, name) == 1


def test_another_request_under_the_same_key_is_refused(module_shop: Shop) -> None:
    key, name = uuid4().hex, f"茶具组 {uuid4().hex[:6]}"
    _send(module_shop, key).raise_for_status()
    answer = _send(module_shop, key, name)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "idempotency_key_reused")
    assert _teams(module_shop, name) == 0


def test_keys_of_two_people_never_meet(module_shop: Shop) -> None:
    key, name = uuid4().hex, f"售后组 {uuid4().hex[:6]}"
    assert _send(module_shop, key, name).status_code == 201
    other = _send(module_shop, key, name, "manager")
    assert other.status_code == 201
    assert "Idempotency-Replayed" not in other.headers
    assert _teams(module_shop, name) == 2


def test_who_may_no_longer_ask_is_not_told_the_stored_answer(module_shop: Shop) -> None:
    key, name = uuid4().hex, f"夜班组 {uuid4().hex[:6]}"
    assert _send(module_shop, key, name, "manager").status_code == 201
    role = "UPDATE roles SET permissions = %s WHERE code = 'manager' RETURNING permissions"
    held = module_shop.run("SELECT permissions FROM roles WHERE code = 'manager'")[0][0]
    module_shop.run(role, [])
    try:
        assert _send(module_shop, key, name, "manager").status_code == 403
    finally:
        module_shop.run(role, held)


def test_many_at_once_do_it_once(module_shop: Shop) -> None:
    key, name = uuid4().hex, f"夜猫组 {uuid4().hex[:6]}"
    gate = threading.Barrier(6)

    def send(_: int) -> httpx.Response:
        gate.wait()
        return _send(module_shop, key, name)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(send, range(6)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sum("Idempotency-Replayed" not in answer.headers for answer in answers) == 1
    assert _teams(module_shop, name) == 1


def test_a_refusal_leaves_the_key_free(module_shop: Shop) -> None:
    key, name = uuid4().hex, f"早班组 {uuid4().hex[:6]}"
    with module_shop.client("owner", **{"Idempotency-Key": key}) as client:
        body: dict[str, Any] = {"name": name, "shop_id": str(uuid4()), "member_ids": []}
        assert client.post("/api/teams", json=body).status_code >= 400
        assert client.post("/api/teams", json=body | {"name": ""}).status_code == 422
    assert _send(module_shop, key, name).status_code == 201


def test_change_and_key_are_committed_together_or_not_at_all(module_shop: Shop) -> None:
    """Where the key cannot be written, nothing else is; where it can, both are there."""
    key, name = uuid4().hex, f"备用组 {uuid4().hex[:6]}"
    with psycopg.connect(module_shop.database_url) as blocker:
        blocker.execute("LOCK TABLE audit IN EXCLUSIVE MODE")
        with ThreadPoolExecutor(1) as pool:
            sending = pool.submit(_send, module_shop, key, name)
            _until_waiting(module_shop)
            assert module_shop.run("SELECT count(*) FROM request_keys WHERE key = %s", key) == [
                (0,)
            ]
            blocker.rollback()
            assert sending.result().status_code == 201
    assert module_shop.run("SELECT status FROM request_keys WHERE key = %s", key) == [(201,)]
    assert _teams(module_shop, name) == 1


def _until_waiting(shop: Shop) -> None:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    while not shop.run(f"{waiting} AND datname = current_database()")[0][0]:
        pass


def test_an_answer_lost_with_its_process_is_said_so(module_shop: Shop) -> None:
    key, name = uuid4().hex, f"失联组 {uuid4().hex[:6]}"
    _send(module_shop, key, name).raise_for_status()
    module_shop.run(
        "UPDATE request_keys SET status = NULL, answer = NULL, at = at - interval '1 minute'"
        " WHERE key = %s",
        key,
    )
    answer = _send(module_shop, key, name)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "done_before")
    assert _teams(module_shop, name) == 1


def test_after_a_day_the_key_is_new_again(module_shop: Shop) -> None:
    key, name = uuid4().hex, f"昨日组 {uuid4().hex[:6]}"
    _send(module_shop, key, name).raise_for_status()
    module_shop.run("UPDATE request_keys SET at = at - interval '25 hours' WHERE key = %s", key)
    assert _send(module_shop, key, name).status_code == 201
    assert _teams(module_shop, name) == 2


def test_the_stored_answer_is_sealed_and_a_sign_in_is_not_stored(module_shop: Shop) -> None:
    key, name = uuid4().hex, f"密封组 {uuid4().hex[:6]}"
    _send(module_shop, key, name).raise_for_status()
    (scope, answer) = module_shop.run("SELECT scope, answer FROM request_keys WHERE key = %s", key)[
        0
    ]
    assert name.encode() not in bytes(answer)
    assert module_shop.ids["owner"].encode() not in bytes(scope)
    sign_in = {"email": "owner@shop.example", "password": "correct-horse-9"}
    with module_shop.client(None, **{"Idempotency-Key": uuid4().hex}) as client:
        first = client.post("/api/auth/login", json=sign_in)
        again = client.post("/api/auth/login", json=sign_in)
    assert first.status_code == again.status_code == 200
    assert first.cookies["zhiyin_session"] != again.cookies["zhiyin_session"]


def test_what_a_request_sets_off_does_not_carry_its_key(module_shop: Shop) -> None:
    """Opening a conversation starts the ledger's task; later writers must not inherit the key."""
    with module_shop.client("owner", **{"Idempotency-Key": uuid4().hex}) as client:
        session = client.post("/api/visitor/session", json={"widget": module_shop.widget},
                              headers={"Origin": module_shop.server.url})  # fmt: skip
    key = uuid4().hex
    with module_shop.visiting(session.json()["token"]) as visitor:
        body = {"key": uuid4().hex, "text": "在吗"}
        posted = visitor.post("/api/visitor/messages", json=body, headers={"Idempotency-Key": key})
        assert posted.status_code == 200
        ended = [visitor.post("/api/visitor/end", headers={"Idempotency-Key": f"{key}-end"})
                 for _ in range(2)]  # fmt: skip
    assert [one.headers.get("Idempotency-Replayed") for one in ended] == [None, "true"]
    assert module_shop.run("SELECT count(*) FROM request_keys WHERE key = %s", key) == [(0,)]
