"""Routes of the tree of subjects."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends
from sqlalchemy import select

from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch
from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.catalogue.actions.subjects import delete_subject, edit_subject, make_subject
from zhiyin.modules.catalogue.models import Subject
from zhiyin.modules.catalogue.permissions import MANAGE
from zhiyin.modules.catalogue.schemas import SubjectIn, SubjectOut, SubjectPatch

routes = Routes("subjects", "/subjects")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.get(
    "",
    permit=SIGNED_IN,
    tool=Tool(
        "list_subjects",
        Text("查看问题分类", "List subjects"),
        Text(
            "问题分类树，结束会话时归类用。",
            "The tree of subjects under which conversations are closed.",
        ),
    ),
    response_model=list[SubjectOut],
)
async def list_subjects(house: CurrentHouse) -> list[SubjectOut]:
    """The whole tree; children name their parent."""
    async with house.database.reading() as session:
        live = select(Subject).where(Subject.deleted_at.is_(None))
        rows = await session.execute(live.order_by(Subject.position, Subject.code))
        return [SubjectOut.model_validate(row) for row in rows.scalars()]


@routes.post("", permit=MANAGE, status=201, response_model=SubjectOut)
async def post_subject(body: SubjectIn, access: Caller, house: CurrentHouse) -> SubjectOut:
    """Makes a subject."""
    async with house.database.writing(access.actor) as session:
        row = await make_subject(session, body)
        await session.flush()
        return SubjectOut.model_validate(row)


@routes.patch("/{subject_id}", permit=MANAGE, response_model=SubjectOut)
async def patch_subject(
    subject_id: UUID, body: SubjectPatch, access: Caller, house: CurrentHouse, version: Version
) -> SubjectOut:
    """Changes a subject."""
    async with house.database.writing(access.actor) as session:
        row = await edit_subject(session, subject_id, body, version)
        await session.flush()
        return SubjectOut.model_validate(row)


@routes.delete("/{subject_id}", permit=MANAGE)
async def remove_subject(subject_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Puts a subject that nothing uses into the bin."""
    async with house.database.writing(access.actor) as session:
        await delete_subject(session, subject_id)
