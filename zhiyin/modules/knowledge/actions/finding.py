"""Searches, and what is written down of them: what found nothing is tomorrow's article."""

from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.house import House
from zhiyin.modules.customers.interface import mask_spans, personal_spans
from zhiyin.modules.knowledge.models import KnowledgeSearch
from zhiyin.modules.knowledge.queries.access import access_article
from zhiyin.modules.knowledge.queries.searching import Found, Question, find
from zhiyin.modules.knowledge.rules import looks_like_question, normal_question
from zhiyin.modules.knowledge.schemas.searching import SearchOut
from zhiyin.modules.people.interface import get_shops

MOST_QUERY = 500


async def find_and_note(house: House, access: Access, question: Question) -> SearchOut:
    """Finds articles for a member of staff, and writes down what was asked.

    Words out of a conversation are noted once a reader, and only where they ask for something.
    """
    found = await find(house, access, question)
    noted: UUID | None = None
    if question.typed or looks_like_question(question.text):
        async with house.database.writing(access.actor) as session:
            noted = await _note(session, access, question, found)
    return SearchOut(search_id=noted, via=found.via, answerable=found.answerable, items=found.hits)


async def _note(session: WriteSession, access: Access, question: Question, found: Found) -> UUID:
    query = mask_spans(question.text, personal_spans(question.text))[:MOST_QUERY]
    normal = normal_question(query)
    if not question.typed:
        before = select(KnowledgeSearch.id).where(
            KnowledgeSearch.conversation_id == question.conversation_id,
            KnowledgeSearch.normal == normal,
            KnowledgeSearch.actor_id == access.id,
        )
        known: UUID | None = await session.scalar(before.limit(1))
        if known is not None:
            return known
    shop_id = question.shop_id
    if shop_id is not None and shop_id not in await get_shops(session):
        shop_id = None
    row = KnowledgeSearch(
        id=new_id(),
        asked_by="staff",
        actor_id=access.id,
        customer_id=question.customer_id,
        typed=question.typed,
        shop_id=shop_id,
        locale=question.locale,
        query=query,
        normal=normal,
        found=found.fitting,
        via=found.via,
        conversation_id=question.conversation_id,
    )
    session.add(row)
    return row.id


async def note_click(
    session: WriteSession, access: Access, search_id: UUID, article_id: UUID, place: int
) -> None:
    """Tells which article was taken of those one's own search found; the last one counts. Its use
    is told apart, by whoever shows it.
    """
    await access_article(session, access, article_id)
    row = await session.get(KnowledgeSearch, search_id)
    if row is None or row.asked_by != "staff" or row.actor_id != access.id:
        raise NotFoundError
    row.clicked_article_id = article_id
    row.clicked_place = place
