"""Jobs about a customer: what they made goes with the customer."""

from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.jobs.jobs import drop_files
from zhiyin.kernel.jobs.tables import JobRow

TITLE = Text("后台任务", "Jobs")


def _about(customer_id: UUID) -> ColumnElement[bool]:
    return (JobRow.ref_kind == "customer") & (JobRow.ref_id == customer_id)


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Removes exports that were made of them."""
    ids = (await session.execute(select(JobRow.id).where(_about(customer_id)))).scalars()
    await drop_files(session, list(ids))
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """An export does not hold earlier exports."""
    return []


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Jobs about one file are found on the other."""
    await session.execute(update(JobRow).where(_about(from_id)).values(ref_id=into_id))


JOBS = PersonalData("jobs", TITLE, ("jobs",), erase, export, merge)
