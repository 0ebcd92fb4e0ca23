"""Changes of the bot go live as numbered versions, for everybody or first for a share."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.settings.settings import hold_settings, put_setting
from zhiyin.modules.bot.errors import NothingChangedError, TrialRunsError
from zhiyin.modules.bot.models import BotRehearsal, BotVersion
from zhiyin.modules.bot.permissions import CHECK, MANAGE
from zhiyin.modules.bot.queries.state import BOT_FIRST
from zhiyin.modules.bot.queries.versions import (
    HOLDING,
    Holding,
    get_deciding,
    read_holding,
)
from zhiyin.modules.bot.settings import ALL, DECIDING
from zhiyin.modules.bot.versioning import (
    MOST_NOTE,
    Change,
    read_stored,
    step_of,
    stored,
    way_back,
)
from zhiyin.modules.knowledge.interface import (
    new_wordings,
    set_trial,
    swap_wordings,
    teach_wordings,
)

KIND = "bot_version"
# Versions are made one after the other.
_ALONE = text("SELECT pg_advisory_xact_lock(7415, hashtext('bot.versions'))")

_SETTINGS = (BOT_FIRST, *(one.key for one in ALL))

SettingChanges = list[dict[str, Any]]


async def line_up(session: WriteSession) -> None:
    """Waits until nobody else makes a version or sets the bot up; before anything else."""
    await session.execute(_ALONE)
    await hold_settings(session, _SETTINGS)


async def put_live(
    session: WriteSession,
    access: Access,
    change: Change,
    *,
    rehearsal_id: UUID | None = None,
    share: int | None = None,
) -> BotVersion:
    """Makes a change and writes it down as a version, in one transaction. With a share it answers
    only so many per cent of the conversations that begin, until somebody decides.

    Refuses what changes nothing, and what is on trial just now.
    """
    access.check(MANAGE if change.settings or share is not None else CHECK)
    await line_up(session)
    holding = await read_holding(session)
    _check_no_trial(holding, change, share)
    before = await get_deciding(session)
    settings = _differing(before, change.settings)
    new = await new_wordings(session, access, change.wordings)
    if not new and not settings:
        raise NothingChangedError
    if share is None:
        added = await teach_wordings(session, access, new, change.origin)
        await _put_settings(session, settings)
    else:
        added = new
        await set_trial(session, new)
    row = BotVersion(
        kind="settings" if settings else "lesson",
        note=change.note[:MOST_NOTE],
        state="live" if share is None else "trial",
        share=share,
        change={"added": stored(added), "removed": [], "settings": settings,
                "origin": change.origin},
        measured=await _measured(session, rehearsal_id, change),
    )  # fmt: skip
    await _begin(session, before)
    return await _record(session, row)


async def roll_back(
    session: WriteSession, access: Access, number: int, note: str = ""
) -> BotVersion:
    """Has the bot be as it was with that version: settings back, wordings taught since taken out
    and those taken out since brought back. A version of its own, so it can be taken back as well.
    """
    access.check(MANAGE)
    await line_up(session)
    goal = await session.get(BotVersion, number)
    if goal is None or goal.live_at is None:
        raise NotFoundError
    if (await read_holding(session)).trial is not None:
        raise TrialRunsError
    later = select(BotVersion.change).where(
        BotVersion.state == "live", BotVersion.live_at > goal.live_at
    )
    changes = (await session.execute(later.order_by(BotVersion.live_at))).scalars()
    back = way_back([step_of(one) for one in changes])
    added, removed = await swap_wordings(session, back.added, back.removed)
    settings = _differing(await get_deciding(session), goal.settings)
    if not added and not removed and not settings:
        raise NothingChangedError
    await _put_settings(session, settings)
    row = BotVersion(
        kind="rollback",
        note=note[:MOST_NOTE],
        state="live",
        change={"added": stored(added), "removed": stored(removed), "settings": settings},
        back_to=number,
    )
    return await _record(session, row)


async def adopt(session: WriteSession, access: Access, number: int) -> BotVersion:
    """The trial was good: it holds for everybody from now on."""
    row = await _on_trial(session, access, number)
    added = await teach_wordings(
        session, access, read_stored(row.change["added"]), row.change["origin"]
    )
    wanted = {one["name"]: one["after"] for one in row.change["settings"]}
    settings = _differing(await get_deciding(session), wanted)
    await _put_settings(session, settings)
    await set_trial(session, ())
    row.change = row.change | {"added": stored(added), "settings": settings}
    row.settings = await get_deciding(session)
    row.state, row.live_at, row.ended_at = "live", now(), now()
    return _told(session, row, "bot.adopt_version")


async def withdraw(session: WriteSession, access: Access, number: int) -> BotVersion:
    """The trial was not good: its conversations go on with what is live."""
    row = await _on_trial(session, access, number)
    await set_trial(session, ())
    row.state, row.ended_at = "withdrawn", now()
    return _told(session, row, "bot.withdraw_version")


async def _on_trial(session: WriteSession, access: Access, number: int) -> BotVersion:
    access.check(MANAGE)
    await line_up(session)
    row = await session.get(BotVersion, number, populate_existing=True)
    if row is None or row.state != "trial":
        raise NotFoundError
    return row


def _check_no_trial(holding: Holding, change: Change, share: int | None) -> None:
    """One trial at a time; and what it tries out is not changed beside it."""
    trial = holding.trial
    if trial is not None and (share is not None or trial.settings.keys() & change.settings.keys()):
        raise TrialRunsError


def _differing(before: Mapping[str, Any], wanted: Mapping[str, Any]) -> SettingChanges:
    """What of the settings wanted is not so yet; refuses values that cannot be."""
    return [
        {"name": name, "before": before[name], "after": DECIDING[name].check(wanted[name])}
        for name in DECIDING
        if name in wanted and wanted[name] != before[name]
    ]


async def _put_settings(session: WriteSession, settings: SettingChanges) -> None:
    for one in settings:
        key = DECIDING[one["name"]].key
        await put_setting(session, key, "organisation", None, one["after"])
        audit(
            session,
            "settings.put",
            None,
            before={key: one["before"]},
            after={key: one["after"], "scope": "organisation", "scope_id": None},
        )


async def _begin(session: WriteSession, settings: Mapping[str, Any]) -> None:
    """How the bot was before its first version, so that there is a way back to it."""
    if await session.scalar(select(func.count()).select_from(BotVersion)):
        return
    session.add(
        BotVersion(number=1, kind="start", settings=dict(settings), at=now(), live_at=now())
    )
    await session.flush()


async def _record(session: WriteSession, row: BotVersion) -> BotVersion:
    last = await session.scalar(select(func.max(BotVersion.number)))
    row.number = (last or 0) + 1
    row.settings = await get_deciding(session)
    row.by = session.actor.id if session.actor.kind == "staff" else None
    row.at = now()
    row.live_at = row.at if row.state == "live" else None
    session.add(row)
    return _told(session, row, "bot.make_version")


def _told(session: WriteSession, row: BotVersion, what: str) -> BotVersion:
    session.house.kept.forget(session, HOLDING)
    after = {"number": row.number, "kind": row.kind, "state": row.state, "share": row.share}
    audit(session, what, ObjectRef(KIND, UUID(int=row.number)), after=after)
    return row


async def _measured(
    session: WriteSession, rehearsal_id: UUID | None, change: Change
) -> dict[str, Any] | None:
    """What was measured of exactly this change."""
    row = await session.get(BotRehearsal, rehearsal_id) if rehearsal_id is not None else None
    return row.measured if row is not None and row.change == change.as_json() else None
