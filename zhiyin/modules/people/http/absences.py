"""Routes of absences."""

from uuid import UUID

from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.people.actions.absences import set_absence
from zhiyin.modules.people.queries.absences import list_absences
from zhiyin.modules.people.schemas.absences import AbsenceIn, AbsenceOut

routes = Routes("absences", "/absences")


@routes.get("", permit=SIGNED_IN, response_model=list[AbsenceOut])
async def get_list(house: CurrentHouse) -> list[AbsenceOut]:
    """Everybody who is away or will be, and who stands in for them."""
    async with house.database.reading() as session:
        return await list_absences(session)


@routes.put("/{staff_id}", permit=SIGNED_IN, response_model=list[AbsenceOut])
async def put(
    staff_id: UUID, body: AbsenceIn, access: Caller, house: CurrentHouse
) -> list[AbsenceOut]:
    """Says from when until when somebody is away and who stands in; others than oneself only for
    whoever manages staff.
    """
    async with house.database.writing(access.actor) as session:
        await set_absence(session, access, staff_id, body)
        return await list_absences(session)
