"""Reads of the wording list: what holds where, what is met, by whom."""

from collections.abc import Sequence
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.assistance.models import WordingEntry
from zhiyin.modules.assistance.permissions import may_keep
from zhiyin.modules.assistance.schemas.wording import PhraseOut, StaffWordingOut
from zhiyin.modules.assistance.settings import OTHERS_DATA, WORDING
from zhiyin.modules.assistance.shipped import PERSONAL, shipped
from zhiyin.modules.assistance.wording import Entry, Kind, Match, Matcher, Severity, in_force
from zhiyin.modules.conversations.interface import was_said_by_customer
from zhiyin.modules.customers.interface import personal_spans
from zhiyin.modules.people.interface import get_names

KEPT_SECONDS = 2.0
ENTRIES = "assistance.wording"
FIGURE_DAYS = 30
# Entries are written by hand or come in a table of two thousand.
MOST_SHOWN = 5000

Session = ReadSession | WriteSession


async def get_rows(session: Session) -> dict[UUID, WordingEntry]:
    """Entries that somebody wrote or changed."""
    live = select(WordingEntry).where(WordingEntry.deleted_at.is_(None))
    rows = await session.execute(live.order_by(WordingEntry.id.desc()).limit(MOST_SHOWN))
    return {row.id: row for row in rows.scalars()}


def _entry(row: WordingEntry) -> Entry:
    return Entry(
        row.id,
        cast(Kind, row.kind),
        cast(Severity, row.severity),
        tuple(row.phrases),
        tuple(row.exceptions),
        row.instead,
        row.advice,
    )


async def get_matcher(session: Session, shop_id: UUID | None) -> Matcher:
    """The list of a shop, as this process read it last, at most two seconds ago."""

    async def read() -> Matcher:
        rows = await get_rows(session)
        own = [row for row in rows.values() if row.shop_id is not None and row.shop_id == shop_id]
        everywhere = [_entry(row) for row in rows.values() if row.shop_id is None and row.active]
        everywhere += [one.entry for one in shipped().values() if one.entry.id not in rows]
        active = [_entry(row) for row in own if row.active]
        silent = [phrase for row in own if not row.active for phrase in row.phrases]
        return Matcher(in_force(everywhere, active, silent))

    return await session.house.kept.get(session, ENTRIES, KEPT_SECONDS, read, key=shop_id)


async def find_faults(
    session: Session, shop_id: UUID | None, conversation_id: UUID | None, words: str
) -> list[Match]:
    """What should not be said of these words, from left to right."""
    place = Place(shop_id=shop_id)
    if not await get_setting(session, WORDING, place):
        return []
    found = (await get_matcher(session, shop_id)).find(words)
    spans = personal_spans(words) if conversation_id else None
    if spans and conversation_id and await get_setting(session, OTHERS_DATA, place):
        pieces = [words[start:end] for start, end in spans]
        known = await was_said_by_customer(session, conversation_id, pieces)
        found += [
            Match(PERSONAL, start, end)
            for (start, end), said in zip(spans, known, strict=True)
            if not said
        ]
    return sorted(found, key=lambda one: one.start)


_COUNTS = text("""
    SELECT entry_id, sum(sent)::int AS sent, sum(blocked)::int AS blocked,
           sum(replaced)::int AS replaced
    FROM wording_counts WHERE day > current_date - :days GROUP BY entry_id
""")


async def list_entries(session: Session, access: Access) -> list[PhraseOut]:
    """The whole list: what was written here first, then what comes with the product."""
    rows = await get_rows(session)
    answer = await session.execute(_COUNTS, {"days": FIGURE_DAYS})
    counts = {row["entry_id"]: dict(row) for row in answer.mappings()}
    shown = [show_entry(access, row) for row in rows.values()]
    shown += [show_shipped(access, one) for one in shipped() if one not in rows]
    return [
        one.model_copy(update={k: v for k, v in counts.get(one.id, {}).items() if k != "entry_id"})
        for one in shown
    ]


def show_entry(access: Access, row: WordingEntry) -> PhraseOut:
    """An entry that somebody wrote or changed."""
    return PhraseOut(
        id=row.id,
        version=row.version,
        shop_id=row.shop_id,
        shipped=row.id in shipped(),
        kind=cast(Kind, row.kind),
        severity=cast(Severity, row.severity),
        language=row.language,
        phrases=row.phrases,
        exceptions=row.exceptions,
        instead=row.instead,
        advice=row.advice,
        active=row.active,
        may_edit=may_keep(access, row.shop_id),
    )


def show_shipped(access: Access, entry_id: UUID) -> PhraseOut:
    """An entry as it comes with the product; version 0, as nobody has changed it."""
    one = shipped()[entry_id]
    return PhraseOut(
        id=entry_id,
        version=0,
        shop_id=None,
        shipped=True,
        kind=one.entry.kind,
        severity=one.entry.severity,
        language=one.language,
        phrases=list(one.entry.phrases),
        exceptions=list(one.entry.exceptions),
        instead=one.entry.instead,
        advice=one.entry.advice,
        active=True,
        may_edit=may_keep(access, None),
    )


_STAFF = text("""
    SELECT staff_id, sum(sent)::int AS sent, sum(blocked)::int AS blocked,
           sum(replaced)::int AS replaced
    FROM wording_counts WHERE day >= :since GROUP BY staff_id
    ORDER BY sum(sent) + sum(blocked) DESC, staff_id LIMIT 200
""")


async def count_by_staff(session: Session, since: date) -> Sequence[StaffWordingOut]:
    """Who met the list how often since a day, most first."""
    names = await get_names(session)
    rows = await session.execute(_STAFF, {"since": since})
    return [
        StaffWordingOut(name=names.staff_name(row["staff_id"]), **row) for row in rows.mappings()
    ]
