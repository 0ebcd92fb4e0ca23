"""What the demo's team promises about tickets, makes by templates and again and again."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from psycopg import Connection
from psycopg.types.json import Jsonb

from zhiyin.entry.demo.chance import uuid_at

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = 3600
# Name, type, title, checklist, and what is made along with it.
TEMPLATES: tuple[tuple[str, str, str, tuple[str, ...], tuple[tuple[str, int], ...]], ...] = (
    (
        "破损补发",
        "order_exception",
        "到货破损，核实后补发",
        ("请客户拍外箱和破损处的照片", "核对订单和库存", "登记快递赔付"),
        (("仓库补发", 24 * HOUR), ("向快递索赔", 72 * HOUR)),
    ),
    (
        "增值税专票",
        "invoice",
        "开具增值税专用发票",
        ("核对抬头和税号", "核对开户行和账号", "确认收票地址"),
        (),
    ),
    ("每周茶具盘点", "general", "盘点仓库茶具库存", ("清点数量", "登记破损", "补录差异"), ()),
)
WEEKLY = {"every": "week", "step": 1, "weekdays": [0], "days": [], "at": "09:00", "closed": "next"}


def add_plans(
    connection: Connection[Any], types: dict[str, UUID], shop: UUID, now: datetime, rng: Random
) -> None:
    """Templates, the last of them every Monday."""
    made = now - timedelta(days=30)
    template = uuid_at(made, rng)
    for place, (name, kind, title, boxes, parts) in enumerate(TEMPLATES):
        along = [{"title": part, "text": "", "due_within": within} for part, within in parts]
        template = uuid_at(made, rng)
        connection.execute(
            "INSERT INTO ticket_templates (id, name, type_id, title, checklist, parts, position)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            (template, name, types[kind], title, list(boxes), Jsonb(along), place),
        )
    today = now.astimezone(SHANGHAI).date()
    monday = today + timedelta(days=7 - today.weekday())
    schedule = uuid_at(made, rng)
    at = datetime.combine(monday, time(9), tzinfo=SHANGHAI)
    connection.execute(
        "INSERT INTO ticket_schedules (id, template_id, shop_id, rule, starts_on, next_at)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        (schedule, template, shop, Jsonb(WEEKLY), monday - timedelta(days=28), at),
    )
    connection.execute(
        "INSERT INTO timers (id, kind, ref_kind, ref_id, due_at)"
        " VALUES (%s, 'tickets.schedule', 'ticket_schedule', %s, %s)",
        (uuid_at(made, rng), schedule, at),
    )


def promise(
    connection: Connection[Any],
    types: dict[str, UUID],
    live: Sequence[tuple[dict[str, Any], bool]],
    now: datetime,
    rng: Random,
) -> None:
    """A policy for what presses, and the clocks of what is worked on, written on the tickets too;
    each ticket comes with whether somebody has begun.
    """
    goals = [
        {"kind": "first_response", "seconds": HOUR, "peak_seconds": None},
        {"kind": "resolution", "seconds": 48 * HOUR, "peak_seconds": None},
    ]
    pressing = [str(types[code]) for code in ("complaint", "return_exchange")]
    policy = uuid_at(now - timedelta(days=30), rng)
    connection.execute(
        "INSERT INTO service_policies (id, name, about, conditions, goals, on_breach)"
        " VALUES (%s, '投诉和退换', 'ticket', %s, %s, %s)",
        (policy, Jsonb([{"field": "type", "any_of": pressing}]), Jsonb(goals),
         ["notify", "supervisor"]),
    )  # fmt: skip
    for row, begun in live:
        pressed = str(row["type_id"]) in pressing
        if begun and not pressed:
            continue
        kind, seconds = ("resolution", 48 * HOUR) if begun else ("first_response", 4 * HOUR)
        due = now + timedelta(hours=rng.uniform(-1.5, 20) if begun else rng.uniform(-0.4, 3.5))
        warns = due - timedelta(seconds=seconds * 0.3)
        late = due < now
        waits = begun and row["state"] == "waiting"
        left = seconds * rng.uniform(0.2, 0.7) if waits else None
        _clock(connection, row, (kind, seconds), (due, warns), (policy, left, late), rng, now)


def _clock(
    connection: Connection[Any],
    row: dict[str, Any],
    what: tuple[str, int],
    when: tuple[datetime, datetime],
    stands: tuple[UUID, float | None, bool],
    rng: Random,
    now: datetime,
) -> None:
    (kind, seconds), (due, warns), (policy, left, late) = what, when, stands
    late = late and left is None
    connection.execute(
        "INSERT INTO clocks (id, kind, ref_kind, ref_id, policy_id, shop_id, team_id, seconds,"
        " warn_at, business_hours, pauses, on_breach, started_at, due_at, warns_at, warned_at,"
        " breached_at, paused_since, remaining) VALUES (%s, %s, 'ticket', %s, %s, %s, %s, %s, 70,"
        " true, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (uuid_at(row["made_at"], rng), kind, row["id"], policy, row["shop_id"], row["team_id"],
         seconds, kind == "resolution", ["notify", "supervisor"], row["made_at"], due, warns,
         warns if late else None, due if late else None, now if left is not None else None, left),
    )  # fmt: skip
    shown = {
        "kind": kind,
        "due_at": due.isoformat(),
        "warn_at": warns.isoformat(),
        "state": "running" if left is None else "paused",
        "remaining": left,
    }
    row["promises"] = Jsonb([shown])
    row["promise_due_at"] = due if left is None else None
    if not late and left is None:
        connection.execute(
            "INSERT INTO timers (id, kind, ref_kind, ref_id, due_at)"
            " VALUES (%s, 'servicelevels.clock', 'ticket', %s, %s)",
            (uuid_at(now, rng), row["id"], warns if warns > now else due),
        )
