"""Writes of canned replies (话术)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import select, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.bin.bin import put_in_bin
from zhiyin.kernel.contracts.words import Spoken
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotAllowedError, NotFoundError, ProblemError
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.actions.wording import check_words
from zhiyin.modules.conversations.canned import (
    MAX_ROWS,
    TableRow,
    has_title_and_text,
    read_table,
)
from zhiyin.modules.conversations.errors import BadTableError
from zhiyin.modules.conversations.models.canned import CannedReply
from zhiyin.modules.conversations.permissions import MANAGE_CANNED, may_keep
from zhiyin.modules.conversations.queries.canned import show_canned
from zhiyin.modules.conversations.schemas.canned import (
    CannedIn,
    CannedPatch,
    TableOut,
    TableProblem,
)
from zhiyin.modules.customers.interface import name_keys
from zhiyin.modules.people.interface import are_known, get_shops, get_teams

REF = "canned_reply"

NO_LEVEL = Text("级别只能是个人、团队或店铺。", "The level is personal, team or shop.")
NO_LANGUAGE = Text("语言只能是 zh-CN 或 en。", "The language is zh-CN or en.")
NO_PLACE = Text("没有叫“{name}”的团队或店铺。", "There is no team or shop called “{name}”.")
NOT_YOURS = Text("您不能管理这个级别的话术。", "You may not keep replies of this place.")
BAD_CELL = Text(
    "“{column}”不能用：标题 1–80 字，内容 1–4000 字，快捷码不含空格。",
    "“{column}” cannot be used: title 1–80 characters, text 1–4,000, shortcut without spaces.",
)

_USED = text("""
    INSERT INTO canned_uses (reply_id, staff_id, used, edited)
    SELECT id, :me, 1, :edited FROM canned_replies
    WHERE id = :id AND deleted_at IS NULL AND (owner_id IS NULL OR owner_id = :me)
    ON CONFLICT (reply_id, staff_id) DO UPDATE SET used = canned_uses.used + 1,
        edited = canned_uses.edited + excluded.edited, last_at = now()
""")


def keys_of(title: str, shortcut: str, folder: str) -> str:
    """What a reply is found by: as written, in pinyin, and by the initials of the pinyin."""
    return " ".join(part for one in (title, shortcut, folder) if one for part in name_keys(one))


@dataclass
class _Place:
    """Where a reply is to be kept."""

    level: str
    owner_id: UUID | None
    team_id: UUID | None
    shop_id: UUID | None


def _place(access: Access, level: str, team_id: UUID | None, shop_id: UUID | None) -> _Place:
    return _Place(
        level,
        access.id if level == "personal" else None,
        team_id if level == "team" else None,
        shop_id if level == "shop" else None,
    )


async def make_canned(session: WriteSession, access: Access, body: CannedIn) -> CannedReply:
    """Keeps a reply for oneself, a team or a shop."""
    place = _place(access, body.level, body.team_id, body.shop_id)
    if not may_keep(access, place):
        raise NotAllowedError
    if body.level == "team" and not await are_known(session, team_ids=[body.team_id or new_id()]):
        raise NotFoundError
    if place.shop_id is not None and place.shop_id not in await get_shops(session):
        raise NotFoundError
    await check_words(session.house, access, Spoken(body.text, body.shop_id))
    return _keep(session, access, place, body)


def _keep(session: WriteSession, access: Access, place: _Place, body: CannedIn) -> CannedReply:
    row = CannedReply(
        id=new_id(),
        version=1,
        level=place.level,
        owner_id=place.owner_id,
        team_id=place.team_id,
        shop_id=place.shop_id,
        language=body.language,
        folder=body.folder,
        title=body.title,
        shortcut=body.shortcut,
        text=body.text,
        keys=keys_of(body.title, body.shortcut, body.folder),
    )
    session.add(row)
    after = show_canned(access, row).model_dump(mode="json", include=_AUDITED)
    audit(session, "conversations.make_canned", ObjectRef(REF, row.id), after=after)
    return row


_AUDITED = {"level", "team_id", "shop_id", "language", "folder", "title", "shortcut", "text"}


async def access_canned(
    session: ReadSession | WriteSession, access: Access, reply_id: UUID, *, lock: bool = False
) -> CannedReply:
    """A reply the caller may keep; not found otherwise."""
    row = await session.get(CannedReply, reply_id, with_for_update=lock or None)
    if row is None or row.deleted_at is not None or not may_keep(access, row):
        raise NotFoundError
    return row


async def edit_canned(
    session: WriteSession, access: Access, reply_id: UUID, body: CannedPatch, version: int | None
) -> CannedReply:
    """Changes words, folder or shortcut of a reply."""
    row = await access_canned(session, access, reply_id, lock=True)
    check_version(row, version, show_canned(access, row).model_dump(mode="json"))
    if body.text is not None:
        await check_words(session.house, access, Spoken(body.text, row.shop_id))
    _change(session, access, row, body.model_dump(exclude_none=True))
    return row


def _change(
    session: WriteSession, access: Access, row: CannedReply, changes: dict[str, Any]
) -> None:
    before = show_canned(access, row).model_dump(mode="json", include=set(changes))
    for name, value in changes.items():
        setattr(row, name, value)
    row.keys = keys_of(row.title, row.shortcut, row.folder)
    ref = ObjectRef(REF, row.id)
    audit(session, "conversations.edit_canned", ref, before=before, after=changes)


async def delete_canned(session: WriteSession, access: Access, reply_id: UUID) -> None:
    """Puts a reply into the bin."""
    row = await access_canned(session, access, reply_id, lock=True)
    before = {"title": row.title, "level": row.level}
    audit(session, "conversations.delete_canned", ObjectRef(REF, reply_id), before=before)
    put_in_bin(session, row)


async def note_use(session: WriteSession, access: Access, reply_id: UUID, *, edited: bool) -> None:
    """Counts that the caller has sent a reply; no audit, as nothing of it changes."""
    values = {"id": reply_id, "me": access.id, "edited": int(edited)}
    await session.execute(_USED, values)


async def take_table(session: WriteSession, access: Access, table: str) -> TableOut:
    """Takes a table row by row: a known title of the same place and language is changed, others
    are added, and rows that cannot be taken are named with the reason.
    """
    if not has_title_and_text(table):
        raise BadTableError
    rows = list(read_table(table))
    if len(rows) > MAX_ROWS:
        raise BadTableError
    held = await _held(session, access)
    places = await _places(session)
    made = changed = 0
    problems: list[TableProblem] = []
    for row in rows:
        place, body, reason = _read(access, places, row)
        if place is None or body is None:
            problems.append(
                TableProblem(line=row.line, title=row.title[:80], reason=Labels.of(reason))
            )
            continue
        try:
            await check_words(session.house, access, Spoken(body.text, place.shop_id))
        except ProblemError as error:
            said = Labels.of(error.sentence())
            problems.append(TableProblem(line=row.line, title=row.title[:80], reason=said))
            continue
        key = (place.level, place.team_id, place.shop_id, body.language, body.title)
        known = held.get(key)
        if known is None:
            held[key] = _keep(session, access, place, body)
            made += 1
            continue
        wanted = body.model_dump(include={"folder", "shortcut", "text"})
        if any(getattr(known, name) != value for name, value in wanted.items()):
            known.version += 1
            _change(session, access, known, wanted)
            changed += 1
    return TableOut(made=made, changed=changed, problems=problems)


async def _held(session: WriteSession, access: Access) -> dict[tuple[Any, ...], CannedReply]:
    """What the caller may change, locked, by what a table row is recognised by."""
    mine = (CannedReply.owner_id == access.id) | CannedReply.owner_id.is_(None)
    query = select(CannedReply).where(CannedReply.deleted_at.is_(None), mine)
    if not access.may(MANAGE_CANNED):
        query = query.where(CannedReply.owner_id == access.id)
    rows = (await session.execute(query.order_by(CannedReply.id).with_for_update())).scalars()
    return {(r.level, r.team_id, r.shop_id, r.language, r.title): r for r in rows}


async def _places(session: WriteSession) -> dict[tuple[str, str], UUID]:
    teams = await get_teams(session)
    places = {("team", name): team_id for team_id, name in teams.items()}
    shops = await get_shops(session)
    return places | {("shop", shop.name): shop.id for shop in shops.values()}


def _read(
    access: Access, places: dict[tuple[str, str], UUID], row: TableRow
) -> tuple[_Place | None, CannedIn | None, Text]:
    """Where a row belongs and what it says, or why it cannot be taken."""
    if not row.level:
        return None, None, NO_LEVEL
    if not row.language:
        return None, None, NO_LANGUAGE
    there = places.get((row.level, row.place))
    if there is None and (row.level == "team" or (row.level == "shop" and row.place)):
        return None, None, _said(NO_PLACE, name=row.place)
    place = _place(access, row.level, there, there)
    if not may_keep(access, place):
        return None, None, NOT_YOURS
    try:
        body = CannedIn.model_validate(
            {
                "language": row.language,
                "folder": row.folder,
                "title": row.title,
                "shortcut": row.shortcut,
                "text": row.text,
            }
        )
    except ValidationError as error:
        return None, None, _said(BAD_CELL, column=str(error.errors()[0]["loc"][0]))
    return place, body, NOT_YOURS


def _said(reason: Text, **values: str) -> Text:
    return Text(reason.say("zh-CN", **values), reason.say("en", **values))
