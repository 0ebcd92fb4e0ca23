"""What the bot can do about ratings: ask for one in the conversation when the customer wants it."""

from zhiyin.kernel.contracts.skills import Skill, SkillCall, SkillResult
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.interface import get_briefs
from zhiyin.modules.surveys.actions.asking import Served, ask

ASKED = Text(
    "谢谢您愿意评价，请在卡片里打分，也可以写几句话。",
    "Thank you. Please rate us on the card; a few words are welcome too.",
)
AGAIN = Text(
    "评价卡片已经发给您了，就在这个会话里，一天之内还可以修改。",
    "You have the card already, here in this chat. A rating can be changed for a day.",
)


async def ask_to_rate(session: WriteSession, call: SkillCall) -> SkillResult:
    """Puts the card into the conversation: once, whatever sample and quiet days say, as it is the
    customer who asks.
    """
    brief = (await get_briefs(session, [call.conversation_id]))[call.conversation_id]
    assert brief.assignee_id is not None  # the bot, which runs this
    fresh = await ask(session, [Served(brief, brief.assignee_id)])
    return SkillResult((ASKED if fresh else AGAIN).say(call.language))


RATE = Skill(
    "surveys.rate",
    Text("邀请评价", "Ask for a rating"),
    Text(
        "顾客说想评价时，在会话里给出评价卡片；每个会话一次。",
        "Gives the rating card in the conversation when the customer wants to rate; once each.",
    ),
    # Not what others say of goods, nor what was written of them: only what belongs to asking.
    Text(
        r"(?:我|想|要|来)(?:想|要|来)*(?:(?:给|帮).?.?.?.?)?(?:写|做|个|一个)*"
        r"(?:评价|评分|打分|打个分|好评|差评)(?:一下|吧)?$"
        r"|^给.?.?.?(?:评价|打分|打个分|好评|差评)"
        r"|(?:怎么|如何|在哪|哪里)(?:能|可以)?(?:给.?.?.?.?)?(?:评价|评分|打分)$"
        r"|(?:评价|评分|打分)(?:一下|在哪|入口)|^(?:评价|评分|打分)$",
        r"\b(?:rate|review) (?:you|this|the)(?: (?:chat|service|conversation|bot|answer))?$"
        r"|\b(?:leave|give) (?:you )?(?:a |my )?(?:rating|feedback)\b",
    ),
    ask_to_rate,
)
