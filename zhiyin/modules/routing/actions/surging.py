"""Surges: arrivals are counted, stages entered and left, and what belongs to them is done."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.settings.settings import Override, get_setting, put_overrides
from zhiyin.modules.conversations.events import ConversationOpened
from zhiyin.modules.people.interface import get_members
from zhiyin.modules.routing.errors import BadPlanError, NoSurgeError
from zhiyin.modules.routing.events import ReservesCalled, SurgeChanged
from zhiyin.modules.routing.models import Surge, SurgePlan, SurgeStep
from zhiyin.modules.routing.queries.surges import (
    ACTIVE,
    actions_up_to,
    get_current,
    get_limits,
    get_plans,
    get_reading,
)
from zhiyin.modules.routing.schemas.surges import (
    ReservesAction,
    SetAction,
    SurgeAction,
    SurgePlanIn,
    SurgePlanOut,
)
from zhiyin.modules.routing.settings import SURGE_AUTO
from zhiyin.modules.routing.surging import Reading, Stage, Standing, next_standing, rank

SOURCE = "surge"
NO_TEAM = UUID(int=0)
KEPT_WEEKS = 10

_COUNT = text("""
    INSERT INTO arrival_counts (minute, shop_id, team_id, arrived)
    SELECT minute, shop_id, team_id, arrived FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(
        minute timestamptz, shop_id uuid, team_id uuid, arrived int)
    ORDER BY minute, shop_id, team_id
    ON CONFLICT (minute, shop_id, team_id)
        DO UPDATE SET arrived = arrival_counts.arrived + EXCLUDED.arrived
""")
_FORGET = text("DELETE FROM arrival_counts WHERE minute < :before")
# One process at a time looks, and whoever declares waits for it.
_ALONE = text("SELECT pg_advisory_xact_lock(7411, hashtext('routing.surge'))")


async def count_arrivals(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Counts new conversations by minute, shop and team. Read by position: each counts once."""
    counts: Counter[tuple[datetime, UUID, UUID]] = Counter()
    for stored in events:
        event = cast(ConversationOpened, stored.event)
        minute = stored.at.replace(second=0, microsecond=0)
        counts[minute, event.shop_id, event.team_id or NO_TEAM] += 1
    rows = [
        {"minute": minute, "shop_id": shop, "team_id": team, "arrived": count}
        for (minute, shop, team), count in counts.items()
    ]
    await session.execute(_COUNT, {"rows": msgspec.json.encode(rows).decode()})


async def forget_arrivals(database: Database) -> None:
    """Throws away counts that no comparison reaches any more."""
    async with database.writing() as session:
        await session.execute(_FORGET, {"before": now() - timedelta(weeks=KEPT_WEEKS)})


async def watch_arrivals(database: Database) -> None:
    """Looks whether a stage begins, changes or ends, and does what belongs to it."""
    async with database.writing() as session:
        if not await get_setting(session, SURGE_AUTO):
            return
        await session.execute(_ALONE)
        row = await get_current(session)
        moment = now()
        reading = await get_reading(session, moment)
        before = _standing(row)
        after = next_standing(before, reading, await get_limits(session), moment)
        if after == before:
            return
        if row is not None and after is not None and after.stage == row.stage:
            row.calm_since = after.calm_since
            return
        await _enter(session, row, after, reading)


def _standing(row: Surge | None) -> Standing | None:
    if row is None:
        return None
    return Standing(cast(Stage, row.stage), cast("Stage | None", row.floor), row.calm_since)


async def declare(session: WriteSession, stage: Stage, reason: str) -> None:
    """Enters a stage by hand; automatics may go above it, not below."""
    await session.execute(_ALONE)
    row = await get_current(session)
    reading = await get_reading(session, now())
    audit(session, "routing.declare_surge", None, after={"stage": stage}, reason=reason or None)
    await _enter(session, row, Standing(stage, stage), reading, reason)


async def stand_down(session: WriteSession, reason: str) -> None:
    """Ends the surge by hand."""
    await session.execute(_ALONE)
    row = await get_current(session)
    if row is None:
        raise NoSurgeError
    reading = await get_reading(session, now())
    audit(session, "routing.end_surge", ObjectRef("surge", row.id), reason=reason or None)
    await _enter(session, row, None, reading, reason)


async def _enter(
    session: WriteSession,
    row: Surge | None,
    standing: Standing | None,
    reading: Reading,
    reason: str = "",
) -> None:
    previous = row.stage if row else None
    stage = standing.stage if standing else None
    plans = await get_plans(session)
    actions = actions_up_to(plans, stage)
    # Settings lie below: their rows are locked first.
    await _apply(session, actions, reason)
    if row is None:
        assert standing is not None
        row = Surge(id=new_id(), stage=standing.stage, started_at=now())
        session.add(row)
    if standing is None:
        row.ended_at, row.calm_since = now(), None
    else:
        row.stage, row.floor, row.calm_since = standing.stage, standing.floor, standing.calm_since
    await session.flush()
    by_hand = session.actor.id if session.actor.kind == "staff" else None
    session.add(
        SurgeStep(
            id=new_id(),
            surge_id=row.id,
            stage=stage,
            staff_id=by_hand,
            reason=reason,
            arrivals=reading.arrivals,
            usual=reading.usual,
            actions=[one.model_dump(mode="json") for one in actions],
        )
    )
    session.house.kept.forget(session, ACTIVE)
    about = ObjectRef("surge", row.id)
    changed = SurgeChanged(row.id, stage, previous, reading.arrivals, reading.usual)
    emit(session, changed, about)
    if rank(stage) > rank(cast("Stage | None", previous)):
        await _call(session, row.id, actions, actions_up_to(plans, cast("Stage | None", previous)))


async def _apply(session: WriteSession, actions: Sequence[SurgeAction], reason: str) -> None:
    known = session.house.settings.known
    overrides = [
        Override(one.key, one.value)
        for one in actions
        # A setting of a module that is switched off.
        if isinstance(one, SetAction) and one.key in known
    ]
    await put_overrides(session, SOURCE, overrides, reason=reason)


async def _call(
    session: WriteSession,
    surge_id: UUID,
    actions: Sequence[SurgeAction],
    earlier: Sequence[SurgeAction],
) -> None:
    """Asks for help once: whom an earlier stage has called is not called again."""

    async def asked(of: Sequence[SurgeAction]) -> set[UUID]:
        calls = [one for one in of if isinstance(one, ReservesAction)]
        teams = [team_id for one in calls for team_id in one.team_ids]
        return {one for call in calls for one in call.staff_ids} | set(
            await get_members(session, teams)
        )

    called = await asked(actions) - await asked(earlier)
    if called:
        emit(session, ReservesCalled(surge_id, tuple(sorted(called))), ObjectRef("surge", surge_id))


async def put_plan(
    session: WriteSession, stage: Stage, body: SurgePlanIn, version: int | None
) -> SurgePlanOut:
    """Writes the plan of a stage; a surge that is on follows it from its next step."""
    await session.execute(_ALONE)
    _check(session, stage, body, await get_plans(session))
    row = await session.get(SurgePlan, stage, with_for_update=True)
    if row is None:
        row = SurgePlan(stage=stage, version=0)
        session.add(row)
    before = SurgePlanIn(
        starts_at=row.starts_at or body.starts_at, actions=row.actions or []
    ).model_dump(mode="json")
    if row.version:
        check_version(row, version, {**before, "stage": stage, "version": row.version})
    else:
        row.version = 1
    row.starts_at = body.starts_at
    row.actions = [one.model_dump(mode="json") for one in body.actions]
    audit(
        session,
        "routing.put_surge_plan",
        None,
        before=before,
        after={"stage": stage, **body.model_dump(mode="json")},
    )
    session.house.kept.forget(session, ACTIVE)
    return SurgePlanOut(stage=stage, version=row.version, **body.model_dump())


def _check(
    session: WriteSession, stage: Stage, body: SurgePlanIn, plans: Sequence[SurgePlanOut]
) -> None:
    for one in plans:
        lower = rank(one.stage) < rank(stage) and one.starts_at >= body.starts_at
        higher = rank(one.stage) > rank(stage) and one.starts_at <= body.starts_at
        if lower or higher:
            raise BadPlanError
    for action in body.actions:
        if isinstance(action, SetAction) and action.key in session.house.settings.known:
            session.house.settings.known[action.key].check(action.value)
