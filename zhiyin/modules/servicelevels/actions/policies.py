"""Policies: made, changed, ordered, taken away; each change audited.

Clocks that run keep the terms they were started with.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.bin.bin import put_in_bin
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.order import put_in_order
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import InvalidInputError, NotFoundError
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.servicelevels.models import ServicePolicy
from zhiyin.modules.servicelevels.queries import forget_policies
from zhiyin.modules.servicelevels.rules import CONVERSATION, misfits
from zhiyin.modules.servicelevels.schemas import PolicyIn, PolicyOut

KIND = "service_policy"
NOT_OURS = Text("这类对象没有这一项。", "This kind of object has no such thing.")


def _check(session: WriteSession, body: PolicyIn) -> None:
    """Refuses promises, conditions and actions that what it is about does not know."""
    promised = session.house.promised.get(body.about)
    if promised is None and body.about != CONVERSATION:
        raise InvalidInputError(fields={"about": NOT_OURS})
    facts = [one.field for one in body.conditions]
    wrong = misfits(promised, [one.kind for one in body.goals], facts, body.on_breach)
    if wrong:
        raise InvalidInputError(fields=dict.fromkeys(wrong, NOT_OURS))


async def make_policy(session: WriteSession, body: PolicyIn) -> ServicePolicy:
    """Adds a policy."""
    _check(session, body)
    row = ServicePolicy(id=new_id(), version=1, **body.model_dump(mode="json"))
    session.add(row)
    after = body.model_dump(mode="json")
    audit(session, "servicelevels.make_policy", ObjectRef(KIND, row.id), after=after)
    forget_policies(session)
    return row


async def edit_policy(
    session: WriteSession, policy_id: UUID, body: PolicyIn, version: int | None
) -> ServicePolicy:
    """Writes a policy anew, for what begins from now on."""
    row = await session.get(ServicePolicy, policy_id, with_for_update=True)
    if row is None or row.deleted_at is not None:
        raise NotFoundError
    before = PolicyOut.model_validate(row).model_dump(mode="json")
    check_version(row, version, before)
    _check(session, body)
    after = body.model_dump(mode="json")
    for name, value in after.items():
        setattr(row, name, value)
    ref = ObjectRef(KIND, policy_id)
    audit(session, "servicelevels.edit_policy", ref, before=before, after=after)
    forget_policies(session)
    return row


async def delete_policy(session: WriteSession, policy_id: UUID) -> None:
    """Puts a policy into the bin."""
    row = await session.get(ServicePolicy, policy_id, with_for_update=True)
    if row is None or row.deleted_at is not None:
        raise NotFoundError
    before = PolicyOut.model_validate(row).model_dump(mode="json")
    audit(session, "servicelevels.delete_policy", ObjectRef(KIND, policy_id), before=before)
    put_in_bin(session, row)
    forget_policies(session)


async def order_policies(session: WriteSession, ids: Sequence[UUID]) -> None:
    """Puts the policies in this order; those that are not named come after them."""
    rows = (
        await session.execute(select(ServicePolicy).order_by(ServicePolicy.id).with_for_update())
    ).scalars()
    put_in_order(rows, ids)
    after = {"ids": [str(one) for one in ids]}
    audit(session, "servicelevels.order_policies", ObjectRef(KIND, ids[0]), after=after)
    forget_policies(session)
