"""The demo's knowledge base (知识库): articles with a past, what was looked for, what was used."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.types.json import Jsonb

from zhiyin.entry.demo.articles import DemoArticle, Path, read_articles
from zhiyin.entry.demo.chance import uuid_at
from zhiyin.entry.demo.team import Agent, Team
from zhiyin.modules.knowledge.interface import Written, normal_question, write_article

SYNONYMS = (
    ("盖碗", "三才杯", "三才碗"),
    ("公道杯", "茶海", "匀杯"),
    ("快递", "物流", "包裹"),
    ("专票", "增值税专用发票"),
    ("普洱", "普洱茶", "七子饼"),
    ("退货", "退回", "寄回"),
)
# What found nothing, and how often it was looked for in two weeks.
UNANSWERED = (
    ("可以到店自提吗", 9), ("有没有无咖啡因的茶", 7), ("企业月结怎么申请", 6),
    ("茶叶礼盒能拆开单买吗", 5), ("支持数字人民币付款吗", 4), ("建盏怎么辨别真假", 4),
    ("能开直播间专属券吗", 3), ("旧茶具回收", 3), ("茶艺课在哪里报名", 2),
    ("do you sell decaf tea", 2), ("收货人不在家能放快递柜吗", 2), ("团购价最低多少", 2),
)  # fmt: skip
# What found something nobody opened.
UNOPENED = (("茶饼怎么撬", 4), ("保价", 3), ("客户要补差价", 3), ("水壶保修", 2))
# Days over which the articles were last renewed, so that the quarter's share is believable.
OLDEST = 420


def add_knowledge(connection: Connection[Any], team: Team, moment: datetime, rng: Random) -> None:
    """Categories, articles with versions and wordings, synonyms, searches and use."""
    articles = read_articles()
    categories = _add_categories(connection, articles, moment, rng)
    writers = [one for one in team.agents if one.member.role in ("agent_senior", "quality")]
    reviewer = next(one for one in team.agents if one.member.role == "supervisor")
    ids = {one.title: uuid_at(moment - timedelta(days=OLDEST), rng) for one in articles}
    made = [
        _Made(one, ids, categories[one.category], rng.choice(writers), reviewer, moment, rng)
        for one in articles
    ]
    _copy(connection, "articles", _Made.ARTICLE, (row for one in made for row in one.article()))
    _copy(connection, "article_versions", _Made.VERSION,
          (row for one in made for row in one.versions()))  # fmt: skip
    _copy(connection, "article_wordings", "id article_id text normal origin by at",
          (row for one in made for row in one.wordings(rng)))  # fmt: skip
    _copy(connection, "synonym_groups", "id words",
          ((uuid_at(moment, rng), list(words)) for words in SYNONYMS))  # fmt: skip
    live = [one for one in made if one.live]
    _copy(connection, "article_uses", "id article_id at kind actor_kind actor_id",
          _uses(live, team, moment, rng))  # fmt: skip
    _copy(connection, "knowledge_searches",
          "id at asked_by actor_id query normal found via clicked_article_id clicked_place",
          _searches(live, team, moment, rng))  # fmt: skip


def _copy(
    connection: Connection[Any], table: str, columns: str, rows: Iterator[tuple[Any, ...]]
) -> None:
    names = ", ".join(f'"{one}"' for one in columns.split())
    with connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _add_categories(
    connection: Connection[Any], articles: list[DemoArticle], moment: datetime, rng: Random
) -> dict[Path, UUID]:
    found: dict[Path, UUID] = {}
    for path in dict.fromkeys(
        one.category[:depth] for one in articles for depth in range(1, len(one.category) + 1)
    ):
        found[path] = uuid_at(moment - timedelta(days=OLDEST), rng)
        connection.execute(
            "INSERT INTO article_categories (id, parent_id, name, position)"
            " VALUES (%s, %s, %s, %s)",
            (
                found[path],
                found.get(path[:-1]),
                Jsonb({"zh-CN": path[-1][0], "en": path[-1][1]}),
                len(found),
            ),
        )
    return found


class _Made:
    """One article with the times and people of its past."""

    ARTICLE = (
        "id kind title category_id locale translates_id audience owner_id state live_number"
        " valid_until review_at made_at changed_at published_at tokens keys"
    )
    VERSION = (
        "article_id number title short_answer body_html body_text star note state author_id"
        " reviewer_id review_note made_at changed_at submitted_at decided_at"
    )

    def __init__(
        self,
        demo: DemoArticle,
        ids: dict[str, UUID],
        category_id: UUID,
        writer: Agent,
        reviewer: Agent,
        moment: datetime,
        rng: Random,
    ) -> None:
        self.demo = demo
        self.id = ids[demo.title]
        self.translates = ids[demo.translates] if demo.translates else None
        self.category_id = category_id
        self.writer, self.reviewer = writer.id, reviewer.id
        self.live = "review" not in demo.marks
        self.moment = moment
        self.renewed = moment - timedelta(days=rng.uniform(1, OLDEST * 0.8))
        self.begun = self.renewed - timedelta(days=rng.uniform(2, OLDEST * 0.2))
        if not self.live:
            self.renewed = moment - timedelta(hours=5)
        self.words: Written = write_article(
            demo.title, demo.short, "\n".join(demo.body), demo.wordings, demo.star or None
        )

    def article(self) -> Iterator[tuple[Any, ...]]:
        """The row of the article."""
        marks = self.demo.marks
        until = {"expiring": timedelta(days=5), "expired": timedelta(days=-6)}
        ends = next((self.moment + until[one] for one in until if one in marks), None)
        yield (
            self.id,
            "case" if "case" in marks else "article",
            self.demo.title,
            self.category_id,
            "en" if "en" in marks else "zh-CN",
            self.translates,
            "staff" if "staff" in marks else "customers",
            self.writer,
            "published" if self.live else "in_review",
            self._number if self.live else None,
            ends,
            self.renewed + timedelta(days=365),
            self.begun,
            self.renewed,
            self.renewed if self.live else None,
            self.words.tokens if self.live else [],
            self.words.keys,
        )

    @property
    def _number(self) -> int:
        return 2 if self.demo.earlier else 1

    def versions(self) -> Iterator[tuple[Any, ...]]:
        """The rows of its versions."""
        demo, words = self.demo, self.words
        star = Jsonb(demo.star) if demo.star else None
        if demo.earlier:
            yield (
                self.id, 1, demo.title, demo.earlier, words.body_html, words.body_text, star, "",
                "superseded", self.writer, self.reviewer, "", self.begun, self.begun, self.begun,
                self.begun,
            )  # fmt: skip
        state = "published" if self.live else "in_review"
        yield (
            self.id, self._number, demo.title, demo.short, words.body_html, words.body_text, star,
            "按最新政策更新" if demo.earlier else "", state, self.writer,
            self.reviewer if self.live else None, "", self.renewed, self.renewed, self.renewed,
            self.renewed if self.live else None,
        )  # fmt: skip

    def wordings(self, rng: Random) -> Iterator[tuple[Any, ...]]:
        """The rows of its other wordings."""
        for text in self.demo.wordings:
            at = self.begun + timedelta(minutes=rng.uniform(1, 600))
            yield (uuid_at(at, rng), self.id, text, normal_question(text), "written",
                   self.writer, at)  # fmt: skip


def _uses(
    live: list[_Made], team: Team, moment: datetime, rng: Random
) -> Iterator[tuple[Any, ...]]:
    """A month of agents opening articles and putting them into answers; some nobody uses."""
    used = live[: len(live) * 4 // 5]
    weights = [rng.paretovariate(1.1) for _ in used]
    for one in rng.choices(used, weights, k=900):
        at = moment - timedelta(days=30 * rng.random())
        kind = rng.choices(("opened", "inserted", "helpful", "unhelpful"), (5, 4, 1, 0.2))[0]
        yield (uuid_at(at, rng), one.id, at, kind, "staff", rng.choice(team.agents).id)


def _searches(
    live: list[_Made], team: Team, moment: datetime, rng: Random
) -> Iterator[tuple[Any, ...]]:
    """Two weeks of searches: most lead to an article, some to nothing."""

    def row(query: str, found: int, clicked: UUID | None) -> tuple[Any, ...]:
        at = moment - timedelta(days=14 * rng.random())
        place = rng.choices((1, 2, 3), (7, 2, 1))[0] if clicked else None
        return (
            uuid_at(at, rng), at, "staff", rng.choice(team.agents).id, query,
            normal_question(query), found, "thinking", clicked, place,
        )  # fmt: skip

    for query, times in UNANSWERED:
        for _ in range(times):
            yield row(query, 0, None)
    for query, times in UNOPENED:
        for _ in range(times):
            yield row(query, rng.randint(1, 5), None)
    for one in rng.choices(live, k=160):
        yield row(rng.choice((one.demo.title, *one.demo.wordings)), rng.randint(1, 6), one.id)
