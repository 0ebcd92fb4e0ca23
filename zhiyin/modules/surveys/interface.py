"""The door of surveys: the page behind a mail's link, and the day's figures."""

from zhiyin.kernel.actor import Actor
from zhiyin.kernel.db.sessions import Database
from zhiyin.modules.surveys.actions.answering import Answer, answer, find_by_token
from zhiyin.modules.surveys.errors import BadScoreError, RatingOverError
from zhiyin.modules.surveys.queries.figures import count_rated
from zhiyin.modules.surveys.queries.ratings import show_to_customer
from zhiyin.modules.surveys.schemas import VisitorRating

__all__ = [
    "BadScoreError",
    "RatingOverError",
    "VisitorRating",
    "answer_link",
    "count_rated",
    "open_link",
]


async def open_link(database: Database, token: str, language: str | None) -> VisitorRating:
    """The rating behind a link; not found for a link that we did not make."""
    async with database.reading() as session:
        return await show_to_customer(session, await find_by_token(session, token), language)


async def answer_link(
    database: Database, token: str, score: int, comment: str, language: str | None
) -> VisitorRating:
    """What a customer says by a link from a mail; refused when its time is over."""
    async with database.reading() as session:
        seen = await find_by_token(session, token)
    async with database.writing(Actor("customer", seen.customer_id)) as session:
        row = await answer(session, seen, Answer(score, comment, "mail"))
        return await show_to_customer(session, row, language)
