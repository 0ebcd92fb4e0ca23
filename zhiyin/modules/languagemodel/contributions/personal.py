"""What the record of requests knows of a customer: when the model was asked for them."""

from uuid import UUID

from sqlalchemy import select, update

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.languagemodel.models import ModelRequest

TITLE = Text("向语言模型的请求", "Requests to the language model")
COLUMNS = {
    "at": Text("时间", "At"),
    "use": Text("用途", "Use"),
    "model": Text("模型", "Model"),
    "outcome": Text("结果", "Outcome"),
}


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """That something was asked stays for the figures; for whom, goes."""
    held = update(ModelRequest).where(ModelRequest.customer_id == customer_id)
    await session.execute(held.values(customer_id=None, conversation_id=None))
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Every request that is still kept."""
    query = select(ModelRequest).where(ModelRequest.customer_id == customer_id)
    rows = [
        {"at": row.at, "use": row.use, "model": row.model, "outcome": row.outcome}
        for row in (await session.execute(query.order_by(ModelRequest.at))).scalars()
    ]
    return [ExportPart(TITLE, COLUMNS, rows)] if rows else []


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Requests go with the file that stays."""
    held = update(ModelRequest).where(ModelRequest.customer_id == from_id)
    await session.execute(held.values(customer_id=into_id))


PERSONAL = PersonalData("languagemodel", TITLE, ("model_requests",), erase, export, merge)
