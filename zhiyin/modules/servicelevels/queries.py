"""Reads of service levels."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.contracts.promises import Promised
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.facts.conditions import Condition
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.servicelevels.clockwork import Clock
from zhiyin.modules.servicelevels.models import ClockRow, ServicePolicy
from zhiyin.modules.servicelevels.rules import Goal, Policy, built_in, first_fitting
from zhiyin.modules.servicelevels.schemas import (
    Choice,
    FactOut,
    GoalIn,
    PoliciesOut,
    PolicyIn,
    PolicyOut,
    PolicyTrialIn,
    PolicyTrialOut,
    PromisedOut,
    TimeOut,
)

POLICY_SECONDS = 2.0
_POLICIES = "servicelevels.policies"
BUILT_IN = Text("内置规则", "Built-in policy")
_CLOCK_FIELDS = [field.name for field in fields(Clock)]


def as_clock(row: Any) -> Clock:
    """A stored clock as the rules see it."""
    return Clock(**{name: getattr(row, name) for name in _CLOCK_FIELDS})


async def _stored(session: ReadSession | WriteSession) -> list[PolicyOut]:
    rows = await session.execute(
        select(ServicePolicy)
        .where(ServicePolicy.deleted_at.is_(None))
        .order_by(ServicePolicy.position, ServicePolicy.id)
    )
    return [PolicyOut.model_validate(row) for row in rows.scalars()]


async def list_policies(session: ReadSession) -> PoliciesOut:
    """All policies in their order, the built-in ones, and what else times are promised about."""
    return PoliciesOut(
        items=await _stored(session),
        default=_default(None),
        others=[await _other(session, one) for one in session.house.promised.values()],
    )


def _default(promised: Promised | None) -> PolicyIn:
    held = built_in(promised)
    return PolicyIn(
        name=BUILT_IN.say("zh-CN"),
        about=held.about,
        goals=[GoalIn.model_validate(goal) for goal in held.goals],
        on_breach=[*held.on_breach],
    )


async def _other(session: ReadSession, promised: Promised) -> PromisedOut:
    facts = []
    for fact in promised.facts:
        choices = await fact.choices(session) if fact.choices else {}
        facts.append(
            FactOut(
                field=fact.field,
                title=Labels.of(fact.title),
                choices=[
                    Choice(value=value, title=Labels.of(title)) for value, title in choices.items()
                ],
            )
        )
    return PromisedOut(
        about=promised.about,
        title=Labels.of(promised.title),
        times=[
            TimeOut(kind=one.kind, title=Labels.of(one.title), pauses=one.pauses)
            for one in promised.times
        ],
        facts=facts,
        actions=[*promised.actions],
        default=_default(promised),
    )


async def get_policies(session: ReadSession | WriteSession) -> list[Policy]:
    """The policies that are active, as this process read them last: at most two seconds ago."""

    async def read() -> list[Policy]:
        return [
            Policy(
                row.id,
                tuple(Condition(one.field, tuple(one.any_of)) for one in row.conditions),
                tuple(Goal(one.kind, one.seconds, one.peak_seconds) for one in row.goals),
                row.business_hours,
                row.pauses,
                row.warn_at,
                tuple(row.on_breach),
                row.about,
            )
            for row in await _stored(session)
            if row.active
        ]

    return await session.house.kept.get(session, _POLICIES, POLICY_SECONDS, read)


def forget_policies(session: WriteSession) -> None:
    """Has the policies read anew: they change in this transaction."""
    session.house.kept.forget(session, _POLICIES)


def plain_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts without those nobody knows."""
    return {name: value for name, value in facts.items() if value is not None}


async def try_facts(session: ReadSession, body: PolicyTrialIn) -> PolicyTrialOut:
    """What would be promised to something with these facts."""
    facts = plain_facts(body.model_dump(exclude={"about"}))
    otherwise = built_in(session.house.promised.get(body.about))
    policy = first_fitting(await get_policies(session), facts, otherwise)
    return PolicyTrialOut(
        policy_id=policy.id, goals=[GoalIn.model_validate(goal) for goal in policy.goals]
    )


async def get_clocks(
    session: ReadSession | WriteSession, ref_kind: str, ref_ids: Sequence[UUID]
) -> dict[UUID, list[Clock]]:
    """All clocks these objects ever had, the oldest first."""
    rows = await session.execute(
        select(ClockRow)
        .where(ClockRow.ref_kind == ref_kind, ClockRow.ref_id.in_(ref_ids))
        .order_by(ClockRow.started_at, ClockRow.id)
    )
    found: dict[UUID, list[Clock]] = {}
    for row in rows.scalars():
        found.setdefault(row.ref_id, []).append(as_clock(row))
    return found


async def get_paused(
    session: ReadSession | WriteSession, ref_kind: str, ref_ids: Sequence[UUID]
) -> set[UUID]:
    """Which of these objects have a clock that stands still; locks nothing."""
    if not ref_ids:
        return set()
    rows = await session.execute(
        select(ClockRow.ref_id).where(
            ClockRow.ref_kind == ref_kind,
            ClockRow.ref_id.in_(ref_ids),
            ClockRow.ended_at.is_(None),
            ClockRow.paused_since.is_not(None),
        )
    )
    return set(rows.scalars())
