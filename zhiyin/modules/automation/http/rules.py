"""Routes of rules: parse, permit, call one action or query, shape."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch, JobAsked, Page
from zhiyin.modules.automation.actions.setup import (
    drop_rule,
    edit_rule,
    make_rule,
    order_rules,
    switch_rule,
)
from zhiyin.modules.automation.actions.trying import ask_trial, show_trial
from zhiyin.modules.automation.permissions import MANAGE
from zhiyin.modules.automation.queries.offers import find_faults
from zhiyin.modules.automation.queries.rules import get_rule, list_rules, list_versions
from zhiyin.modules.automation.queries.runs import list_runs
from zhiyin.modules.automation.schemas import (
    AutomationOrderIn,
    AutomationRuleIn,
    AutomationRuleOut,
    AutomationRunOut,
    AutomationTrialOut,
    AutomationVersionOut,
    FaultOut,
    RuleDocument,
    SwitchIn,
)

routes = Routes("automation", "/automation/rules")
trials = Routes("automation", "/automation/trials")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.get("", permit=MANAGE, response_model=list[AutomationRuleOut])
async def get_list(access: Caller, house: CurrentHouse) -> list[AutomationRuleOut]:
    """All rules in their order, with how they go."""
    async with house.database.reading() as session:
        return await list_rules(session, access)


@routes.post("", permit=MANAGE, status=201, response_model=AutomationRuleOut)
async def post_rule(
    body: AutomationRuleIn, access: Caller, house: CurrentHouse
) -> AutomationRuleOut:
    """Makes a rule. One that could not do what it says is kept, but not switched on."""
    async with house.database.writing(access.actor) as session:
        made = await make_rule(session, access, body)
        await session.flush()
        return await get_rule(session, access, made)


@routes.put("/order", permit=MANAGE, response_model=list[AutomationRuleOut])
async def put_order(
    body: AutomationOrderIn, access: Caller, house: CurrentHouse
) -> list[AutomationRuleOut]:
    """Puts the rules into this order, in which they answer the same event."""
    async with house.database.writing(access.actor) as session:
        await order_rules(session, body.ids)
        await session.flush()
        return await list_rules(session, access)


@routes.post("/check", permit=MANAGE, response_model=list[FaultOut])
async def post_check(body: RuleDocument, access: Caller, house: CurrentHouse) -> list[FaultOut]:
    """What is wrong with a rule that is not saved yet."""
    async with house.database.reading() as session:
        return await find_faults(session, body, access.language)


@routes.get("/{rule_id}", permit=MANAGE, response_model=AutomationRuleOut)
async def get_one(rule_id: UUID, access: Caller, house: CurrentHouse) -> AutomationRuleOut:
    """One rule."""
    async with house.database.reading() as session:
        return await get_rule(session, access, rule_id)


@routes.put("/{rule_id}", permit=MANAGE, response_model=AutomationRuleOut)
async def put_rule(
    rule_id: UUID, body: AutomationRuleIn, version: Version, access: Caller, house: CurrentHouse
) -> AutomationRuleOut:
    """Changes a rule; how it was before is kept."""
    async with house.database.writing(access.actor) as session:
        await edit_rule(session, access, rule_id, body, version)
        await session.flush()
        return await get_rule(session, access, rule_id)


@routes.put("/{rule_id}/switch", permit=MANAGE, response_model=AutomationRuleOut)
async def put_switch(
    rule_id: UUID, body: SwitchIn, access: Caller, house: CurrentHouse
) -> AutomationRuleOut:
    """Switches a rule on or off; one that was paused goes on."""
    async with house.database.writing(access.actor) as session:
        await switch_rule(session, access, rule_id, on=body.on)
        await session.flush()
        return await get_rule(session, access, rule_id)


@routes.delete("/{rule_id}", permit=MANAGE)
async def delete_rule(rule_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Takes a rule away; what it did stays in the record."""
    async with house.database.writing(access.actor) as session:
        await drop_rule(session, rule_id)


@routes.get("/{rule_id}/versions", permit=MANAGE, response_model=list[AutomationVersionOut])
async def get_versions(rule_id: UUID, house: CurrentHouse) -> list[AutomationVersionOut]:
    """How a rule was, who changed it and when, the newest first."""
    async with house.database.reading() as session:
        return await list_versions(session, rule_id)


@routes.get("/{rule_id}/runs", permit=MANAGE, response_model=Page[AutomationRunOut])
async def get_runs(
    rule_id: UUID,
    access: Caller,
    house: CurrentHouse,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Page[AutomationRunOut]:
    """What a rule did, the newest first."""
    async with house.database.reading() as session:
        return await list_runs(session, access, rule_id, cursor)


@trials.post("", permit=MANAGE, status=202, response_model=JobAsked)
async def post_trial(body: RuleDocument, access: Caller, house: CurrentHouse) -> JobAsked:
    """Tries a rule, saved or not, on the last 30 days; nothing is changed."""
    async with house.database.writing(access.actor) as session:
        return JobAsked(job_id=await ask_trial(session, access, body))


@trials.get("/{job_id}", permit=MANAGE, response_model=AutomationTrialOut)
async def get_trial(job_id: UUID, access: Caller, house: CurrentHouse) -> AutomationTrialOut:
    """How far one's own dry run has come, and what it found."""
    async with house.database.reading() as session:
        return await show_trial(session, access, job_id)
