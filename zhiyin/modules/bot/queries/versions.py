"""The versions of the bot: which holds for whom, and what came of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.drawing import is_drawn
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.bot.models import BotVersion
from zhiyin.modules.bot.schemas.versions import BotVersionOut, BotVersionPage, TaughtOut
from zhiyin.modules.bot.settings import DECIDING
from zhiyin.modules.bot.versioning import step_of
from zhiyin.modules.knowledge.interface import MoreWordings, get_titles
from zhiyin.modules.people.interface import get_names

HOLDING = "bot.holding"
# How long a process may use what it has read; a change made here is seen at once.
KEPT_SECONDS = 5.0


@dataclass(frozen=True)
class Trial:
    """A version that answers a share of the conversations."""

    number: int
    share: int
    since: datetime
    # The settings it changes, by their short names.
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def lot(self) -> bytes:
        """By what conversations are drawn for it."""
        return self.number.to_bytes(4)


@dataclass(frozen=True)
class Holding:
    """The version that is live, none before the first; and the one on trial beside it."""

    live: int | None = None
    trial: Trial | None = None

    def number_for(self, conversation_id: UUID) -> int | None:
        """The version that answers a conversation which begins now."""
        trial = self.trial
        if trial is not None and is_drawn(conversation_id, trial.lot, trial.share):
            return trial.number
        return self.live

    def trial_of(self, number: int | None) -> Trial | None:
        """The trial, if a conversation of this version is part of it."""
        return self.trial if self.trial is not None and self.trial.number == number else None


async def get_holding(session: ReadSession | WriteSession) -> Holding:
    """Which versions answer now, as this process read it last."""
    return await session.house.kept.get(
        session, HOLDING, KEPT_SECONDS, lambda: read_holding(session)
    )


async def read_holding(session: ReadSession | WriteSession) -> Holding:
    """The same, read anew."""
    live = (
        select(BotVersion.number)
        .where(BotVersion.state == "live")
        .order_by(BotVersion.live_at.desc(), BotVersion.number.desc())
        .limit(1)
    )
    row = await session.scalar(select(BotVersion).where(BotVersion.state == "trial"))
    trial = None
    if row is not None and row.share is not None:
        tried = {one["name"]: one["after"] for one in row.change.get("settings", ())}
        trial = Trial(row.number, row.share, row.at, tried)
    return Holding(await session.scalar(live), trial)


async def get_deciding(session: ReadSession | WriteSession) -> dict[str, Any]:
    """The settings that decide, as they hold for the organisation."""
    return {name: await get_setting(session, one) for name, one in DECIDING.items()}


async def show_versions(
    session: ReadSession | WriteSession, rows: Sequence[BotVersion]
) -> list[BotVersionOut]:
    """Versions as they cross the API."""
    names = await get_names(session)
    steps = {row.number: step_of(row.change) for row in rows}
    ids = {one.article_id for step in steps.values() for one in (*step.added, *step.removed)}
    titles = await get_titles(session, sorted(ids))

    def taught(wordings: Sequence[MoreWordings]) -> list[TaughtOut]:
        return [
            TaughtOut(
                article_id=one.article_id,
                title=titles.get(one.article_id, ""),
                texts=list(one.texts),
            )
            for one in wordings
        ]

    return [
        BotVersionOut.model_validate(
            {
                **{name: getattr(row, name) for name in _PLAIN},
                "by": names.staff_name(row.by) or None,
                "added": taught(steps[row.number].added),
                "removed": taught(steps[row.number].removed),
                "settings": row.change.get("settings", []),
            }
        )
        for row in rows
    ]


_PLAIN = (
    "number", "kind", "note", "state", "share", "at", "live_at", "ended_at", "measured", "back_to",
)  # fmt: skip


async def list_versions(session: ReadSession, cursor: str | None, limit: int) -> BotVersionPage:
    """A page of versions, newest first."""
    query = select(BotVersion).order_by(BotVersion.number.desc()).limit(limit + 1)
    after = decode_cursor(cursor, int)
    if after is not None:
        query = query.where(BotVersion.number < after)
    found = list((await session.execute(query)).scalars())
    page = found[:limit]
    holding = await read_holding(session)
    return BotVersionPage(
        items=await show_versions(session, page),
        next=encode_cursor(page[-1].number) if len(found) > limit else None,
        live=holding.live,
        trial=holding.trial.number if holding.trial else None,
    )
