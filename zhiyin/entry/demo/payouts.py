"""Payouts of the demo's complaint tickets: to be approved, to be paid, on their way, settled."""

from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection

from zhiyin.entry.demo.chance import LOCAL, uuid_at


class Scene(NamedTuple):
    """One payout: how much (fen), why, how far it has come, and how long ago it was asked for."""

    amount: int
    reason: str
    state: str
    hours: float
    asked_by: str = "senior"
    why: str = ""


SCENES = (
    Scene(8_800, "盖碗碎了两只，客户等了五天才联系上我们", "requested", 0.6),
    Scene(26_000, "礼盒受潮，耽误了客户送礼", "requested", 2.5),
    Scene(62_000, "整箱破损，客户已在平台投诉", "requested", 5.0, "supervisor"),
    Scene(3_000, "发货晚了三天", "due", 3.0),
    Scene(5_000, "补发又发错了口味", "due", 7.0),
    Scene(1_500, "退货运费", "due", 9.0, "junior"),
    Scene(12_000, "茶壶有裂纹，客户接受折价留下", "due", 20.0, "supervisor"),
    Scene(2_000, "承诺的赠品没有放", "sent", 26.0, "junior"),
    Scene(4_500, "快递把包裹放错楼，找回时已淋湿", "sent", 30.0),
    Scene(6_600, "客户填的账号不对，款项退回", "failed", 49.0, "senior", "账号与户名不符"),
    Scene(3_800, "茶饼缺角", "arrived", 72.0),
    Scene(1_200, "标价与结算价不一致", "arrived", 96.0, "junior"),
    Scene(20_000, "寿宴用茶迟到", "arrived", 120.0, "supervisor"),
    Scene(30_000, "要求按十倍赔付", "refused", 80.0, "senior", "没有依据，改为按规定退一赔三"),
    Scene(2_500, "客户改选补发", "withdrawn", 60.0, "junior", "客户选了补发"),
)
WAY = ("requested", "due", "sent", "arrived")
METHODS = ("alipay", "wechat", "bank")
# Within these, whoever asks has it approved at once.
OWN = {"junior": 2_000, "senior": 5_000, "supervisor": 20_000}
COLUMNS = (
    "id", "kind", "about_kind", "about_id", "shop_id", "team_id", "customer_id", "amount",
    "currency", "reason", "state", "key", "requested_by", "requested_at", "decided_by",
    "decided_at", "why", "due_at", "method", "reference", "sent_by", "sent_at", "arrived_at",
    "granted_on",
)  # fmt: skip
_TICKETS = """
    SELECT t.id, t.shop_id, t.team_id, t.customer_id
    FROM tickets t JOIN ticket_types k ON k.id = t.type_id
    WHERE k.code IN ('complaint', 'return_exchange', 'order_exception')
      AND t.customer_id IS NOT NULL
    ORDER BY t.made_at DESC LIMIT %s
"""


def add_payouts(connection: Connection[Any], now: datetime, rng: Random) -> None:
    """A payout of every kind of state, asked for by different people."""
    tickets = connection.execute(_TICKETS, (len(SCENES),)).fetchall()
    found = connection.execute("SELECT split_part(email, '@', 1), id FROM staff").fetchall()
    staff: dict[str, UUID] = dict(found)
    rows = [
        _row(scene, ticket, staff, now, rng) for scene, ticket in zip(SCENES, tickets, strict=False)
    ]
    # Numbers follow the time of asking.
    rows.sort(key=lambda row: row[COLUMNS.index("requested_at")])
    names = ", ".join(COLUMNS)
    with connection.cursor().copy(f"COPY payouts ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _row(
    scene: Scene, ticket: tuple[Any, ...], staff: dict[str, UUID], now: datetime, rng: Random
) -> tuple[Any, ...]:
    asked = now - timedelta(hours=scene.hours)
    at_once = scene.amount <= OWN[scene.asked_by] and scene.state != "requested"
    decided = asked if at_once else asked + timedelta(minutes=rng.uniform(10, 50))
    decider = staff[scene.asked_by if at_once else _above(scene.asked_by)]
    payout_id = uuid_at(asked, rng)
    far = {"failed": 2, "refused": -1, "withdrawn": -1}.get(scene.state)
    far = WAY.index(scene.state) if far is None else far
    sent = decided + timedelta(hours=rng.uniform(0.5, 4))
    values: dict[str, Any] = {
        "id": payout_id,
        "kind": "by_hand",
        "about_kind": "ticket",
        "about_id": ticket[0],
        "shop_id": ticket[1],
        "team_id": ticket[2],
        "customer_id": ticket[3],
        "amount": scene.amount,
        "currency": "CNY",
        "reason": scene.reason,
        "state": scene.state,
        "key": f"demo:{payout_id}",
        "requested_by": staff[scene.asked_by],
        "requested_at": asked,
        "why": scene.why,
        "reference": "",
    }
    if scene.state != "requested":
        values |= {"decided_by": decider, "decided_at": decided}
    if at_once:
        values["granted_on"] = asked.astimezone(LOCAL).date()
    if far >= 1:
        values["due_at"] = decided
    if far >= 2:
        values |= {"method": rng.choice(METHODS), "reference": f"2026{rng.randrange(10**10):010}"}
        values |= {"sent_by": staff["finance"], "sent_at": sent}
    if scene.state == "arrived":
        values["arrived_at"] = sent + timedelta(hours=rng.uniform(1, 8))
    return tuple(values.get(name) for name in COLUMNS)


def _above(asked_by: str) -> str:
    return "manager" if asked_by == "supervisor" else "supervisor"
