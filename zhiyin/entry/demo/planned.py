"""What the demo's team promises about tickets, makes by templates and again and again."""

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
GOALS = (("first_response", HOUR), ("resolution", 48 * HOUR))
WEEKLY = {"every": "week", "step": 1, "weekdays": [0], "days": [], "at": "09:00", "closed": "next"}


_LIVE = """
    SELECT t.id, t.type_id, t.state, t.shop_id, t.team_id, t.made_at,
           t.status <> k.statuses -> 0 ->> 'code'
               OR EXISTS (SELECT FROM ticket_comments c WHERE c.ticket_id = t.id)
    FROM tickets t JOIN ticket_types k ON k.id = t.type_id
    WHERE t.state IN ('open', 'waiting') ORDER BY t.id
"""
Timer = tuple[UUID, str, str, UUID, datetime]


def add_plans(connection: Connection[Any], shop: UUID, now: datetime, rng: Random) -> None:
    """A policy for what presses, the clocks of what is worked on, and templates, the last of them
    every Monday.
    """
    known = connection.execute("SELECT code, id FROM ticket_types").fetchall()
    types: dict[str, UUID] = dict(known)
    timers: list[Timer] = []
    shown = _promise(connection, types, now, rng, timers)
    _keep(connection, types, shop, now, rng, timers)
    for ticket_id, clock, due in shown:
        connection.execute(
            "UPDATE tickets SET promises = %s, promise_due_at = %s WHERE id = %s",
            (Jsonb([clock]), due, ticket_id),
        )
    for timer in timers:
        connection.execute(
            "INSERT INTO timers (id, kind, ref_kind, ref_id, due_at) VALUES (%s, %s, %s, %s, %s)",
            timer,
        )


def _keep(
    connection: Connection[Any],
    types: dict[str, UUID],
    shop: UUID,
    now: datetime,
    rng: Random,
    timers: list[Timer],
) -> None:
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
    timers.append((uuid_at(made, rng), "tickets.schedule", "ticket_schedule", schedule, at))


def _promise(
    connection: Connection[Any],
    types: dict[str, UUID],
    now: datetime,
    rng: Random,
    timers: list[Timer],
) -> list[tuple[UUID, dict[str, Any], datetime | None]]:
    """Answers what stands on which tickets, and until when."""
    pressing = [types[code] for code in ("complaint", "return_exchange")]
    policy = uuid_at(now - timedelta(days=30), rng)
    goals = [{"kind": kind, "seconds": seconds} for kind, seconds in GOALS]
    wanted = [{"field": "type", "any_of": [str(one) for one in pressing]}]
    connection.execute(
        "INSERT INTO service_policies (id, name, about, conditions, goals, on_breach)"
        " VALUES (%s, '投诉和退换', 'ticket', %s, %s, %s)",
        (policy, Jsonb(wanted), Jsonb(goals), ["notify", "supervisor"]),
    )
    shown: list[tuple[UUID, dict[str, Any], datetime | None]] = []
    for row in connection.execute(_LIVE).fetchall():
        ticket_id, type_id, state, shop_id, team_id, made, begun = row
        if begun and type_id not in pressing:
            continue
        kind, seconds = GOALS[1] if begun else ("first_response", 4 * HOUR)
        due = now + timedelta(hours=rng.uniform(-1.5, 20) if begun else rng.uniform(-0.4, 3.5))
        rests = bool(begun and state == "waiting")
        left = seconds * rng.uniform(0.2, 0.7) if rests else None
        late = due < now and not rests
        warns = due - timedelta(seconds=seconds * 0.3)
        connection.execute(
            "INSERT INTO clocks (id, kind, ref_kind, ref_id, policy_id, shop_id, team_id, seconds,"
            " warn_at, business_hours, pauses, on_breach, started_at, due_at, warns_at, warned_at,"
            " breached_at, paused_since, remaining) VALUES (%s, %s, 'ticket', %s, %s, %s, %s, %s,"
            " 70, true, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (uuid_at(made, rng), kind, ticket_id, policy, shop_id, team_id, seconds, begun,
             ["notify", "supervisor"], made, due, warns, warns if late else None,
             due if late else None, now if rests else None, left),
        )  # fmt: skip
        standing: dict[str, Any] = {
            "kind": kind,
            "due_at": due.isoformat(),
            "warn_at": warns.isoformat(),
        }
        standing |= {"state": "paused" if rests else "running", "remaining": left}
        shown.append((ticket_id, standing, None if rests else due))
        if not late and not rests:
            at = warns if warns > now else due
            timers.append((uuid_at(now, rng), "servicelevels.clock", "ticket", ticket_id, at))
    return shown
