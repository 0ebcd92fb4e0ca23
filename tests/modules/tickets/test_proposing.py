"""Fields of a ticket made from a conversation begin with what the customer wrote."""

import asyncio
from datetime import UTC, datetime

from tests.modules.catalogue.fields import make_field
from tests.modules.customers.people import talk
from tests.modules.tickets.cases import type_id
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish
from zhiyin.kernel.fields.field import CustomField, FieldType
from zhiyin.modules.conversations.entities import Shown
from zhiyin.modules.conversations.interface import Holding
from zhiyin.modules.tickets.proposing import propose_values

MOMENT = datetime(2026, 1, 3, tzinfo=UTC)


def _field(code: str, type_: FieldType, name: str = "", **more: object) -> CustomField:
    return CustomField(code, {"zh-CN": name or code, "en": code}, type_, **more)  # type: ignore[arg-type]


def _holding(number: int, *things: tuple[str, str]) -> Holding:
    shown = [Shown(kind, value, value, whole=True) for kind, value in things]  # type: ignore[arg-type]
    return Holding(number, MOMENT, shown)


def _values(fields: list[CustomField], *holdings: Holding) -> dict[str, object]:
    return {one.code: one.value for one in propose_values(fields, holdings)}


def test_values_go_into_fields_of_their_kind() -> None:
    fields = [
        _field("order", "text", "订单号"),
        _field("parcel", "text", "快递单号"),
        _field("paid", "money", "涉及金额"),
        _field("bought_on", "date", "购买日期"),
        _field("back_call", "phone", "回电"),
        _field("pieces", "number", "损坏数量"),
        _field("remark", "text", "备注"),
        _field("age", "number", "年龄"),
    ]
    holding = _holding(
        4,
        ("order_no", "20261103445566"),
        ("tracking_no", "SF1234567890123"),
        ("amount", "3950"),
        ("date", "12-28"),
        ("phone", "13800002046"),
        ("quantity", "2"),
    )
    assert _values(fields, holding) == {
        "order": "20261103445566",
        "parcel": "SF1234567890123",
        "paid": 3950,
        "bought_on": "2025-12-28",
        "back_call": "+8613800002046",
        "pieces": 2,
    }


def test_what_was_said_last_counts_and_fills_one_field() -> None:
    fields = [_field("order_no", "text"), _field("other_order", "text")]
    said = [_holding(2, ("order_no", "111111111111")), _holding(5, ("order_no", "222222222222"))]
    (only,) = propose_values(fields, said)
    assert (only.code, only.value, only.number) == ("order_no", "222222222222", 5)


def test_what_does_not_fit_is_not_proposed() -> None:
    hidden = Holding(1, MOMENT, [Shown("phone", "138****2046", "138****2046", whole=False)])
    assert _values([_field("phone", "phone")], hidden) == {}
    assert _values([_field("day", "date")], _holding(1, ("date", "明天"))) == {}
    assert _values([_field("sum", "money", currency="USD")], _holding(1, ("amount", "100"))) == {}
    off = _field("order_no", "text", active=False)
    assert _values([off], _holding(1, ("order_no", "111111111111"))) == {}


async def test_a_new_ticket_is_offered_what_the_customer_wrote(
    processes: Processes, database_url: str
) -> None:
    shop: Shop = furnish(processes.start("web"), database_url)
    processes.start("inference")
    processes.start("worker")
    await shop.until("SELECT count(*) = 1 FROM event_readers WHERE name = 'conversations.entities'")
    await asyncio.to_thread(make_field, shop, "order_no", "text", kind="ticket")
    who = await talk(shop, "订单20261103445566碎了，退我39.5元", "就这样")
    found = "SELECT count(*) = 1 FROM message_entities WHERE conversation_id = %s"
    await shop.until(found, who["conversation"])
    path = f"/api/tickets/proposed/{who['conversation']}"
    with shop.client("owner") as client:
        answer = client.get(path, params={"type_id": type_id(shop)}).json()
        (field,) = answer["fields"]
        assert (field["code"], field["value"], field["number"]) == (
            "order_no",
            "20261103445566",
            1,
        )
        # Of the messages that do not come along nothing comes along.
        later = client.get(path, params={"type_id": type_id(shop), "first": 2}).json()
        assert later["fields"] == []
    with shop.client("agent_junior") as stranger:
        unknown = f"/api/tickets/proposed/{shop.shop_id}"
        refused = stranger.get(unknown, params={"type_id": type_id(shop)})
        assert refused.status_code == 404
