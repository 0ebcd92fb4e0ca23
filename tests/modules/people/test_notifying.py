"""People are called as they chose: by push, by mail, once for one matter, and not at night."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from tests.servers.mail import MailServer
from tests.servers.processes import Processes
from tests.servers.push import Browser, PushService, running_push_service
from tests.servers.shop import Shop, furnish


@pytest.fixture
def service() -> Iterator[PushService]:
    with running_push_service() as running:
        yield running


@pytest.fixture
def shop(
    processes: Processes, service: PushService, smtp_server: MailServer, database_url: str
) -> Shop:
    """A shop whose server knows our push service and mail server."""
    places = {"push_hosts": service.origin, "smtp_url": smtp_server.url}
    web = processes.start("web", **places)
    processes.start("worker", **places)
    return furnish(web, database_url)


def sign_up(shop: Shop, service: PushService, role: str) -> Browser:
    client = shop.client(role)
    browser = service.browser(client.get("/api/push/key").json()["key"])
    client.post("/api/push/devices", json=browser.subscription()).raise_for_status()
    return browser


def choose(shop: Shop, role: str, **choice: Any) -> None:
    body = {"notifications": choice}
    shop.client(role).patch("/api/auth/me", json=body).raise_for_status()


def give_task(shop: Shop, role: str, title: str = "回电") -> str:
    body = {"title": title, "due_at": "2099-01-01T00:00:00Z", "owner_id": shop.ids[role]}
    made = shop.client("manager").post("/api/tasks", json=body)
    assert made.status_code < 300, made.text
    return str(made.json()["id"])


def test_a_test_push_arrives_encrypted_and_signed(shop: Shop, service: PushService) -> None:
    browser = sign_up(shop, service, "agent_senior")
    told = shop.client("agent_senior").post("/api/push/test", json={}).json()
    assert told == {"devices": 1}
    [shown] = browser.wait_for()
    assert shown["title"]
    assert browser.headers[0]["ttl"].isdecimal()
    assert len(browser.headers[0]["topic"]) <= 32


def test_the_key_is_made_once_and_never_stored_in_the_clear(shop: Shop) -> None:
    keys = {shop.client(role).get("/api/push/key").json()["key"] for role in ("owner", "manager")}
    assert len(keys) == 1
    [(count, sealed)] = shop.run("SELECT count(*), max(length(private_sealed)) FROM push_keys")
    assert (count, sealed) == (1, 1 + 12 + 32 + 16)


def test_a_notice_is_pushed_once_and_says_nothing_of_the_customer(
    shop: Shop, service: PushService
) -> None:
    browser = sign_up(shop, service, "agent_senior")
    task = give_task(shop, "agent_senior", "给王小姐 13800002046 回电")
    [shown] = browser.wait_for()
    assert shown["path"] == f"/tasks?task={task}"
    assert shown["tag"] == task
    assert "王小姐" not in str(shown)
    assert "13800002046" not in str(shown)
    shop.client("agent_senior").post("/api/push/test", json={})
    assert len(browser.wait_for(2)) == 2


def test_a_customers_words_are_pushed_once_until_somebody_looks(
    shop: Shop, service: PushService
) -> None:
    async def scene() -> None:
        token = shop.session()["token"]
        async with shop.visitor(token) as visitor:
            async with shop.staff("agent_senior") as agent:
                shop.online("agent_senior")
                await visitor.post("王小姐在吗 13800002046")
                held = await agent.hear("changed", lambda f: bool(f["conversation"]["assignee"]))
                number = held["conversation"]["number"]
                await agent.say(
                    type="seen", conversation_id=held["conversation"]["id"], number=number + 5
                )
                await agent.hears_message("王小姐在吗 13800002046")
            shop.client("agent_senior").put("/api/presence", json={"status": "away"})
            browser = sign_up(shop, service, "agent_senior")
            await asyncio.sleep(6)
            for text in ("还在吗", "请回答"):
                await visitor.post(text)
            shown = (await asyncio.to_thread(browser.wait_for))[0]
            assert shown["path"].startswith(f"/conversations/{held['conversation']['id']}")
            assert shown["body"] == ""
            assert "在吗" not in str(shown)
            shop.client("agent_senior").post("/api/push/test", json={})
            assert len(await asyncio.to_thread(browser.wait_for, 2)) == 2

    asyncio.run(scene())


def test_quiet_hours_hold_back_what_is_not_urgent(shop: Shop, service: PushService) -> None:
    browser = sign_up(shop, service, "agent_senior")
    always = {"on": True, "begin": "00:00", "end": "23:59", "time_zone": "UTC"}
    choose(shop, "agent_senior", quiet=always)
    give_task(shop, "agent_senior")
    shop.client("agent_senior").post("/api/push/test", json={})
    [only] = browser.wait_for()
    assert only["path"] == "/settings/notifications"


def test_a_topic_that_is_switched_off_is_not_pushed(shop: Shop, service: PushService) -> None:
    browser = sign_up(shop, service, "agent_senior")
    off = {"task": {"tone": "none", "desktop": False, "push": False, "mail": False}}
    choose(shop, "agent_senior", topics=off)
    give_task(shop, "agent_senior")
    shop.client("agent_senior").post("/api/push/test", json={})
    [only] = browser.wait_for()
    assert only["path"] == "/settings/notifications"
    chosen = shop.client("agent_senior").get("/api/auth/me").json()["notifications"]
    assert chosen["topics"]["task"]["push"] is False
    assert chosen["topics"]["mention"]["push"] is True


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(shop: Shop, service: PushService, status: int) -> None:
    browser = sign_up(shop, service, "agent_senior")
    browser.status = status
    client = shop.client("agent_senior")
    client.post("/api/push/test", json={})
    browser.wait_for()
    while client.get("/api/push/devices").json():
        pass
    assert client.post("/api/push/test", json={}).json() == {"devices": 0}


def test_a_service_in_trouble_is_tried_again(shop: Shop, service: PushService) -> None:
    browser = sign_up(shop, service, "agent_senior")
    browser.status = 503
    shop.client("agent_senior").post("/api/push/test", json={})
    browser.wait_for()
    browser.status = 201
    shown = browser.wait_for(2)
    assert shown[0] == shown[1]


def test_who_signs_out_is_called_there_no_more(shop: Shop, service: PushService) -> None:
    sign_up(shop, service, "agent_senior")
    shop.client("agent_senior").post("/api/auth/logout", json={}).raise_for_status()
    assert shop.run("SELECT count(*) FROM push_subscriptions") == [(0,)]


def test_other_addresses_are_refused_and_others_devices_untouched(
    shop: Shop, service: PushService
) -> None:
    browser = sign_up(shop, service, "agent_senior")
    [device] = shop.client("agent_senior").get("/api/push/devices").json()
    assert device["here"] is True
    other = shop.client("agent_junior")
    evil = {**browser.subscription(), "endpoint": "http://169.254.169.254/latest"}
    assert other.post("/api/push/devices", json=evil).status_code == 422
    assert other.get("/api/push/devices").json() == []
    assert other.delete(f"/api/push/devices/{device['id']}").status_code == 404
    shop.client("agent_senior").delete(f"/api/push/devices/{device['id']}").raise_for_status()
    assert shop.client("agent_senior").get("/api/push/devices").json() == []


def test_what_stays_unread_is_mailed_once_in_one_mail(shop: Shop, smtp_server: MailServer) -> None:
    # Where it is noon now nobody sleeps.
    zone = shop.run(
        "SELECT name FROM pg_timezone_names WHERE name LIKE 'Etc/GMT%%'"
        " AND extract(hour FROM now() AT TIME ZONE name) = 12 LIMIT 1"
    )[0][0]
    quiet = {"on": False, "time_zone": zone}
    for role in ("agent_senior", "agent_junior"):
        choose(shop, role, quiet=quiet, mail=role == "agent_senior")
        give_task(shop, role)
        give_task(shop, role)
    while shop.run("SELECT count(*) FROM notices")[0][0] < 4:
        pass
    shop.run("UPDATE notices SET at = now() - interval '31 minutes'")
    shop.run("UPDATE presence SET lease_until = now() - interval '1 hour'")
    [mail] = smtp_server.wait_for(1)
    body = mail.get_content()
    assert body.count("·") == 2
    assert "/console/" in body
    assert shop.run("SELECT count(*) FROM notices WHERE mailed_at IS NOT NULL") == [(2,)]
