"""Writes of the wording list, and the check of what staff are about to say."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal
from uuid import UUID

import msgspec
from pydantic import ValidationError
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.bin.bin import put_in_bin
from zhiyin.kernel.contracts.words import Spoken
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotAllowedError, NotFoundError
from zhiyin.kernel.house import House
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.assistance.errors import (
    BadWordingTableError,
    ShippedEntryError,
    WordingBlockedError,
)
from zhiyin.modules.assistance.models import WordingEntry
from zhiyin.modules.assistance.permissions import OVERRIDE, may_keep
from zhiyin.modules.assistance.queries.wording import (
    ENTRIES,
    find_faults,
    get_rows,
    show_entry,
    show_shipped,
)
from zhiyin.modules.assistance.schemas.wording import (
    PhraseIn,
    PhrasePatch,
    WordingTableOut,
    WordingTableProblem,
)
from zhiyin.modules.assistance.shipped import shipped
from zhiyin.modules.assistance.tables import MAX_ROWS, TableRow, has_words, read_table
from zhiyin.modules.assistance.wording import Match, folded
from zhiyin.modules.people.interface import get_shops

REF = "wording_entry"
_AUDITED = {"shop_id", "kind", "severity", "phrases", "exceptions", "instead", "advice", "active"}
Outcome = Literal["sent", "blocked", "replaced"]

NO_SHOP = Text("没有叫“{name}”的店铺。", "There is no shop called “{name}”.")
NOT_YOURS = Text("您不能管理这家店铺的词表。", "You may not keep the list of this shop.")
BAD_CELL = Text(
    "“{column}”不能用：用语每条 1–60 字，类别和处理用表头里的说法。",
    "“{column}” cannot be used: words have 1–60 characters each; kind and severity are as shown.",
)

_COUNT = text("""
    INSERT INTO wording_counts (entry_id, staff_id, day, sent, blocked, replaced)
    SELECT c.entry_id, :staff_id, current_date, c.sent, c.blocked, c.replaced
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS c(
        entry_id uuid, sent int, blocked int, replaced int)
    ORDER BY c.entry_id
    ON CONFLICT (entry_id, staff_id, day) DO UPDATE SET
        sent = wording_counts.sent + excluded.sent,
        blocked = wording_counts.blocked + excluded.blocked,
        replaced = wording_counts.replaced + excluded.replaced
""")


async def count_matches(
    session: WriteSession, staff_id: UUID, entry_ids: Sequence[UUID], outcome: Outcome
) -> None:
    """Counts what became of faults; no audit, as nothing of the list changes."""
    nothing = dict.fromkeys(("sent", "blocked", "replaced"), 0)
    rows = [
        {"entry_id": one, **nothing, outcome: times} for one, times in Counter(entry_ids).items()
    ]
    if rows:
        values = {"staff_id": staff_id, "rows": msgspec.json.encode(rows).decode()}
        await session.execute(_COUNT, values)


async def check_words(house: House, access: Access, spoken: Spoken) -> None:
    """Refuses what the list blocks, unless the caller may and wants to send it anyway; counts what
    goes out in spite of the list.
    """
    async with house.database.reading() as session:
        found = await find_faults(session, spoken.shop_id, spoken.conversation_id, spoken.text)
    told = [one for one in found if one.entry.severity != "hints"]
    if not told:
        return
    blocked = [one for one in told if one.entry.severity == "blocks"]
    refused = bool(blocked) and not (spoken.anyway and access.may(OVERRIDE))
    if spoken.conversation_id is not None:
        counted = [one.entry.id for one in (blocked if refused else told)]
        async with house.database.writing(access.actor) as writing:
            outcome: Outcome = "blocked" if refused else "sent"
            await count_matches(writing, access.id, counted, outcome)
    if refused:
        raise _refusal(spoken.text, blocked[0])


async def allows_words(house: House, spoken: Spoken) -> bool:
    """Whether the list has nothing against these words, not even a warning; nothing is counted."""
    async with house.database.reading() as session:
        found = await find_faults(session, spoken.shop_id, None, spoken.text)
    return all(one.entry.severity == "hints" for one in found)


def _refusal(words: str, match: Match) -> WordingBlockedError:
    return WordingBlockedError(
        words=words[match.start : match.end],
        advice=match.entry.advice,
        extra={"start": match.start, "end": match.end},
    )


async def make_entry(session: WriteSession, access: Access, body: PhraseIn) -> WordingEntry:
    """Writes an entry."""
    if not may_keep(access, body.shop_id):
        raise NotAllowedError
    if body.shop_id is not None and body.shop_id not in await get_shops(session):
        raise NotFoundError
    return _keep(session, access, new_id(), body)


def _keep(session: WriteSession, access: Access, entry_id: UUID, body: PhraseIn) -> WordingEntry:
    row = WordingEntry(id=entry_id, version=1, **body.model_dump())
    session.add(row)
    after = show_entry(access, row).model_dump(mode="json", include=_AUDITED)
    audit(session, "assistance.make_wording", ObjectRef(REF, row.id), after=after)
    session.house.kept.forget(session, ENTRIES)
    return row


async def _live(session: WriteSession, access: Access, entry_id: UUID) -> WordingEntry:
    """The entry, for change; one that comes with the product becomes a row of its own."""
    row = await session.get(WordingEntry, entry_id, with_for_update=True)
    if row is not None and (row.deleted_at is not None or not may_keep(access, row.shop_id)):
        raise NotFoundError
    if row is not None:
        return row
    if entry_id not in shipped() or not may_keep(access, None):
        raise NotFoundError
    held = show_shipped(access, entry_id).model_dump(include=set(PhraseIn.model_fields))
    row = _keep(session, access, entry_id, PhraseIn.model_validate(held))
    row.version = 0
    await session.flush()
    return row


async def edit_entry(
    session: WriteSession, access: Access, entry_id: UUID, body: PhrasePatch, version: int | None
) -> WordingEntry:
    """Changes an entry."""
    row = await _live(session, access, entry_id)
    check_version(row, version, show_entry(access, row).model_dump(mode="json"))
    _change(session, access, row, body.model_dump(exclude_none=True))
    return row


def _change(
    session: WriteSession, access: Access, row: WordingEntry, changes: dict[str, Any]
) -> None:
    before = show_entry(access, row).model_dump(mode="json", include=set(changes))
    for name, value in changes.items():
        setattr(row, name, value)
    ref = ObjectRef(REF, row.id)
    audit(session, "assistance.edit_wording", ref, before=before, after=changes)
    session.house.kept.forget(session, ENTRIES)


async def delete_entry(session: WriteSession, access: Access, entry_id: UUID) -> None:
    """Puts an entry into the bin; what comes with the product is switched off instead."""
    if entry_id in shipped():
        raise ShippedEntryError
    row = await _live(session, access, entry_id)
    before = {"phrases": row.phrases, "shop_id": row.shop_id}
    audit(session, "assistance.delete_wording", ObjectRef(REF, entry_id), before=before)
    put_in_bin(session, row)
    session.house.kept.forget(session, ENTRIES)


async def bring_entry_back(session: WriteSession, row: WordingEntry) -> None:
    """An entry out of the bin holds again."""
    session.house.kept.forget(session, ENTRIES)


async def take_table(session: WriteSession, access: Access, table: str) -> WordingTableOut:
    """Takes a table row by row: an entry of the same shop that begins with the same words is
    changed, others are added, and rows that cannot be taken are named with the reason.
    """
    if not has_words(table):
        raise BadWordingTableError
    rows = list(read_table(table))
    if len(rows) > MAX_ROWS:
        raise BadWordingTableError
    shops = {shop.name: shop.id for shop in (await get_shops(session)).values()}
    held = {_key(one.shop_id, one.phrases): one for one in (await get_rows(session)).values()}
    ours = {_key(None, list(one.entry.phrases)): key for key, one in shipped().items()}
    made = changed = 0
    problems: list[WordingTableProblem] = []
    for row in rows:
        body, reason = _read(access, shops, row)
        if body is None:
            said = Labels.of(reason)
            problems.append(WordingTableProblem(line=row.line, words=row.words[:80], reason=said))
            continue
        key = _key(body.shop_id, body.phrases)
        known = held.get(key)
        if known is None and key in ours and not _differs(show_shipped(access, ours[key]), body):
            continue
        if known is None:
            held[key] = _keep(session, access, ours.get(key) or new_id(), body)
            made += 1
        elif _differs(show_entry(access, known), body):
            known.version += 1
            _change(session, access, known, body.model_dump(exclude={"shop_id"}))
            changed += 1
    return WordingTableOut(made=made, changed=changed, problems=problems)


def _key(shop_id: UUID | None, phrases: Sequence[str]) -> tuple[UUID | None, str]:
    return shop_id, folded(phrases[0])[0]


def _differs(shown: Any, body: PhraseIn) -> bool:
    return any(getattr(shown, name) != value for name, value in body.model_dump().items())


def _read(access: Access, shops: dict[str, UUID], row: TableRow) -> tuple[PhraseIn | None, Text]:
    """What a row says, or why it cannot be taken."""
    if row.shop and row.shop not in shops:
        return None, Text(NO_SHOP.say("zh-CN", name=row.shop), NO_SHOP.say("en", name=row.shop))
    shop_id = shops.get(row.shop)
    if not may_keep(access, shop_id):
        return None, NOT_YOURS
    try:
        return PhraseIn.model_validate({"shop_id": shop_id, **row.values}), NOT_YOURS
    except ValidationError as error:
        column = str(error.errors()[0]["loc"][0])
        return None, Text(BAD_CELL.say("zh-CN", column=column), BAD_CELL.say("en", column=column))
