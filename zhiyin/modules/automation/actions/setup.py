"""Rules are made, changed, put in order, switched and taken away, each audited and kept."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.order import put_in_order
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.places import join_here
from zhiyin.modules.automation.errors import RuleFaultyError, TooManyRulesError
from zhiyin.modules.automation.models import AutomationRule, AutomationVersion
from zhiyin.modules.automation.queries.offers import find_faults
from zhiyin.modules.automation.queries.rules import get_rule
from zhiyin.modules.automation.rules import KIND, READER
from zhiyin.modules.automation.schemas import AutomationRuleIn, RuleDocument

MOST = 100
# Two who make the last one at once would both be let in.
_IN_TURN = text("SELECT pg_advisory_xact_lock(hashtext('automation.make'))")


async def make_rule(session: WriteSession, access: Access, body: AutomationRuleIn) -> UUID:
    """Makes a rule, at the end of the list."""
    await session.execute(_IN_TURN)
    count = select(func.count(), func.max(AutomationRule.position)).where(
        AutomationRule.dropped_at.is_(None)
    )
    held, last = (await session.execute(count)).one()
    if held >= MOST:
        raise TooManyRulesError(most=MOST)
    row = AutomationRule(
        id=new_id(), version=1, position=(last or 0) + 1, made_by=access.id, name="", document={}
    )
    await _put(session, access, row, body)
    session.add(row)
    await _keep(session, row, access.id)
    audit(session, "automation.make", ObjectRef(KIND, row.id), after=_said(row))
    return row.id


async def edit_rule(
    session: WriteSession,
    access: Access,
    rule_id: UUID,
    body: AutomationRuleIn,
    version: int | None,
) -> None:
    """Changes a rule. What runs already goes on as it began."""
    row = await _hold(session, rule_id)
    shown = await get_rule(session, access, rule_id)
    check_version(row, version, shown.model_dump(mode="json"))
    before = _said(row)
    await _put(session, access, row, body)
    await _keep(session, row, access.id)
    audit(session, "automation.edit", ObjectRef(KIND, row.id), before=before, after=_said(row))


async def switch_rule(session: WriteSession, access: Access, rule_id: UUID, *, on: bool) -> None:
    """Switches a rule on or off. Switched on it answers what happens from then on."""
    row = await _hold(session, rule_id)
    body = AutomationRuleIn(
        name=row.name, document=RuleDocument.model_validate(row.document), on=on
    )
    before = {"on": row.on}
    row.version += 1
    await _put(session, access, row, body)
    await _keep(session, row, access.id)
    audit(session, "automation.switch", ObjectRef(KIND, row.id), before=before, after={"on": on})


async def order_rules(session: WriteSession, ids: Sequence[UUID]) -> None:
    """Puts rules into this order, in which they answer the same event."""
    query = select(AutomationRule).where(AutomationRule.dropped_at.is_(None))
    rows = (
        (await session.execute(query.order_by(AutomationRule.id).with_for_update())).scalars().all()
    )
    if not set(ids) <= {row.id for row in rows}:
        raise NotFoundError
    put_in_order(rows, ids)
    after = {"ids": [str(one) for one in ids]}
    audit(session, "automation.order", ObjectRef(KIND, ids[0]), after=after)


async def drop_rule(session: WriteSession, rule_id: UUID) -> None:
    """Takes a rule away; what it did stays in the record."""
    row = await _hold(session, rule_id)
    audit(session, "automation.drop", ObjectRef(KIND, row.id), before=_said(row))
    row.on, row.dropped_at = False, now()


async def _hold(session: WriteSession, rule_id: UUID) -> AutomationRule:
    row = await session.get(AutomationRule, rule_id, with_for_update=True, populate_existing=True)
    if row is None or row.dropped_at is not None:
        raise NotFoundError
    return row


async def _put(
    session: WriteSession, access: Access, row: AutomationRule, body: AutomationRuleIn
) -> None:
    """Writes what was asked for. Whatever is saved is no longer paused."""
    if body.on and await find_faults(session, body.document, access.language):
        raise RuleFaultyError
    if body.on and (not row.on or row.paused_at is not None):
        row.since = now()
        # From this moment on, not from when the worker looks again.
        await join_here(session, READER)
    row.name, row.on = body.name, body.on
    row.document = body.document.model_dump(mode="json")
    row.paused_at = row.paused_reason = None


async def _keep(session: WriteSession, row: AutomationRule, staff_id: UUID) -> None:
    await session.flush()
    last = select(func.max(AutomationVersion.number)).where(AutomationVersion.rule_id == row.id)
    session.add(
        AutomationVersion(
            id=new_id(),
            rule_id=row.id,
            number=(await session.scalar(last) or 0) + 1,
            name=row.name,
            document=row.document,
            on=row.on,
            by_id=staff_id,
        )
    )


def _said(row: AutomationRule) -> dict[str, Any]:
    return {"name": row.name, "on": row.on, "document": row.document}
