"""What is written down of a bot's searches, and of how its answers did."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import update

from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.modules.knowledge.actions.trial_readers import note_shown, note_trial_rating
from zhiyin.modules.knowledge.models import ArticleUse, KnowledgeSearch
from zhiyin.modules.knowledge.rules import normal_question
from zhiyin.modules.knowledge.schemas.articles import UseKind


def note_bot_search(
    session: WriteSession,
    bot_id: UUID,
    query: str,
    *,
    found: int,
    conversation_id: UUID,
    customer_id: UUID,
    shop_id: UUID,
    locale: str,
    taken: UUID | None,
) -> None:
    """A customer's question as the bot looked for it; personal data in it is masked already."""
    session.add(
        KnowledgeSearch(
            id=new_id(),
            asked_by="bot",
            actor_id=bot_id,
            customer_id=customer_id,
            typed=False,
            shop_id=shop_id,
            locale=locale,
            query=query,
            normal=normal_question(query),
            found=found,
            via="thinking",
            clicked_article_id=taken,
            clicked_place=1 if taken else None,
            conversation_id=conversation_id,
        )
    )


async def note_bot_use(
    session: WriteSession,
    articles: Sequence[UUID],
    kind: UseKind,
    *,
    actor: tuple[str, UUID | None],
    conversation_id: UUID,
    customer_id: UUID,
) -> None:
    """The bot gave articles as its answer, or its reader found one helpful or not."""
    session.add_all(
        ArticleUse(
            id=new_id(),
            article_id=article_id,
            kind=kind,
            actor_kind=actor[0],
            actor_id=actor[1],
            conversation_id=conversation_id,
        )
        for article_id in articles
    )
    # Uses are written before readers of trials, everywhere.
    await session.flush()
    if kind == "answered":
        await note_shown(
            session,
            articles,
            customer_id,
            customer_id=customer_id,
            conversation_id=conversation_id,
            by_bot=True,
        )
        return
    for article_id in articles:
        await note_trial_rating(session, article_id, customer_id, helpful=kind == "helpful")


async def learn_of_rating(
    session: WriteSession,
    article_id: UUID,
    question: str,
    *,
    helpful: bool,
    conversation_id: UUID,
) -> None:
    """Has the ranking learn that this article answers this question, or no longer."""
    asked = KnowledgeSearch.asked_by == "bot", KnowledgeSearch.conversation_id == conversation_id
    if helpful:
        right = update(KnowledgeSearch).where(
            *asked, KnowledgeSearch.normal == normal_question(question)
        )
        await session.execute(right.values(clicked_article_id=article_id, clicked_place=1))
    else:
        wrong = update(KnowledgeSearch).where(
            *asked, KnowledgeSearch.clicked_article_id == article_id
        )
        await session.execute(wrong.values(clicked_article_id=None, clicked_place=None))
