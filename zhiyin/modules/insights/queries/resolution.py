"""Whether contacts settled their matters (解决情况): counted from contacts, opened into lists."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import Database, ReadSession
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.kernel.text.cells import table_line
from zhiyin.modules.catalogue.interface import get_subjects
from zhiyin.modules.conversations.interface import SAME_MATTER_DAYS, get_briefs
from zhiyin.modules.insights.queries.board import get_visible
from zhiyin.modules.insights.queries.lists import MOST, show_made_of
from zhiyin.modules.insights.rules import change
from zhiyin.modules.insights.schemas import (
    Came,
    Changes,
    Group,
    MadeOf,
    ResolutionOut,
    ResolutionTargets,
    Settled,
)
from zhiyin.modules.insights.settings import TARGET_ESCALATED, TARGET_FIRST_CONTACT
from zhiyin.modules.people.interface import get_names

BATCH = 500
COLUMNS = (
    "ref", "opened_at", "closed_at", "team", "agent", "subject", "answered_by", "follows",
    "followed_by", "reopened", "escalated", "result", "first", "settled",
)  # fmt: skip

# What the figures are made of (docs/guide/metrics.md): contacts that ended in the period and were
# answered. `again`: the customer came back about the same matter, or was left with it.
_CONTACTS = """
    SELECT c.*, date_trunc('week', c.closed_day)::date AS week,
           c.answered_at IS NOT NULL AS by_person,
           c.follows_id IS NULL AS first, c.closed_at <= :decided AS decided,
           c.reopened > 0 OR c.result IS NOT DISTINCT FROM 'unsolved' OR EXISTS (
               SELECT 1 FROM contacts f WHERE f.follows_id = c.conversation_id) AS again
    FROM contacts c
    WHERE c.closed_day BETWEEN :since AND :until AND NOT c.merged
      AND (c.answered_at IS NOT NULL OR c.by_bot)
      AND (:everywhere OR c.team_id = ANY(:teams) OR c.team_id IS NULL)
      AND (CAST(:shop_id AS uuid) IS NULL OR c.shop_id = :shop_id)
      AND (CAST(:team_id AS uuid) IS NULL OR c.team_id = :team_id)
      AND (CAST(:subject_id AS uuid) IS NULL OR c.subject_id = :subject_id)
"""
_COUNTED = """
    count(*) AS contacts,
    count(*) FILTER (WHERE NOT first) AS repeats,
    count(*) FILTER (WHERE first AND decided) AS firsts,
    count(*) FILTER (WHERE first AND decided AND NOT again) AS settled,
    count(*) FILTER (WHERE first AND NOT decided) AS undecided,
    count(*) FILTER (WHERE reopened > 0) AS reopened,
    count(*) FILTER (WHERE by_person) AS answered,
    count(*) FILTER (WHERE by_person AND escalated) AS escalated
"""
_TOTAL = text(f"SELECT {_COUNTED} FROM ({_CONTACTS}) AS mine")
_GROUPS = text(f"""
    SELECT grouping(week) = 0 AS of_week, grouping(subject_id) = 0 AS of_subject,
           grouping(team_id) = 0 AS of_team, week, subject_id, team_id, by_person, {_COUNTED}
    FROM ({_CONTACTS}) AS mine
    GROUP BY GROUPING SETS (week, subject_id, team_id, by_person)
""")
_CAME: dict[Came, str] = {
    "contacts": "true",
    "repeats": "NOT first",
    "settled": "first AND decided AND NOT again",
    "unsettled": "first AND decided AND again",
    "undecided": "first AND NOT decided",
    "reopened": "reopened > 0",
    "escalated": "by_person AND escalated",
}


@dataclass(frozen=True)
class Wanted:
    """Contacts of which days; of a shop, a team or a subject if named."""

    since: date
    until: date
    shop_id: UUID | None = None
    team_id: UUID | None = None
    subject_id: UUID | None = None

    def before(self) -> "Wanted":
        """As many days before these."""
        days = self.until - self.since + timedelta(days=1)
        return replace(self, since=self.since - days, until=self.since - timedelta(days=1))


async def _values(
    session: ReadSession, access: Access, wanted: Wanted, moment: datetime
) -> dict[str, Any]:
    """What is asked for as the queries take it, cut to what the caller may see."""
    visible = await get_visible(session, access)
    return {
        **asdict(wanted),
        "decided": moment - timedelta(days=SAME_MATTER_DAYS),
        "everywhere": visible is None,
        "teams": sorted(visible or ()),
    }


async def get_resolution(session: ReadSession, access: Access, wanted: Wanted) -> ResolutionOut:
    """The figures of these days, beside those of as many days before."""
    moment = now()
    asked = await _values(session, access, wanted, moment)
    earlier = await _values(session, access, wanted.before(), moment)
    groups = (await session.execute(_GROUPS, asked)).all()
    total, before = await _total(session, asked), await _total(session, earlier)
    names = await get_names(session)
    subjects = await get_subjects(session)
    by_week = [Group(week=row.week, **_counts(row)) for row in groups if row.of_week]
    by_subject = [
        Group(
            id=row.subject_id,
            label=subjects[row.subject_id].name if row.subject_id in subjects else {},
            **_counts(row),
        )
        for row in groups
        if row.of_subject
    ]
    by_team = [
        Group(id=row.team_id, name=names.team_name(row.team_id), **_counts(row))
        for row in groups
        if row.of_team
    ]
    return ResolutionOut(
        since=wanted.since,
        until=wanted.until,
        targets=ResolutionTargets(
            first_contact_percent=await get_setting(session, TARGET_FIRST_CONTACT),
            escalated_percent=await get_setting(session, TARGET_ESCALATED),
        ),
        total=total,
        before=before,
        changes=_changes(before, total),
        people=_of_kind(groups, by_person=True),
        bot=_of_kind(groups, by_person=False),
        weeks=sorted(by_week, key=lambda one: one.week or wanted.since),
        subjects=sorted(by_subject, key=lambda one: -one.contacts),
        teams=sorted(by_team, key=lambda one: -one.contacts),
    )


def _changes(before: Settled, total: Settled) -> Changes:
    return Changes(
        first_contact=change((before.settled, before.firsts), (total.settled, total.firsts)),
        repeated=change((before.repeats, before.contacts), (total.repeats, total.contacts)),
        reopened=change((before.reopened, before.contacts), (total.reopened, total.contacts)),
        escalated=change((before.escalated, before.answered), (total.escalated, total.answered)),
    )


def _counts(row: Any) -> dict[str, int]:
    return {name: getattr(row, name) for name in Settled.model_fields}


async def _total(session: ReadSession, asked: Mapping[str, Any]) -> Settled:
    row = (await session.execute(_TOTAL, asked)).one()
    return Settled(**_counts(row))


def _of_kind(groups: Sequence[Any], *, by_person: bool) -> Settled:
    row = next((one for one in groups if one.by_person is by_person), None)
    return Settled(**_counts(row)) if row else Settled()


async def list_contacts(
    session: ReadSession, access: Access, came: Came, wanted: Wanted
) -> list[MadeOf]:
    """Up to 200 conversations that a figure is made of, the latest first."""
    asked = await _values(session, access, wanted, now())
    query = text(
        f"SELECT conversation_id, closed_at FROM ({_CONTACTS}) AS mine WHERE {_CAME[came]}"
        " ORDER BY closed_at DESC, conversation_id LIMIT :most"
    )
    rows = await session.execute(query, {**asked, "most": MOST})
    found = [(row.conversation_id, row.closed_at, None) for row in rows]
    return await show_made_of(session, access, found)


_ROWS = text(f"""
    SELECT mine.*, (SELECT min(f.conversation_id::text)::uuid FROM contacts f
                    WHERE f.follows_id = mine.conversation_id) AS followed_id
    FROM ({_CONTACTS}) AS mine
    WHERE (closed_at, conversation_id) > (:after_at, :after_id)
    ORDER BY closed_at, conversation_id LIMIT :most
""")


async def export_contacts(database: Database, access: Access, wanted: Wanted) -> AsyncIterator[str]:
    """Lines of a table, one a contact; each part reads for itself and is brief."""
    yield "\ufeff" + table_line(COLUMNS)
    moment = now()
    after: tuple[datetime, UUID] = (datetime.min.replace(tzinfo=moment.tzinfo), UUID(int=0))
    while True:
        async with database.reading() as session:
            asked = await _values(session, access, wanted, moment)
            page = {"after_at": after[0], "after_id": after[1], "most": BATCH}
            rows = (await session.execute(_ROWS, asked | page)).all()
            lines = await _lines(session, rows)
        if not rows:
            return
        yield "".join(lines)
        after = (rows[-1].closed_at, rows[-1].conversation_id)


async def _lines(session: ReadSession, rows: Sequence[Any]) -> list[str]:
    names = await get_names(session)
    subjects = await get_subjects(session)
    linked = [one for row in rows for one in (row.conversation_id, row.follows_id, row.followed_id)]
    briefs = await get_briefs(session, [one for one in linked if one is not None])
    return [
        table_line(
            (
                briefs[row.conversation_id].ref,
                row.opened_at.isoformat(),
                row.closed_at.isoformat(),
                names.team_name(row.team_id),
                names.staff_name(row.staff_id),
                subjects[row.subject_id].name["zh-CN"] if row.subject_id in subjects else "",
                "person" if row.by_person else "bot",
                briefs[row.follows_id].ref if row.follows_id in briefs else "",
                briefs[row.followed_id].ref if row.followed_id in briefs else "",
                row.reopened,
                int(row.escalated),
                row.result or "",
                int(row.first),
                "" if not (row.first and row.decided) else int(not row.again),
            )
        )
        for row in rows
    ]
