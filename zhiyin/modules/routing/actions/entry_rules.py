"""Writes of routing."""

from collections.abc import Sequence
from typing import get_args
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.order import put_in_order
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.customers.interface import get_cards
from zhiyin.modules.people.interface import are_known, get_skills
from zhiyin.modules.routing.errors import BadFactError
from zhiyin.modules.routing.models import EntryRule, NamedAgents
from zhiyin.modules.routing.queries.customer_facts import list_offered
from zhiyin.modules.routing.queries.entry_rules import forget_rules
from zhiyin.modules.routing.schemas.rules import Fact, RuleIn, RuleOut


async def _check_targets(session: WriteSession, body: RuleIn) -> None:
    if body.team_id is not None and not await are_known(session, team_ids=[body.team_id]):
        raise NotFoundError
    if body.skill_id is not None and body.skill_id not in await get_skills(session):
        raise NotFoundError
    named = {one.field for one in body.conditions} - set(get_args(Fact))
    if named and not named <= {one.field for one in await list_offered(session)}:
        raise BadFactError


_NEXT = select(func.max(EntryRule.position) + 1)


async def make_rule(session: WriteSession, body: RuleIn) -> EntryRule:
    """Adds an entry rule."""
    await _check_targets(session, body)
    row = EntryRule(id=new_id(), version=1, **body.model_dump(mode="python"))
    if body.position is None:
        row.position = await session.scalar(_NEXT) or 0
    session.add(row)
    after = body.model_dump(mode="json")
    audit(session, "routing.make_rule", ObjectRef("entry_rule", row.id), after=after)
    forget_rules(session)
    return row


async def edit_rule(
    session: WriteSession, rule_id: UUID, body: RuleIn, version: int | None
) -> EntryRule:
    """Writes a rule anew."""
    row = await session.get(EntryRule, rule_id, with_for_update=True)
    if row is None:
        raise NotFoundError
    before = RuleOut.model_validate(row).model_dump(mode="json")
    check_version(row, version, before)
    await _check_targets(session, body)
    for name, value in body.model_dump(mode="python").items():
        if name != "position" or value is not None:
            setattr(row, name, value)
    after = body.model_dump(mode="json")
    audit(
        session, "routing.edit_rule", ObjectRef("entry_rule", rule_id), before=before, after=after
    )
    forget_rules(session)
    return row


async def delete_rule(session: WriteSession, rule_id: UUID) -> None:
    """Takes a rule away; work that waits keeps its place."""
    row = await session.get(EntryRule, rule_id, with_for_update=True)
    if row is None:
        raise NotFoundError
    before = RuleOut.model_validate(row).model_dump(mode="json")
    audit(session, "routing.delete_rule", ObjectRef("entry_rule", rule_id), before=before)
    await session.delete(row)
    forget_rules(session)


async def order_rules(session: WriteSession, ids: Sequence[UUID]) -> None:
    """Puts the rules in this order; those that are not named come after them."""
    rows = (
        await session.execute(select(EntryRule).order_by(EntryRule.id).with_for_update())
    ).scalars()
    put_in_order(rows, ids)
    after = {"ids": [str(one) for one in ids]}
    audit(session, "routing.order_rules", ObjectRef("entry_rule", ids[0]), after=after)
    forget_rules(session)


async def set_named_agents(
    session: WriteSession, customer_id: UUID, staff_ids: Sequence[UUID]
) -> None:
    """Gives a key customer their own agent and deputies, in order; an empty list ends it."""
    known = await are_known(session, staff_ids=staff_ids)
    if not known or not await get_cards(session, [customer_id]):
        raise NotFoundError
    if staff_ids:
        statement = insert(NamedAgents).values(customer_id=customer_id, staff_ids=list(staff_ids))
        await session.execute(
            statement.on_conflict_do_update(
                index_elements=["customer_id"], set_={"staff_ids": statement.excluded.staff_ids}
            )
        )
    else:
        await session.execute(delete(NamedAgents).where(NamedAgents.customer_id == customer_id))
    after = {"staff_ids": [str(one) for one in staff_ids]}
    audit(session, "routing.set_named_agents", ObjectRef("customer", customer_id), after=after)
