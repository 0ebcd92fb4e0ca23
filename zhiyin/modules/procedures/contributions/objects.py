"""Tasks and cases as others refer to them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.module import Face, ObjectKind
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import DEFAULT_LANGUAGE, Text, label
from zhiyin.modules.procedures.models import Case, Task
from zhiyin.modules.procedures.permissions import listed, readable
from zhiyin.modules.procedures.queries.cases import get_about
from zhiyin.modules.procedures.queries.procedures import get_documents
from zhiyin.modules.procedures.queries.tasks import get_led
from zhiyin.modules.procedures.rules.tasks import CASE, KIND, words_of


async def look(
    session: ReadSession | WriteSession, access: Access | None, ids: Sequence[UUID]
) -> dict[UUID, Face]:
    """These tasks, as far as the caller may see them."""
    query = select(Task).where(Task.id.in_(ids))
    if access is not None:
        query = query.where(readable(access, await get_led(session, access)))
    language = access.language if access else DEFAULT_LANGUAGE
    return {
        row.id: Face(
            words_of(row, "title", language),
            f"/tasks?task={row.id}",
            row.customer_id,
            row.shop_id,
            row.team_id,
        )
        for row in (await session.execute(query)).scalars()
    }


TASK = ObjectKind(KIND, Text("待办", "Task"), look)


async def look_at_cases(
    session: ReadSession | WriteSession, access: Access | None, ids: Sequence[UUID]
) -> dict[UUID, Face]:
    """These cases, as far as the caller may see them: what they are about, or the case itself."""
    rows = (await session.execute(select(Case).where(Case.id.in_(ids)))).scalars().all()
    refs = {ObjectRef(row.about_kind, row.about_id) for row in rows}
    faces = await get_about(session, access, refs)
    inside = {row.id for row in rows}
    if access is not None:
        query = select(Case.id).where(Case.id.in_(ids), listed(access))
        inside = set((await session.execute(query)).scalars())
    documents = await get_documents(session, sorted({row.version_id for row in rows}))
    language = access.language if access else DEFAULT_LANGUAGE
    found = {}
    for row in rows:
        face = faces.get(ObjectRef(row.about_kind, row.about_id))
        if face is None and row.id not in inside:
            continue
        name = label(documents[row.version_id][1].name.as_json(), language)
        title = " · ".join(part for part in (name, face.title if face else "") if part)
        path = face.path if face else f"/procedures?case={row.id}"
        found[row.id] = Face(title, path, row.customer_id, row.shop_id, row.team_id)
    return found


CASE_KIND = ObjectKind(CASE, Text("流程", "Case"), look_at_cases)
