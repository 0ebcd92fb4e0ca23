"""Answers questions about articles from an index in memory, and follows what changes."""

import asyncio
import importlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import structlog

from zhiyin.kernel.ending import together
from zhiyin.kernel.events.following import Follower
from zhiyin.kernel.house import House
from zhiyin.kernel.thinking.contract import Answering, Call, ThinkerState, ThinkingUnavailable
from zhiyin.kernel.thinking.memory import give_back
from zhiyin.modules.knowledge.asking import (
    REHEARSE,
    SEARCH,
    SUGGEST,
    Ask,
    Found,
    Hit,
    Rehearse,
    Rehearsed,
)
from zhiyin.modules.knowledge.by_hand import ByHand
from zhiyin.modules.knowledge.events import ArticleChanged, SynonymsChanged, TrialChanged
from zhiyin.modules.knowledge.ranking import Ranked, Ranker, rank_however_typed
from zhiyin.modules.knowledge.retrieval.index import BODY_WORTH, Index
from zhiyin.modules.knowledge.retrieval.shapes import Article, Asker, Match
from zhiyin.modules.knowledge.retrieval_text import Reader
from zhiyin.modules.knowledge.thinking.common import common_spelling
from zhiyin.modules.knowledge.thinking.kin import learn_kinship
from zhiyin.modules.knowledge.thinking.lessons import (
    FEWEST,
    LEARNED,
    Lesson,
    examples_of,
    last_taught,
    teach,
)
from zhiyin.modules.knowledge.thinking.meanings import KeptMeanings
from zhiyin.modules.knowledge.thinking.rehearsing import KEPT_SECONDS, Overlay
from zhiyin.modules.knowledge.thinking.rows import (
    all_articles,
    articles_of,
    recent_clicks,
    synonym_groups,
    test_questions,
    trial_wordings,
)
from zhiyin.modules.knowledge.thinking.snapshot import Snapshot
from zhiyin.modules.knowledge.thinking.vectors import FollowedVectors
from zhiyin.modules.understanding.interface import shipped

log = structlog.get_logger(__name__)

# How often is looked for changes: a new wording is found well within two seconds.
LOOK_SECONDS = 0.5
# So many texts may stand in the fresh segment, or this share of all, before everything is built
# anew: weights of words move with what is there.
FRESH_TEXTS = 2000
FRESH_SHARE = 0.1
# How often is looked for new vectors.
VECTORS_SECONDS = 3.0
# What is learned of all texts together is learned anew after so long without a change.
SETTLE_SECONDS = 60.0
# How often is asked whether there is something to learn, and how much of it must be new.
LEARN_SECONDS = 3600.0
NEW_SHARE = 0.1
CLICKS = 5000
# So many test questions are asked before what was learned is used.
TESTS = 2000
# What is typed so far is the beginning of a title.
BEGINNING = 0.5


class KnowledgeThinker:
    """The knowledge base's part of the inference process."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._folder: Path = house.environment.data_dir / "thinking" / "knowledge"
        news = (ArticleChanged, SynonymsChanged, TrialChanged)
        self._follower = Follower(house.database, house.registry, news)
        self._vectors = FollowedVectors(house)
        self._index: Index | None = None
        self._ranker: Ranker = ByHand()
        self._synonyms: list[list[str]] = []
        # What is on trial with the bot, and what somebody measures just now.
        self._trial: dict[UUID, list[str]] = {}
        self._tried, self._rehearsed = Overlay(), Overlay()
        self._behind_since: float | None = None
        self._changed_at = 0.0
        self.answers: Mapping[Call[Any, Any], Answering] = {
            SEARCH: self.search,
            SUGGEST: self.suggest,
            REHEARSE: self.rehearse,
        }

    def state(self) -> ThinkerState:
        """Whether it answers, what it holds, and since when a change waits."""
        index = self._index
        lag = time.monotonic() - self._behind_since if self._behind_since is not None else 0.0
        holds = {"articles": len(index), "texts": index.texts} if index is not None else {}
        if self._vectors.held is not None:
            holds["vectors"] = len(self._vectors.held)
        return ThinkerState("knowledge", index is not None, holds, lag)

    async def run(self) -> None:
        """Builds the index and keeps it as the database is; learns beside it."""
        await asyncio.to_thread(self._use_learned)
        await self._build()
        await together(self._keep_up(), self._keep_vectors(), self._keep_learning())

    async def _keep_vectors(self) -> None:
        """As they are made, or none while no model from outside is used."""
        while True:
            await self._vectors.follow()
            index, held = self._ready(), self._vectors.held
            if not index.is_laid(held):
                await asyncio.to_thread(index.lay, held)
            await asyncio.sleep(VECTORS_SECONDS / self._house.environment.pace)

    async def _keep_up(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self._follow()
            await self._settle()
            self._rehearsed.drop(unused_for=KEPT_SECONDS)

    async def _keep_learning(self) -> None:
        """Whenever a good part of what there is to learn from is new."""
        last = last_taught(self._folder)
        learned_from, model = last.given, last.model
        while True:
            learned_from, model = await self._learn_news(learned_from, model)
            await asyncio.sleep(LEARN_SECONDS / self._house.environment.pace)

    async def _learn_news(self, learned_from: int, model: str) -> tuple[int, str]:
        """Looks once whether there is news; of how much was learned, with which model's vectors.
        Nothing of it is held until the next time.
        """
        clicks = await recent_clicks(self._house.database, CLICKS)
        articles = list(self._ready().articles())
        examples = examples_of(articles, clicks)
        vectors = await self._vectors.whole()
        new = abs(len(examples) - learned_from) > NEW_SHARE * len(examples)
        if not new and (vectors is None or vectors.signature == model):
            return learned_from, model
        tests = await test_questions(self._house.database, TESTS)
        lesson = Lesson(articles, self._synonyms, examples, tests)
        await self._learn(lesson.with_vectors(vectors))
        await asyncio.to_thread(give_back)
        return len(examples), vectors.signature if vectors else model

    async def _learn(self, lesson: Lesson) -> None:
        if len(lesson.examples) < FEWEST:
            return
        try:
            taught = await teach(self._folder, lesson)
        except RuntimeError as error:  # search goes on with what it knows
            log.warning("knowledge_not_learned", error=str(error))
            return
        await asyncio.to_thread(self._use_learned)
        log.info("knowledge_learned", **msgspec.to_builtins(taught))

    def _use_learned(self) -> None:
        path = self._folder / LEARNED
        if path.exists():
            # By name: a shop that has taught nothing yet does not pay for the library.
            learned: Any = importlib.import_module("zhiyin.modules.knowledge.thinking.learned")
            self._ranker = learned.Learned.load(path) or self._ranker

    def search(self, ask: Ask) -> Found:
        """The articles that answer a question."""
        index = self._ready()
        return self._find(self._tried.over(index, self._trial) if ask.trial else index, ask)

    def rehearse(self, asked: Rehearse) -> Rehearsed:
        """What is found for these questions with more wordings; nothing is kept of them."""
        extra = {one.article_id: one.texts for one in asked.extra}
        index = self._rehearsed.over(self._ready(), extra)
        return Rehearsed([self._find(index, one) for one in asked.asks])

    def _find(self, index: Index, ask: Ask) -> Found:
        told = index.near(ask.vector, ask.signature)
        ranked = rank_however_typed(index, self._ranker, ask.text, _asker(ask), told)
        hits = [_hit(one) for one in ranked[: ask.limit]]
        threshold = self._ranker.threshold if told is None else self._ranker.threshold_told
        return Found(hits, hits[0].likely if hits else 0.0, threshold)

    def suggest(self, ask: Ask) -> Found:
        """Articles for what has been typed so far."""
        index = self._ready()
        begun = index.reader.read(ask.text).clean

        def worth(match: Match) -> float:
            clean = index.reader.read(match.wording.text).clean
            return match.score + BEGINNING * clean.startswith(begun)

        matches = index.find(ask.text, _asker(ask), ask.limit * 3)
        best = sorted(matches, key=worth, reverse=True)[: ask.limit]
        return Found([_hit(Ranked(one, worth(one), 0.0)) for one in best])

    def _ready(self) -> Index:
        if self._index is None:
            raise ThinkingUnavailable("the index is being built")
        return self._index

    async def _build(self) -> None:
        """Everything anew. What is asked meanwhile is answered from what was there."""
        begun = time.monotonic()
        await self._follower.begin()
        self._synonyms = await synonym_groups(self._house.database)
        self._trial = await trial_wordings(self._house.database)
        articles: list[Article] = []
        async for page in all_articles(self._house.database):
            articles += page
        index, read_anew = await asyncio.to_thread(self._index_of, articles)
        await asyncio.to_thread(index.lay, self._vectors.held)
        self._index = index
        self._behind_since = None
        await asyncio.to_thread(give_back)
        log.info(
            "knowledge_index_built", articles=len(index), texts=index.texts,
            read_anew=read_anew, seconds=round(time.monotonic() - begun, 2),
        )  # fmt: skip

    def _index_of(self, articles: list[Article]) -> tuple[Index, int]:
        """An index of these, and how many of their texts had to be read anew."""
        reader = Reader(self._synonyms)
        snapshot = Snapshot(self._folder / "tokens.npz", reader)
        meanings = KeptMeanings(self._folder / "meanings.npz", shipped())
        index = Index.of(
            articles, reader, snapshot.tokens, meanings, learn_kinship, common_spelling()
        )
        snapshot.save()
        meanings.save([one.text for one in index.base.wordings], index.base.meanings)
        return index, snapshot.read_anew

    async def _follow(self) -> None:
        news = await self._follower.news()
        if not news:
            return
        self._behind_since = time.monotonic()
        changed = [one.event.article_id for one in news if isinstance(one.event, ArticleChanged)]
        index = self._index
        if index is None or any(isinstance(one.event, SynonymsChanged) for one in news):
            await self._build()
            return
        if any(isinstance(one.event, TrialChanged) for one in news):
            self._trial = await trial_wordings(self._house.database)
            self._tried.drop()
        ids: list[UUID] = list(dict.fromkeys(changed))
        if ids:
            articles = await articles_of(self._house.database, ids)
            await asyncio.to_thread(index.change, articles, ids)
        self._behind_since = None
        self._changed_at = time.monotonic()
        if len(index.fresh.wordings) > max(FRESH_TEXTS, FRESH_SHARE * index.texts):
            await self._build()

    async def _settle(self) -> None:
        rest = SETTLE_SECONDS / self._house.environment.pace
        if not self._ready().is_settled and time.monotonic() - self._changed_at > rest:
            await self._build()


def _asker(ask: Ask) -> Asker:
    return Asker(
        time.time(), ask.customers_only, ask.shop_id, ask.locale, ask.level, ask.by_letters
    )


def _hit(ranked: Ranked) -> Hit:
    match = ranked.match
    by_body = BODY_WORTH * match.body > match.score
    return Hit(
        article_id=match.article.id,
        score=round(ranked.score, 4),
        likely=round(ranked.likely, 4),
        matched="" if by_body else match.wording.text,
        origin="body" if by_body else match.wording.origin,
    )


def make(house: House) -> KnowledgeThinker:
    """Named by the manifest."""
    return KnowledgeThinker(house)
