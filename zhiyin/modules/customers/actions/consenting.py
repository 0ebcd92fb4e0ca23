"""Answers to what customers are asked to agree to (同意): added to the ledger, never changed."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.customers.actions.editing import lock_customer
from zhiyin.modules.customers.models import Consent
from zhiyin.modules.customers.queries import Answer, get_answer, get_subjects
from zhiyin.modules.customers.rules import page_may_say

# What is gathered under a subject and what they say to it come one after the other.
_HOLD = text("SELECT pg_advisory_xact_lock(hashtextextended('consent:' || :subject, 0))")


async def hold_subjects(session: WriteSession, subjects: Sequence[bytes]) -> None:
    """Waits for whoever writes an answer of these subjects, or something that needs one."""
    for subject in sorted(subjects):
        await session.execute(_HOLD, {"subject": subject.hex()})


async def note_answer(
    session: WriteSession,
    purpose: str,
    subjects: Sequence[bytes],
    *,
    given: bool,
    wording: str,
    surface: str,
) -> Answer:
    """Writes down what a visitor answered, or a page for them; answers what counts now.

    The last of the subjects is the one they are best known by. The same answer again adds nothing.
    """
    await hold_subjects(session, subjects)
    known = session.house.purposes[purpose]
    before = await get_answer(session, known, subjects)
    if before is not None and before.given == given:
        return before
    if surface == "page" and not page_may_say(before.surface if before else None, given=given):
        return before or Answer(given=False, surface=surface, at=now())
    row = Consent(
        id=new_id(),
        subject_hash=subjects[-1],
        purpose=purpose,
        given=given,
        version=known.version,
        wording=wording,
        surface=surface,
        at=now(),
    )
    session.add(row)
    if not given:
        await known.withdrawn(session, subjects)
    return Answer(given=given, surface=surface, at=row.at)


async def withdraw(session: WriteSession, customer_id: UUID, purpose: str) -> None:
    """A customer has asked a member of staff to withdraw what they agreed to."""
    known = session.house.purposes.get(purpose)
    if known is None:
        raise NotFoundError
    subjects = await get_subjects(session, customer_id)
    await hold_subjects(session, subjects)
    row = await lock_customer(session, customer_id)
    actor = session.actor
    session.add(
        Consent(
            id=new_id(),
            customer_id=row.id,
            purpose=purpose,
            given=False,
            version=known.version,
            surface="console",
            staff_id=actor.id if actor.kind == "staff" else None,
            at=now(),
        )
    )
    await known.withdrawn(session, subjects)
    after = {"purpose": purpose}
    audit(session, "customers.withdraw_consent", ObjectRef("customer", row.id), after=after)
