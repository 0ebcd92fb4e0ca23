"""Routes of the catalogue."""

from sqlalchemy import select

from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.http.routes import CurrentHouse, Routes
from zhiyin.modules.catalogue.models import Subject
from zhiyin.modules.catalogue.schemas import SubjectOut

routes = Routes("subjects", "/subjects")


@routes.get("", permit=SIGNED_IN, response_model=list[SubjectOut])
async def list_subjects(house: CurrentHouse) -> list[SubjectOut]:
    """The whole tree; children name their parent."""
    async with house.database.reading() as session:
        rows = await session.execute(select(Subject).order_by(Subject.position, Subject.code))
        return [SubjectOut.model_validate(row) for row in rows.scalars()]
