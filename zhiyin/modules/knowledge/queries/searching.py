"""Finding articles: what the inference process ranks, or what plain words find while it is away.

Whoever ranks, the articles are read here once more under the caller's eyes: nothing is answered
that is not live, valid and theirs to see.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.house import House
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.text.tokens import plain
from zhiyin.kernel.thinking.contract import ThinkingUnavailable
from zhiyin.modules.knowledge import asking
from zhiyin.modules.knowledge.models import Article, ArticleVersion
from zhiyin.modules.knowledge.permissions import findable, of_their_shops
from zhiyin.modules.knowledge.queries.categories import Tree, get_tree
from zhiyin.modules.knowledge.queries.reading import get_wordings, live_versions
from zhiyin.modules.knowledge.queries.synonyms import get_groups
from zhiyin.modules.knowledge.queries.tried import find_customer, get_tried
from zhiyin.modules.knowledge.queries.vectors import with_vectors
from zhiyin.modules.knowledge.rules import (
    FITS,
    Candidate,
    Weighed,
    marks_in,
    reference,
    snippet_of,
    terms_of,
    variants_of,
    wanted,
    weigh,
)
from zhiyin.modules.knowledge.schemas.searching import Hit, Suggestion, Via

SPARE = 10
# Less probable than this is noise. Who searches may see more than who is only offered something;
# what is below the last is shown, but counts as not found: of our own development set that happens
# to three in a hundred questions with an answer, and to a third of those without.
NOISE, NOISE_UNASKED, FITTING = 0.02, 0.05, 0.12
# Titles this much worse than the best one do not fit what is typed.
WORSE = 0.12
MOST_TYPED = 6
# What the plain search weighs of all that has a word in common.
WEIGHED = 120
MOST_ANSWER = 4000


@dataclass(frozen=True)
class Question:
    """What is looked for, and for whom."""

    text: str
    limit: int = 10
    customers_only: bool = False
    shop_id: UUID | None = None
    locale: str | None = None
    # A customer's level ("" for none): articles for other levels are left out.
    level: str | None = None
    conversation_id: UUID | None = None
    customer_id: UUID | None = None
    # Typed by somebody, not taken from a conversation.
    typed: bool = True


@dataclass(frozen=True)
class Ranked:
    """Articles in the order of how well they fit, with what is known of each."""

    article_id: UUID
    score: float
    likely: float | None
    matched: str | None


@dataclass(frozen=True)
class Found:
    """What was found, and by whom."""

    via: Via
    hits: list[Hit] = field(default_factory=list)
    answerable: float | None = None

    @property
    def fitting(self) -> int:
        """How many of the articles can be called found."""
        return sum(one.likely is None or one.likely >= FITTING for one in self.hits)


async def find(house: House, access: Access | None, question: Question) -> Found:
    """The articles that fit a question best. Without a caller it is asked for the public."""
    via: Via = "thinking"
    answerable: float | None = None
    ranked: list[Ranked] | None = None
    try:
        (ask,) = await with_vectors(house, [_ask(access, question)])
        thought = await asking.search(house, ask)
    except ThinkingUnavailable:
        via = "plain"
    else:
        answerable = thought.answerable
        ranked = [
            Ranked(one.article_id, one.score, one.likely, one.matched)
            for one in thought.hits
            if one.likely >= (NOISE if question.typed else NOISE_UNASKED)
        ]
    async with house.database.reading() as session:
        tree = await get_tree(session)
        if ranked is None:
            ranked = await _plainly(session, access, question, tree)
        rows = await _read(session, access, question, tree, [one.article_id for one in ranked])
        reader = question.customer_id or await find_customer(session, question.conversation_id)
        tried = await get_tried(session, list(rows), reader)
    rows = {one: (row, tried.get(one, live)) for one, (row, live) in rows.items()}
    return Found(via, _shown(question, tree, ranked, rows), answerable)


def _ask(access: Access | None, question: Question) -> asking.Ask:
    """What goes to the inference process: some more than wanted, as not all may be the caller's."""
    return asking.Ask(
        question.text,
        limit=question.limit + SPARE,
        customers_only=question.customers_only or access is None,
        shop_id=question.shop_id,
        locale=question.locale,
        level=question.level,
    )


async def _plainly(
    session: ReadSession, access: Access | None, question: Question, tree: Tree
) -> list[Ranked]:
    """By the words that a question and an article have in common."""
    asked = [wanted(one) for one in variants_of(question.text, await get_groups(session))]
    words = list(dict.fromkeys(token for tokens in asked for token in tokens))
    if not words:
        return []
    common = func.cardinality(
        text(
            "ARRAY(SELECT unnest(articles.tokens) INTERSECT SELECT unnest(CAST(:words AS text[])))"
        )
    )
    query = (
        select(Article.id, Article.title, Article.tokens)
        .where(*_allowed(access, question, tree), Article.tokens.overlap(words))
        .order_by(common.desc(), Article.id)
        .limit(WEIGHED)
    )
    rows = (await session.execute(query, {"words": words})).all()
    wordings = await get_wordings(session, [row.id for row in rows])
    candidates = [
        Candidate(row.id, row.title, wordings.get(row.id, ()), frozenset(row.tokens))
        for row in rows
    ]
    # Some hundred texts are cut: beside the sockets of this process, not before them.
    weighed = await asyncio.to_thread(_weigh, asked, candidates)
    fitting = sorted(
        (one for one in weighed if one.score >= FITS), key=lambda one: (-one.score, one.id)
    )
    return [Ranked(one.id, one.score, None, one.matched) for one in fitting[: question.limit]]


def _weigh(asked: Sequence[Sequence[str]], candidates: Sequence[Candidate]) -> list[Weighed]:
    return [max((weigh(tokens, one) for tokens in asked), key=_score) for one in candidates]


def _score(one: Weighed) -> float:
    return one.score


def _allowed(access: Access | None, question: Question, tree: Tree) -> list[ColumnElement[bool]]:
    rules = [
        findable(
            now(),
            tree.off,
            customers_only=question.customers_only or access is None,
            shop_id=question.shop_id,
            level=question.level,
        )
    ]
    if access is not None:
        rules.append(of_their_shops(access))
    if question.locale is not None:
        rules.append(Article.locale == question.locale)
    return rules


async def _read(
    session: ReadSession,
    access: Access | None,
    question: Question,
    tree: Tree,
    ids: Sequence[UUID],
) -> Mapping[UUID, tuple[Article, ArticleVersion]]:
    """The articles among these that the caller may be answered, with what readers see of them."""
    if not ids:
        return {}
    query = live_versions().where(Article.id.in_(ids), *_allowed(access, question, tree))
    found = (await session.execute(query)).tuples()
    return {article.id: (article, version) for article, version in found}


def _shown(
    question: Question,
    tree: Tree,
    ranked: Sequence[Ranked],
    rows: Mapping[UUID, tuple[Article, ArticleVersion]],
) -> list[Hit]:
    terms = terms_of(question.text)
    hits: list[Hit] = []
    for one in ranked:
        row = rows.get(one.article_id)
        if row is None or len(hits) == question.limit:
            continue
        article, version = row
        said = version.body_text or "\n".join(filter(None, (version.star or {}).values()))
        snippet, marks = snippet_of(said or version.short_answer, terms)
        name = tree.names.get(article.category_id) if article.category_id else None
        hits.append(
            Hit(
                article_id=article.id,
                ref=reference(article.number),
                kind=article.kind,
                title=version.title,
                title_marks=marks_in(version.title, terms),
                snippet=snippet,
                marks=marks,
                category=Labels.of(name) if name else None,
                audience=article.audience,
                locale=article.locale,
                score=one.score,
                likely=one.likely,
                matched=one.matched if one.matched not in ("", version.title) else None,
                short_answer=version.short_answer,
                answer=version.short_answer or said[:MOST_ANSWER],
            )
        )
    return hits


async def suggest_titles(
    house: House, access: Access | None, question: Question
) -> list[Suggestion]:
    """Titles that fit what has been typed so far, in characters, pinyin or initials."""
    words = plain(question.text).split()[:MOST_TYPED]
    if not words:
        return []
    try:
        thought = await asking.suggest(house, _ask(access, question))
        least = WORSE * max((one.score for one in thought.hits), default=0.0)
        ids: list[UUID] | None = [one.article_id for one in thought.hits if one.score >= least]
    except ThinkingUnavailable:
        ids = None
    async with house.database.reading() as session:
        rules = _allowed(access, question, await get_tree(session))
        query = select(Article.id, Article.number, Article.title).where(*rules)
        if ids is None:
            query = query.where(*(func.strpos(Article.keys, word) > 0 for word in words))
            place = func.strpos(Article.keys, words[0])
            query = query.order_by(place, Article.title, Article.id)
        else:
            query = query.where(Article.id.in_(ids))
            query = query.order_by(func.array_position(ids, Article.id))
        rows = (await session.execute(query.limit(question.limit))).all()
    return [
        Suggestion(
            article_id=row.id,
            ref=reference(row.number),
            title=row.title,
            marks=marks_in(row.title, words),
        )
        for row in rows
    ]
