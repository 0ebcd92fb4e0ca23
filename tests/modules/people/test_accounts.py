"""Signing in, second factors, links by mail, devices."""

import re
import time
import uuid

import httpx
import psycopg
import pyotp
import pytest

from tests.servers.mail import MailServer
from tests.servers.patience import PATIENCE
from tests.servers.processes import Processes
from tests.servers.shop import OWNER, Shop, furnish

GOOD = "another-horse-42"


def _sign_in(shop: Shop, password: str, email: str = OWNER["email"]) -> httpx.Response:
    with shop.client() as client:
        return client.post("/api/auth/login", json={"email": email, "password": password})


@pytest.fixture
def mailing(processes: Processes, database_url: str, smtp_server: MailServer) -> Shop:
    """A shop whose worker sends mail."""
    shop = furnish(processes.start("web"), database_url)
    processes.start("worker", smtp_url=smtp_server.url)
    return shop


def _link(mail: MailServer, place: str) -> str:
    body = mail.wait_for(1)[-1].get_content()
    found = re.search(rf"/console/{place}/(\S+)", body)
    assert found is not None, body
    return found.group(1)


def test_password_is_right_or_refused_alike(module_shop: Shop) -> None:
    assert _sign_in(module_shop, OWNER["password"]).json() == {"state": "signed_in"}
    wrong = _sign_in(module_shop, "not it")
    unknown = _sign_in(module_shop, "not it", "nobody@shop.example")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()


def test_too_many_failures_are_slowed_and_then_forgiven(module_shop: Shop) -> None:
    email = "manager@shop.example"
    answers = [_sign_in(module_shop, "wrong", email).status_code for _ in range(9)]
    assert answers == [401] * 8 + [429]
    module_shop.run("UPDATE sign_in_failures SET window_ends_at = now() - interval '1 s'")
    assert _sign_in(module_shop, "wrong", email).status_code == 401


def test_second_factor_and_recovery_codes_work_once_each(shop: Shop) -> None:
    with shop.client("owner") as client:
        secret = client.post("/api/auth/two-factor/begin").json()["secret"]
        totp = pyotp.TOTP(secret)
        assert client.post("/api/auth/two-factor/confirm", json={"code": "000000"}).status_code in (
            401,
            200,
        )
        codes = client.post("/api/auth/two-factor/confirm", json={"code": totp.now()})
        recovery = codes.json()["recovery_codes"]
    assert len(recovery) == 10
    with shop.client() as client:
        credentials = {"email": OWNER["email"], "password": OWNER["password"]}
        assert client.post("/api/auth/login", json=credentials).json()["state"] == "second_factor"
        assert client.get("/api/auth/me").status_code == 401
        used = client.post("/api/auth/second-factor", json={"code": totp.now()})
        assert used.status_code == 401, "a code that was shown once is used up"
        first = client.post("/api/auth/second-factor", json={"code": recovery[0]})
        assert first.json() == {"state": "signed_in"}
        assert client.get("/api/auth/me").json()["two_factor"] is True
    with shop.client() as client:
        client.post("/api/auth/login", json=credentials)
        again = client.post("/api/auth/second-factor", json={"code": recovery[0]})
        assert again.status_code == 401
    stored = shop.run("SELECT totp_secret FROM staff WHERE totp_secret IS NOT NULL")
    assert all(secret.encode() not in bytes(value) for (value,) in stored)


def test_reset_by_mail_signs_every_device_out(mailing: Shop, smtp_server: MailServer) -> None:
    with mailing.client() as client:
        for email in (OWNER["email"], "nobody@shop.example"):
            answer = client.post("/api/auth/password-reset", json={"email": email})
            assert answer.status_code == 202
        token = _link(smtp_server, "reset")
        body = {"token": token, "password": "short"}
        assert client.post("/api/auth/password-reset/confirm", json=body).status_code == 422
        body["password"] = GOOD
        assert client.post("/api/auth/password-reset/confirm", json=body).status_code == 200
        assert client.post("/api/auth/password-reset/confirm", json=body).status_code == 410
    with mailing.client("owner") as old:
        assert old.get("/api/auth/me").status_code == 401
    assert _sign_in(mailing, OWNER["password"]).status_code == 401
    assert _sign_in(mailing, GOOD).status_code == 200


def test_an_invited_person_chooses_a_password_and_works(
    mailing: Shop, smtp_server: MailServer
) -> None:
    with mailing.client("owner") as owner:
        role = next(r for r in owner.get("/api/roles").json() if r["code"] == "agent_junior")
        body = {
            "email": "New@Shop.example",
            "name": "新人",
            "role_ids": [role["id"]],
            "team_ids": [mailing.team_id],
        }
        assert owner.post("/api/staff/invitations", json=body).status_code == 201
        assert owner.post("/api/staff/invitations", json=body).status_code == 409
    token = _link(smtp_server, "invitation")
    with mailing.client() as client:
        assert client.get(f"/api/auth/invitations/{token}").json()["email"] == "new@shop.example"
        accept = {"name": "小新", "password": GOOD}
        path = f"/api/auth/invitations/{token}/accept"
        assert client.post(path, json=accept).status_code == 200
        me = client.get("/api/auth/me").json()
        assert (me["name"], [team["id"] for team in me["teams"]]) == ("小新", [mailing.team_id])
        assert "people.manage_staff" not in me["permissions"]
        assert client.post(path, json=accept).status_code == 410


def test_devices_are_listed_and_revoked(shop: Shop) -> None:
    assert _sign_in(shop, OWNER["password"]).status_code == 200
    with shop.client("owner") as client:
        devices = client.get("/api/auth/sessions").json()
        assert [d["current"] for d in devices].count(True) == 1
        other = next(d for d in devices if not d["current"])
        assert client.delete(f"/api/auth/sessions/{other['id']}").status_code == 204
        assert len(client.get("/api/auth/sessions").json()) == len(devices) - 1
        assert client.delete(f"/api/auth/sessions/{uuid.uuid4()}").status_code == 404


def test_nobody_gives_what_they_do_not_hold_and_somebody_always_manages(shop: Shop) -> None:
    with shop.client("admin") as admin:
        roles = {role["code"]: role["id"] for role in admin.get("/api/roles").json()}
        me = shop.ids["admin"]
        answer = admin.patch(f"/api/staff/{me}", json={"role_ids": [roles["owner"]]})
        assert answer.json()["error"]["code"] == "too_powerful"
    for role in ("manager", "admin"):
        shop.run("UPDATE staff SET state = 'disabled' WHERE id = %s", shop.ids[role])
    with shop.client("owner") as owner:
        answer = owner.patch(f"/api/staff/{shop.ids['owner']}", json={"state": "disabled"})
        assert answer.json()["error"]["code"] == "last_owner"


def test_an_edit_of_an_older_version_is_shown_both_values(shop: Shop) -> None:
    with shop.client("owner") as owner:
        team = owner.get("/api/teams").json()[0]
        headers = {"If-Match": str(team["version"])}
        path = f"/api/teams/{team['id']}"
        assert owner.patch(path, json={"name": "甲"}, headers=headers).status_code == 200
        late = owner.patch(path, json={"name": "乙"}, headers=headers)
        assert late.status_code == 409
        assert late.json()["error"]["current"]["name"] == "甲"


def test_every_change_is_in_the_sealed_audit(processes: Processes, database_url: str) -> None:
    shop = furnish(processes.start("web"), database_url)
    processes.start("worker")
    with shop.client("owner") as owner:
        owner.patch("/api/auth/me", json={"name": "新名字"}).raise_for_status()
    _wait_until(database_url, "SELECT count(*) = 0 FROM audit WHERE seal IS NULL")
    verbs = [verb for (verb,) in shop.run("SELECT verb FROM audit ORDER BY seal_number")]
    assert verbs[0] == "people.begin"
    assert verbs[-1] == "people.edit_self"


def _wait_until(database_url: str, question: str) -> None:
    deadline = time.monotonic() + PATIENCE
    with psycopg.connect(database_url, autocommit=True) as connection:
        while time.monotonic() < deadline:
            row = connection.execute(question).fetchone()
            if row and row[0]:
                return
            time.sleep(0.2)
    raise AssertionError(question)


def test_a_grade_is_set_with_the_person_and_shown_in_the_matrix(shop: Shop) -> None:
    agent = shop.ids["agent_junior"]
    with shop.client("owner") as owner:
        owner.patch(f"/api/staff/{agent}", json={"grade": "expert"}).raise_for_status()
        owner.patch(f"/api/staff/{agent}", json={"capacity": 3}).raise_for_status()
        listed = {one["id"]: one["grade"] for one in owner.get("/api/staff").json()}
        rows = owner.get("/api/skills/matrix").json()["rows"]
        assert owner.patch(f"/api/staff/{agent}", json={"grade": "chief"}).status_code == 422
    assert listed[agent] == "expert"
    assert {one["staff_id"]: one["grade"] for one in rows}[agent] == "expert"
