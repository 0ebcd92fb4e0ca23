"""The door of the catalogue: what a subject asks for, and which fields objects have."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.fields.field import Choice, CustomField
from zhiyin.modules.catalogue.models import Subject
from zhiyin.modules.catalogue.queries import list_fields


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
    return [
        CustomField(
            code=one.code,
            name=one.name.as_json(),
            type=one.type,
            choices=tuple(
                Choice(choice.code, choice.name.as_json(), choice.active) for choice in one.choices
            ),
            decimals=one.decimals,
            currency=one.currency,
            personal=one.personal,
            required=one.required,
            at_closing=one.at_closing,
            active=one.active,
        )
        for one in await list_fields(session, kind)
    ]
