"""The door of the catalogue: what a subject asks for, and which fields objects have."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.fields.field import CustomField
from zhiyin.modules.catalogue.models import Subject
from zhiyin.modules.catalogue.queries import KEPT_SECONDS, as_custom, list_fields

__all__ = ["KEPT_SECONDS", "SubjectRecord", "get_fields", "get_subjects"]


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


async def get_fields(session: ReadSession | WriteSession, kind: str) -> list[CustomField]:
    """The custom fields (自定义字段) of a kind of object in their order, switched-off ones too."""
    return [as_custom(one) for one in await list_fields(session, kind)]
