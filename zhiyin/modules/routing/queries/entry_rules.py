"""Reads of routing."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.catalogue.interface import SubjectRecord, get_subjects
from zhiyin.modules.routing.models import EntryRule, NamedAgents
from zhiyin.modules.routing.rules import (
    Condition,
    Rule,
    boost,
    contains_any,
    first_fitting,
    priority,
)
from zhiyin.modules.routing.schemas import RuleOut
from zhiyin.modules.routing.settings import ANGRY_WORDS, KEY_LEVELS, STEP, listed

RULES_SECONDS = 2.0
_SHELF = "routing.rules"


async def list_rules(session: ReadSession | WriteSession) -> list[RuleOut]:
    """All entry rules in their order."""
    rows = await session.execute(select(EntryRule).order_by(EntryRule.position, EntryRule.id))
    return [RuleOut.model_validate(row) for row in rows.scalars()]


async def get_rules(session: ReadSession | WriteSession) -> list[Rule]:
    """The rules that are active, as this process read them last: at most two seconds ago."""
    kept: tuple[float, list[Rule]] | None = session.house.shelf.get(_SHELF)
    if kept is not None and time.monotonic() - kept[0] < RULES_SECONDS:
        return kept[1]
    rules = [
        Rule(
            row.id,
            tuple(Condition(one.field, tuple(one.any_of)) for one in row.conditions),
            row.team_id,
            row.skill_id,
            row.skill_level,
            row.tier,
            row.urgency,
            row.importance,
        )
        for row in await list_rules(session)
        if row.active
    ]
    session.house.shelf[_SHELF] = (time.monotonic(), rules)
    return rules


def forget_rules(session: WriteSession) -> None:
    """Has the rules read anew: they are about to change."""
    session.house.shelf.pop(_SHELF, None)


async def get_named_agents(
    session: ReadSession | WriteSession, customer_ids: Sequence[UUID]
) -> dict[UUID, tuple[UUID, ...]]:
    """Who has an agent of their own."""
    rows = await session.execute(
        select(NamedAgents).where(NamedAgents.customer_id.in_(customer_ids))
    )
    return {row.customer_id: tuple(row.staff_ids) for row in rows.scalars()}


@dataclass(frozen=True)
class Decision:
    """Where something goes, and why."""

    rule: Rule | None
    team_id: UUID | None
    skill_id: UUID | None
    skill_level: int
    tier: str | None
    priority: int
    boost: int


async def decide(
    session: ReadSession | WriteSession, facts: Mapping[str, Any], team_id: UUID | None
) -> Decision:
    """What the rules say about these facts; `team_id` is where it goes when they say nothing."""
    rule = first_fitting(await get_rules(session), facts)
    subject: SubjectRecord | None = None
    if facts.get("subject"):
        subject = (await get_subjects(session)).get(UUID(str(facts["subject"])))
    place = Place(shop_id=facts.get("shop"), team_id=team_id)
    words = listed(await get_setting(session, ANGRY_WORDS, place))
    key_levels = listed(await get_setting(session, KEY_LEVELS, place))
    level = priority(
        subject=subject.priority if subject else 1,
        urgency=rule.urgency if rule else None,
        importance=rule.importance if rule else None,
        angry=contains_any(str(facts.get("words") or ""), words),
        key_customer=facts.get("level") in key_levels,
    )
    skill_id = (rule.skill_id if rule else None) or (subject.skill_id if subject else None)
    return Decision(
        rule,
        (rule.team_id if rule else None) or team_id,
        skill_id,
        rule.skill_level if rule and rule.skill_id else 1,
        (rule.tier if rule else None) or (subject.tier if subject else None),
        level,
        boost(level, await get_setting(session, STEP, place)),
    )
