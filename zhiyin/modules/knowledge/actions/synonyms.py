"""Writes of synonyms (同义词)."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.bin.bin import put_in_bin
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import InvalidInputError, NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.text.tokens import plain
from zhiyin.modules.knowledge.errors import WordTakenError
from zhiyin.modules.knowledge.events import SynonymsChanged
from zhiyin.modules.knowledge.models import SynonymGroup
from zhiyin.modules.knowledge.queries.synonyms import forget_groups

REF = "synonym_group"
TOO_FEW = Text("请至少写两个不同的词。", "Please write at least two different words.")
# Any constant: a word stands in one group only, also when two are written at once.
_WRITING = 7_411_042


async def _checked(session: WriteSession, words: Sequence[str], own_id: UUID | None) -> list[str]:
    """The words, each once; refuses those that another group has. Who writes holds `_WRITING`."""
    kept = {plain(word).strip(): word for word in words}
    kept.pop("", None)
    if len(kept) < 2:
        raise InvalidInputError(fields={"words": TOO_FEW})
    others = select(SynonymGroup.words).where(SynonymGroup.deleted_at.is_(None))
    if own_id is not None:
        others = others.where(SynonymGroup.id != own_id)
    for held in (await session.execute(others)).scalars():
        for word in held:
            if plain(word).strip() in kept:
                raise WordTakenError(word=word)
    return list(kept.values())


async def _hold(session: WriteSession) -> None:
    await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITING})


def say_synonyms_changed(session: WriteSession, group_id: UUID) -> None:
    """Questions mean something else from now on."""
    emit(session, SynonymsChanged(), ObjectRef(REF, group_id))
    forget_groups(session)


async def make_synonyms(session: WriteSession, words: Sequence[str]) -> SynonymGroup:
    """Makes a group."""
    await _hold(session)
    row = SynonymGroup(id=new_id(), version=1, words=await _checked(session, words, None))
    session.add(row)
    after = {"words": row.words}
    audit(session, "knowledge.make_synonyms", ObjectRef(REF, row.id), after=after)
    say_synonyms_changed(session, row.id)
    return row


async def _live(session: WriteSession, group_id: UUID) -> SynonymGroup:
    row = await session.get(SynonymGroup, group_id, with_for_update=True)
    if row is None or row.deleted_at is not None:
        raise NotFoundError
    return row


async def edit_synonyms(
    session: WriteSession, group_id: UUID, words: Sequence[str], version: int | None
) -> SynonymGroup:
    """Changes the words of a group."""
    await _hold(session)
    checked = await _checked(session, words, group_id)
    row = await _live(session, group_id)
    before = {"words": row.words}
    check_version(row, version, {"id": str(row.id), "version": row.version, **before})
    row.words = checked
    after = {"words": checked}
    audit(session, "knowledge.edit_synonyms", ObjectRef(REF, row.id), before=before, after=after)
    say_synonyms_changed(session, row.id)
    return row


async def delete_synonyms(session: WriteSession, group_id: UUID) -> None:
    """Puts a group into the bin."""
    row = await _live(session, group_id)
    before = {"words": row.words}
    audit(session, "knowledge.delete_synonyms", ObjectRef(REF, row.id), before=before)
    put_in_bin(session, row)
    say_synonyms_changed(session, row.id)


async def bring_synonyms_back(session: WriteSession, row: SynonymGroup) -> None:
    """A group out of the bin, if its words have found no other group meanwhile."""
    row.words = await _checked(session, row.words, row.id)
    say_synonyms_changed(session, row.id)
