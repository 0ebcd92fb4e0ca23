"""Our answer reaches a customer who has left: by mail, at the address they gave."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.i18n.text import Text, choose_language
from zhiyin.kernel.mail.outbox import Mail, send_mail
from zhiyin.kernel.timers.timers import NewTimer, set_timers
from zhiyin.modules.channels.interface import get_channel, get_visitors
from zhiyin.modules.conversations.models.conversations import Conversation, Message
from zhiyin.modules.conversations.rules import KIND
from zhiyin.modules.customers.interface import get_contact
from zhiyin.modules.people.interface import get_names

ANSWER_MAIL = "conversations.answer_mail"
# A customer who reloads the page is not gone.
LOOK_AFTER = timedelta(seconds=30)
GONE_AFTER = timedelta(seconds=25)
GIVE_UP_AFTER = timedelta(days=1)
MOST = 20
SUBJECT = Text("{shop}回复了您", "{shop} has answered you")
BODY = Text(
    "您好：\n\n您在{shop}的留言有了回复：\n\n{answers}\n\n继续对话请打开：\n{link}\n",
    "Hello,\n\n{shop} has answered your message:\n\n{answers}\n\nTo go on, open:\n{link}\n",
)
FILE = Text("[文件，请在对话中查看]", "[a file, see the conversation]")


def mail_key(conversation_id: UUID) -> str:
    """What the keys of a conversation's mails begin with."""
    return f"answer:{conversation_id}:"


async def look_later(session: WriteSession, conversation_ids: Sequence[UUID]) -> None:
    """We have answered: look in a moment whether the customer is still there."""
    await set_timers(
        session,
        [
            NewTimer(ANSWER_MAIL, ObjectRef(KIND, one), LOOK_AFTER)
            for one in sorted(set(conversation_ids))
        ],
    )


async def mail_answer(session: WriteSession, conversation_id: UUID) -> None:
    """Mails what the customer has not read, if they have left and gave an address."""
    row = await session.get(Conversation, conversation_id, populate_existing=True)
    if row is None:
        return
    unread = await _unread(session, row)
    if not unread:
        return
    visitors = await get_visitors(session, row.thread_key, row.channel_account_id)
    if any(now() - visitor.last_seen_at < GONE_AFTER for visitor in visitors):
        if now() - unread[0].at < GIVE_UP_AFTER:
            await look_later(session, [conversation_id])
        return
    address = await get_contact(session, row.customer_id, "email")
    if address is None:
        return
    channel = await get_channel(session, row.channel_account_id)
    language = choose_language(row.language)
    base = session.house.environment.base_url
    page = (visitors[0].page or {}).get("url") if visitors else None
    values: dict[str, Any] = {
        "shop": channel.look.get("title") or channel.name,
        "link": page or f"{base}/chat/{channel.key}",
    }
    names = await get_names(session)
    answers = [
        f"{names.staff_name(one.sender_id)}: {one.text or FILE.say(language)}" for one in unread
    ]
    mail = Mail(
        f"{mail_key(row.id)}{unread[-1].number}",
        address,
        SUBJECT.say(language, **values),
        BODY.say(language, answers="\n\n".join(answers), **values),
    )
    await send_mail(session, mail)
    row.mailed = unread[-1].number


async def _unread(session: WriteSession, row: Conversation) -> list[Message]:
    """Our answers that were neither read nor mailed, oldest first."""
    found = await session.execute(
        select(Message)
        .where(
            Message.conversation_id == row.id,
            Message.number > max(row.customer_read, row.mailed),
            Message.sender_kind.in_(("staff", "bot")),
            Message.kind.in_(("text", "image", "file")),
            Message.recalled_at.is_(None),
        )
        .order_by(Message.number)
        .limit(MOST)
    )
    return list(found.scalars())
