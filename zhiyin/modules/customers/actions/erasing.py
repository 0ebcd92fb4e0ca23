"""Erasing a customer (删除客户资料): the key first, then every module's part, piece by piece."""

import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import Actor, ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.personal import KnownAs
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.jobs.jobs import ask_job
from zhiyin.modules.customers.actions.editing import lock_customer
from zhiyin.modules.customers.errors import ErasureRunningError, WrongNameError
from zhiyin.modules.customers.events import CustomerErased
from zhiyin.modules.customers.models import Customer, CustomerErasure, CustomerErasureStep
from zhiyin.modules.customers.queries import customer_identities

ERASE = "customers.erase"

Tell = Callable[[str, int, int], Awaitable[None]]


async def ask_erasure(session: WriteSession, customer_id: UUID, name: str) -> UUID:
    """Asks for a customer's erasure; the name is typed so that it is meant. Answers the job."""
    row = await lock_customer(session, customer_id)
    if row.name.strip() != name.strip():
        raise WrongNameError
    begun = await session.execute(
        insert(CustomerErasure)
        .values(customer_id=row.id)
        .on_conflict_do_nothing()
        .returning(CustomerErasure.customer_id)
    )
    if begun.first() is None:
        raise ErasureRunningError
    ref = ObjectRef("customer", row.id)
    # Who asked, and never what was.
    audit(session, ERASE, ref)
    return await ask_job(session, ERASE, about=ref)


async def erase_customer(database: Database, actor: Actor, customer_id: UUID, tell: Tell) -> None:
    """Does all of it, from where an earlier try stopped."""
    async with database.writing(actor) as session:
        await _destroy_key(session, customer_id)
    parts = list(database.house.personal.values())
    for place, part in enumerate(parts):
        await tell(part.name, place, len(parts))
        more = True
        while more:
            async with database.writing(actor) as session:
                more = await _erase_piece(session, customer_id, part.name)
    async with database.writing(actor) as session:
        erasure = await session.get_one(CustomerErasure, customer_id, with_for_update=True)
        if erasure.finished_at is None:
            erasure.known_as, erasure.finished_at = None, now()
            emit(session, CustomerErased(customer_id), ObjectRef("customer", customer_id))


async def _destroy_key(session: WriteSession, customer_id: UUID) -> None:
    """Without the key nobody can read what was encrypted under it, in whatever table it stands.

    How the customer was known is kept, sealed, for the handlers that come after.
    """
    row = await session.get_one(Customer, customer_id, with_for_update=True)
    await session.execute(
        insert(CustomerErasure).values(customer_id=customer_id).on_conflict_do_nothing()
    )
    erasure = await session.get_one(CustomerErasure, customer_id, with_for_update=True)
    if row.erased_at is not None:
        return
    joined = await session.execute(select(Customer.id).where(Customer.merged_into == customer_id))
    environment = session.house.environment
    for one in (customer_id, *joined.scalars()):
        note_erased(environment, one)
    known = await customer_identities(session, row)
    for part in session.house.personal.values():
        known += await part.known_as(session, customer_id)
        await session.execute(
            insert(CustomerErasureStep)
            .values(customer_id=customer_id, part=part.name)
            .on_conflict_do_nothing()
        )
    erasure.known_as = session.house.keyring.seal(msgspec.json.encode(known))
    row.data_key, row.erased_at = None, now()


async def _erase_piece(session: WriteSession, customer_id: UUID, name: str) -> bool:
    """One piece of one part; answers whether there is more."""
    step = await session.get(CustomerErasureStep, (customer_id, name), with_for_update=True)
    if step is None:  # a module that was switched on meanwhile
        step = CustomerErasureStep(customer_id=customer_id, part=name)
        session.add(step)
    if step.finished_at is not None:
        return False
    erasure = await session.get_one(CustomerErasure, customer_id)
    known: list[KnownAs] = []
    if erasure.known_as is not None:
        with contextlib.suppress(InvalidTag, KeyError):  # sealed by a ring we no longer have
            opened = session.house.keyring.open_value(erasure.known_as)
            known = msgspec.json.decode(opened, type=list[KnownAs])
    more = await session.house.personal[name].erase(session, customer_id, known)
    if not more:
        step.finished_at = now()
    return more


def erased_folder(environment: Environment) -> Path:
    """Where erased ids are noted outside the database, so that no backup brings them back."""
    return environment.data_dir / "erased"


def note_erased(environment: Environment, customer_id: UUID) -> None:
    """Notes an id, one empty file each: several processes may write at the same time."""
    folder = erased_folder(environment)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / str(customer_id)).touch()


def noted_erased(environment: Environment) -> list[UUID]:
    """Every id that was ever erased here."""
    folder = erased_folder(environment)
    if not folder.is_dir():
        return []
    found = []
    for path in sorted(folder.iterdir()):
        with contextlib.suppress(ValueError):
            found.append(UUID(path.name))
    return found
