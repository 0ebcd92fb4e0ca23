"""Reads of surges: arrivals, what is usual, plans, how it stands, and the report afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import select, text

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.conversations.interface import KIND as CONVERSATION
from zhiyin.modules.dispatch.interface import WaitsBetween, get_waits_between
from zhiyin.modules.routing.models import Surge, SurgePlan, SurgeStep
from zhiyin.modules.routing.schemas.surges import (
    ArrivalsPoint,
    GroupsAction,
    OverflowAction,
    SetAction,
    StepEffect,
    SurgeAction,
    SurgeNow,
    SurgeOut,
    SurgePlanOut,
    SurgeReport,
    SurgeStepOut,
)
from zhiyin.modules.routing.settings import (
    SURGE_AUTO,
    SURGE_BACK,
    SURGE_CALM,
    SURGE_LEAST,
    SURGE_WINDOW,
)
from zhiyin.modules.routing.surging import STAGES, STARTS, Limits, Reading, Stage, rank, usual_in

WEEKS = 4
STEP = timedelta(minutes=5)
SHOWN = timedelta(hours=2)
EFFECT = timedelta(minutes=10)
LEAD = timedelta(minutes=5)
ACTIVE_SECONDS = 2.0
ACTIVE = "routing.surge"
_ACTIONS: TypeAdapter[list[SurgeAction]] = TypeAdapter(list[SurgeAction])

# Round the same hour of earlier weeks; weeks before the first arrival are no history.
_USUAL = text("""
    SELECT p.at, w.k, coalesce(sum(a.arrived), 0) AS arrived
    FROM unnest(CAST(:moments AS timestamptz[])) AS p(at)
    CROSS JOIN generate_series(1, :weeks) AS w(k)
    LEFT JOIN arrival_counts a
        ON a.minute >= p.at - make_interval(weeks => w.k) - interval '30 minutes'
       AND a.minute < p.at - make_interval(weeks => w.k) + interval '30 minutes'
    WHERE p.at - make_interval(weeks => w.k) - interval '30 minutes'
          >= (SELECT min(minute) FROM arrival_counts)
    GROUP BY p.at, w.k
""")
# Counted by the minute: of the minute in which the window begins, its share.
_ARRIVED = text("""
    SELECT coalesce(sum(arrived * least(
        1.0, extract(epoch FROM minute + interval '1 minute' - :since) / 60)), 0)
    FROM arrival_counts
    WHERE minute > CAST(:since AS timestamptz) - interval '1 minute' AND minute <= :until
""")
_SERIES = text("""
    SELECT date_bin('5 minutes', minute, :origin) AS at, sum(arrived) AS arrived
    FROM arrival_counts WHERE minute >= :since AND minute < :until GROUP BY 1
""")


async def get_usual(
    session: ReadSession | WriteSession, moments: Sequence[datetime], window: timedelta
) -> dict[datetime, float | None]:
    """What is usual in a window around each moment."""
    weeks: dict[datetime, list[int]] = {}
    for row in await session.execute(_USUAL, {"moments": list(moments), "weeks": WEEKS}):
        weeks.setdefault(row.at, []).append(int(row.arrived))
    part = window / timedelta(hours=1)
    return {one: usual_in(weeks.get(one, []), part) for one in moments}


async def get_reading(session: ReadSession | WriteSession, moment: datetime) -> Reading:
    """Arrivals of the window that ends now, and what is usual."""
    window = timedelta(seconds=await get_setting(session, SURGE_WINDOW))
    values = {"since": moment - window, "until": moment}
    arrivals = round(await session.scalar(_ARRIVED, values) or 0)
    middle = moment - window / 2
    return Reading(arrivals, (await get_usual(session, [middle], window))[middle])


async def get_plans(session: ReadSession | WriteSession) -> list[SurgePlanOut]:
    """The plan of every stage, in their order."""
    stored = {row.stage: row for row in (await session.execute(select(SurgePlan))).scalars()}
    plans = []
    for stage in STAGES:
        row = stored.get(stage)
        plans.append(
            SurgePlanOut(
                stage=stage,
                version=row.version if row else 0,
                starts_at=row.starts_at if row else STARTS[stage],
                actions=_ACTIONS.validate_python(row.actions) if row else [],
            )
        )
    return plans


async def get_limits(session: ReadSession | WriteSession) -> Limits:
    """What the stages ask for."""
    return Limits(
        {one.stage: one.starts_at for one in await get_plans(session)},
        await get_setting(session, SURGE_LEAST),
        await get_setting(session, SURGE_BACK),
        timedelta(seconds=await get_setting(session, SURGE_CALM)),
    )


def actions_up_to(plans: Sequence[SurgePlanOut], stage: Stage | None) -> list[SurgeAction]:
    """What is done in a stage: what its predecessors do goes on, the same setting excepted."""
    chosen: dict[tuple[str, ...], SurgeAction] = {}
    for plan in plans:
        if rank(plan.stage) > rank(stage):
            continue
        for place, action in enumerate(plan.actions):
            if isinstance(action, SetAction):
                chosen[("set", action.key)] = action
            elif isinstance(action, GroupsAction):
                chosen[("groups",)] = action
            else:
                chosen[(plan.stage, str(place))] = action
    return list(chosen.values())


@dataclass(frozen=True)
class Diversion:
    """Where a surge sends new work instead."""

    groups: GroupsAction | None = None
    overflows: tuple[OverflowAction, ...] = ()

    def team(self, planned: UUID | None, *, urgent: bool, skill_id: UUID | None) -> UUID | None:
        """The team that gets it, instead of the one that was planned."""
        if self.groups is not None:
            technical = skill_id is not None and skill_id in self.groups.technical
            wanted = (
                self.groups.first
                if urgent
                else self.groups.third
                if technical
                else self.groups.second
            )
            if wanted is not None:
                return wanted
        for one in self.overflows:
            if not one.team_ids or planned in one.team_ids:
                return one.to_team_id
        return planned


async def get_diversion(session: ReadSession | WriteSession) -> Diversion | None:
    """Where new work goes while a surge is on, as this process read it last."""

    async def read() -> Diversion | None:
        surge = await get_current(session)
        if surge is None:
            return None
        actions = actions_up_to(await get_plans(session), cast(Stage, surge.stage))
        groups = [one for one in actions if isinstance(one, GroupsAction)]
        overflows = tuple(one for one in actions if isinstance(one, OverflowAction))
        return Diversion(groups[0] if groups else None, overflows)

    return await session.house.kept.get(session, ACTIVE, ACTIVE_SECONDS, read)


async def get_current(session: ReadSession | WriteSession) -> Surge | None:
    """The surge that is on."""
    row: Surge | None = await session.scalar(select(Surge).where(Surge.ended_at.is_(None)))
    return row


async def get_steps(session: ReadSession | WriteSession, surge_id: UUID) -> list[SurgeStepOut]:
    """Every change of stage, in their order."""
    rows = await session.execute(
        select(SurgeStep).where(SurgeStep.surge_id == surge_id).order_by(SurgeStep.at, SurgeStep.id)
    )
    return [SurgeStepOut.model_validate(row) for row in rows.scalars()]


async def get_series(session: ReadSession, since: datetime, until: datetime) -> list[ArrivalsPoint]:
    """Arrivals of every five minutes, with what is usual."""
    origin = datetime(2000, 1, 1, tzinfo=since.tzinfo)
    begin = since - (since - origin) % STEP
    moments = []
    while begin < until:
        moments.append(begin)
        begin += STEP
    values = {"origin": origin, "since": moments[0], "until": moments[-1] + STEP}
    arrived: Mapping[datetime, int] = {
        row.at: int(row.arrived) for row in await session.execute(_SERIES, values)
    }
    usual = await get_usual(session, moments, STEP)
    return [
        ArrivalsPoint(at=one, arrivals=arrived.get(one, 0), usual=usual[one]) for one in moments
    ]


async def show_now(session: ReadSession) -> SurgeNow:
    """How it stands now."""
    moment = now()
    reading = await get_reading(session, moment)
    current = await get_current(session)
    return SurgeNow(
        automatic=await get_setting(session, SURGE_AUTO),
        least=await get_setting(session, SURGE_LEAST),
        window_seconds=await get_setting(session, SURGE_WINDOW),
        arrivals=reading.arrivals,
        usual=reading.usual,
        percent=reading.percent,
        current=SurgeOut.model_validate(current) if current else None,
        steps=await get_steps(session, current.id) if current else [],
        series=await get_series(session, moment - SHOWN, moment),
    )


async def list_surges(session: ReadSession, before: UUID | None, limit: int) -> list[SurgeOut]:
    """Surges, newest first."""
    query = select(Surge).order_by(Surge.id.desc()).limit(limit)
    if before is not None:
        query = query.where(Surge.id < before)
    return [SurgeOut.model_validate(row) for row in (await session.execute(query)).scalars()]


async def get_report(session: ReadSession, surge_id: UUID) -> SurgeReport:
    """What a surge was like, what was done, and how long people waited before and after it."""
    row = await session.get(Surge, surge_id)
    if row is None:
        raise NotFoundError
    until = row.ended_at or now()
    # What brought it came before it was told.
    since = row.started_at - LEAD
    series = await get_series(session, since, until)
    steps = await get_steps(session, surge_id)
    waits = await get_waits_between(session, CONVERSATION, [(since, until)])
    known = [one.usual for one in series if one.usual is not None]
    percents = [
        percent
        for one in series
        if (percent := Reading(one.arrivals, one.usual).percent) is not None
    ]
    return SurgeReport(
        surge=SurgeOut.model_validate(row),
        series=series,
        arrivals=sum(one.arrivals for one in series),
        usual=sum(known) if known else None,
        peak_percent=max(percents, default=None),
        wait_p50_seconds=waits[0].p50,
        wait_p95_seconds=waits[0].p95,
        still_waiting=waits[0].waiting,
        steps=steps,
        effects=await _effects(session, steps),
    )


async def _effects(session: ReadSession, steps: Sequence[SurgeStepOut]) -> list[StepEffect]:
    spans: list[Any] = []
    for one in steps:
        spans += [(one.at - EFFECT, one.at), (one.at, one.at + EFFECT)]
    waits: list[WaitsBetween] = await get_waits_between(session, CONVERSATION, spans)
    return [
        StepEffect(
            at=one.at,
            stage=one.stage,
            actions=one.actions,
            before_seconds=waits[2 * place].p50,
            after_seconds=waits[2 * place + 1].p50,
        )
        for place, one in enumerate(steps)
    ]
