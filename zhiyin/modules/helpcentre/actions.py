"""Writes of the help centre: what a shop decides, and what readers say."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.files.sniffing import BadPictureError
from zhiyin.kernel.files.store import attach_file, file_key, remove_files, save_file
from zhiyin.modules.channels.interface import get_channels
from zhiyin.modules.customers.interface import mask_spans, personal_spans
from zhiyin.modules.helpcentre.errors import SlugTakenError, UnknownWindowError
from zhiyin.modules.helpcentre.models import HelpCentre, HelpVote
from zhiyin.modules.helpcentre.permissions import serves
from zhiyin.modules.helpcentre.queries import CENTRES, decided, fresh_centre, show_centre
from zhiyin.modules.helpcentre.schemas import HelpCentreIn, HelpCentreOut, Reason
from zhiyin.modules.knowledge.interface import count_vote, get_public_article
from zhiyin.modules.people.interface import ShopRecord, get_shops

KIND = "help_centre"
MOST_COMMENT = 500


async def _hold(
    session: WriteSession, access: Access, shop_id: UUID
) -> tuple[ShopRecord, HelpCentre]:
    """A shop and its help centre, locked; made where there is none yet."""
    shop = (await get_shops(session)).get(shop_id)
    if shop is None or not serves(access, shop_id):
        raise NotFoundError
    fresh = fresh_centre(shop)
    values = fresh.model_dump(include={"slug", "languages", "color"})
    for name in ("title", "welcome", "contact"):
        values[name] = getattr(fresh, name).as_json()
    # Another shop of the same name has taken the address: this one begins with its own.
    taken = select(HelpCentre.id).where(HelpCentre.slug == fresh.slug)
    if await session.scalar(taken.where(HelpCentre.shop_id != shop_id)) is not None:
        values["slug"] = f"shop-{shop_id.hex[-12:]}"
    statement = insert(HelpCentre).values(id=new_id(), shop_id=shop_id, version=0, **values)
    await session.execute(statement.on_conflict_do_nothing(index_elements=["shop_id"]))
    query = select(HelpCentre).where(HelpCentre.shop_id == shop_id).with_for_update()
    return shop, (await session.execute(query)).scalar_one()


async def save_centre(
    session: WriteSession, access: Access, shop_id: UUID, body: HelpCentreIn, version: int | None
) -> HelpCentreOut:
    """Keeps what a shop decides about its pages."""
    shop, row = await _hold(session, access, shop_id)
    before = decided(row).model_dump(mode="json", by_alias=True)
    check_version(row, version, before)
    if body.widget_id is not None:
        channel = (await get_channels(session)).get(body.widget_id)
        if channel is None or channel.shop_id != shop_id or channel.kind != "web":
            raise UnknownWindowError
    row.active = body.active
    row.slug, row.site = body.slug, body.site
    row.languages = list(body.languages)
    row.title, row.welcome = body.title.as_json(), body.welcome.as_json()
    row.contact = body.contact.as_json()
    row.color = body.color
    row.links = [{"label": one.label.as_json(), "url": one.url} for one in body.links]
    row.channel_account_id = body.widget_id
    after = body.model_dump(mode="json", by_alias=True)
    audit(session, "helpcentre.save", ObjectRef(KIND, row.id), before=before, after=after)
    try:
        await session.flush()
    except IntegrityError as taken:
        raise SlugTakenError from taken
    session.house.kept.forget(session, CENTRES)
    return await show_centre(session, shop, row)


async def keep_logo(
    session: WriteSession, access: Access, shop_id: UUID, name: str, data: bytes
) -> HelpCentreOut:
    """Takes a picture as the shop's logo, in place of the one before."""
    shop, row = await _hold(session, access, shop_id)
    file = await save_file(session, access.actor, name, data)
    if not file.has_thumb:
        await session.house.files.remove(file_key(file.id))
        raise BadPictureError
    await session.flush()
    await attach_file(session, file.id, access.actor, ObjectRef(KIND, row.id))
    await _change_logo(session, row, file.id)
    return await show_centre(session, shop, row)


async def remove_logo(session: WriteSession, access: Access, shop_id: UUID) -> HelpCentreOut:
    """Goes back to the name alone."""
    shop, row = await _hold(session, access, shop_id)
    await _change_logo(session, row, None)
    return await show_centre(session, shop, row)


async def _change_logo(session: WriteSession, row: HelpCentre, file_id: UUID | None) -> None:
    old, row.logo_id = row.logo_id, file_id
    row.version += 1
    await session.flush()
    if old is not None:
        await remove_files(session, [old])
    audit(
        session,
        "helpcentre.logo",
        ObjectRef(KIND, row.id),
        before={"logo": str(old) if old else None},
        after={"logo": str(file_id) if file_id else None},
    )
    session.house.kept.forget(session, CENTRES)


async def vote(
    session: WriteSession,
    shop_id: UUID,
    number: int,
    voter: str,
    *,
    helpful: bool,
    reason: Reason | None = None,
    comment: str = "",
) -> None:
    """Writes down whether an article helped; who votes again thinks better of it."""
    article = await get_public_article(session, shop_id, number)
    said = "" if helpful else comment.strip()[:MOST_COMMENT]
    values = {
        "helpful": helpful,
        "reason": None if helpful else reason,
        "comment": mask_spans(said, personal_spans(said)),
    }
    mark = session.house.keyring.hash("help_voter", f"{article.id} {voter}")
    # Known before the row is: the use lies lower and is written first.
    vote_id = UUID(bytes=mark[:16])
    await count_vote(session, vote_id, article.id, voter, helpful=helpful)
    statement = insert(HelpVote).values(
        id=vote_id, article_id=article.id, shop_id=shop_id, voter=mark, **values
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["article_id", "voter"], set_={**values, "at": func.now()}
        )
    )
