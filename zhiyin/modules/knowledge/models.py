"""Tables of the knowledge base."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import BYTEA, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithBin, WithId, WithVersion


class Category(WithId, WithVersion, WithBin, Base):
    """A category of articles (知识分类), at most four deep. Switched off it hides what is in it."""

    __tablename__ = "article_categories"

    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("article_categories.id"), index=True)
    name: Mapped[dict[str, str]]
    position: Mapped[int] = mapped_column(server_default="0", default=0)
    active: Mapped[bool] = mapped_column(server_default="true", default=True)


class Article(WithId, WithVersion, WithBin, Base):
    """An article (知识条目): what holds of all its versions, and by what it is found."""

    __tablename__ = "articles"
    __table_args__ = (
        CheckConstraint("kind IN ('article', 'case')", name="kind"),
        CheckConstraint("audience IN ('staff', 'customers')", name="audience"),
        CheckConstraint("state IN ('draft', 'in_review', 'published', 'archived')", name="state"),
        CheckConstraint("locale IN ('zh-CN', 'en')", name="locale"),
        Index("ix_articles_changed_at", text("changed_at DESC"), text("id DESC")),
        Index("ix_articles_tokens", "tokens", postgresql_using="gin"),
        # What the daily look for articles that end goes over.
        Index(
            "ix_articles_valid_until",
            "valid_until",
            postgresql_where=text("valid_until IS NOT NULL"),
        ),
        Index("ix_articles_review_at", "review_at", postgresql_where=text("review_at IS NOT NULL")),
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(), unique=True)
    kind: Mapped[str] = mapped_column(server_default="article", default="article")
    # As lists show it: of the live version, else of the newest.
    title: Mapped[str] = mapped_column(server_default="", default="")
    category_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("article_categories.id"), index=True
    )
    # Empty: for all shops.
    shop_id: Mapped[UUID | None] = mapped_column(ForeignKey("shops.id"), index=True)
    locale: Mapped[str] = mapped_column(server_default="zh-CN", default="zh-CN")
    translates_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("articles.id", ondelete="SET NULL"), index=True
    )
    audience: Mapped[str] = mapped_column(server_default="customers", default="customers")
    # Customer levels (客户等级) it is for; empty: all.
    levels: Mapped[list[str]] = mapped_column(server_default="{}", default=list)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    # How the newest version stands; what readers see is `live_number`.
    state: Mapped[str] = mapped_column(server_default="draft", default="draft")
    live_number: Mapped[int | None]
    valid_from: Mapped[datetime | None]
    valid_until: Mapped[datetime | None]
    review_at: Mapped[datetime | None]
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())
    published_at: Mapped[datetime | None]
    # Of the live version with its wordings: for search while the inference process is away.
    tokens: Mapped[list[str]] = mapped_column(server_default="{}", default=list)
    # Titles as typed, in pinyin and by initials.
    keys: Mapped[str] = mapped_column(server_default="", default="")


class ArticleVersion(WithVersion, Base):
    """One version (版本) of an article. Only a draft or a returned one changes."""

    __tablename__ = "article_versions"
    __table_args__ = (
        CheckConstraint(
            "state IN ('draft', 'in_review', 'returned', 'published', 'superseded', 'trial')",
            name="state",
        ),
        # Two people who begin a draft at the same time cannot both.
        Index(
            "uq_article_versions_open",
            "article_id",
            unique=True,
            postgresql_where=text("state IN ('draft', 'in_review', 'returned')"),
        ),
    )

    article_id: Mapped[UUID] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    # The standard question (标准问).
    title: Mapped[str]
    # What the bot says.
    short_answer: Mapped[str] = mapped_column(server_default="", default="")
    # Sanitised, and its plain text.
    body_html: Mapped[str] = mapped_column(server_default="", default="")
    body_text: Mapped[str] = mapped_column(server_default="", default="")
    # {"situation", "task", "action", "result"} of a case (STAR 案例).
    star: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    synonyms: Mapped[list[str]] = mapped_column(server_default="{}", default=list)
    # What changed, in the author's words.
    note: Mapped[str] = mapped_column(server_default="", default="")
    state: Mapped[str] = mapped_column(server_default="draft", default="draft")
    author_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    reviewer_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    review_note: Mapped[str] = mapped_column(server_default="", default="")
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]


class ArticleWording(WithId, Base):
    """Another way customers ask for an article (相似问); live at once, without review."""

    __tablename__ = "article_wordings"
    __table_args__ = (
        CheckConstraint("origin IN ('written', 'imported', 'learned', 'click')", name="origin"),
        UniqueConstraint("article_id", "normal"),
    )

    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    text: Mapped[str]
    # Without case, width, spaces and marks: the same question is kept once.
    normal: Mapped[str]
    origin: Mapped[str] = mapped_column(server_default="written", default="written")
    by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class SynonymGroup(WithId, WithVersion, WithBin, Base):
    """Words that mean the same here (同义词)."""

    __tablename__ = "synonym_groups"

    words: Mapped[list[str]]


class KnowledgeSearch(WithId, Base):
    """Something that was looked for, and what came of it."""

    __tablename__ = "knowledge_searches"
    __table_args__ = (
        CheckConstraint("asked_by IN ('staff', 'visitor', 'bot')", name="asked_by"),
        CheckConstraint("via IN ('thinking', 'plain')", name="via"),
        Index("ix_knowledge_searches_at", text("at DESC")),
        Index("ix_knowledge_searches_conversation_id", "conversation_id", "normal"),
        Index("ix_knowledge_searches_actor_id", "actor_id"),
        {"info": {"personal": True}},
    )

    at: Mapped[datetime] = mapped_column(server_default=func.now())
    asked_by: Mapped[str]
    # Staff, or the visitor's browser.
    actor_id: Mapped[UUID | None]
    customer_id: Mapped[UUID | None] = mapped_column(ForeignKey("customers.id"), index=True)
    # Typed by somebody; otherwise taken from the words of a conversation.
    typed: Mapped[bool] = mapped_column(server_default="true", default=True)
    shop_id: Mapped[UUID | None] = mapped_column(ForeignKey("shops.id"), index=True)
    locale: Mapped[str | None]
    # Phone numbers and addresses are masked before it is stored.
    query: Mapped[str]
    normal: Mapped[str]
    found: Mapped[int]
    via: Mapped[str]
    clicked_article_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("articles.id", ondelete="SET NULL"), index=True
    )
    clicked_place: Mapped[int | None]
    conversation_id: Mapped[UUID | None]


class ArticleUse(WithId, Base):
    """An article was opened, put into an answer, given by the bot, or found helpful or not."""

    __tablename__ = "article_uses"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('opened', 'inserted', 'answered', 'helpful', 'unhelpful')", name="kind"
        ),
        CheckConstraint("actor_kind IN ('staff', 'visitor', 'bot')", name="actor_kind"),
        Index("ix_article_uses_article_id", "article_id", "kind", "at"),
        Index("ix_article_uses_at", "at"),
        Index("ix_article_uses_actor_id", "actor_id"),
        Index(
            "ix_article_uses_inserted",
            "conversation_id",
            postgresql_where=text("kind = 'inserted'"),
        ),
        {"info": {"personal": True}},
    )

    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    kind: Mapped[str]
    actor_kind: Mapped[str]
    actor_id: Mapped[UUID | None]
    conversation_id: Mapped[UUID | None]


class ArticleImport(Base):
    """What became of an import (导入): rows done so far, and those that were not taken.

    Its id is the job's. `done` moves in the transaction that writes the rows, so a job that is
    taken up again goes on after them.
    """

    __tablename__ = "article_imports"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    check_only: Mapped[bool]
    total: Mapped[int] = mapped_column(server_default="0", default=0)
    done: Mapped[int] = mapped_column(server_default="0", default=0)
    made: Mapped[int] = mapped_column(server_default="0", default=0)
    changed: Mapped[int] = mapped_column(server_default="0", default=0)
    same: Mapped[int] = mapped_column(server_default="0", default=0)
    wordings: Mapped[int] = mapped_column(server_default="0", default=0)
    # [{"row", "title", "reason": {"zh-CN", "en"}}]
    problems: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]", default=list)
    by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now(), index=True)


class KnowledgeTestQuestion(WithId, WithVersion, Base):
    """A question the bot is tested with (测试题), and the article that should answer it; none where
    nothing of this shop does.
    """

    __tablename__ = "knowledge_test_questions"
    __table_args__ = (
        CheckConstraint("origin IN ('written', 'imported', 'sample')", name="origin"),
        CheckConstraint("locale IN ('zh-CN', 'en')", name="locale"),
        UniqueConstraint("shop_id", "normal", postgresql_nulls_not_distinct=True),
    )

    # Empty: asked in all shops.
    shop_id: Mapped[UUID | None] = mapped_column(ForeignKey("shops.id"))
    locale: Mapped[str] = mapped_column(server_default="zh-CN", default="zh-CN")
    # Phone numbers and addresses are masked before it is stored.
    question: Mapped[str]
    normal: Mapped[str]
    article_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), index=True
    )
    origin: Mapped[str] = mapped_column(server_default="written", default="written")
    by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class TrialWording(WithId, Base):
    """A wording that leads to its article only in the conversations of the bot's trial (试行)."""

    __tablename__ = "trial_wordings"
    __table_args__ = (UniqueConstraint("article_id", "normal"),)

    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    text: Mapped[str]
    normal: Mapped[str]


class ArticleTrial(WithId, Base):
    """Two answers of an article tried against each other (对比试验): the live version is A, version
    `number` is B.
    """

    __tablename__ = "article_trials"
    __table_args__ = (
        CheckConstraint("share BETWEEN 1 AND 99", name="share"),
        CheckConstraint("state IN ('running', 'taken', 'kept', 'stopped')", name="state"),
        CheckConstraint("reason IN ('published', 'archived', 'deleted', 'expired')", name="reason"),
        Index(
            "uq_article_trials_running",
            "article_id",
            unique=True,
            postgresql_where=text("state = 'running'"),
        ),
        Index("ix_article_trials_article_id", "article_id", "at"),
        Index("ix_article_trials_at", "at"),
    )

    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    number: Mapped[int]
    against: Mapped[int]
    # Of a hundred readers, so many get B.
    share: Mapped[int]
    state: Mapped[str] = mapped_column(server_default="running", default="running")
    # What stopped it, where nobody decided.
    reason: Mapped[str | None]
    note: Mapped[str] = mapped_column(server_default="", default="")
    by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    ended_at: Mapped[datetime | None]


class ArticleTrialReader(Base):
    """Somebody who was shown one of the two answers, and what came of it; always the same one."""

    __tablename__ = "article_trial_readers"
    __table_args__ = (
        CheckConstraint("rating IN ('helpful', 'unhelpful')", name="rating"),
        Index("ix_article_trial_readers_conversation_id", "conversation_id"),
        Index("ix_article_trial_readers_customer_id", "customer_id"),
        {"info": {"personal": True}},
    )

    trial_id: Mapped[UUID] = mapped_column(
        ForeignKey("article_trials.id", ondelete="CASCADE"), primary_key=True
    )
    # The customer, or the hash of a browser's mark in the help centre.
    key: Mapped[UUID] = mapped_column(primary_key=True)
    second: Mapped[bool]
    customer_id: Mapped[UUID | None] = mapped_column(ForeignKey("customers.id"))
    # Where it was shown last, if in a conversation.
    conversation_id: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    rating: Mapped[str | None]
    # In a conversation; otherwise it was read on the public pages.
    in_chat: Mapped[bool] = mapped_column(server_default="false", default=False)
    # In a conversation by the bot; otherwise an agent sent it.
    by_bot: Mapped[bool] = mapped_column(server_default="false", default=False)
    asked_person: Mapped[bool] = mapped_column(server_default="false", default=False)
    came_again: Mapped[bool] = mapped_column(server_default="false", default=False)


class TextVector(Base):
    """Where a text of articles points, as an endpoint says (向量): for as long as it stands in one.

    Known by its hash, so that nothing is asked twice and a changed text is another.
    """

    __tablename__ = "text_vectors"
    __table_args__ = (Index(None, "signature", "number"),)

    signature: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[bytes] = mapped_column(BYTEA, primary_key=True)
    vector: Mapped[bytes] = mapped_column(BYTEA)
    # By which the inference process follows.
    number: Mapped[int] = mapped_column(BigInteger, Identity())


class VectorPass(Base):
    """How far the vectors of one model have come; who makes them holds a lease."""

    __tablename__ = "vector_passes"

    signature: Mapped[str] = mapped_column(primary_key=True)
    texts: Mapped[int] = mapped_column(server_default="0", default=0)
    made: Mapped[int] = mapped_column(server_default="0", default=0)
    # All texts had theirs once: from then on questions are asked for theirs.
    serving: Mapped[bool] = mapped_column(server_default="false", default=False)
    by: Mapped[UUID | None]
    until: Mapped[datetime | None]
