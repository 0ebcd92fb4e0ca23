"""Routes of proactive invitations: the rules, and what came of them."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch
from zhiyin.modules.conversations.actions.inviting import delete_rule, edit_rule, make_rule
from zhiyin.modules.conversations.permissions import MANAGE_INVITATIONS
from zhiyin.modules.conversations.queries.invitations import list_invitations
from zhiyin.modules.conversations.schemas.invitations import (
    InvitationRuleIn,
    InvitationRuleOut,
    InvitationsOut,
)

routes = Routes("invitations", "/invitations")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.get("", permit=MANAGE_INVITATIONS, response_model=InvitationsOut)
async def get_rules(
    house: CurrentHouse, days: Annotated[int, Query(ge=1, le=366)] = 30
) -> InvitationsOut:
    """All rules, and the figures of the last days."""
    async with house.database.reading() as session:
        return await list_invitations(session, days)


@routes.post("", permit=MANAGE_INVITATIONS, status=201, response_model=InvitationRuleOut)
async def post_rule(
    body: InvitationRuleIn, access: Caller, house: CurrentHouse
) -> InvitationRuleOut:
    """Adds a rule."""
    async with house.database.writing(access.actor) as session:
        row = await make_rule(session, body)
        await session.flush()
        return InvitationRuleOut.model_validate(row)


@routes.put("/{rule_id}", permit=MANAGE_INVITATIONS, response_model=InvitationRuleOut)
async def put_rule(
    rule_id: UUID, body: InvitationRuleIn, access: Caller, house: CurrentHouse, version: Version
) -> InvitationRuleOut:
    """Writes a rule anew."""
    async with house.database.writing(access.actor) as session:
        row = await edit_rule(session, rule_id, body, version)
        await session.flush()
        return InvitationRuleOut.model_validate(row)


@routes.delete("/{rule_id}", permit=MANAGE_INVITATIONS)
async def remove_rule(rule_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Takes a rule away, with its figures."""
    async with house.database.writing(access.actor) as session:
        await delete_rule(session, rule_id)
