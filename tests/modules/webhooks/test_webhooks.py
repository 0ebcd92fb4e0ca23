"""Other systems are told what happened: signed, once each, tried again, never lost silently."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.servers.patience import until
from tests.servers.processes import OwnProcess, Processes
from tests.servers.receiver import Receiver, running_receiver, signed_by
from tests.servers.shop import Shop, furnish

MADE = "procedures.TaskMade"
HERE = {"webhook_networks": "127.0.0.0/8"}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running_receiver() as running:
        yield running


@pytest.fixture
def web(processes: Processes) -> OwnProcess:
    """A server that may call this machine."""
    return processes.start("web", **HERE)


@pytest.fixture
def shop(web: OwnProcess, database_url: str) -> Shop:
    return furnish(web, database_url)


def make(shop: Shop, url: str, *kinds: str) -> dict[str, Any]:
    body = {"name": "ERP", "url": url, "kinds": list(kinds or [MADE])}
    answer = shop.client("manager").post("/api/webhooks", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def add_task(shop: Shop, title: str = "回电") -> str:
    owner = shop.ids["agent_senior"]
    body = {"title": title, "due_at": "2099-01-01T00:00:00Z", "owner_id": owner}
    made = shop.client("manager").post("/api/tasks", json=body)
    assert made.status_code < 300, made.text
    return str(made.json()["id"])


def deliveries(shop: Shop, webhook: dict[str, Any], state: str = "") -> list[dict[str, Any]]:
    query = f"?state={state}" if state else ""
    answer = shop.client("manager").get(f"/api/webhooks/{webhook['id']}/deliveries{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def seen(shop: Shop, webhook: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = shop.client("manager").get(f"/api/webhooks/{webhook['id']}").json()
    return found


def test_an_event_is_told_signed_and_says_nothing_of_words(
    shop: Shop, processes: Processes, receiver: Receiver
) -> None:
    add_task(shop, "before it was made")
    webhook = make(shop, receiver.url + "/hooks?x=1")
    processes.start("worker", **HERE)
    until(lambda: shop.run("SELECT 1 FROM event_readers WHERE name = 'webhooks'"))
    task = add_task(shop, "给王小姐 13800002046 回电")

    [told] = receiver.wait_for()

    assert signed_by(told, webhook["secret"])
    assert told["headers"]["content-type"] == "application/json"
    body = told["body"]
    assert body["type"] == MADE
    assert {"kind": "task", "id": task} in body["about"]
    assert body["actor"] == {"kind": "staff", "id": shop.ids["manager"]}
    assert "13800002046" not in told["raw"].decode()
    [line] = until(lambda: deliveries(shop, webhook, "delivered"))
    assert (line["status"], line["tries"], line["kind"]) == (204, 1, MADE)
    assert line["id"] == told["headers"]["webhook-id"]
    after = seen(shop, webhook)
    assert (after["waiting"], after["dead"], after["failing_since"]) == (0, 0, None)
    assert after["succeeded_at"]


def test_one_that_fails_is_tried_again_and_keeps_its_id(
    shop: Shop, processes: Processes, receiver: Receiver
) -> None:
    receiver.statuses = [500, 302, 200]
    webhook = make(shop, receiver.url)
    processes.start("worker", **HERE)
    until(lambda: shop.run("SELECT 1 FROM event_readers WHERE name = 'webhooks'"))
    add_task(shop)
    for count in (1, 2, 3):
        receiver.wait_for(count)
        until(lambda: shop.run("SELECT 1 FROM webhook_deliveries WHERE status IS NOT NULL"))
        shop.run("UPDATE webhook_deliveries SET next_at = now() WHERE state = 'waiting'")

    [line] = until(lambda: deliveries(shop, webhook, "delivered"))

    assert line["tries"] == 3
    assert len({told["headers"]["webhook-id"] for told in receiver.heard}) == 1
    assert len(receiver.heard) == 3, "a redirect is not followed"
    assert seen(shop, webhook)["failing_since"] is None


def test_what_was_given_up_is_shown_told_of_and_sent_again(
    shop: Shop, processes: Processes, receiver: Receiver
) -> None:
    receiver.statuses = [500]
    webhook = make(shop, receiver.url)
    processes.start("worker", **HERE)
    until(lambda: shop.run("SELECT 1 FROM event_readers WHERE name = 'webhooks'"))
    add_task(shop)
    receiver.wait_for()
    until(lambda: deliveries(shop, webhook, "waiting")[0]["status"])
    shop.run("UPDATE webhook_deliveries SET next_at = now(), tries = 9")

    [line] = until(lambda: deliveries(shop, webhook, "dead"))

    assert (line["status"], line["tries"]) == (500, 10)
    assert seen(shop, webhook)["dead"] == 1
    notices = until(lambda: shop.client("manager").get("/api/notices").json()["items"])
    assert "“ERP”" in notices[0]["title"]["en"]
    receiver.statuses = [200]
    again = shop.client("manager").post(f"/api/webhooks/{webhook['id']}/redeliver", json={})
    assert again.json() == {"count": 1}
    [line] = until(lambda: deliveries(shop, webhook, "delivered"))
    one = f"/api/webhooks/{webhook['id']}/deliveries/{line['id']}"
    assert shop.client("manager").post(f"{one}/redeliver", json={}).json() == {"count": 1}
    receiver.wait_for(4)
    assert shop.client("manager").get(one).json()["body"]["type"] == MADE


def test_an_address_that_is_gone_is_called_no_more(
    shop: Shop, processes: Processes, receiver: Receiver
) -> None:
    receiver.statuses = [410]
    webhook = make(shop, receiver.url)
    processes.start("worker", **HERE)
    until(lambda: shop.run("SELECT 1 FROM event_readers WHERE name = 'webhooks'"))
    add_task(shop)

    after = until(lambda: None if (now := seen(shop, webhook))["on"] else now)

    assert after["off_reason"] == "gone"
    assert after["version"] == 2
    [notice] = until(lambda: shop.client("manager").get("/api/notices").json()["items"])
    assert "switched off" in notice["title"]["en"]
    changed = {"name": "ERP", "url": receiver.url + "/new", "kinds": [MADE]}
    path = f"/api/webhooks/{webhook['id']}/redeliver"
    refused = shop.client("manager").post(path, json={})
    assert refused.json()["error"]["code"] == "webhook_off"
    back = shop.client("manager", **{"If-Match": "2"})
    on = back.put(f"/api/webhooks/{webhook['id']}", json=changed).json()
    assert (on["on"], on["off_reason"]) == (True, None)
    assert back.put(f"/api/webhooks/{webhook['id']}", json=changed).status_code == 409


@pytest.mark.whole
def test_two_workers_tell_everything_once(
    shop: Shop, processes: Processes, receiver: Receiver
) -> None:
    webhook = make(shop, receiver.url)
    for _ in range(2):
        processes.start("worker", **HERE)
    until(lambda: shop.run("SELECT 1 FROM event_readers WHERE name = 'webhooks'"))
    tasks = {add_task(shop, f"{number}") for number in range(40)}

    until(lambda: len(deliveries(shop, webhook, "delivered")) == len(tasks))

    told = [one["body"]["about"][0]["id"] for one in receiver.heard]
    assert sorted(told) == sorted(tasks)


def test_the_server_calls_nothing_inside_unless_told_to(
    module_shop: Shop, receiver: Receiver
) -> None:
    """This server was started without the setting: its own machine is out of reach."""
    for url in (receiver.url, receiver.url.replace("127.0.0.1", "localhost")):
        webhook = make(module_shop, url)
        answer = module_shop.client("manager").post(f"/api/webhooks/{webhook['id']}/test", json={})
        tried = answer.json()
        assert (tried["state"], tried["problem"]) == ("dead", "forbidden"), tried
    assert receiver.heard == []


def test_a_test_says_at_once_what_came_of_it(shop: Shop, receiver: Receiver) -> None:
    webhook = make(shop, receiver.url)
    path = f"/api/webhooks/{webhook['id']}/test"
    receiver.statuses = [200, 403]
    taken = shop.client("manager").post(path, json={}).json()
    refused = shop.client("manager").post(path, json={}).json()
    assert (taken["state"], taken["status"], taken["test"]) == ("delivered", 200, True)
    assert (refused["state"], refused["status"]) == ("dead", 403)
    assert all(signed_by(told, webhook["secret"]) for told in receiver.heard)
    missing = make(shop, "http://127.0.0.1:9/")
    gone = shop.client("manager").post(f"/api/webhooks/{missing['id']}/test", json={}).json()
    assert gone["problem"] == "unreachable"
    nobody = make(shop, "http://nobody.invalid/")
    told = shop.client("manager").post(f"/api/webhooks/{nobody['id']}/test", json={}).json()
    assert told["problem"] == "unknown_host"


def test_a_secret_is_told_once_and_the_old_one_holds_for_a_day(
    shop: Shop, receiver: Receiver
) -> None:
    webhook = make(shop, receiver.url)
    assert "secret" not in seen(shop, webhook)
    assert webhook["secret"].encode() not in shop.run("SELECT secret_sealed FROM webhooks")[0][0]
    path = f"/api/webhooks/{webhook['id']}"
    answer = shop.client("manager").post(f"{path}/secret", json={})
    assert answer.headers["cache-control"] == "no-store"
    changed = answer.json()
    shop.client("manager").post(f"{path}/test", json={})
    [told] = receiver.heard
    assert signed_by(told, webhook["secret"])
    assert signed_by(told, changed["secret"])
    shop.run("UPDATE webhooks SET old_until = now()")
    shop.client("manager").post(f"{path}/test", json={})
    assert signed_by(receiver.heard[1], changed["secret"])
    assert not signed_by(receiver.heard[1], webhook["secret"])


def test_a_secret_that_cannot_be_opened_is_said(shop: Shop, receiver: Receiver) -> None:
    webhook = make(shop, receiver.url)
    shop.run("UPDATE webhooks SET secret_sealed = '\\x00'")
    answer = shop.client("manager").post(f"/api/webhooks/{webhook['id']}/test", json={})
    assert answer.json()["error"]["code"] == "webhook_secret_lost"
    assert receiver.heard == []


def test_what_cannot_be_is_refused(module_shop: Shop) -> None:
    client = module_shop.client("manager")
    for body in (
        {"name": "ERP", "url": "https://shop.example/", "kinds": ["no.SuchEvent"]},
        {"name": "ERP", "url": "file:///etc/passwd"},
        {"name": "", "url": "https://shop.example/"},
    ):
        assert client.post("/api/webhooks", json=body).status_code == 422
    module_shop.run(
        "INSERT INTO webhooks (id, name, url, secret_sealed)"
        " SELECT gen_random_uuid(), n::text, 'https://x.example/', '' FROM generate_series(1, 50) n"
    )
    body = {"name": "ERP", "url": "https://shop.example/"}
    assert client.post("/api/webhooks", json=body).json()["error"]["code"] == "too_many_webhooks"
    module_shop.run("DELETE FROM webhooks")


def test_the_kinds_that_can_be_asked_for_are_listed_with_their_values(module_shop: Shop) -> None:
    kinds = module_shop.client("manager").get("/api/webhooks/kinds").json()
    by_name = {one["kind"]: one for one in kinds}
    assert by_name[MADE]["module"] == "procedures"
    assert all(one["text"] for one in kinds)
    assert by_name[MADE]["fields"]


def test_without_a_webhook_nothing_is_read(
    shop: Shop, processes: Processes, receiver: Receiver
) -> None:
    webhook = make(shop, receiver.url)
    processes.start("worker", **HERE)
    until(lambda: shop.run("SELECT 1 FROM event_readers WHERE name = 'webhooks'"))
    assert shop.client("manager").delete(f"/api/webhooks/{webhook['id']}").status_code == 204
    until(lambda: not shop.run("SELECT 1 FROM event_readers WHERE name = 'webhooks'"))
    add_task(shop)
    again = make(shop, receiver.url)
    until(lambda: shop.run("SELECT 1 FROM event_readers WHERE name = 'webhooks'"))
    task = add_task(shop)
    [told] = receiver.wait_for()
    assert told["body"]["about"][0]["id"] == task
    assert len(until(lambda: deliveries(shop, again))) == 1
