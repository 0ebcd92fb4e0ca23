"""The knowledge base: articles, versions, wordings, categories, synonyms, searches, imports."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0026_knowledge"
down_revision = "0025_visits"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    _article_categories()
    _articles()
    _article_versions()
    _article_wordings()
    _synonym_groups()
    _knowledge_searches()
    _article_uses()
    _article_imports()


def _article_categories() -> None:
    op.create_table(
        "article_categories",
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("name", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["article_categories.id"], name=op.f("fk_article_categories_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_categories")),
    )
    op.create_index(
        op.f("ix_article_categories_parent_id"), "article_categories", ["parent_id"], unique=False
    )


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("number", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="article", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=True),
        sa.Column("shop_id", sa.Uuid(), nullable=True),
        sa.Column("locale", sa.Text(), server_default="zh-CN", nullable=False),
        sa.Column("translates_id", sa.Uuid(), nullable=True),
        sa.Column("audience", sa.Text(), server_default="customers", nullable=False),
        sa.Column("levels", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), server_default="draft", nullable=False),
        sa.Column("live_number", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tokens", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("keys", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("audience IN ('staff', 'customers')", name=op.f("ck_articles_audience")),
        sa.CheckConstraint("kind IN ('article', 'case')", name=op.f("ck_articles_kind")),
        sa.CheckConstraint("locale IN ('zh-CN', 'en')", name=op.f("ck_articles_locale")),
        sa.CheckConstraint(
            "state IN ('draft', 'in_review', 'published', 'archived')",
            name=op.f("ck_articles_state"),
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["article_categories.id"], name=op.f("fk_articles_category_id")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"], name=op.f("fk_articles_owner_id")),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_articles_shop_id")),
        sa.ForeignKeyConstraint(
            ["translates_id"],
            ["articles.id"],
            name=op.f("fk_articles_translates_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("number", name=op.f("uq_articles_number")),
    )
    op.create_index(op.f("ix_articles_category_id"), "articles", ["category_id"], unique=False)
    op.create_index(
        "ix_articles_changed_at",
        "articles",
        [sa.text("changed_at DESC"), sa.text("id DESC")],
        unique=False,
    )
    op.create_index(op.f("ix_articles_owner_id"), "articles", ["owner_id"], unique=False)
    op.create_index(
        "ix_articles_review_at",
        "articles",
        ["review_at"],
        unique=False,
        postgresql_where=sa.text("review_at IS NOT NULL"),
    )
    op.create_index(op.f("ix_articles_shop_id"), "articles", ["shop_id"], unique=False)
    op.create_index(
        "ix_articles_tokens", "articles", ["tokens"], unique=False, postgresql_using="gin"
    )
    op.create_index(op.f("ix_articles_translates_id"), "articles", ["translates_id"], unique=False)
    op.create_index(
        "ix_articles_valid_until",
        "articles",
        ["valid_until"],
        unique=False,
        postgresql_where=sa.text("valid_until IS NOT NULL"),
    )


def _article_versions() -> None:
    op.create_table(
        "article_versions",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("short_answer", sa.Text(), server_default="", nullable=False),
        sa.Column("body_html", sa.Text(), server_default="", nullable=False),
        sa.Column("body_text", sa.Text(), server_default="", nullable=False),
        sa.Column("star", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("synonyms", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="draft", nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=True),
        sa.Column("review_note", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'in_review', 'returned', 'published', 'superseded')",
            name=op.f("ck_article_versions_state"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_article_versions_article_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["staff.id"], name=op.f("fk_article_versions_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["staff.id"], name=op.f("fk_article_versions_reviewer_id")
        ),
        sa.PrimaryKeyConstraint("article_id", "number", name=op.f("pk_article_versions")),
    )
    op.create_index(
        op.f("ix_article_versions_author_id"), "article_versions", ["author_id"], unique=False
    )
    op.create_index(
        op.f("ix_article_versions_reviewer_id"), "article_versions", ["reviewer_id"], unique=False
    )
    op.create_index(
        "uq_article_versions_open",
        "article_versions",
        ["article_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('draft', 'in_review', 'returned')"),
    )


def _article_wordings() -> None:
    op.create_table(
        "article_wordings",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("normal", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), server_default="written", nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('written', 'imported', 'learned', 'click')",
            name=op.f("ck_article_wordings_origin"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_article_wordings_article_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_article_wordings_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_wordings")),
        sa.UniqueConstraint(
            "article_id", "normal", name=op.f("uq_article_wordings_article_id_normal")
        ),
    )
    op.create_index(op.f("ix_article_wordings_by"), "article_wordings", ["by"], unique=False)


def _synonym_groups() -> None:
    op.create_table(
        "synonym_groups",
        sa.Column("words", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synonym_groups")),
    )


def _knowledge_searches() -> None:
    op.create_table(
        "knowledge_searches",
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("typed", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("shop_id", sa.Uuid(), nullable=True),
        sa.Column("locale", sa.Text(), nullable=True),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("normal", sa.Text(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("clicked_article_id", sa.Uuid(), nullable=True),
        sa.Column("clicked_place", sa.Integer(), nullable=True),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "asked_by IN ('staff', 'visitor', 'bot')", name=op.f("ck_knowledge_searches_asked_by")
        ),
        sa.CheckConstraint("via IN ('thinking', 'plain')", name=op.f("ck_knowledge_searches_via")),
        sa.ForeignKeyConstraint(
            ["clicked_article_id"],
            ["articles.id"],
            name=op.f("fk_knowledge_searches_clicked_article_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_knowledge_searches_customer_id")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_knowledge_searches_shop_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge_searches")),
    )
    op.create_index(
        "ix_knowledge_searches_actor_id", "knowledge_searches", ["actor_id"], unique=False
    )
    op.create_index(
        "ix_knowledge_searches_at", "knowledge_searches", [sa.text("at DESC")], unique=False
    )
    op.create_index(
        op.f("ix_knowledge_searches_clicked_article_id"),
        "knowledge_searches",
        ["clicked_article_id"],
        unique=False,
    )
    op.create_index(
        "ix_knowledge_searches_conversation_id",
        "knowledge_searches",
        ["conversation_id", "normal"],
        unique=False,
    )
    op.create_index(
        op.f("ix_knowledge_searches_customer_id"),
        "knowledge_searches",
        ["customer_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_knowledge_searches_shop_id"), "knowledge_searches", ["shop_id"], unique=False
    )


def _article_uses() -> None:
    op.create_table(
        "article_uses",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "actor_kind IN ('staff', 'visitor', 'bot')", name=op.f("ck_article_uses_actor_kind")
        ),
        sa.CheckConstraint(
            "kind IN ('opened', 'inserted', 'answered', 'helpful', 'unhelpful')",
            name=op.f("ck_article_uses_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_article_uses_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_uses")),
    )
    op.create_index("ix_article_uses_actor_id", "article_uses", ["actor_id"], unique=False)
    op.create_index(
        "ix_article_uses_article_id", "article_uses", ["article_id", "kind", "at"], unique=False
    )
    op.create_index("ix_article_uses_at", "article_uses", ["at"], unique=False)


def _article_imports() -> None:
    op.create_table(
        "article_imports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("check_only", sa.Boolean(), nullable=False),
        sa.Column("total", sa.Integer(), server_default="0", nullable=False),
        sa.Column("done", sa.Integer(), server_default="0", nullable=False),
        sa.Column("made", sa.Integer(), server_default="0", nullable=False),
        sa.Column("changed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("same", sa.Integer(), server_default="0", nullable=False),
        sa.Column("wordings", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "problems", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False
        ),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_article_imports_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_imports")),
    )
    op.create_index(op.f("ix_article_imports_at"), "article_imports", ["at"], unique=False)
    op.create_index(op.f("ix_article_imports_by"), "article_imports", ["by"], unique=False)
