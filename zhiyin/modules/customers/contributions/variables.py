"""What the customer file puts into prepared texts."""

from collections.abc import Sequence

from zhiyin.kernel.contracts.variables import Scene, Values, Variable, VariableSource
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.customers.interface import get_cards

NAME = Variable(
    Text("客户称呼", "customer_name"),
    Text("客户档案里的称呼", "What the customer is called in their file"),
)
LEVEL = Variable(
    Text("客户等级", "customer_level"), Text("如金卡、银卡", "The customer's level, e.g. gold")
)


async def _fill(session: ReadSession, scenes: Sequence[Scene]) -> Values:
    cards = await get_cards(session, [scene.customer_id for scene in scenes])
    return [
        {NAME.name.en: card.name, LEVEL.name.en: card.level or ""}
        if (card := cards.get(scene.customer_id))
        else {}
        for scene in scenes
    ]


VARIABLES = VariableSource("customers", (NAME, LEVEL), _fill)
