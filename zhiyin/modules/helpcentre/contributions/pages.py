"""Where articles stand for everybody to read."""

from collections.abc import Sequence
from uuid import UUID

from zhiyin.kernel.contracts.pages import PublicPages
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.helpcentre.queries import get_centres
from zhiyin.modules.helpcentre.rules import article_address
from zhiyin.modules.knowledge.interface import list_public_by_ids


async def find(
    session: ReadSession | WriteSession, shop_id: UUID, ids: Sequence[UUID]
) -> dict[UUID, str]:
    """The pages of these articles in the shop's help centre, where it is switched on."""
    centres = (await get_centres(session)).values()
    centre = next((one for one in centres if one.shop_id == shop_id), None)
    if centre is None or not ids:
        return {}
    begin = f"{centre.site or session.house.environment.base_url}/help/{centre.slug}"
    return {
        one.id: f"{begin}/{one.locale}/a/{article_address(one.title, one.number)}"
        for one in await list_public_by_ids(session, shop_id, ids)
        if one.locale in centre.languages
    }


ARTICLES = PublicPages("article", find)
