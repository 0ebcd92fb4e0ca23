"""Reads of synonyms."""

from collections.abc import Sequence

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.text.tokens import plain
from zhiyin.modules.knowledge.models import SynonymGroup
from zhiyin.modules.knowledge.schemas.searching import SynonymsOut

KEPT_SECONDS = 2.0
SYNONYMS = "knowledge.synonyms"
# Groups are made by hand, a row at a time.
MOST_SHOWN = 5000


async def list_synonyms(session: ReadSession | WriteSession) -> list[SynonymsOut]:
    """All groups, the newest first."""
    live = select(SynonymGroup).where(SynonymGroup.deleted_at.is_(None))
    rows = await session.execute(live.order_by(SynonymGroup.id.desc()).limit(MOST_SHOWN))
    return [SynonymsOut.model_validate(row) for row in rows.scalars()]


async def get_groups(session: ReadSession | WriteSession) -> Sequence[Sequence[str]]:
    """The words of every group, as this process read them last, at most two seconds ago."""

    async def read() -> Sequence[Sequence[str]]:
        query = select(SynonymGroup.words).where(SynonymGroup.deleted_at.is_(None))
        return [
            [plain(word) for word in words] for words in (await session.execute(query)).scalars()
        ]

    return await session.house.kept.get(session, SYNONYMS, KEPT_SECONDS, read)


def forget_groups(session: WriteSession) -> None:
    """Has the groups read anew: they change in this transaction."""
    session.house.kept.forget(session, SYNONYMS)
