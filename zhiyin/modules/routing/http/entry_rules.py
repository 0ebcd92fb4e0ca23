"""Routes of routing."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends
from pydantic import Field

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done, IfMatch, Shape
from zhiyin.modules.routing.actions.entry_rules import (
    delete_rule,
    edit_rule,
    make_rule,
    order_rules,
    set_named_agents,
)
from zhiyin.modules.routing.permissions import MANAGE
from zhiyin.modules.routing.queries.customer_facts import list_customer_facts
from zhiyin.modules.routing.queries.entry_rules import decide, get_named_agents, list_rules
from zhiyin.modules.routing.schemas.incidents import SelectorOut
from zhiyin.modules.routing.schemas.rules import (
    NamedAgentsIn,
    RuleIn,
    RuleOut,
    TrialIn,
    TrialOut,
)

routes = Routes("routing", "/routing")
Version = Annotated[int | None, Depends(IfMatch)]


class OrderIn(Shape):
    """The rules in their new order."""

    ids: list[UUID] = Field(min_length=1, max_length=1000)


@routes.get("/rules", permit=MANAGE, response_model=list[RuleOut])
async def get_rules(house: CurrentHouse) -> list[RuleOut]:
    """All entry rules in their order."""
    async with house.database.reading() as session:
        return await list_rules(session)


@routes.post("/rules", permit=MANAGE, status=201, response_model=RuleOut)
async def post_rule(body: RuleIn, access: Caller, house: CurrentHouse) -> RuleOut:
    """Adds an entry rule."""
    async with house.database.writing(access.actor) as session:
        row = await make_rule(session, body)
        await session.flush()
        return RuleOut.model_validate(row)


@routes.put("/rules/order", permit=MANAGE, response_model=Done)
async def put_order(body: OrderIn, access: Caller, house: CurrentHouse) -> Done:
    """Puts the rules in another order."""
    async with house.database.writing(access.actor) as session:
        await order_rules(session, body.ids)
    return Done()


@routes.put("/rules/{rule_id}", permit=MANAGE, response_model=RuleOut)
async def put_rule(
    rule_id: UUID, body: RuleIn, access: Caller, house: CurrentHouse, version: Version
) -> RuleOut:
    """Writes an entry rule anew."""
    async with house.database.writing(access.actor) as session:
        row = await edit_rule(session, rule_id, body, version)
        await session.flush()
        return RuleOut.model_validate(row)


@routes.delete("/rules/{rule_id}", permit=MANAGE)
async def remove_rule(rule_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Takes an entry rule away."""
    async with house.database.writing(access.actor) as session:
        await delete_rule(session, rule_id)


@routes.get("/customer-facts", permit=MANAGE, response_model=list[SelectorOut])
async def get_customer_facts(house: CurrentHouse) -> list[SelectorOut]:
    """Custom fields of customers that conditions of rules can name."""
    async with house.database.reading() as session:
        return await list_customer_facts(session)


@routes.post("/trial", permit=MANAGE, response_model=TrialOut)
async def try_rules(body: TrialIn, house: CurrentHouse) -> TrialOut:
    """Where a conversation with these facts would go."""
    async with house.database.reading() as session:
        found = (await decide(session, [(body.model_dump(), None)]))[0]
        name = None
        if found.rule is not None:
            name = next(r.name for r in await list_rules(session) if r.id == found.rule.id)
    return TrialOut(
        rule_id=found.rule.id if found.rule else None,
        rule_name=name,
        team_id=found.team_id,
        skill_id=found.skill_id,
        skill_level=found.skill_level,
        tier=found.tier,
        priority=found.priority,
        boost_seconds=found.boost,
    )


@routes.get("/named-agents/{customer_id}", permit=MANAGE, response_model=NamedAgentsIn)
async def get_agents(customer_id: UUID, house: CurrentHouse) -> NamedAgentsIn:
    """A key customer's own agent and deputies."""
    async with house.database.reading() as session:
        found = await get_named_agents(session, [customer_id])
    return NamedAgentsIn(staff_ids=list(found.get(customer_id, ())))


@routes.put("/named-agents/{customer_id}", permit=MANAGE, response_model=Done)
async def put_agents(
    customer_id: UUID, body: NamedAgentsIn, access: Caller, house: CurrentHouse
) -> Done:
    """Gives a key customer their own agent and deputies."""
    async with house.database.writing(access.actor) as session:
        await set_named_agents(session, customer_id, body.staff_ids)
    return Done()
