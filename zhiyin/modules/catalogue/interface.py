"""The door of the catalogue: what a subject asks for."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.catalogue.models import Subject


@dataclass(frozen=True)
class SubjectRecord:
    """A subject (问题分类) with what solving it takes."""

    id: UUID
    name: dict[str, str]
    tier: str
    skill_id: UUID | None
    priority: int
    # What is filed under it brings in a supervisor.
    calls_supervisor: bool = False
    parent_id: UUID | None = None


async def get_subjects(session: ReadSession | WriteSession) -> dict[UUID, SubjectRecord]:
    """All subjects that are in use."""
    rows = (await session.execute(select(Subject).where(Subject.active))).scalars()
    return {
        row.id: SubjectRecord(
            row.id,
            row.name,
            row.tier,
            row.skill_id,
            row.priority,
            row.calls_supervisor,
            row.parent_id,
        )
        for row in rows
    }
