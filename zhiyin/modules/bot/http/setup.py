"""Routes by which the bot is set up and tried."""

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.bot.actions.setup import edit_bot
from zhiyin.modules.bot.actions.trying import try_words
from zhiyin.modules.bot.permissions import MANAGE
from zhiyin.modules.bot.queries.state import get_state
from zhiyin.modules.bot.schemas.talks import BotPatch, BotState, TryIn, TryOut

routes = Routes("bot", "/bot")


@routes.get("", permit=MANAGE, response_model=BotState)
async def get_bot(house: CurrentHouse) -> BotState:
    """The bot as it is set, and as it stands now."""
    async with house.database.reading() as session:
        return await get_state(session)


@routes.patch("", permit=MANAGE, response_model=BotState)
async def patch_bot(body: BotPatch, access: Caller, house: CurrentHouse) -> BotState:
    """Changes what is given: switches, name, words, limits, tasks and places."""
    async with house.database.writing(access.actor) as session:
        await edit_bot(session, access, body)
    async with house.database.reading() as session:
        return await get_state(session)


@routes.post("/try", permit=MANAGE, response_model=TryOut)
async def post_try(body: TryIn, house: CurrentHouse) -> TryOut:
    """What the bot would do with these words, and why. Nothing is written down."""
    return await try_words(house, body)
