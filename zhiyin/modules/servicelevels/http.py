"""Routes of service levels."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done, IfMatch
from zhiyin.modules.servicelevels.actions.policies import (
    delete_policy,
    edit_policy,
    make_policy,
    order_policies,
)
from zhiyin.modules.servicelevels.permissions import MANAGE
from zhiyin.modules.servicelevels.queries import list_policies, try_facts
from zhiyin.modules.servicelevels.schemas import (
    PoliciesOut,
    PolicyIn,
    PolicyOrder,
    PolicyOut,
    PolicyTrialIn,
    PolicyTrialOut,
)

routes = Routes("servicelevels", "/service-levels")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.get("/policies", permit=MANAGE, response_model=PoliciesOut)
async def get_policies(house: CurrentHouse) -> PoliciesOut:
    """All policies in their order, the built-in ones, and what times are promised about."""
    async with house.database.reading() as session:
        return await list_policies(session)


@routes.post("/policies", permit=MANAGE, status=201, response_model=PolicyOut)
async def post_policy(body: PolicyIn, access: Caller, house: CurrentHouse) -> PolicyOut:
    """Adds a policy."""
    async with house.database.writing(access.actor) as session:
        row = await make_policy(session, body)
        await session.flush()
        return PolicyOut.model_validate(row)


@routes.put("/policies/order", permit=MANAGE, response_model=Done)
async def put_order(body: PolicyOrder, access: Caller, house: CurrentHouse) -> Done:
    """Puts the policies in another order."""
    async with house.database.writing(access.actor) as session:
        await order_policies(session, body.ids)
    return Done()


@routes.put("/policies/{policy_id}", permit=MANAGE, response_model=PolicyOut)
async def put_policy(
    policy_id: UUID, body: PolicyIn, access: Caller, house: CurrentHouse, version: Version
) -> PolicyOut:
    """Writes a policy anew; clocks that run keep their terms."""
    async with house.database.writing(access.actor) as session:
        row = await edit_policy(session, policy_id, body, version)
        await session.flush()
        return PolicyOut.model_validate(row)


@routes.delete("/policies/{policy_id}", permit=MANAGE)
async def remove_policy(policy_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Takes a policy away."""
    async with house.database.writing(access.actor) as session:
        await delete_policy(session, policy_id)


@routes.post("/trial", permit=MANAGE, response_model=PolicyTrialOut)
async def try_policies(body: PolicyTrialIn, house: CurrentHouse) -> PolicyTrialOut:
    """What would be promised to something with these facts."""
    async with house.database.reading() as session:
        return await try_facts(session, body)
