"""Somebody asks for a payout by hand."""

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import InvalidInputError, NotFoundError
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.remedies.actions.proposing import PayoutDraft, propose
from zhiyin.modules.remedies.queries.access import get_faces
from zhiyin.modules.remedies.queries.records import PayoutRecord
from zhiyin.modules.remedies.schemas import PayoutIn

NO_SHOP = Text("它不属于任何店铺，不能申请补偿。", "It belongs to no shop, so nothing can be paid.")


async def ask_by_hand(session: WriteSession, access: Access, body: PayoutIn) -> PayoutRecord:
    """Asks for a payout for something the caller can see."""
    about = ObjectRef(body.about.kind, body.about.id)
    face = (await get_faces(session, access, [about])).get(about)
    if face is None or (face.shop_id is not None and not access.reaches(face.shop_id)):
        raise NotFoundError
    if face.shop_id is None:
        raise InvalidInputError(fields={"about": NO_SHOP})
    draft = PayoutDraft(
        about,
        face.shop_id,
        face.customer_id,
        body.amount,
        body.reason,
        f"by_hand:{new_id()}",
        body.currency,
        body.kind,
    )
    return (await propose(session, access.actor, [draft]))[0]
