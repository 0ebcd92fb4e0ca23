"""What rules can ask of tickets, and since when tickets stand as they do."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.automation import AskedFact, Facts, FactType, Stood
from zhiyin.kernel.contracts.procedures import AnySession, Choices
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.fields.field import WRITTEN, CustomField
from zhiyin.kernel.fields.values import as_facts
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.catalogue.interface import get_fields, get_subjects
from zhiyin.modules.customers.interface import get_cards
from zhiyin.modules.people.interface import choose_people, choose_shops, choose_teams
from zhiyin.modules.tickets.models import Ticket
from zhiyin.modules.tickets.queries.types import get_types
from zhiyin.modules.tickets.rules import KIND, LIVE

STATES = (
    ("open", Text("处理中", "Being worked on")),
    ("waiting", Text("等待中", "Waiting")),
    ("solved", Text("已解决", "Solved")),
    ("closed", Text("已关闭", "Closed")),
)
_PRIORITIES = {
    "1": Text("最低", "Lowest"),
    "2": Text("低", "Low"),
    "3": Text("普通", "Normal"),
    "4": Text("高", "High"),
    "5": Text("最高", "Highest"),
}
FIELD = "field."
# The newest step that changed the status; who never did stands where it was made.
_STOOD = text("""
    SELECT * FROM (
        SELECT t.id, t.shop_id, t.team_id, coalesce(
            (SELECT max(h.at) FROM ticket_changes h
             WHERE h.ticket_id = t.id AND h.parts ? 'status'), t.made_at) AS since
        FROM tickets t
        WHERE t.state IN ('open', 'waiting') AND t.status = :status AND t.id > :after
          AND t.made_at <= :before) stood
    WHERE since <= :before ORDER BY id LIMIT :limit
""")


async def subjects(session: AnySession) -> Mapping[str, Text]:
    """The subjects by name."""
    found = await get_subjects(session)
    return {str(one): Text(row.name["zh-CN"], row.name["en"]) for one, row in found.items()}


async def statuses(session: AnySession, *, live: bool = False) -> Choices:
    """The statuses of all types; `live`: those of tickets that are worked on."""
    found: dict[str, Text] = {}
    for kind in (await get_types(session)).values():
        for status in kind.statuses:
            if status.active and (not live or status.kind in LIVE):
                found.setdefault(status.code, Text(status.name.zh, status.name.en))
    return {"status": found}


async def live_statuses(session: AnySession) -> Choices:
    """The statuses of tickets that are worked on."""
    return await statuses(session, live=True)


async def asked(session: AnySession) -> list[AskedFact]:
    """What conditions can ask of tickets."""
    types = await get_types(session)
    kinds = {str(one.id): Text(one.name.zh, one.name.en) for one in types.values()}
    staff, groups = await choose_people(session), await choose_teams(session)
    fields = [one for one in await get_fields(session, KIND) if one.active]
    return [
        AskedFact("type", Text("工单类型", "Type"), "choice", kinds),
        AskedFact("status", Text("状态", "Status"), "choice", (await statuses(session))["status"]),
        AskedFact("state", Text("进展", "Progress"), "choice", dict(STATES)),
        AskedFact("priority", Text("优先级", "Priority"), "choice", _PRIORITIES),
        AskedFact("owner", Text("负责人", "Owner"), "choice", staff),
        AskedFact("team", Text("团队", "Team"), "choice", groups),
        AskedFact("shop", Text("店铺", "Shop"), "choice", await choose_shops(session)),
        AskedFact("subject", Text("问题分类", "Subject"), "choice", await subjects(session)),
        AskedFact("tags", Text("标签", "Tags"), "tags"),
        AskedFact("words", Text("标题或描述", "Title or description"), "words"),
        AskedFact("level", Text("客户等级", "Customer level"), "tags"),
        AskedFact("customer_tags", Text("客户标签", "Customer tags"), "tags"),
        AskedFact("overdue", Text("已逾期", "Overdue"), "yes_no"),
        *(one for field in fields if (one := _field_fact(field)) is not None),
    ]


def _field_fact(field: CustomField) -> AskedFact | None:
    if field.personal or field.type == "file":
        return None
    kind: FactType = "tags"
    choices = None
    if field.type in ("number", "money", "formula"):
        kind = "number"
    elif field.type in ("date", "yes_no"):
        kind = "date" if field.type == "date" else "yes_no"
    elif field.type in ("choice", "choices"):
        kind = "choice" if field.type == "choice" else "tags"
        choices = {one.code: Text(one.name["zh-CN"], one.name["en"]) for one in field.choices}
    elif field.type in WRITTEN:
        kind = "words"
    title = Text(field.name["zh-CN"], field.name["en"])
    return AskedFact(f"{FIELD}{field.code}", title, kind, choices)


async def facts(session: AnySession, ids: Sequence[UUID]) -> dict[UUID, Facts]:
    """What is so of these tickets now."""
    query = select(Ticket).where(Ticket.id.in_(ids), Ticket.merged_into_id.is_(None))
    rows = (await session.execute(query.execution_options(populate_existing=True))).scalars().all()
    cards = await get_cards(session, sorted({row.customer_id for row in rows if row.customer_id}))
    fields = [one for one in await get_fields(session, KIND) if not one.personal]
    return {
        row.id: _facts(row, fields, cards.get(row.customer_id) if row.customer_id else None)
        for row in rows
    }


def _facts(row: Ticket, fields: Sequence[CustomField], card: Any) -> Facts:
    own = {
        f"{FIELD}{one.code}": as_facts(one, row.fields[one.code])
        for one in fields
        if one.code in row.fields
    }
    return {
        "type": row.type_id,
        "status": row.status,
        "state": row.state,
        "priority": row.priority,
        "owner": row.owner_id,
        "team": row.team_id,
        "shop": row.shop_id,
        "subject": row.subject_id,
        "tags": tuple(row.tags),
        "words": f"{row.title}\n{row.text}",
        "level": card.level if card else None,
        "customer_tags": card.tags if card else (),
        "overdue": row.state in LIVE and row.due_at is not None and row.due_at < now(),
        **own,
    }


async def find_in_status(
    session: ReadSession, values: Mapping[str, Any], before: datetime, after: UUID, limit: int
) -> list[Stood]:
    """Tickets that are worked on and have been in a status since before a moment."""
    asked = {"status": values.get("status"), "before": before, "after": after, "limit": limit}
    rows = await session.execute(_STOOD, asked)
    return [Stood(row.id, row.since, row.shop_id, row.team_id) for row in rows]
