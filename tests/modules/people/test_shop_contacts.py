"""How a shop is found and reached: set where shops are, checked, and told by the bot."""

import asyncio
from collections.abc import Iterator
from typing import Any, get_args
from uuid import UUID

import pytest

from tests.servers.shop import Shop
from zhiyin.kernel.contracts.skills import SkillCall
from zhiyin.kernel.i18n.text import Language
from zhiyin.kernel.text.contacts import shown_phone
from zhiyin.modules.bot.actions.thinking import wants
from zhiyin.modules.people.contributions.skills import TELL_SHOP, tell_shop
from zhiyin.modules.people.models import Shop as ShopRow

FULL = {
    "address": "杭州市西湖区知音路 8 号",
    "phone": "400-000-0571",
    "email": "Help@Tea.example",
    "map_url": "https://tea.example/map?at=1,2",
}
NONE = dict.fromkeys(FULL)


def put(shop: Shop, role: str = "owner", **body: Any) -> Any:
    """What the server answers when somebody changes the shop."""
    with shop.client(role) as client:
        return client.patch(f"/api/shops/{shop.shop_id}", json=body)


@pytest.fixture
def empty(module_shop: Shop) -> Iterator[Shop]:
    """A shop that says nothing of itself, before and after."""
    put(module_shop, **NONE).raise_for_status()
    yield module_shop
    put(module_shop, **NONE).raise_for_status()


def test_contacts_are_kept_in_their_normal_forms_and_each_can_be_taken_away(empty: Shop) -> None:
    told = put(empty, **FULL).json()
    assert (told["phone"], told["email"]) == ("+864000000571", "help@tea.example")
    assert (told["address"], told["map_url"]) == (FULL["address"], FULL["map_url"])
    less = put(empty, address=None).json()
    assert (less["address"], less["phone"]) == (None, "+864000000571")
    # What is not given stays as it is.
    assert put(empty, currency="CNY").json()["email"] == "help@tea.example"
    before, after = empty.run(
        "SELECT before, after FROM audit WHERE verb = 'people.edit_shop' AND after ? 'address'"
        " AND after ->> 'address' IS NULL AND before ->> 'address' IS NOT NULL"
        " ORDER BY seal_number DESC LIMIT 1"
    )[0]
    assert (before["address"], after) == (FULL["address"], {"address": None})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("phone", "12345", "This is not a phone number."),
        ("phone", "", "This is not a phone number."),
        ("email", "tea.example", "This is not an e-mail address."),
        ("map_url", "javascript:alert(1)", "Please enter an address that begins with http."),
        (
            "map_url",
            'https://a.example/"><i>',
            "Please enter an address that begins with http.",
        ),
        ("map_url", "//tea.example/map", "Please enter an address that begins with http."),
        ("address", "   ", "Too short."),
        ("address", "路" * 201, "Too long."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(empty: Shop, name: str, value: str, said: str) -> None:
    answer = put(empty, **{name: value})
    assert answer.status_code == 422
    assert answer.json()["error"]["fields"] == {name: said}
    assert empty.run(f"SELECT {name} FROM shops WHERE id = %s", empty.shop_id) == [(None,)]


def test_only_who_manages_shops_changes_them(empty: Shop) -> None:
    assert put(empty, "agent_senior", **FULL).status_code == 403
    with empty.client("owner") as owner:
        body = {"name": "器物", "code": "ware", **FULL}
        assert owner.post("/api/shops", json=body).json()["phone"] == "+864000000571"


def test_a_number_is_read_as_its_readers_do() -> None:
    said = {one: shown_phone("+8657187000000", one) for one in get_args(Language)}
    assert said == {"zh-CN": "0571 8700 0000", "en": "+86 571 8700 0000"}
    assert shown_phone("+12025550143", "zh-CN") == "+1 202-555-0143"


class _Held:
    """A session in which one shop is known."""

    def __init__(self, **given: Any) -> None:
        self.shop = ShopRow(name="茶铺", **{**NONE, **given})

    async def get_one(self, *_: object) -> ShopRow:
        return self.shop

    get = get_one


def _said(language: Language, **given: Any) -> str:
    nobody = UUID(int=0)
    call = SkillCall(nobody, nobody, nobody, None, language, "anonymous", {})
    session: Any = _Held(**given)
    return asyncio.run(tell_shop(session, call)).words


def test_the_bot_tells_only_what_is_set() -> None:
    full = {**FULL, "phone": "+864000000571"}
    assert _said("zh-CN", **full) == (
        "茶铺的联系方式：\n地址：杭州市西湖区知音路 8 号\n地图：https://tea.example/map?at=1,2\n"
        "电话：400 000 0571\n邮箱：Help@Tea.example"
    )
    assert _said("en", email="help@tea.example") == (
        "How to find and reach 茶铺:\nE-mail: help@tea.example"
    )


@pytest.mark.parametrize(
    "asked",
    ["你们店在哪里", "门店地址", "店铺电话是多少", "客服电话多少", "你们的具体地址在哪",
     "你们在哪里",
     "where is your shop", "what's your phone number", "where are you located"],
)  # fmt: skip
def test_words_that_ask_for_it(asked: str) -> None:
    assert wants(TELL_SHOP, asked)


@pytest.mark.parametrize(
    "asked",
    ["怎么修改收货地址", "我的电话是13800138000", "你们的退货地址在哪", "你们地址贴的啥",
     "想关注你们店，那个加号在哪", "给我打电话",
     "快递客服电话几号", "where is my parcel", "change my address"],
)  # fmt: skip
def test_words_that_ask_for_something_else(asked: str) -> None:
    assert not wants(TELL_SHOP, asked)
