"""Counting what articles are used for."""

from uuid import UUID

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.modules.knowledge.actions.trial_readers import note_shown
from zhiyin.modules.knowledge.models import ArticleUse
from zhiyin.modules.knowledge.queries.access import access_article
from zhiyin.modules.knowledge.queries.tried import find_customer
from zhiyin.modules.knowledge.schemas.articles import UseKind


async def note_use(
    session: WriteSession,
    access: Access,
    article_id: UUID,
    kind: UseKind,
    conversation_id: UUID | None,
) -> None:
    """Counts a use by a member of staff; no audit, as nothing of the article changes."""
    await access_article(session, access, article_id)
    session.add(
        ArticleUse(
            id=new_id(),
            article_id=article_id,
            kind=kind,
            actor_kind="staff",
            actor_id=access.id,
            conversation_id=conversation_id,
        )
    )
    if kind == "inserted":
        customer_id = await find_customer(session, conversation_id)
        if customer_id is not None:
            await session.flush()
            await note_shown(
                session,
                [article_id],
                customer_id,
                customer_id=customer_id,
                conversation_id=conversation_id,
            )
