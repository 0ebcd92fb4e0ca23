"""What the knowledge base holds of a customer: what they looked for, what helped them."""

from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, or_, select, text, update

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData, values_of
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.knowledge.models import ArticleTrialReader, ArticleUse, KnowledgeSearch

TITLE = Text("在知识库中的搜索", "Searches for articles")
COLUMNS = {
    "at": Text("时间", "At"),
    "query": Text("搜索内容", "Looked for"),
    "found": Text("结果数", "Found"),
}

# Who was shown both answers under two files goes on with what the one that stays was shown.
_SHOWN = text("""
    UPDATE article_trial_readers r SET customer_id = :into, key = CASE WHEN EXISTS (
        SELECT 1 FROM article_trial_readers o WHERE o.trial_id = r.trial_id AND o.key = :into
    ) THEN r.key ELSE :into END
    WHERE r.customer_id = :from
""")


def _visitors(identities: Identities) -> list[UUID]:
    return [UUID(one) for one in values_of(identities, "visitor")]


def _theirs(customer_id: UUID, identities: Identities) -> ColumnElement[bool]:
    """Asked in their browser, or taken from their words in a conversation."""
    return or_(
        KnowledgeSearch.customer_id == customer_id,
        (KnowledgeSearch.asked_by == "visitor")
        & KnowledgeSearch.actor_id.in_(_visitors(identities)),
    )


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Their searches go; that an article was used stays, without whose use it was."""
    await session.execute(delete(KnowledgeSearch).where(_theirs(customer_id, identities)))
    uses = update(ArticleUse).where(
        ArticleUse.actor_kind == "visitor", ArticleUse.actor_id.in_(_visitors(identities))
    )
    await session.execute(uses.values(actor_id=None, conversation_id=None))
    shown = update(ArticleTrialReader).where(ArticleTrialReader.customer_id == customer_id)
    nobody = {"key": func.gen_random_uuid(), "customer_id": None, "conversation_id": None}
    await session.execute(shown.values(**nobody))
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Everything they looked for."""
    query = select(KnowledgeSearch).where(_theirs(customer_id, identities))
    found = (await session.execute(query.order_by(KnowledgeSearch.at))).scalars()
    rows = [{"at": row.at, "query": row.query, "found": row.found} for row in found]
    return [ExportPart(TITLE, COLUMNS, rows)] if rows else []


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Searches go with the conversations they were taken from."""
    theirs = update(KnowledgeSearch).where(KnowledgeSearch.customer_id == from_id)
    await session.execute(theirs.values(customer_id=into_id))
    await session.execute(_SHOWN, {"from": from_id, "into": into_id})


PERSONAL = PersonalData(
    "knowledge",
    TITLE,
    ("knowledge_searches", "article_uses", "article_trial_readers"),
    erase,
    export,
    merge,
)
