"""Tickets of two months (工单): what the demo's team could not settle in the chat."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.types.json import Jsonb

from zhiyin.entry.demo.chance import lognormal, uuid_at
from zhiyin.entry.demo.history import Talk, World
from zhiyin.entry.demo.tables import Places
from zhiyin.kernel.text.tokens import VERSION
from zhiyin.modules.tickets.interface import TAG, found_by, priority_of, reference

COUNT = 420
LATELY = 18
# Kind of ticket by the subject of the conversation it came from, with what it may be called.
TITLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "logistics.delay": (
        "order_exception",
        (
            "物流三天没有更新，客户催件",
            "快件滞留中转站，需联系快递",
            "显示已签收，客户说没收到",
        ),
    ),
    "logistics.damage": (
        "order_exception",
        (
            "盖碗到货碎了，核实破损后补发",
            "外箱压坏，茶罐变形",
            "整件丢失，向快递索赔并补发",
            "礼盒漏发一罐茶",
        ),
    ),
    "logistics.address": (
        "order_exception",
        (
            "发货后改地址，请拦截转寄",
            "地址写错，联系快递改派",
        ),
    ),
    "returns.return": (
        "return_exchange",
        (
            "七天无理由退货，等客户寄回",
            "未拆封龙井申请退货",
            "茶具与想的不一样，申请退货",
        ),
    ),
    "returns.exchange": (
        "return_exchange",
        (
            "紫砂壶换小一号",
            "礼盒换成普洱款",
            "发错款式，换货",
        ),
    ),
    "returns.quality": (
        "repair",
        (
            "壶嘴滴水，寄回检测",
            "煮茶器不加热，寄回维修",
            "壶盖不严，送回窑口修整",
            "电陶炉面板有裂纹",
        ),
    ),
    "refunds.missing": (
        "general",
        (
            "退款超过五个工作日未到账，请财务查",
            "退款路径有误，需重新打款",
        ),
    ),
    "refunds.amount": (
        "general",
        ("退款金额与客户算的不一致，核对优惠分摊",),
    ),
    "invoices.change": (
        "invoice",
        (
            "发票抬头写错，作废重开",
            "税号有误，需要更正",
        ),
    ),
    "invoices.special": (
        "invoice",
        (
            "公司采购，开增值税专票",
            "补充专票开户行资料后开具",
        ),
    ),
    "invoices.issue": (
        "invoice",
        (
            "补开电子发票",
            "合并三笔订单开一张发票",
        ),
    ),
    "complaints.service": (
        "complaint",
        (
            "投诉客服让客户重复说明三次",
            "等了二十分钟才有人接，要求道歉",
        ),
    ),
    "complaints.quality": (
        "complaint",
        (
            "说茶叶有异味，要求退一赔三",
            "两次收到碎壶，要求给个说法",
        ),
    ),
    "complaints.claim": (
        "complaint",
        (
            "质疑明前茶的采摘日期",
            "认为页面写的净重与实物不符",
        ),
    ),
    "offers.price": (
        "general",
        ("申请价保差额，核对活动时间",),
    ),
    "products.origin": (
        "general",
        ("要看产地证明和检测报告",),
    ),
}
TEXTS = (
    "客户已把照片发在会话里，急着送礼用。",
    "已向客户说明处理时间，办完请告诉客户。",
    "客户态度平和，希望两天内有答复。",
    "之前联系过一次没有办完，请优先。",
    "",
)
COMMENTS = (
    "已联系仓库，今天下午给结果。",
    "快递回复：明早派送。",
    "和客户通过电话，同意这个办法。",
    "照片看过了，属于运输破损。",
    "财务说今天打款。",
    "请盯一下，客户是老顾客。",
    "已建补发单，等单号。",
    "客户暂时联系不上，明天再打。",
)
RESULTS = (
    "已补发，客户收到后确认没有问题。",
    "已退款到原支付方式，客户接受。",
    "已换新并承担来回运费。",
    "快递赔付到账，客户收到补发件。",
    "已更正并把新发票发到邮箱。",
    "已致歉并说明改进办法，客户表示理解。",
)
CAUSES = (
    ("courier", "运输破损或延误", "Damaged or late in transit"),
    ("quality", "商品质量", "Quality"),
    ("picking", "发错或漏发", "Wrong or missing item"),
    ("page", "描述不符", "Described wrongly"),
    ("service", "服务态度", "Service"),
    ("other", "其他", "Other"),
)
CAUSE_OF = {"order_exception": "courier", "repair": "quality", "complaint": "service"}
# Code, name, type, choices.
FIELDS: tuple[tuple[str, tuple[str, str], str, tuple[tuple[str, str, str], ...]], ...] = (
    ("order_no", ("订单号", "Order"), "text", ()),
    ("amount", ("涉及金额", "Amount"), "money", ()),
    ("cause", ("责任原因", "Cause"), "choice", CAUSES),
)
COLUMNS = (
    "id number type_id title text status state urgency importance priority shop_id customer_id"
    " subject_id team_id owner_id tags fields due_at result origin made_by made_at changed_at"
    " ended_at ended_by"
)


@dataclass(frozen=True)
class Case:
    """One ticket, and what hangs on it."""

    row: dict[str, Any]
    talk: Talk
    comments: tuple[tuple[datetime, UUID, str], ...]
    # The status in which tickets of its type begin.
    begins: str


def add_tickets(
    connection: Connection[Any], world: World, places: Places, now: datetime, rng: Random
) -> None:
    """Some hundred tickets from conversations; those of the last days are still worked on."""
    _fields(connection, min(talk.opened for talk in world.talks), rng)
    types = {
        code: (id_, within, statuses)
        for code, id_, within, statuses in connection.execute(
            "SELECT code, id, due_within, statuses FROM ticket_types"
        ).fetchall()
    }
    fitting = [talk for talk in world.talks if talk.agent and talk.subject in TITLES]
    chosen = rng.sample(fitting, min(COUNT, len(fitting)))
    # Of the last days every other one is a complaint: that is what is looked at.
    lately = sorted(chosen, key=lambda talk: talk.opened, reverse=True)
    # Numbers go with the moments at which tickets were made.
    made = [(min(now, one.opened + timedelta(minutes=rng.uniform(3, 20))), one) for one in chosen]
    about = {one.id: "complaints.service" for one in lately[: 2 * LATELY : 2]}
    cases = [
        _case(number, at, talk, types, world, places, now, rng, about.get(talk.id, talk.subject))
        for number, (at, talk) in enumerate(sorted(made, key=lambda pair: pair[0]), start=1)
    ]
    rows = [case.row for case in cases]
    _copy(connection, "tickets", COLUMNS, (tuple(row.values()) for row in rows))
    _copy(connection, "ticket_links", "ticket_id conversation_id first last linked_by at",
          (_link(case) for case in cases))  # fmt: skip
    _copy(connection, "ticket_values", "ticket_id field place word number", _values(rows))
    _copy(connection, "ticket_comments", "id ticket_id staff_id text at",
          ((uuid_at(at, rng), case.row["id"], who, words, at)
           for case in cases for at, who, words in case.comments))  # fmt: skip
    _copy(
        connection,
        "ticket_tokens",
        "ticket_id number tokens version",
        (_found(case) for case in cases),
    )
    _copy(connection, "ticket_changes", "id ticket_id staff_id verb parts at",
          (step for case in cases for step in _steps(case, rng)))  # fmt: skip
    connection.execute(
        "SELECT setval(pg_get_serial_sequence('tickets', 'number'), %s)", (len(cases),)
    )


def _copy(connection: Connection[Any], table: str, columns: str, rows: Iterator[Any]) -> None:
    names = ", ".join(columns.split())
    with connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _fields(connection: Connection[Any], made: datetime, rng: Random) -> None:
    for place, (code, (zh, en), kind, choices) in enumerate(FIELDS):
        listed = [
            {"code": one, "name": {"zh-CN": name, "en": english}, "active": True}
            for one, name, english in choices
        ]
        connection.execute(
            "INSERT INTO field_definitions (id, kind, code, name, type, choices, position)"
            " VALUES (%s, 'ticket', %s, %s, %s, %s, %s)",
            (uuid_at(made, rng), code, Jsonb({"zh-CN": zh, "en": en}), kind, Jsonb(listed), place),
        )


def _case(
    number: int,
    made: datetime,
    talk: Talk,
    types: dict[str, Any],
    world: World,
    places: Places,
    now: datetime,
    rng: Random,
    about: str,
) -> Case:
    code, titles = TITLES[about]
    type_id, within, statuses = types[code]
    agent = talk.agent or world.team.agents[0]
    care = world.team.carers()
    hard = code in ("complaint", "repair") or rng.random() < 0.35
    owner = rng.choice(care) if hard else agent
    lasted = timedelta(hours=lognormal(rng, 20.0, 0.9))
    recent = made > now - timedelta(days=4)
    ended = made + lasted
    done = ended < now and not (recent and rng.random() < 0.6)
    live = [one for one in statuses if one["kind"] in ("open", "waiting")]
    end = "solved" if rng.random() < 0.93 else "closed"
    ends = [one for one in statuses if one["kind"] == end]
    status = ends[0] if done else rng.choice(live)
    waits = not done and rng.random() < 0.12
    urgency, importance = rng.choices((1, 2, 3), (2, 5, 2))[0], 3 if code == "complaint" else 2
    due = made + timedelta(seconds=within)
    if not done and due < now and rng.random() < 0.75:
        due = now + timedelta(hours=rng.uniform(1, 40))
    comments = _comments(made, ended if done else now, (owner.id, agent.id), rng)
    changed = ended if done else max([made, *(at for at, _, _ in comments)])
    row = {
        "id": uuid_at(made, rng),
        "number": number,
        "type_id": type_id,
        "title": rng.choice(titles),
        "text": rng.choice(TEXTS),
        "status": live[0]["code"] if waits else status["code"],
        "state": live[0]["kind"] if waits else status["kind"],
        "urgency": urgency,
        "importance": importance,
        "priority": priority_of(urgency, importance),
        "shop_id": places.shop,
        "customer_id": talk.person.id,
        "subject_id": places.subjects[talk.subject],
        "team_id": world.team.team_ids["care"] if hard else places.team,
        "owner_id": None if waits else owner.id,
        "tags": [tag for tag, share in (("加急", 0.12), ("老客户", 0.15)) if rng.random() < share],
        "fields": Jsonb(_filled(code, made, rng)),
        "due_at": due,
        "result": rng.choice(RESULTS) if done else "",
        "origin": "by_hand",
        "made_by": agent.id,
        "made_at": made,
        "changed_at": changed,
        "ended_at": ended if done else None,
        "ended_by": owner.id if done else None,
    }
    return Case(row, talk, comments, live[0]["code"])


def _filled(code: str, made: datetime, rng: Random) -> dict[str, Any]:
    usual = CAUSE_OF.get(code)
    filled: dict[str, Any] = {"order_no": f"{made:%Y%m%d}{rng.randint(100000, 999999)}"}
    if code != "invoice":
        filled["amount"] = rng.choice((3900, 6800, 12800, 19800, 26800, 39900, 58000, 128000))
        own = usual if usual and rng.random() < 0.7 else rng.choice(CAUSES)[0]
        filled["cause"] = own
    return filled


def _comments(
    made: datetime, end: datetime, people: tuple[UUID, ...], rng: Random
) -> tuple[tuple[datetime, UUID, str], ...]:
    count = rng.choices((0, 1, 2, 3), (3, 4, 2, 1))[0]
    moments = sorted(made + (end - made) * rng.uniform(0.1, 0.95) for _ in range(count))
    words = rng.sample(COMMENTS, count)
    return tuple((at, rng.choice(people), said) for at, said in zip(moments, words, strict=True))


def _link(case: Case) -> tuple[Any, ...]:
    last = len(case.talk.lines)
    row = case.row
    return (row["id"], case.talk.id, max(1, last - 11), last, row["made_by"], row["made_at"])


def _values(rows: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        for code, value in row["fields"].obj.items():
            numeric = isinstance(value, int)
            word = None if numeric else str(value).casefold()
            yield row["id"], code, 0, word, value if numeric else None
        for place, tag in enumerate(row["tags"]):
            yield row["id"], TAG, place, tag, None


def _found(case: Case) -> tuple[Any, ...]:
    row = case.row
    texts = [reference(row["made_at"], row["number"]), row["title"], row["text"], row["result"]]
    texts += [row["fields"].obj["order_no"], *(words for _, _, words in case.comments)]
    lexemes = " ".join(f"'{one}'" for one in found_by(row["number"], texts) if "'" not in one)
    return row["id"], row["number"], lexemes, VERSION


def _steps(case: Case, rng: Random) -> Iterator[tuple[Any, ...]]:
    """The history: made, and ended."""
    row = case.row
    made, made_by = row["made_at"], row["made_by"]
    first = Jsonb({"status": [None, case.begins]})
    yield uuid_at(made, rng), row["id"], made_by, "make", first, made
    if row["ended_at"] is not None:
        parts = {"status": [case.begins, row["status"]], "result": ["", row["result"]]}
        at = row["ended_at"]
        yield uuid_at(at, rng), row["id"], row["ended_by"], "end", Jsonb(parts), at
