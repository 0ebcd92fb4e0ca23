"""The procedures that come with the product, put in once as version 1; never over what is there."""

from functools import cache
from importlib import resources

import msgspec
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.modules.procedures.models import Procedure, ProcedureVersion
from zhiyin.modules.procedures.rules.documents import ProcedureDocument, stored_form

READY = (
    "reception", "complaint", "order_exception", "return", "exchange", "refund", "repair",
    "parcel", "invoice", "call_back", "crisis", "improvement",
)  # fmt: skip


@cache
def read_ready(code: str) -> ProcedureDocument:
    """The document of one of them."""
    path = resources.files("zhiyin.modules.procedures") / "ready" / f"{code}.json"
    return ProcedureDocument.model_validate(msgspec.json.decode(path.read_bytes()))


async def install_ready(session: WriteSession) -> None:
    """Puts in those that are not there; one that was taken up before is left as it is."""
    known = set((await session.execute(select(Procedure.code))).scalars())
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
            "published": 1,
        }
        statement = insert(Procedure).values(values).on_conflict_do_nothing(index_elements=["code"])
        made = await session.scalar(statement.returning(Procedure.id))
        if made is not None:
            version = {
                "id": new_id(),
                "procedure_id": made,
                "number": 1,
                "document": stored_form(document),
            }
            await session.execute(insert(ProcedureVersion).values(version))


async def repeat_installing(database: Database) -> None:
    """The worker's part: after an upgrade, what a newer version brings is put in."""
    async with database.writing() as session:
        await install_ready(session)
