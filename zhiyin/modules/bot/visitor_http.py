"""Routes of the bot for the widget."""

from uuid import UUID

from zhiyin.kernel.actor import Actor
from zhiyin.kernel.auth.access import VISITOR
from zhiyin.kernel.http.routes import CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done
from zhiyin.modules.bot.actions.rating import rate_turn
from zhiyin.modules.bot.schemas.talks import RatingIn
from zhiyin.modules.conversations.interface import CurrentWriter

routes = Routes("visitor", "/visitor/bot")


@routes.post("/turns/{turn_id}/rating", permit=VISITOR, response_model=Done)
async def post_rating(
    turn_id: UUID, body: RatingIn, writer: CurrentWriter, house: CurrentHouse
) -> Done:
    """Says whether an answer helped; saying it again changes one's mind."""
    async with house.database.writing(Actor("customer", writer.customer_id)) as session:
        await rate_turn(session, writer, turn_id, helpful=body.helpful)
    return Done()
