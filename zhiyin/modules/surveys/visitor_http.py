"""Routes of ratings for the widget."""

from uuid import UUID

from zhiyin.kernel.actor import Actor
from zhiyin.kernel.auth.access import VISITOR
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.http.routes import CurrentHouse, Routes
from zhiyin.modules.conversations.interface import CurrentWriter, Writer, get_briefs
from zhiyin.modules.surveys.actions.answering import Answer, answer, find_by_conversation
from zhiyin.modules.surveys.models import Rating
from zhiyin.modules.surveys.queries.ratings import show_to_customer
from zhiyin.modules.surveys.schemas import AnswerIn, VisitorRating

routes = Routes("visitor", "/visitor/rating")


async def _own_rating(session: ReadSession, writer: Writer, conversation_id: UUID) -> Rating:
    """The rating of a conversation in the visitor's own window; not found for any other."""
    brief = (await get_briefs(session, [conversation_id])).get(conversation_id)
    if brief is None or brief.thread != (writer.channel.id, writer.visitor.thread_key):
        raise NotFoundError
    return await find_by_conversation(session, conversation_id)


@routes.get("", permit=VISITOR, response_model=VisitorRating)
async def get_rating(
    conversation: UUID, writer: CurrentWriter, house: CurrentHouse
) -> VisitorRating:
    """What the visitor is asked about a conversation of their own, and what they have said."""
    async with house.database.reading() as session:
        row = await _own_rating(session, writer, conversation)
        return await show_to_customer(session, row, writer.visitor.language)


@routes.put("", permit=VISITOR, response_model=VisitorRating)
async def put_rating(body: AnswerIn, writer: CurrentWriter, house: CurrentHouse) -> VisitorRating:
    """Rates a conversation of one's own, or thinks better of it within a day."""
    async with house.database.reading() as session:
        seen = await _own_rating(session, writer, body.conversation_id)
    async with house.database.writing(Actor("customer", seen.customer_id)) as session:
        row = await answer(session, seen, Answer(body.score, body.comment, "widget"))
        return await show_to_customer(session, row, writer.visitor.language)
