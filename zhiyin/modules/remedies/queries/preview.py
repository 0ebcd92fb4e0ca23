"""What would become of a payout if it were asked for now."""

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.people.interface import get_names
from zhiyin.modules.remedies.queries.access import get_faces
from zhiyin.modules.remedies.queries.approvers import find_approvers
from zhiyin.modules.remedies.queries.limits import allowed_to, may_grant
from zhiyin.modules.remedies.schemas import PayoutPreview

MOST_NAMED = 3


async def preview(
    session: ReadSession, access: Access, about: ObjectRef, amount: int, currency: str
) -> PayoutPreview:
    """Whether the caller grants it by themselves, and who would be asked otherwise."""
    face = (await get_faces(session, access, [about])).get(about)
    if face is None or face.shop_id is None:
        raise NotFoundError
    at_once = await may_grant(session, access.actor, face.shop_id, amount, currency)
    people = []
    if not at_once:
        people = await find_approvers(
            session, amount, currency, face.shop_id, face.team_id, access.id
        )
    names = await get_names(session)
    limit = (await allowed_to(session, access.actor, currency)).grant_each
    named = [names.staff_name(one) for one in people[:MOST_NAMED]]
    return PayoutPreview(at_once=at_once, grant_each=limit, approvers=named)
