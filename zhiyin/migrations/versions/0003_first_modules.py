"""Tables of catalogue, channels, customers, dispatch and conversations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003_first_modules"
down_revision = "0002_people"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    _customers()
    _queues()
    _subjects()
    _customer_identities()
    _loads()
    _work_items()
    _channel_accounts()
    _conversations()
    _used_nonces()
    _visitors()
    _message_tokens()
    _messages()


def _customers() -> None:
    op.create_table(
        "customers",
        sa.Column("number", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), server_default="", nullable=False),
        sa.Column("pinyin_key", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("tags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "facts", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column("data_key", postgresql.BYTEA(), nullable=True),
        sa.Column(
            "first_seen_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "last_contact_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customers")),
        sa.UniqueConstraint("number", name=op.f("uq_customers_number")),
    )
    op.create_index(
        "ix_customers_last_contact_at",
        "customers",
        [sa.literal_column("last_contact_at DESC"), sa.literal_column("id DESC")],
        unique=False,
    )
    op.create_index(
        "ix_customers_name_key",
        "customers",
        ["name_key"],
        unique=False,
        postgresql_ops={"name_key": "text_pattern_ops"},
    )
    op.create_index(op.f("ix_customers_pinyin_key"), "customers", ["pinyin_key"], unique=False)


def _queues() -> None:
    op.create_table(
        "queues",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("waiting", sa.Integer(), server_default="0", nullable=False),
        sa.Column("stirred", sa.Boolean(), server_default="false", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queues")),
    )


def _subjects() -> None:
    op.create_table(
        "subjects",
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("tier", sa.Text(), server_default="B", nullable=False),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("tier IN ('A', 'B', 'C')", name=op.f("ck_subjects_tier")),
        sa.ForeignKeyConstraint(["parent_id"], ["subjects.id"], name=op.f("fk_subjects_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subjects")),
        sa.UniqueConstraint("code", name=op.f("uq_subjects_code")),
    )
    op.create_index(op.f("ix_subjects_parent_id"), "subjects", ["parent_id"], unique=False)


def _customer_identities() -> None:
    op.create_table(
        "customer_identities",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", postgresql.BYTEA(), nullable=True),
        sa.Column("value_hash", postgresql.BYTEA(), nullable=False),
        sa.Column("tail_hash", postgresql.BYTEA(), nullable=True),
        sa.Column("verified", sa.Boolean(), server_default="false", nullable=False),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('phone', 'email', 'user', 'visitor')",
            name=op.f("ck_customer_identities_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_customer_identities_customer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_identities")),
    )
    op.create_index(
        "ix_customer_identities_customer_id", "customer_identities", ["customer_id"], unique=False
    )
    op.create_index(
        "ix_customer_identities_tail_hash", "customer_identities", ["tail_hash"], unique=False
    )
    op.create_index(
        "uq_customer_identities_value", "customer_identities", ["kind", "value_hash"], unique=True
    )


def _loads() -> None:
    op.create_table(
        "loads",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("used", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_assigned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resting_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_loads_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_loads")),
    )


def _work_items() -> None:
    op.create_table(
        "work_items",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("object_id", sa.Uuid(), nullable=False),
        sa.Column("queue_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), server_default="queued", nullable=False),
        sa.Column("priority", sa.Integer(), server_default="0", nullable=False),
        sa.Column("familiar_id", sa.Uuid(), nullable=True),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column(
            "queued_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('queued', 'assigned', 'done')", name=op.f("ck_work_items_state")
        ),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["staff.id"], name=op.f("fk_work_items_assignee_id")
        ),
        sa.ForeignKeyConstraint(
            ["familiar_id"], ["staff.id"], name=op.f("fk_work_items_familiar_id")
        ),
        sa.ForeignKeyConstraint(["queue_id"], ["queues.id"], name=op.f("fk_work_items_queue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_items")),
        sa.UniqueConstraint("kind", "object_id", name=op.f("uq_work_items_kind_object_id")),
    )
    op.create_index(
        "ix_work_items_assignee_id",
        "work_items",
        ["assignee_id"],
        unique=False,
        postgresql_where=sa.text("state = 'assigned'"),
    )
    op.create_index(op.f("ix_work_items_familiar_id"), "work_items", ["familiar_id"], unique=False)
    op.create_index(
        "ix_work_items_line",
        "work_items",
        ["queue_id", sa.literal_column("priority DESC"), "queued_at", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'queued'"),
    )


def _channel_accounts() -> None:
    op.create_table(
        "channel_accounts",
        sa.Column("kind", sa.Text(), server_default="web", nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("shop_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("look", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("languages", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("allowed_origins", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("signing_secret", postgresql.BYTEA(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_channel_accounts_shop_id")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_channel_accounts_team_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_accounts")),
        sa.UniqueConstraint("key", name=op.f("uq_channel_accounts_key")),
    )
    op.create_index(
        op.f("ix_channel_accounts_shop_id"), "channel_accounts", ["shop_id"], unique=False
    )
    op.create_index(
        op.f("ix_channel_accounts_team_id"), "channel_accounts", ["team_id"], unique=False
    )


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("number", sa.Integer(), server_default="0", nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("channel_account_id", sa.Uuid(), nullable=False),
        sa.Column("thread_key", sa.Text(), nullable=False),
        sa.Column("shop_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("customer_card", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("assign_reason", sa.Text(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("priority", sa.Integer(), server_default="0", nullable=False),
        sa.Column("previous_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.Text(), server_default="zh-CN", nullable=False),
        sa.Column("last_message", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("unread", sa.Integer(), server_default="0", nullable=False),
        sa.Column("customer_read", sa.Integer(), server_default="0", nullable=False),
        sa.Column("staff_read", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mailed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "opened_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_response_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_customer_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_staff_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("close_note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('bot', 'queued', 'assigned', 'waiting_customer', 'closed')",
            name=op.f("ck_conversations_state"),
        ),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["staff.id"], name=op.f("fk_conversations_assignee_id")
        ),
        sa.ForeignKeyConstraint(
            ["channel_account_id"],
            ["channel_accounts.id"],
            name=op.f("fk_conversations_channel_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["staff.id"], name=op.f("fk_conversations_closed_by")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_conversations_customer_id")
        ),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["conversations.id"], name=op.f("fk_conversations_previous_id")
        ),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_conversations_shop_id")),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name=op.f("fk_conversations_subject_id")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_conversations_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
        postgresql_with={"fillfactor": 70},
    )
    op.create_index(
        "ix_conversations_assignee_id",
        "conversations",
        ["assignee_id"],
        unique=False,
        postgresql_where=sa.text("state <> 'closed'"),
    )
    op.create_index(
        "ix_conversations_closed_at",
        "conversations",
        ["closed_at", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'closed'"),
    )
    op.create_index(
        "ix_conversations_closed_by", "conversations", ["closed_by", "id"], unique=False
    )
    op.create_index(
        "ix_conversations_customer_id", "conversations", ["customer_id", "id"], unique=False
    )
    op.create_index(
        op.f("ix_conversations_previous_id"), "conversations", ["previous_id"], unique=False
    )
    op.create_index(
        "ix_conversations_queued",
        "conversations",
        ["team_id", "queued_at"],
        unique=False,
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.create_index("ix_conversations_shop_id", "conversations", ["shop_id", "id"], unique=False)
    op.create_index("ix_conversations_subject_id", "conversations", ["subject_id"], unique=False)
    op.create_index("ix_conversations_team_id", "conversations", ["team_id", "id"], unique=False)
    op.create_index(
        "ix_conversations_thread",
        "conversations",
        ["channel_account_id", "thread_key", "id"],
        unique=False,
    )
    op.create_index(
        "uq_conversations_open",
        "conversations",
        ["channel_account_id", "thread_key"],
        unique=True,
        postgresql_where=sa.text("state <> 'closed'"),
    )


def _used_nonces() -> None:
    op.create_table(
        "used_nonces",
        sa.Column("channel_account_id", sa.Uuid(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_account_id"],
            ["channel_accounts.id"],
            name=op.f("fk_used_nonces_channel_account_id"),
        ),
        sa.PrimaryKeyConstraint("channel_account_id", "nonce", name=op.f("pk_used_nonces")),
    )
    op.create_index("ix_used_nonces_expires_at", "used_nonces", ["expires_at"], unique=False)


def _visitors() -> None:
    op.create_table(
        "visitors",
        sa.Column("channel_account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", postgresql.BYTEA(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=True),
        sa.Column("page", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("user_agent", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column(
            "last_seen_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_account_id"],
            ["channel_accounts.id"],
            name=op.f("fk_visitors_channel_account_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitors")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_visitors_token_hash")),
    )
    op.create_index(
        op.f("ix_visitors_channel_account_id"), "visitors", ["channel_account_id"], unique=False
    )


def _message_tokens() -> None:
    op.create_table(
        "message_tokens",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tokens", postgresql.TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_message_tokens_conversation_id"),
        ),
        sa.PrimaryKeyConstraint("conversation_id", "number", name=op.f("pk_message_tokens")),
    )
    op.create_index(
        "ix_message_tokens_tokens",
        "message_tokens",
        ["tokens"],
        unique=False,
        postgresql_using="gin",
    )


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sender_kind", sa.Text(), nullable=False),
        sa.Column("sender_id", sa.Uuid(), nullable=True),
        sa.Column("client_key", sa.Text(), nullable=True),
        sa.Column("body_hash", postgresql.BYTEA(), nullable=True),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("spans", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("event", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("recalled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('text', 'image', 'file', 'note', 'event')", name=op.f("ck_messages_kind")
        ),
        sa.CheckConstraint(
            "sender_kind IN ('customer', 'staff', 'bot', 'system')", name=op.f("ck_messages_sender")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_messages_conversation_id")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_messages_file_id")),
        sa.PrimaryKeyConstraint("conversation_id", "number", name=op.f("pk_messages")),
        sa.UniqueConstraint(
            "conversation_id",
            "sender_id",
            "client_key",
            name=op.f("uq_messages_conversation_id_sender_id_client_key"),
        ),
    )
    op.create_index(
        "ix_messages_file_id",
        "messages",
        ["file_id"],
        unique=False,
        postgresql_where=sa.text("file_id IS NOT NULL"),
    )
