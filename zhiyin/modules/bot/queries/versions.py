"""The versions of the bot: which holds for whom, and what came of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.bot.models import BotVersion
from zhiyin.modules.bot.settings import DECIDING
from zhiyin.modules.bot.versioning import is_drawn

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


@dataclass(frozen=True)
class Holding:
    """The version that is live, none before the first; and the one on trial beside it."""

    live: int | None = None
    trial: Trial | None = None

    def number_for(self, conversation_id: UUID) -> int | None:
        """The version that answers a conversation which begins now."""
        trial = self.trial
        if trial is not None and is_drawn(conversation_id, trial.number, trial.share):
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
