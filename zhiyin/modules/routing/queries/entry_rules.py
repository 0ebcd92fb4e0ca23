"""Reads of routing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.facts.conditions import Condition
from zhiyin.kernel.settings.settings import Place, get_setting, listed
from zhiyin.modules.catalogue.interface import SubjectRecord, get_subjects
from zhiyin.modules.routing.models import EntryRule, NamedAgents
from zhiyin.modules.routing.queries.customer_facts import add_customer_facts
from zhiyin.modules.routing.rules import (
    Rule,
    boost,
    contains_any,
    first_fitting,
    priority,
)
from zhiyin.modules.routing.schemas.rules import RuleOut
from zhiyin.modules.routing.settings import ANGRY_WORDS, KEY_LEVELS, STEP

RULES_SECONDS = 2.0
_RULES = "routing.rules"


async def list_rules(session: ReadSession | WriteSession) -> list[RuleOut]:
    """All entry rules in their order."""
    rows = await session.execute(select(EntryRule).order_by(EntryRule.position, EntryRule.id))
    return [RuleOut.model_validate(row) for row in rows.scalars()]


async def get_rules(session: ReadSession | WriteSession) -> list[Rule]:
    """The rules that are active, as this process read them last: at most two seconds ago."""

    async def read() -> list[Rule]:
        return [
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

    return await session.house.kept.get(session, _RULES, RULES_SECONDS, read)


def forget_rules(session: WriteSession) -> None:
    """Has the rules read anew: they change in this transaction."""
    session.house.kept.forget(session, _RULES)


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


@dataclass(frozen=True)
class _Terms:
    """The settings that hold at a place."""

    angry: list[str]
    key_levels: list[str]
    step: int


async def _terms(session: ReadSession | WriteSession, place: Place) -> _Terms:
    return _Terms(
        listed(await get_setting(session, ANGRY_WORDS, place)),
        listed(await get_setting(session, KEY_LEVELS, place)),
        await get_setting(session, STEP, place),
    )


async def decide(
    session: ReadSession | WriteSession, asked: Sequence[tuple[Mapping[str, Any], UUID | None]]
) -> list[Decision]:
    """What the rules say about each of these facts, and where it goes when they say nothing.

    Reads a fixed number of times, however many are asked about; custom fields of customers only
    where a rule names one.
    """
    rules = await get_rules(session)
    conditions = [condition for rule in rules for condition in rule.conditions]
    full = await add_customer_facts(session, [facts for facts, _ in asked], conditions)
    named = any(facts.get("subject") for facts, _ in asked)
    subjects = await get_subjects(session) if named else {}
    terms: dict[Place, _Terms] = {}
    decisions = []
    for facts, (_, team_id) in zip(full, asked, strict=True):
        place = Place(shop_id=facts.get("shop"), team_id=team_id)
        if place not in terms:
            terms[place] = await _terms(session, place)
        subject = subjects.get(UUID(str(facts["subject"]))) if facts.get("subject") else None
        decisions.append(_decide(rules, subject, terms[place], facts, team_id))
    return decisions


def _decide(
    rules: Sequence[Rule],
    subject: SubjectRecord | None,
    terms: _Terms,
    facts: Mapping[str, Any],
    team_id: UUID | None,
) -> Decision:
    rule = first_fitting(rules, facts)
    level = priority(
        subject=subject.priority if subject else 1,
        urgency=rule.urgency if rule else None,
        importance=rule.importance if rule else None,
        angry=contains_any(str(facts.get("words") or ""), terms.angry),
        key_customer=facts.get("level") in terms.key_levels,
    )
    skill_id = (rule.skill_id if rule else None) or (subject.skill_id if subject else None)
    return Decision(
        rule,
        (rule.team_id if rule else None) or team_id,
        skill_id,
        rule.skill_level if rule and rule.skill_id else 1,
        (rule.tier if rule else None) or (subject.tier if subject else None),
        level,
        boost(level, terms.step),
    )
