"""The demo's custom fields (自定义字段), with values on the customers who have a full file."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from psycopg import Connection
from psycopg.types.json import Jsonb

from zhiyin.entry.demo.chance import uuid_at
from zhiyin.entry.demo.history import World
from zhiyin.entry.demo.population import Person

TEAS = (("longjing", "龙井", "Longjing"), ("puer", "普洱", "Pu'er"), ("oolong", "乌龙", "Oolong"),
        ("white", "白茶", "White tea"), ("teaware", "只买茶具", "Teaware only"))  # fmt: skip
OUTCOMES = (("answered", "已解答", "Answered"), ("refunded", "已退款", "Refunded"),
            ("reshipped", "已补发", "Sent again"), ("passed_on", "转其他部门", "Passed on"),
            ("no_action", "无需处理", "Nothing to do"))  # fmt: skip
# Kind, code, name, help, type, choices, personal, asked for at closing.
FIELDS: tuple[tuple[Any, ...], ...] = (
    ("customer", "tea", ("喝茶偏好", "Favourite tea"),
     ("推荐和送礼时参考", "For advice and gifts"), "choice", TEAS, False, False),
    ("customer", "birthday", ("生日", "Birthday"),
     ("个人信息，只有获准的同事能看到", "Personal: only those who may see it do"),
     "date", (), True, False),
    ("customer", "invoice_title", ("发票抬头", "Invoice title"),
     ("开发票前请与客户核对", "Check it with the customer first"), "text", (), False, False),
    ("conversation", "outcome", ("来电处理结果", "Outcome"),
     ("结束会话时选一项", "Choose one when you close"), "choice", OUTCOMES, False, True),
)  # fmt: skip
COMPANIES = ("西湖茶业", "清和贸易", "观山文化", "听雨轩茶馆", "明月酒店", "鼎新科技", "松风书院")


def fill_in(people: Iterable[Person], rng: Random) -> None:
    """Who has a full file has most of them."""
    for person in people:
        if person.level is not None:
            person.fields = _values(person, rng)


def add_fields(connection: Connection[Any], world: World, rng: Random) -> None:
    """What the fields are, and the outcomes of what was closed lately."""
    first = min(talk.opened for talk in world.talks)
    _add_definitions(connection, first - timedelta(days=100), rng)
    _add_outcomes(connection, world, rng)


def _add_definitions(connection: Connection[Any], made: datetime, rng: Random) -> None:
    """Four fields: three about customers, one asked for at the end of a conversation."""
    places = {"customer": 0, "conversation": 0}
    for kind, code, name, help_text, field_type, choices, personal, at_closing in FIELDS:
        listed = [
            {"code": one, "name": {"zh-CN": zh, "en": en}, "active": True}
            for one, zh, en in choices
        ]
        connection.execute(
            "INSERT INTO field_definitions (id, kind, code, name, help, type, choices, personal,"
            " at_closing, position) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (
                uuid_at(made, rng),
                kind,
                code,
                Jsonb(dict(zip(("zh-CN", "en"), name, strict=True))),
                Jsonb(dict(zip(("zh-CN", "en"), help_text, strict=True))),
                field_type,
                Jsonb(listed),
                personal,
                at_closing,
                places[kind],
            ),
        )
        places[kind] += 1


def _add_outcomes(connection: Connection[Any], world: World, rng: Random) -> None:
    closed = [talk for talk in world.talks if talk.closed is not None]
    lately = max(talk.opened for talk in closed) - timedelta(days=14)
    chosen = [talk.id for talk in closed if talk.opened > lately and rng.random() < 0.8]
    weights = (6, 1.2, 0.8, 1, 1.5)
    with connection.cursor().copy(
        "COPY conversation_fields (conversation_id, fields, version) FROM STDIN"
    ) as copy:
        for one in chosen:
            outcome = rng.choices(OUTCOMES, weights)[0][0]
            copy.write_row((one, Jsonb({"outcome": outcome}), 1))


def _values(person: Person, rng: Random) -> dict[str, Any]:
    values: dict[str, Any] = {"tea": rng.choices(TEAS, (4, 3, 3, 2, 1))[0][0]}
    if rng.random() < 0.7:
        year, month, day = rng.randint(1962, 2004), rng.randint(1, 12), rng.randint(1, 28)
        values["birthday"] = f"{year}-{month:02d}-{day:02d}"
    if rng.random() < 0.3:
        values["invoice_title"] = f"{person.place.zh}{rng.choice(COMPANIES)}有限公司"
    return values
