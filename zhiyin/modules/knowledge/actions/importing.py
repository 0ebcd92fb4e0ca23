"""Taking articles in from files (导入), row by row, and asking for files of them (导出)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.files.store import attached_files, keep_bytes
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.jobs.jobs import ask_job
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.knowledge.actions.articles import make_article
from zhiyin.modules.knowledge.actions.categories import hold_categories, make_category
from zhiyin.modules.knowledge.actions.indexing import keys_of, tokens_of
from zhiyin.modules.knowledge.actions.publishing import put_in_place
from zhiyin.modules.knowledge.actions.stopping import stop_trials
from zhiyin.modules.knowledge.actions.telling import ref_of, say_changed
from zhiyin.modules.knowledge.actions.versions import fill_in, next_number
from zhiyin.modules.knowledge.actions.wordings import keep_wordings
from zhiyin.modules.knowledge.bodies import clean, plain_text
from zhiyin.modules.knowledge.errors import FourEyesError, TooManyWordingsError
from zhiyin.modules.knowledge.models import Article, ArticleImport, ArticleVersion, ArticleWording
from zhiyin.modules.knowledge.pairs import Piece, kind_of
from zhiyin.modules.knowledge.permissions import READ
from zhiyin.modules.knowledge.queries.versions import find_live, find_open
from zhiyin.modules.knowledge.rules import MOST_LEVELS, MOST_WORDINGS, normal_question
from zhiyin.modules.knowledge.schemas.articles import ArticleIn, CategoryIn, DraftIn
from zhiyin.modules.knowledge.schemas.searching import ExportIn, ImportMode
from zhiyin.modules.knowledge.settings import FOUR_EYES

IMPORT, EXPORT = "knowledge.import", "knowledge.export"
FILE = "article_import"
MOST_PROBLEMS = 1000

NO_TITLE = Text("没有写问题。", "There is no question.")
NO_ANSWER = Text("没有答案。", "There is no answer.")
NO_AUDIENCE = Text("读者只能是“客户”或“内部”。", "The audience is “customers” or “staff”.")
NO_LOCALE = Text("语言只能是 zh-CN 或 en。", "The language is zh-CN or en.")
TOO_LONG = Text(
    "太长：问题 200 字，简短答案 2000 字，问法 300 字。",
    "Too long: question 200 characters, short answer 2,000, wordings 300.",
)
TWICE = Text("同一个问题在文件里出现了两次。", "This question stands in the file twice.")
HAS_DRAFT = Text(
    "这篇文章有未发布的草稿，没有覆盖。", "This article has a draft; it was not written over."
)
TOO_DEEP = Text("分类最多 4 级。", "Categories can be at most 4 levels deep.")


def _shops(access: Access) -> list[str] | None:
    """The shops somebody is limited to; none for all. A job knows no caller, so it is told."""
    limited = access.scope(READ) != "all" and access.shop_ids
    return [str(one) for one in sorted(access.shop_ids)] if limited else None


async def ask_import(
    session: WriteSession, access: Access, name: str, data: bytes, mode: ImportMode
) -> UUID:
    """Asks for an import; the file is kept until it has been read."""
    kind_of(name)
    if mode == "publish" and await get_setting(session, FOUR_EYES):
        raise FourEyesError
    job_id = await ask_job(session, IMPORT, {"mode": mode, "shops": _shops(access)})
    session.add(
        ArticleImport(
            id=job_id, file_name=name[:200], check_only=mode == "check", by=session.actor.id
        )
    )
    await session.flush()
    ref = ObjectRef(FILE, job_id)
    await keep_bytes(session, session.actor, ref, name[:200], "application/octet-stream", data)
    after = {"file": name[:200], "mode": mode}
    audit(session, "knowledge.import", ObjectRef(FILE, job_id), after=after)
    return job_id


async def ask_export(session: WriteSession, access: Access, body: ExportIn) -> UUID:
    """Asks for a file of live articles, those of the caller's shops."""
    args: dict[str, Any] = body.model_dump(mode="json") | {"shops": _shops(access)}
    job_id = await ask_job(session, EXPORT, args)
    audit(session, "knowledge.export", ObjectRef("job", job_id), after=args)
    return job_id


async def kept_file(session: WriteSession, import_id: UUID) -> UUID | None:
    """The file of an import, while it is there."""
    return next(iter(await attached_files(session, FILE, [import_id])), None)


@dataclass
class Staged:
    """A row on its way: its article, and what is to be written of it."""

    article: Article
    wordings: list[str]
    # Readers see something else from now on.
    replaced: bool = False


async def take_pieces(
    session: WriteSession,
    row: ArticleImport,
    pieces: Sequence[Piece],
    repeated: Collection[int],
    mode: ImportMode,
    shops: Sequence[UUID] | None,
) -> None:
    """Takes some rows, and notes on the import what became of them, in one transaction. Articles
    of other shops than these are left alone.

    Categories first, then articles, their wordings last: the order in which all others lock them.
    """
    problems = list(row.problems)
    checked: list[tuple[Piece, DraftIn]] = []
    for piece in pieces:
        draft, reason = (None, TWICE) if piece.row in repeated else _check(piece)
        if draft is None:
            problems.append(problem(piece.row, piece.title, reason))
        else:
            checked.append((piece, draft))
    places = {} if mode == "check" else await _places(session, [one for one, _ in checked])
    titles = [draft.title for _, draft in checked]
    known = await _known(session, titles, shops, lock=mode != "check")
    staged: list[Staged] = []
    for piece, draft in checked:
        article = known.get((draft.title, piece.locale))
        if article is None:
            row.made += 1
            row.wordings += len(piece.wordings)
            if mode != "check":
                staged.append(_add(session, piece, draft, places, mode))
            continue
        one = await _change(session, row, article, piece, draft, mode)
        if isinstance(one, Text):
            problems.append(problem(piece.row, piece.title, one))
        elif one is not None:
            staged.append(one)
    await session.flush()
    replaced = [one.article.id for one in staged if one.replaced]
    await stop_trials(session, replaced, "published")
    for one in staged:
        await keep_wordings(session, one.article, one.wordings, "imported")
    row.problems = problems[:MOST_PROBLEMS]
    row.done += len(pieces)


def problem(number: int, title: str, reason: Text) -> dict[str, Any]:
    """A row that was not taken, as it is stored."""
    told = Labels.of(reason).model_dump(by_alias=True)
    return {"row": number, "title": title[:200], "reason": told}


def _check(piece: Piece) -> tuple[DraftIn | None, Text]:
    """What a row says, or why it cannot be taken."""
    if not piece.title.strip():
        return None, NO_TITLE
    html = clean(piece.body)
    if not (piece.short or plain_text(html)):
        return None, NO_ANSWER
    if not piece.audience:
        return None, NO_AUDIENCE
    if not piece.locale:
        return None, NO_LOCALE
    if len(piece.category) > MOST_LEVELS:
        return None, TOO_DEEP
    if len(piece.wordings) > MOST_WORDINGS or any(len(one) > 300 for one in piece.wordings):
        return None, TOO_LONG
    try:
        return DraftIn(title=piece.title, short_answer=piece.short, body_html=html), NO_TITLE
    except ValidationError:
        return None, TOO_LONG


async def _known(
    session: WriteSession, titles: Sequence[str], shops: Sequence[UUID] | None, *, lock: bool
) -> dict[tuple[str, str], Article]:
    query = select(Article).where(Article.title.in_(titles), Article.deleted_at.is_(None))
    if shops is not None:
        query = query.where(Article.shop_id.is_(None) | Article.shop_id.in_(shops))
    rows = await session.execute(query.order_by(Article.id).with_for_update() if lock else query)
    return {(one.title, one.locale): one for one in rows.scalars()}


async def _places(
    session: WriteSession, pieces: Sequence[Piece]
) -> dict[tuple[str, ...], UUID | None]:
    """The category at the end of each path, made where it is missing."""
    wanted = sorted({piece.category[:depth] for piece in pieces
                     for depth in range(1, len(piece.category) + 1)}, key=len)  # fmt: skip
    found: dict[tuple[str, ...], UUID | None] = {(): None}
    if not wanted:
        return found
    rows = await hold_categories(session)
    for path in wanted:
        parent, name = found[path[:-1]], path[-1][:200]
        row = next(
            (one for one in rows if one.parent_id == parent and name in one.name.values()), None
        )
        if row is None:
            body = CategoryIn(parent_id=parent, name=Labels.of(Text(name, name)))
            row = await make_category(session, body)
            await session.flush()
            rows.append(row)
        found[path] = row.id
    return found


def _add(
    session: WriteSession,
    piece: Piece,
    draft: DraftIn,
    places: Mapping[tuple[str, ...], UUID | None],
    mode: ImportMode,
) -> Staged:
    """A new article, owned by who imports it."""
    assert session.actor.id is not None  # imports are asked for by people
    by = session.actor.id
    body = ArticleIn(
        **{name: getattr(draft, name) for name in DraftIn.model_fields},
        category_id=places[piece.category],
        audience="staff" if piece.audience == "staff" else "customers",
        locale="en" if piece.locale == "en" else "zh-CN",
        wordings=list(piece.wordings),
    )
    article = make_article(body, by)
    version = ArticleVersion(article_id=article.id, number=1, version=1, author_id=by)
    fill_in(article, version, draft)
    session.add(article)
    session.add(version)
    if mode == "publish":
        put_in_place(session, article, version, None)
        article.tokens = tokens_of(version, piece.wordings)
    after = {"title": draft.title, "row": piece.row}
    audit(session, "knowledge.import_article", ref_of(article.id), after=after)
    return Staged(article, list(piece.wordings))


async def _change(
    session: WriteSession,
    row: ArticleImport,
    article: Article,
    piece: Piece,
    draft: DraftIn,
    mode: ImportMode,
) -> Staged | Text | None:
    """Changes an article that is there: what it says, if that differs, and its wordings."""
    if await find_open(session, article.id) is not None:
        return HAS_DRAFT
    live = await find_live(session, article)
    held = select(ArticleWording.text).where(ArticleWording.article_id == article.id)
    wordings = list((await session.execute(held)).scalars())
    normals = {normal_question(one) for one in (article.title, *wordings)}
    new = [one for one in piece.wordings if normal_question(one) not in normals]
    if len(wordings) + len(new) > MOST_WORDINGS:
        return TooManyWordingsError.text
    differs = live is None or _says(live) != (draft.short_answer, plain_text(draft.body_html))
    row.changed += differs or bool(new)
    row.same += not differs and not new
    row.wordings += len(new)
    if mode == "check" or not (differs or new):
        return None
    version = live
    if differs:
        by = session.actor.id or article.owner_id
        version = ArticleVersion(
            article_id=article.id,
            number=await next_number(session, article.id),
            version=1,
            author_id=by,
        )
        fill_in(article, version, draft)
        session.add(version)
        if mode == "publish":
            put_in_place(session, article, version, live)
        else:
            article.state, article.changed_at, version = "draft", now(), live
    if version is not None:
        article.tokens = tokens_of(version, [*wordings, *new])
        say_changed(session, article)
    article.keys = keys_of(article.title, [*wordings, *new])
    after = {"title": draft.title, "row": piece.row, "wordings": len(new)}
    audit(session, "knowledge.import_article", ref_of(article.id), after=after)
    return Staged(article, new, replaced=differs and mode == "publish")


def _says(version: ArticleVersion) -> tuple[str, str]:
    return version.short_answer, version.body_text
