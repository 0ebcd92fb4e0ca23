"""Start, categories and articles: what is read here, and how it is put together."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from starlette.responses import RedirectResponse, Response

from zhiyin.entry.pages.help.addresses import Addresses
from zhiyin.entry.pages.help.bodies import linked_articles, public_body
from zhiyin.entry.pages.help.data import Crumb, article_data, category_data, start_data
from zhiyin.entry.pages.help.marks import give_mark, known_mark, new_mark
from zhiyin.entry.pages.help.showing import Sheet, Visit, short, show
from zhiyin.entry.pages.help.tree import Shelves
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.i18n.text import Language, label
from zhiyin.modules.helpcentre.interface import LOOSE, number_in
from zhiyin.modules.knowledge.interface import (
    PublicArticle,
    PublicText,
    find_related,
    get_public_article,
    get_public_categories,
    list_first_public,
    list_most_read,
    list_public_articles,
    list_public_by_ids,
    reader_of,
)

READ_DAYS = 60
MOST_READ = 8
ON_SHELF = 5
RELATED = 5
ON_PAGE = 30
EXCERPT = 90
START_SECONDS = 20.0
# What is near an article changes slowly, and finding it is work.
RELATED_SECONDS = 600.0


@dataclass(frozen=True)
class Shelf:
    """A subject on the start page, with its first articles."""

    name: str
    path: str
    count: int
    articles: list[PublicArticle]


async def get_shelves(session: ReadSession, visit: Visit) -> Shelves:
    """The categories as readers of this language see them."""
    found, loose = await get_public_categories(session, visit.centre.shop_id, visit.language)
    return Shelves(found, loose, visit.language)


async def read_most(session: ReadSession, visit: Visit) -> list[PublicArticle]:
    """What is read most; counted at most every few seconds."""
    shop_id, language = visit.centre.shop_id, visit.language

    async def read() -> list[PublicArticle]:
        return await list_most_read(session, shop_id, language, days=READ_DAYS, limit=MOST_READ)

    kept = session.house.kept
    return await kept.get(session, "help.most_read", START_SECONDS, read, (shop_id, language))


async def _shelved(session: ReadSession, visit: Visit, shelves: Shelves) -> list[Shelf]:
    first = await list_first_public(session, visit.centre.shop_id, visit.language, each=ON_SHELF)

    def shelf(name: str, chosen: UUID | None, inside: Collection[UUID | None], count: int) -> Shelf:
        articles = [one for one in first if one.category_id in inside][:ON_SHELF]
        return Shelf(name, visit.to.category(name, chosen), count, articles)

    found = [
        shelf(shelves.name(one), one, shelves.below(one), shelves.count(one))
        for one in shelves.children(None)
    ]
    if shelves.loose:
        found.append(shelf(visit.text("more"), None, (None,), shelves.loose))
    return found


def other_starts(visit: Visit) -> dict[str, str]:
    """The start page in the other languages."""
    others = [one for one in visit.centre.languages if one != visit.language]
    return {one: Addresses.of(visit.centre, one).start for one in others}


async def show_start(visit: Visit) -> Response:
    """Subjects with their first articles, and what is read most."""
    async with visit.house.database.reading() as session:
        shelves = await _shelved(session, visit, await get_shelves(session, visit))
        most = await read_most(session, visit)
    title, to = label(visit.centre.title, visit.language), visit.to
    sheet = Sheet(
        title,
        to.start,
        short(label(visit.centre.welcome, visit.language)),
        others=other_starts(visit),
        data=start_data(visit.base, to.start, to.search, title, visit.language),
    )
    return show(visit, "start.html.j2", sheet, shelves=shelves, most=most)


async def show_category(visit: Visit) -> Response:
    """The subjects inside a category, and all articles in it and below, a page at a time."""
    address = visit.request.path_params["address"]
    asked = visit.request.query_params.get("page", "")
    page = int(asked) if asked.isdecimal() and 0 < len(asked) < 4 and int(asked) > 0 else 1
    to, shop_id = visit.to, visit.centre.shop_id
    async with visit.house.database.reading() as session:
        shelves = await get_shelves(session, visit)
        chosen = None if address == LOOSE else shelves.find(address)
        if chosen is None and (address != LOOSE or not shelves.loose):
            raise NotFoundError
        name = shelves.name(chosen) if chosen else visit.text("more")
        path = to.category(name, chosen)
        articles = await list_public_articles(
            session, shop_id, visit.language, shelves.below(chosen) if chosen else [None],
            limit=ON_PAGE + 1, offset=(page - 1) * ON_PAGE,
        )  # fmt: skip
    if visit.request.url.path != path:
        return moved(path)
    if page > 1 and not articles:
        raise NotFoundError
    crumbs = (*_crumbs(visit, shelves, shelves.way(chosen)[:-1]), Crumb(name))
    inside = [
        (shelves.name(one), to.category(shelves.name(one), one), shelves.count(one))
        for one in (shelves.children(chosen) if chosen else [])
    ]
    shown = articles[:ON_PAGE]
    more = f"?page={page}" if page > 1 else ""
    sheet = Sheet(
        name,
        path + more,
        short("、".join(one.title for one in shown[:6])),
        crumbs,
        others={},
        data=category_data(visit.base, path + more, crumbs, shown),
    )
    return show(
        visit, "category.html.j2", sheet, inside=inside, articles=shown, page=page, path=path,
        further=len(articles) > ON_PAGE, excerpt=lambda text: short(text, EXCERPT),
    )  # fmt: skip


def moved(path: str) -> Response:
    """To where a page stands now; not for ever, as a title may change back."""
    return RedirectResponse(path, 301, {"cache-control": "public, max-age=60"})


def _crumbs(visit: Visit, shelves: Shelves, way: list[UUID]) -> tuple[Crumb, ...]:
    names = [(shelves.name(one), one) for one in way]
    steps = [Crumb(name, visit.to.category(name, one)) for name, one in names]
    return (Crumb(visit.text("home"), visit.to.start), *steps)


async def show_article(visit: Visit) -> Response:
    """An article; an address with other words leads to the right one."""
    number = number_in(visit.request.path_params["address"])
    if number is None:
        raise NotFoundError
    mark = known_mark(visit.request) or new_mark()
    async with visit.house.database.reading() as session:
        reader = reader_of(session, mark)
        article = await get_public_article(session, visit.centre.shop_id, number, reader)
        shelves = await get_shelves(session, visit)
    if article.locale not in visit.centre.languages:
        raise NotFoundError
    path = article_path(visit, article)
    if visit.request.url.path != path:
        return moved(path)
    related = await _related(visit, article)
    async with visit.house.database.reading() as session:
        named = linked_articles(article.body_html)
        links = await list_public_by_ids(session, visit.centre.shop_id, named) if named else []
    others: dict[str, str] = {
        one.locale: article_path(visit, one)
        for one in article.translations
        if one.locale in visit.centre.languages and one.locale != article.locale
    }
    crumbs = (*_crumbs(visit, shelves, shelves.way(article.category_id)), Crumb(article.title))
    # After voting this reader is thanked; nobody else gets that page.
    voted = visit.request.query_params.get("voted", "")
    description = short(article.short_answer or _plain(article))
    sheet = Sheet(
        article.title,
        path,
        description,
        crumbs,
        others=others,
        data=article_data(
            visit.base, path, crumbs, article, description,
            label(visit.centre.title, visit.language),
        ),
        kind="article",
        private=voted in ("yes", "no", "noted"),
        own=article.on_trial,
    )  # fmt: skip
    page = show(
        visit, "article.html.j2", sheet, article=article, related=related, voted=voted,
        body=public_body(
            article.body_html, visit.centre.slug, visit.language,
            {one.id: article_path(visit, one) for one in links},
        ),
        day=visit.day(article.published_at),
    )  # fmt: skip
    if article.on_trial:
        give_mark(visit.request, page, mark)
    return page


def article_path(visit: Visit, article: PublicArticle) -> str:
    """Where an article stands, in its own language."""
    language: Language = "en" if article.locale == "en" else "zh-CN"
    return Addresses.of(visit.centre, language).article(article.title, article.number)


def _plain(article: PublicText) -> str:
    return " ".join((article.star or {}).values())


async def _related(visit: Visit, article: PublicText) -> list[PublicArticle]:
    """Articles near this one; those of its category where too few are."""
    house, shop_id, own = visit.house, visit.centre.shop_id, article.id
    async with house.database.reading() as session:
        ids = await house.kept.get(
            session,
            "help.related",
            RELATED_SECONDS,
            lambda: find_related(house, article.title, own, shop_id, article.locale, RELATED),
            (shop_id, own, article.title),
        )
        found = await list_public_by_ids(session, shop_id, ids)
        if len(found) < RELATED:
            beside = await list_public_articles(
                session, shop_id, article.locale, [article.category_id], limit=RELATED * 2
            )
            known = {own, *(one.id for one in found)}
            found += [one for one in beside if one.id not in known]
    return found[:RELATED]
