"""Writes of the questions the bot is tested with (测试集)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import InvalidInputError, NotFoundError
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.customers.interface import mask_spans, personal_spans
from zhiyin.modules.knowledge.errors import QuestionTwiceError, TooManyQuestionsError
from zhiyin.modules.knowledge.models import Article, KnowledgeTestQuestion
from zhiyin.modules.knowledge.queries.questions import QuestionOrigin, QuestionRecord, get_questions
from zhiyin.modules.knowledge.questions import MOST_LETTERS, Row, read_questions
from zhiyin.modules.knowledge.rules import normal_question
from zhiyin.modules.people.interface import get_shops

KIND = "test_question"
MOST = 5000
MOST_PROBLEMS = 500

EMPTY = Text("没有写问题。", "There is no question.")
TOO_LONG = Text("问题最多 500 字。", "A question can have at most 500 characters.")
NO_ARTICLE = Text("没有叫这个名字的已发布文章。", "There is no published article of this title.")
NO_SHOP = Text("没有叫这个名字的店铺。", "There is no shop of this name.")
NO_LOCALE = Text("语言只能是 zh-CN 或 en。", "The language is zh-CN or en.")


@dataclass(frozen=True)
class NewQuestion:
    """A question, and the article that should answer it; none: nothing here does."""

    question: str
    article_id: UUID | None
    shop_id: UUID | None = None
    locale: str = "zh-CN"


@dataclass
class TakenIn:
    """What became of a file of questions. `problems`: row, question, why."""

    added: int = 0
    changed: int = 0
    same: int = 0
    problems: list[tuple[int, str, Text]] = field(default_factory=list)


async def add_question(
    session: WriteSession, new: NewQuestion, origin: QuestionOrigin
) -> QuestionRecord:
    """Adds a test question; refuses one that is there."""
    await _check(session, new)
    if (await session.scalar(select(func.count()).select_from(KnowledgeTestQuestion)) or 0) >= MOST:
        raise TooManyQuestionsError(limit=MOST)
    stored = await session.scalar(
        insert(KnowledgeTestQuestion)
        .values(id=new_id(), origin=origin, by=_by(session), **_values(new))
        .on_conflict_do_nothing()
        .returning(KnowledgeTestQuestion.id)
    )
    if stored is None:
        raise QuestionTwiceError
    return await _told(session, stored, "knowledge.add_test_question", None)


async def edit_question(
    session: WriteSession, question_id: UUID, new: NewQuestion, version: int | None
) -> QuestionRecord:
    """Says it otherwise, or names another article."""
    row = await _held(session, question_id)
    await _check(session, new)
    before = {"question": row.question, "article_id": row.article_id, "shop_id": row.shop_id}
    values = _values(new)
    twice = select(KnowledgeTestQuestion.id).where(
        KnowledgeTestQuestion.normal == values["normal"],
        KnowledgeTestQuestion.shop_id.is_not_distinct_from(new.shop_id),
        KnowledgeTestQuestion.id != question_id,
    )
    if await session.scalar(twice) is not None:
        raise QuestionTwiceError
    check_version(row, version, {"id": str(row.id), "version": row.version, **before})
    for name, value in values.items():
        setattr(row, name, value)
    await session.flush()
    return await _told(session, row.id, "knowledge.edit_test_question", before)


async def remove_question(session: WriteSession, question_id: UUID) -> None:
    """Takes a test question out."""
    row = await _held(session, question_id)
    before = {"question": row.question, "article_id": row.article_id, "shop_id": row.shop_id}
    ref = ObjectRef(KIND, row.id)
    audit(session, "knowledge.remove_test_question", ref, before=before)
    await session.delete(row)


async def take_in_questions(session: WriteSession, name: str, data: bytes) -> TakenIn:
    """Takes in a table, row by row. A question that is there gets the article of the file."""
    taken = TakenIn()
    rows = list(read_questions(name, data))
    titles = await _articles(session, [one.article for one in rows if one.article])
    shops = {one.name: one.id for one in (await get_shops(session)).values()}
    known = await _known(session)
    for row in rows[:MOST]:
        new, reason = _read(row, titles, shops)
        if new is None:
            taken.problems.append((row.number, row.question[:200], reason))
            continue
        values = _values(new)
        held = known.get((new.shop_id, values["normal"]))
        if held is None and len(known) >= MOST:
            raise TooManyQuestionsError(limit=MOST)
        if held is None:
            added = KnowledgeTestQuestion(
                id=new_id(), version=1, origin="imported", by=_by(session), at=now(), **values
            )
            session.add(added)
            known[(new.shop_id, values["normal"])] = added
            taken.added += 1
        elif held.article_id != new.article_id:
            held.article_id = new.article_id
            held.version += 1
            taken.changed += 1
        else:
            taken.same += 1
    taken.problems = taken.problems[:MOST_PROBLEMS]
    after = {"file": name[:200], "added": taken.added, "changed": taken.changed}
    audit(session, "knowledge.import_test_questions", None, after=after)
    return taken


def _by(session: WriteSession) -> UUID | None:
    return session.actor.id if session.actor.kind == "staff" else None


def _values(new: NewQuestion) -> dict[str, object]:
    said = mask_spans(new.question, personal_spans(new.question) or [])[:MOST_LETTERS]
    return {
        "question": said,
        "normal": normal_question(said),
        "article_id": new.article_id,
        "shop_id": new.shop_id,
        "locale": new.locale,
    }


async def _check(session: WriteSession, new: NewQuestion) -> None:
    if not normal_question(new.question):
        raise InvalidInputError(fields={"question": EMPTY})
    if new.shop_id is not None and new.shop_id not in await get_shops(session):
        raise NotFoundError
    if new.article_id is not None:
        row = await session.get(Article, new.article_id)
        if row is None or row.deleted_at is not None:
            raise NotFoundError


async def _held(session: WriteSession, question_id: UUID) -> KnowledgeTestQuestion:
    row = await session.get(KnowledgeTestQuestion, question_id, with_for_update=True)
    if row is None:
        raise NotFoundError
    return row


async def _told(
    session: WriteSession, question_id: UUID, what: str, before: Mapping[str, object] | None
) -> QuestionRecord:
    record = (await get_questions(session, [question_id]))[question_id]
    after = {"question": record.question, "article_id": record.article_id,
             "shop_id": record.shop_id}  # fmt: skip
    ref = ObjectRef(KIND, question_id)
    audit(session, what, ref, before=dict(before) if before else None, after=after)
    return record


async def _known(session: WriteSession) -> dict[tuple[UUID | None, object], KnowledgeTestQuestion]:
    rows = await session.execute(select(KnowledgeTestQuestion).with_for_update())
    return {(one.shop_id, one.normal): one for one in rows.scalars()}


async def _articles(session: WriteSession, titles: Sequence[str]) -> dict[str, list[Article]]:
    """Live articles by their titles."""
    query = select(Article).where(
        Article.title.in_(titles), Article.deleted_at.is_(None), Article.live_number.is_not(None)
    )
    found: dict[str, list[Article]] = {}
    for one in (await session.execute(query.order_by(Article.id))).scalars():
        found.setdefault(one.title, []).append(one)
    return found


def _read(
    row: Row, titles: Mapping[str, Sequence[Article]], shops: Mapping[str, UUID]
) -> tuple[NewQuestion | None, Text]:
    """What a row says, or why it cannot be taken."""
    if not normal_question(row.question):
        return None, EMPTY
    if len(row.question) > MOST_LETTERS:
        return None, TOO_LONG
    if row.shop and row.shop not in shops:
        return None, NO_SHOP
    if not row.locale:
        return None, NO_LOCALE
    shop_id = shops.get(row.shop)
    if row.article is None:
        return NewQuestion(row.question, None, shop_id, row.locale), EMPTY
    # Of several by this title: the shop's own, then one in the language, then the first.
    fitting = sorted(
        (one for one in titles.get(row.article, ()) if one.shop_id in (None, shop_id)),
        key=lambda one: (one.shop_id != shop_id, one.locale != row.locale),
    )
    if not fitting:
        return None, NO_ARTICLE
    return NewQuestion(row.question, fitting[0].id, shop_id, row.locale), EMPTY
