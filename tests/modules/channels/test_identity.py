"""A visitor can be an identified customer; nothing else passes for one."""

import time
import uuid
from typing import Any

import pytest

from tests.servers.shop import Shop
from zhiyin.modules.channels.rules import origin_allowed, sign, signed_text


@pytest.fixture(scope="module")
def secret(module_shop: Shop) -> str:
    with module_shop.client("owner") as client:
        widget = client.get("/api/widgets").json()[0]
        value: str = client.post(f"/api/widgets/{widget['id']}/secret").json()["secret"]
    return value


def _claim(shop: Shop, secret: str, **changes: Any) -> dict[str, Any]:
    claim: dict[str, Any] = {
        "user_id": "u-1",
        "name": "王小姐",
        "phone": "13800002046",
        "email": None,
        "issued_at": int(time.time()),
        "nonce": uuid.uuid4().hex,
    }
    claim |= changes
    body = signed_text(shop.widget, *claim.values())
    return claim | {"signature": sign(secret.encode(), body)}


def test_a_signed_identity_is_believed(module_shop: Shop, secret: str) -> None:
    told = module_shop.session(identity=_claim(module_shop, secret))
    assert told["identified"] is True
    assert module_shop.run("SELECT name FROM customers WHERE name = '王小姐'") == [("王小姐",)]


def test_forged_old_and_replayed_signatures_leave_the_visitor_anonymous(
    module_shop: Shop, secret: str
) -> None:
    forged = _claim(module_shop, secret) | {"user_id": "u-2"}
    wrong = _claim(module_shop, "not the secret")
    old = _claim(module_shop, secret, issued_at=int(time.time()) - 301)
    future = _claim(module_shop, secret, issued_at=int(time.time()) + 120)
    for claim in (forged, wrong, old, future):
        assert module_shop.session(identity=claim)["identified"] is False
    once = _claim(module_shop, secret)
    assert module_shop.session(identity=once)["identified"] is True
    assert module_shop.session(identity=once)["identified"] is False


async def test_one_person_on_two_devices_has_one_thread(module_shop: Shop, secret: str) -> None:
    phone = module_shop.session(identity=_claim(module_shop, secret, user_id="u-9"))["token"]
    laptop = module_shop.session(identity=_claim(module_shop, secret, user_id="u-9"))["token"]
    async with module_shop.visitor(phone) as one, module_shop.visitor(laptop) as two:
        await one.post("手机上写的")
        await two.hears_message("手机上写的")


async def test_personal_data_is_masked_for_those_who_may_not_see_it(
    module_shop: Shop, secret: str
) -> None:
    token = module_shop.session(identity=_claim(module_shop, secret, user_id="u-7"))["token"]
    async with module_shop.visitor(token) as visitor:
        conversation = (await visitor.post("请打 13800002046"))["message"]["conversation_id"]
    row = module_shop.run("SELECT customer_id FROM conversations WHERE id = %s", conversation)
    path = f"/api/customers/{row[0][0]}"
    with module_shop.client("quality") as masked, module_shop.client("owner") as clear:
        assert "13800002046" not in masked.get(path).text
        assert "13800002046" not in masked.get(f"/api/conversations/{conversation}").text
        assert "13800002046" in clear.get(f"/api/conversations/{conversation}").text
    stored = module_shop.run("SELECT value FROM customer_identities WHERE kind = 'phone'")
    assert all(b"138" not in bytes(value) for (value,) in stored)


@pytest.mark.parametrize(
    ("origin", "allowed", "answer"),
    [
        ("https://shop.example", ["https://shop.example"], True),
        ("https://shop.example", [], True),
        ("https://www.shop.example", ["https://*.shop.example"], True),
        ("https://shop.example", ["https://*.shop.example"], False),
        ("https://evilshop.example", ["https://*.shop.example"], False),
        ("http://www.shop.example", ["https://*.shop.example"], False),
        ("https://shop.example.evil.example", ["https://shop.example"], False),
        ("null", [], False),
        ("", [], False),
    ],
)
def test_origins(origin: str, allowed: list[str], answer: bool) -> None:
    assert origin_allowed(origin, "https://own.example", allowed) is answer
