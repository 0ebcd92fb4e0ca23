"""Writes of articles: begun, placed, put into the bin."""

from datetime import datetime
from typing import Any
from uuid import UUID

from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.bin.bin import put_in_bin
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import InvalidInputError, NotAllowedError, NotFoundError
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.knowledge.actions.categories import access_category
from zhiyin.modules.knowledge.actions.indexing import keys_of, refresh_tokens
from zhiyin.modules.knowledge.actions.stopping import stop_trials
from zhiyin.modules.knowledge.actions.telling import ref_of, say_changed
from zhiyin.modules.knowledge.actions.versions import fill_in, tie_pictures
from zhiyin.modules.knowledge.actions.wordings import keep_wordings
from zhiyin.modules.knowledge.models import Article, ArticleVersion
from zhiyin.modules.knowledge.permissions import PUBLISH, serves
from zhiyin.modules.knowledge.queries.access import access_article
from zhiyin.modules.knowledge.queries.articles import show_rows
from zhiyin.modules.knowledge.queries.versions import find_live
from zhiyin.modules.knowledge.schemas.articles import ArticleIn, ArticlePatch
from zhiyin.modules.people.interface import are_known, get_shops

ENDS_BEFORE = Text("结束时间要晚于开始时间。", "The end must come after the beginning.")
# What decides who finds a live article: changed only by who may publish.
_DECIDING = {"category_id", "shop_id", "audience", "levels", "valid_from", "valid_until"}


def _check_times(valid_from: datetime | None, valid_until: datetime | None) -> None:
    if valid_from is not None and valid_until is not None and valid_until <= valid_from:
        raise InvalidInputError(fields={"valid_until": ENDS_BEFORE})


async def _check_places(
    session: WriteSession,
    access: Access,
    *,
    category_id: UUID | None = None,
    shop_id: UUID | None = None,
    translates_id: UUID | None = None,
) -> None:
    """Category, shop and translated article are there, and the caller's."""
    if category_id is not None:
        await access_category(session, category_id)
    if shop_id is not None and not (
        serves(access, shop_id) and shop_id in await get_shops(session)
    ):
        raise NotFoundError
    if translates_id is not None:
        await access_article(session, access, translates_id)


async def begin_article(session: WriteSession, access: Access, body: ArticleIn) -> Article:
    """Begins an article with its first draft; the caller owns it."""
    _check_times(body.valid_from, body.valid_until)
    await _check_places(
        session,
        access,
        category_id=body.category_id,
        shop_id=body.shop_id,
        translates_id=body.translates_id,
    )
    row = make_article(body, access.id)
    session.add(row)
    await session.flush()
    version = ArticleVersion(article_id=row.id, number=1, version=1, author_id=access.id)
    fill_in(row, version, body)
    session.add(version)
    await session.flush()
    await keep_wordings(session, row, body.wordings, "written")
    after = {"title": body.title, "kind": body.kind, "audience": body.audience}
    audit(session, "knowledge.begin_article", ref_of(row.id), after=after)
    await tie_pictures(session, version)
    return row


def make_article(body: ArticleIn, owner_id: UUID) -> Article:
    """The row of a new article, without its version."""
    return Article(
        id=new_id(),
        version=1,
        kind=body.kind,
        title=body.title,
        category_id=body.category_id,
        shop_id=body.shop_id,
        locale=body.locale,
        translates_id=body.translates_id,
        audience=body.audience,
        levels=body.levels,
        owner_id=owner_id,
        state="draft",
        valid_from=body.valid_from,
        valid_until=body.valid_until,
        review_at=body.review_at,
        tokens=[],
        keys=keys_of(body.title, body.wordings),
    )


async def edit_article(
    session: WriteSession,
    access: Access,
    article_id: UUID,
    body: ArticlePatch,
    version: int | None,
) -> Article:
    """Changes where an article belongs, whom it is for, how long it holds."""
    row = await access_article(session, access, article_id, lock=True)
    shown = (await show_rows(session, [row]))[0].model_dump(mode="json", by_alias=True)
    check_version(row, version, shown)
    changes = _changes(row, body)
    if row.live_number is not None and _DECIDING & set(changes) and not access.may(PUBLISH):
        raise NotAllowedError
    _check_times(
        changes.get("valid_from", row.valid_from), changes.get("valid_until", row.valid_until)
    )
    await _check_places(
        session,
        access,
        category_id=changes.get("category_id"),
        shop_id=changes.get("shop_id"),
        translates_id=changes.get("translates_id"),
    )
    if changes.get("translates_id") == article_id:
        raise NotFoundError
    owner: UUID | None = changes.get("owner_id")
    if owner is not None and not await are_known(session, staff_ids=[owner]):
        raise NotFoundError
    before = {name: getattr(row, name) for name in changes}
    for name, value in changes.items():
        setattr(row, name, value)
    row.changed_at = now()
    audit(session, "knowledge.edit_article", ref_of(row.id), before=before, after=changes)
    if row.live_number is not None and _DECIDING & set(changes):
        say_changed(session, row)
    return row


def _changes(row: Article, body: ArticlePatch) -> dict[str, Any]:
    """What was sent and differs. Audience, levels and owner cannot be emptied."""
    sent = {name: getattr(body, name) for name in body.model_fields_set}
    for name in ("audience", "levels", "owner_id"):
        if sent.get(name, 0) is None:
            del sent[name]
    return {name: value for name, value in sent.items() if getattr(row, name) != value}


async def delete_article(session: WriteSession, access: Access, article_id: UUID) -> None:
    """Puts an article into the bin; a live one only for who may publish."""
    row = await access_article(session, access, article_id, lock=True)
    if row.live_number is not None and not access.may(PUBLISH):
        raise NotAllowedError
    audit(session, "knowledge.delete_article", ref_of(row.id), before={"title": row.title})
    await stop_trials(session, [row.id], "deleted")
    put_in_bin(session, row)
    say_changed(session, row)


async def bring_article_back(session: WriteSession, row: Article) -> None:
    """An article out of the bin is found again; its category may have gone meanwhile."""
    if row.category_id is not None:
        try:
            await access_category(session, row.category_id)
        except NotFoundError:
            row.category_id = None
    await refresh_tokens(session, row, await find_live(session, row))
    say_changed(session, row)
