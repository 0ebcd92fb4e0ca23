"""What the bot can do for customers in their conversation: note where to reach them, and have a
person call or write back.
"""

import re

from zhiyin.kernel.contracts.skills import Skill, SkillCall, SkillResult, Slot
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.actions.bots import hand_to_people
from zhiyin.modules.conversations.actions.marking import leave_contact
from zhiyin.modules.conversations.actions.waiting import change_wants
from zhiyin.modules.customers.interface import add_identity, normal_email, normal_phone

CAUSE = "bot"
MOST_MESSAGE = 1000
_PHONE = re.compile(r"\+?\d[\d\s-]{6,18}\d")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")


def read_phone(text: str) -> str | None:
    """The first phone number in a text, in its normal form."""
    found = (normal_phone(one[0]) for one in _PHONE.finditer(text))
    return next((one for one in found if one), None)


def read_contact(text: str) -> str | None:
    """The first phone number or address of mail in a text, in its normal form."""
    found = _EMAIL.search(text)
    return (normal_email(found[0]) if found else None) or read_phone(text)


def read_message(text: str) -> str | None:
    """Any words."""
    clean = text.strip()
    return clean[:MOST_MESSAGE] if len(clean) > 1 else None


WRONG_CONTACT = Text(
    "这不像手机号或邮箱，请再发一次，例如 13800138000。",
    "That does not look like a phone number or an e-mail address. Please send it again.",
)
CONTACT = Slot(
    "contact",
    Text("联系方式", "Contact"),
    Text("请告诉我您的手机号或邮箱。", "What is your phone number or e-mail address?"),
    read_contact,
    WRONG_CONTACT,
)
PHONE = Slot(
    "phone",
    Text("手机", "Phone"),
    Text("请告诉我您的手机号。", "What is your phone number?"),
    read_phone,
    Text("这不像手机号，请再发一次。", "That does not look like a phone number. Please try again."),
)
MESSAGE = Slot(
    "message",
    Text("留言", "Message"),
    Text("请写下您要留的话。", "What would you like to tell us?"),
    read_message,
    Text("请用一句话说说您的事情。", "Please say it in a sentence."),
    free=True,
)


async def _leave(session: WriteSession, call: SkillCall, contact: str) -> None:
    is_mail = "@" in contact
    await leave_contact(
        session,
        call.conversation_id,
        call.customer_id,
        phone=None if is_mail else contact,
        email=contact if is_mail else None,
        name=None,
    )


async def _know(session: WriteSession, call: SkillCall) -> None:
    """The customer's file first: it is locked before the conversation."""
    contact = call.slots.get("contact") or call.slots["phone"]
    kind = "email" if "@" in contact else "phone"
    await add_identity(session, call.customer_id, kind, contact, verified=False)
    await session.flush()


async def note_contact(session: WriteSession, call: SkillCall) -> SkillResult:
    """Notes where the customer can be reached; it is checked, never proven."""
    await _leave(session, call, call.slots["contact"])
    said = Text("已经记下：{contact}。", "I have noted {contact}.")
    return SkillResult(said.say(call.language, contact=call.slots["contact"]))


async def _hand_over(session: WriteSession, call: SkillCall, wants: str) -> None:
    await hand_to_people(session, call.conversation_id, CAUSE)
    await change_wants(session, call.conversation_id, wants)


async def call_back(session: WriteSession, call: SkillCall) -> SkillResult:
    """Has a person call: the conversation keeps its place in line."""
    await _leave(session, call, call.slots["phone"])
    await _hand_over(session, call, "callback")
    said = Text(
        "好的，客服会尽快给您打电话：{phone}。", "All right, we will call you on {phone} soon."
    )
    return SkillResult(said.say(call.language, phone=call.slots["phone"]), "handed_over")


async def take_message(session: WriteSession, call: SkillCall) -> SkillResult:
    """Has a person answer later: the message stands in the conversation."""
    await _leave(session, call, call.slots["contact"])
    await _hand_over(session, call, "message")
    said = Text(
        "留言已收到，客服会通过 {contact} 答复您。", "Thank you. We will answer you by {contact}."
    )
    return SkillResult(said.say(call.language, contact=call.slots["contact"]), "handed_over")


NOTE_CONTACT = Skill(
    "conversations.note_contact",
    Text("记下或更改联系方式", "Note or change contact details"),
    Text(
        "记下顾客的手机或邮箱。没有核实，另一位客户的档案不受影响。",
        "Notes a phone number or e-mail. It is not verified and touches no other customer's file.",
    ),
    Text(
        r"(?:改|换|更改|修改|更新|变更|留|留下|登记|记|记下).?.?.?.?(?:手机|电话|号码|邮箱|联系方式)"
        r"|(?:手机|电话|号码|邮箱|联系方式).?.?(?:改|换|变)",
        r"\b(?:change|update|correct|leave|note) (?:my |the )?(?:phone|number|e-?mail|contact)",
    ),
    note_contact,
    (CONTACT,),
    Text("要记下 {contact} 吗？", "Shall I note {contact}?"),
    prepare=_know,
)
CALL_BACK = Skill(
    "conversations.call_back",
    Text("预约回电", "Call back"),
    Text("记下电话并排入人工队列，由客服回拨。", "Notes the number; a person calls back."),
    Text(
        r"(?:给我|帮我|让.?.?.?)(?:回|打)(?:个|一个|下|一下)?电话|回我?(?:个|一个|下|一下)?电话"
        r"|回电|回拨|打(?:个|一个)?电话给我",
        r"\bcall (?:me )?back\b|\bcallback\b|\b(?:give me a|phone) call\b|\bcall me\b",
    ),
    call_back,
    (PHONE,),
    Text("请客服拨打 {phone} 联系您，对吗？", "Shall we call you on {phone}?"),
    prepare=_know,
)
TAKE_MESSAGE = Skill(
    "conversations.take_message",
    Text("留言", "Leave a message"),
    Text("记下留言和联系方式，由客服稍后答复。", "Notes a message; a person answers later."),
    Text(
        r"(?:我要|想|要|帮我|给.?.?.?)(?:留言|留个言|留个话|带个话)|^留言$",
        r"\bleave (?:a |you a |them a )?message\b",
    ),
    take_message,
    (MESSAGE, CONTACT),
    prepare=_know,
)
SKILLS = (NOTE_CONTACT, CALL_BACK, TAKE_MESSAGE)
