"""What a conversation puts into prepared texts."""

from collections.abc import Sequence

from zhiyin.kernel.contracts.variables import Scene, Values, Variable, VariableSource
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.queries.lists import get_briefs

NUMBER = Variable(
    Text("会话编号", "conversation_number"),
    Text("这次会话的编号，如 C-2611-000123", "The number of this conversation: C-2611-000123"),
)


async def _fill(session: ReadSession, scenes: Sequence[Scene]) -> Values:
    briefs = await get_briefs(session, [scene.conversation_id for scene in scenes])
    return [{NUMBER.name.en: briefs[scene.conversation_id].ref} for scene in scenes]


VARIABLES = VariableSource("conversations", (NUMBER,), _fill)
