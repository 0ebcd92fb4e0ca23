"""The procedures that come with the product: put in once, and brought forward where a shop has left
them as they came; never over what a shop has made of them.
"""

from functools import cache
from importlib import resources
from uuid import UUID

import msgspec
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.procedures.events import ProcedurePublished
from zhiyin.modules.procedures.models import Procedure, ProcedureVersion
from zhiyin.modules.procedures.rules.documents import ProcedureDocument, stored_form

READY = (
    "reception", "complaint", "order_exception", "return", "exchange", "refund", "repair",
    "parcel", "invoice", "call_back", "crisis", "improvement", "compensation", "payout",
)  # fmt: skip
# Which version of them this product brings, where it is not the first.
VERSIONS = {"complaint": 2}


def ready_version(code: str) -> int:
    """Which version of one of them this product brings."""
    return VERSIONS.get(code, 1)


@cache
def read_ready(code: str) -> ProcedureDocument:
    """The document of one of them."""
    path = resources.files("zhiyin.modules.procedures") / "ready" / f"{code}.json"
    return ProcedureDocument.model_validate(msgspec.json.decode(path.read_bytes()))


async def install_ready(session: WriteSession) -> None:
    """Puts in those that are not there, and brings forward those that nobody has changed; running
    cases stay on the version they began with.
    """
    known = set((await session.execute(select(Procedure.code))).scalars())
    # What is there is held before anything new is written.
    for code in sorted(VERSIONS.keys() & known):
        await _bring_forward(session, code)
    for code in READY:
        if code in known:
            continue
        document = read_ready(code)
        values = {
            "id": new_id(),
            "version": 1,
            "code": code,
            "name": document.name.as_json(),
            "ready": True,
            "draft": stored_form(document),
            "published": ready_version(code),
        }
        statement = insert(Procedure).values(values).on_conflict_do_nothing(index_elements=["code"])
        made = await session.scalar(statement.returning(Procedure.id))
        if made is not None:
            await _add_version(session, made, code)


async def _add_version(session: WriteSession, procedure_id: UUID, code: str) -> None:
    version = {
        "id": new_id(),
        "procedure_id": procedure_id,
        "number": ready_version(code),
        "document": stored_form(read_ready(code)),
    }
    await session.execute(insert(ProcedureVersion).values(version))


async def _bring_forward(session: WriteSession, code: str) -> None:
    """A newer version of one that is as it came: nobody has saved a draft, published, or switched
    it on or off.
    """
    as_it_came = select(Procedure).where(
        Procedure.code == code,
        Procedure.ready,
        Procedure.changed_by.is_(None),
        Procedure.published < VERSIONS[code],
    )
    row = await session.scalar(as_it_came.with_for_update())
    if row is None:
        return
    theirs = select(func.count()).where(
        ProcedureVersion.procedure_id == row.id, ProcedureVersion.published_by.is_not(None)
    )
    if await session.scalar(theirs):
        return
    document = read_ready(code)
    await _add_version(session, row.id, code)
    row.name, row.draft = document.name.as_json(), stored_form(document)
    row.published, row.version, row.changed_at = VERSIONS[code], row.version + 1, now()
    emit(session, ProcedurePublished(row.id, VERSIONS[code]), ObjectRef("procedure", row.id))
    await session.flush()


async def repeat_installing(database: Database) -> None:
    """The worker's part: after an upgrade, what a newer version brings is put in."""
    async with database.writing() as session:
        await install_ready(session)
