"""Reads of help centres."""

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.files.store import StoredFile, get_files
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.i18n.text import LANGUAGES, Language, Text
from zhiyin.modules.channels.interface import get_channels, get_widget
from zhiyin.modules.helpcentre.models import HelpCentre, HelpVote
from zhiyin.modules.helpcentre.permissions import serves
from zhiyin.modules.helpcentre.rules import words_of
from zhiyin.modules.helpcentre.schemas import HelpCentreIn, HelpCentreOut, VoteOut, Window
from zhiyin.modules.knowledge.interface import get_public_categories, list_public_by_ids
from zhiyin.modules.people.interface import ShopRecord, get_shops

CENTRES = "helpcentre.centres"
KEPT_SECONDS = 5.0
MOST_VOTES = 100
WELCOME = Text("有什么可以帮您？", "How can we help you?")
TITLE = Text("{shop}帮助中心", "{shop} help centre")


@dataclass(frozen=True)
class Link:
    """A link at the foot of every page."""

    label: dict[str, str]
    url: str


@dataclass(frozen=True)
class Centre:
    """A help centre that is switched on, as its pages are made of it."""

    shop_id: UUID
    slug: str
    site: str | None
    languages: tuple[Language, ...]
    title: dict[str, str]
    welcome: dict[str, str]
    contact: dict[str, str]
    color: str
    links: tuple[Link, ...]
    logo_id: UUID | None
    # The public key of the chat window, where there is one that is open.
    widget: str | None


async def get_centres(session: ReadSession | WriteSession) -> dict[str, Centre]:
    """All that are switched on, by their part of the address; kept for a few seconds."""

    async def read() -> dict[str, Centre]:
        rows = (await session.execute(select(HelpCentre).where(HelpCentre.active))).scalars()
        return {row.slug: await _centre(session, row) for row in rows.all()}

    return await session.house.kept.get(session, CENTRES, KEPT_SECONDS, read)


async def _centre(session: ReadSession | WriteSession, row: HelpCentre) -> Centre:
    return Centre(
        row.shop_id,
        row.slug,
        row.site,
        cast("tuple[Language, ...]", tuple(row.languages)),
        row.title,
        row.welcome,
        row.contact,
        row.color,
        tuple(Link(one["label"], one["url"]) for one in row.links),
        row.logo_id,
        await _window(session, row.channel_account_id),
    )


async def _window(session: ReadSession | WriteSession, channel_id: UUID | None) -> str | None:
    """The key of a chat window that is open; one that is switched off opens nowhere."""
    channel = (await get_channels(session)).get(channel_id) if channel_id else None
    if channel is None:
        return None
    try:
        return (await get_widget(session, channel.key)).key
    except NotFoundError:
        return None


async def list_centres(session: ReadSession | WriteSession, access: Access) -> list[HelpCentreOut]:
    """One for each shop the caller looks after, also where nothing has been saved yet."""
    rows = (await session.execute(select(HelpCentre))).scalars()
    known = {row.shop_id: row for row in rows}
    shops = (await get_shops(session)).values()
    return [
        await show_centre(session, shop, known.get(shop.id))
        for shop in sorted(shops, key=lambda one: one.name)
        if serves(access, shop.id)
    ]


def fresh_centre(shop: ShopRecord) -> HelpCentreIn:
    """What a shop starts from: switched off."""
    slug = words_of(shop.name, 30)
    title = Text(TITLE.say("zh-CN", shop=shop.name), TITLE.say("en", shop=shop.name))
    return HelpCentreIn(
        slug=slug if len(slug) > 1 else f"shop-{shop.id.hex[-6:]}",
        title=Labels.of(title),
        welcome=Labels.of(WELCOME),
        contact=Labels.of({"zh-CN": "", "en": ""}),
    )


def decided(row: HelpCentre) -> HelpCentreIn:
    """What the shop has decided."""
    return HelpCentreIn.model_validate(
        {
            "active": row.active,
            "slug": row.slug,
            "site": row.site,
            "languages": row.languages,
            "title": row.title,
            "welcome": row.welcome,
            "contact": row.contact,
            "color": row.color,
            "links": row.links,
            "widget_id": row.channel_account_id,
        }
    )


async def show_centre(
    session: ReadSession | WriteSession, shop: ShopRecord, row: HelpCentre | None
) -> HelpCentreOut:
    """A help centre as those who manage it see it."""
    body = decided(row) if row else fresh_centre(shop)
    channels = (await get_channels(session)).values()
    windows = [one for one in channels if one.shop_id == shop.id and one.kind == "web"]
    articles: dict[Language, int] = {}
    for language in LANGUAGES:
        shelves, loose = await get_public_categories(session, shop.id, language)
        articles[language] = loose + sum(one.articles for one in shelves)
    return HelpCentreOut(
        **{name: getattr(body, name) for name in HelpCentreIn.model_fields},
        shop_id=shop.id,
        shop_name=shop.name,
        version=row.version if row else 0,
        has_logo=row is not None and row.logo_id is not None,
        url=f"{body.site or session.house.environment.base_url}/help/{body.slug}",
        windows=[Window(id=one.id, name=one.name) for one in windows],
        articles=articles,
    )


async def get_logo(session: ReadSession, shop_id: UUID) -> StoredFile:
    """A shop's logo; not found where there is none."""
    query = select(HelpCentre.logo_id).where(HelpCentre.shop_id == shop_id)
    logo_id = await session.scalar(query)
    file = (await get_files(session, [logo_id])).get(logo_id) if logo_id else None
    if file is None:
        raise NotFoundError
    return file


async def list_unhelpful(session: ReadSession, shop_id: UUID) -> list[VoteOut]:
    """The latest readers an article of the pages did not help, those with words or a reason."""
    query = (
        select(HelpVote)
        .where(HelpVote.shop_id == shop_id, HelpVote.helpful.is_(False))
        .order_by(HelpVote.at.desc(), HelpVote.id)
        .limit(MOST_VOTES)
    )
    rows = (await session.execute(query)).scalars().all()
    ids = list({row.article_id for row in rows})
    articles = {one.id: one for one in await list_public_by_ids(session, shop_id, ids)}
    return [
        VoteOut(
            article_id=row.article_id,
            ref=f"A-{articles[row.article_id].number}",
            title=articles[row.article_id].title,
            reason=row.reason,
            comment=row.comment,
            at=row.at,
        )
        for row in rows
        if row.article_id in articles
    ]
