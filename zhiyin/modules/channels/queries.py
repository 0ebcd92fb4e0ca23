"""Reads of channels."""

from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import select

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.channels.models import ChannelAccount, ChannelProbe
from zhiyin.modules.channels.schemas import ProbeOut
from zhiyin.modules.channels.settings import PROBE_EVERY

# After so many missed probes nobody knows any more how a channel is.
MISSED = 5


async def get_probes(session: ReadSession) -> list[ProbeOut]:
    """How each active widget is; unknown where no probe has come lately."""
    rows = await session.execute(
        select(ChannelAccount, ChannelProbe)
        .outerjoin(ChannelProbe, ChannelProbe.channel_account_id == ChannelAccount.id)
        .where(ChannelAccount.kind == "web", ChannelAccount.active)
        .order_by(ChannelAccount.made_at, ChannelAccount.id)
    )
    every = await get_setting(session, PROBE_EVERY)
    oldest = now() - timedelta(seconds=max(every, 10) * MISSED)
    return [
        _show(channel, probe if every and _is_fresh(probe, oldest) else None)
        for channel, probe in rows.all()
    ]


def _is_fresh(probe: ChannelProbe | None, oldest: datetime) -> bool:
    return probe is not None and probe.checked_at > oldest


def _show(channel: ChannelAccount, probe: ChannelProbe | None) -> ProbeOut:
    # Claimed and not yet tried: nothing is known.
    known = probe if probe is not None and probe.took_ms is not None else None
    state: Literal["up", "down", "unknown"] = "unknown"
    if known is not None:
        state = "down" if known.down_since else "up"
    return ProbeOut.model_validate(
        {
            "channel_id": channel.id,
            "name": channel.name,
            "state": state,
            "checked_at": known.checked_at if known else None,
            "took_ms": known.took_ms if known else None,
            "down_since": known.down_since if known else None,
            "fault": known.fault if known else None,
        }
    )
