"""Telling a customer something unasked: it always stands in their thread, and goes by mail to who
has left.

In the open conversation of the thread; else in its last closed one, which stays closed; else in a
new one that is born closed. Only a customer's own message opens or reopens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.mail.outbox import Mail, send_mail
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.kernel.timers.timers import (
    DueTimer,
    NewTimer,
    TimerKind,
    cancel_timers,
    set_timers,
    set_timers_last,
)
from zhiyin.modules.channels.interface import get_channel, get_channels, get_visitors
from zhiyin.modules.conversations.actions.lines import Line, add_lines
from zhiyin.modules.conversations.actions.mailing import GIVE_UP_AFTER, GONE_AFTER, LOOK_AFTER
from zhiyin.modules.conversations.events import ConversationChanged
from zhiyin.modules.conversations.quiet import next_loud
from zhiyin.modules.conversations.rules import KIND
from zhiyin.modules.conversations.settings import QUIET_FROM, QUIET_TO
from zhiyin.modules.customers.interface import get_cards, get_contact
from zhiyin.modules.people.interface import get_shops

NOTICE_MAIL = "conversations.notice_mail"
NOTICE = "customer_notice"

Texts = Mapping[str, str]


@dataclass(frozen=True)
class CustomerMail:
    """What goes by mail, in every language; `{shop}` stands for the channel's title."""

    subject: Texts
    body: Texts


@dataclass(frozen=True)
class Notice:
    """Something to tell one customer of one shop, once per key."""

    customer_id: UUID
    shop_id: UUID
    purpose: str
    texts: Texts
    key: str
    # The thread it belongs to is that of this conversation; else the customer's latest.
    conversation_id: UUID | None = None
    mail: CustomerMail | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


_THREAD = text("""
    SELECT c.id, c.language FROM conversations c
    JOIN conversations a ON a.id = :id
        AND a.channel_account_id = c.channel_account_id AND a.thread_key = c.thread_key
    ORDER BY (c.state <> 'closed') DESC, c.id DESC LIMIT 1
""")
_LATEST = text("""
    SELECT id, language FROM conversations WHERE customer_id = :customer_id AND shop_id = :shop_id
    ORDER BY (state <> 'closed') DESC, id DESC LIMIT 1
""")
_BEGIN = text("""
    INSERT INTO conversations (id, state, origin, channel_account_id, thread_key, shop_id,
        customer_id, customer_card, language, closed_at)
    VALUES (:id, 'closed', 'outbound', :channel, :thread, :shop_id, :customer_id,
        CAST(:card AS jsonb), 'zh-CN', now())
""")
_LOCK = text("SELECT id FROM conversations WHERE id = :id FOR NO KEY UPDATE")
_NOTE = text("""
    INSERT INTO customer_notices (id, key, customer_id, conversation_id, purpose)
    VALUES (:id, :key, :customer_id, :conversation_id, :purpose)
    ON CONFLICT (key) DO NOTHING RETURNING id
""")
_KNOWN = text("SELECT key FROM customer_notices WHERE key = ANY(:keys)")
_IDS = text("SELECT id FROM customer_notices WHERE key = ANY(:keys)")
_WHERE = text("""
    SELECT n.id, n.key, n.customer_id, n.at, c.channel_account_id, c.thread_key, c.language
    FROM customer_notices n JOIN conversations c ON c.id = n.conversation_id
    WHERE n.id = ANY(:ids) ORDER BY n.id
""")


def notice_mail_key(key: str) -> str:
    """The key of a notice's mail."""
    return f"notice:{key}"


async def notify_customer(session: WriteSession, notices: Sequence[Notice]) -> None:
    """Tells each customer once; the same key again changes nothing."""
    rows = await session.execute(_KNOWN, {"keys": [one.key for one in notices]})
    known = set(rows.scalars())
    for notice in notices:
        if notice.key not in known:
            known.add(notice.key)
            await _tell(session, notice)


async def _tell(session: WriteSession, notice: Notice) -> None:
    found = await _thread(session, notice)
    if found is None:
        return
    conversation_id, language = found
    await session.execute(_LOCK, {"id": conversation_id})
    notice_id = await session.scalar(
        _NOTE,
        {
            "id": new_id(),
            "key": notice.key,
            "customer_id": notice.customer_id,
            "conversation_id": conversation_id,
            "purpose": notice.purpose,
        },
    )
    if notice_id is None:
        return
    words = notice.texts.get(language) or notice.texts.get("zh-CN", "")
    values = {**notice.values, "purpose": notice.purpose, "text": words}
    await add_lines(session, [Line(conversation_id, "notice", values)])
    emit(session, ConversationChanged(conversation_id, 0), ObjectRef(KIND, conversation_id))
    if notice.mail is not None:
        said = {"subject": dict(notice.mail.subject), "body": dict(notice.mail.body)}
        at = await _when(session, notice.shop_id)
        ref = ObjectRef(NOTICE, notice_id)
        # After what the caller locks of modules above.
        set_timers_last(session, [NewTimer(NOTICE_MAIL, ref, at=at, values=said)])


async def _thread(session: WriteSession, notice: Notice) -> tuple[UUID, str] | None:
    """Where it is said; a conversation is made for who has none and can be reached."""
    if notice.conversation_id is not None:
        row = (await session.execute(_THREAD, {"id": notice.conversation_id})).first()
    else:
        which = {"customer_id": notice.customer_id, "shop_id": notice.shop_id}
        row = (await session.execute(_LATEST, which)).first()
    if row is not None:
        return row.id, row.language
    channels = (await get_channels(session)).values()
    channel = min((one.id for one in channels if one.shop_id == notice.shop_id), default=None)
    if channel is None:
        return None
    card = (await get_cards(session, [notice.customer_id]))[notice.customer_id].card()
    conversation_id = new_id()
    values = {
        "id": conversation_id,
        "channel": channel,
        "thread": f"customer:{notice.customer_id}",
        "shop_id": notice.shop_id,
        "customer_id": notice.customer_id,
        "card": msgspec.json.encode(card).decode(),
    }
    await session.execute(_BEGIN, values)
    return conversation_id, "zh-CN"


async def _when(session: WriteSession, shop_id: UUID) -> datetime:
    """When to look whether the customer has left: in a moment, or after the quiet hours."""
    place = Place(shop_id=shop_id)
    start, end = (
        await get_setting(session, QUIET_FROM, place),
        await get_setting(session, QUIET_TO, place),
    )
    shop = (await get_shops(session)).get(shop_id)
    zone = shop.time_zone if shop else "Asia/Shanghai"
    return next_loud(now() + LOOK_AFTER, zone, start, end)


async def withdraw_notices(session: WriteSession, keys: Sequence[str]) -> None:
    """What has not gone by mail yet need not go any more."""
    ids = (await session.execute(_IDS, {"keys": list(keys)})).scalars()
    await cancel_timers(session, [ObjectRef(NOTICE, one) for one in ids], NOTICE_MAIL)


async def tell_staff(
    session: WriteSession, conversation_id: UUID, code: str, values: Mapping[str, Any]
) -> None:
    """A line that only staff see, of what happened to a conversation elsewhere."""
    await add_lines(session, [Line(conversation_id, code, dict(values))])
    emit(session, ConversationChanged(conversation_id, 0), ObjectRef(KIND, conversation_id))


async def mail_notices(session: WriteSession, due: Sequence[DueTimer]) -> None:
    """Mails notices to who has left and gave an address; who is still there is looked at again."""
    said = {timer.ref.id: timer.values for timer in due}
    again: list[NewTimer] = []
    for row in (await session.execute(_WHERE, {"ids": sorted(said)})).all():
        visitors = await get_visitors(session, row.thread_key, row.channel_account_id)
        if any(now() - visitor.last_seen_at < GONE_AFTER for visitor in visitors):
            if now() - row.at < GIVE_UP_AFTER + timedelta(days=1):
                ref = ObjectRef(NOTICE, row.id)
                again.append(NewTimer(NOTICE_MAIL, ref, LOOK_AFTER, values=said[row.id]))
            continue
        address = await get_contact(session, row.customer_id, "email")
        if address is None:
            continue
        channel = await get_channel(session, row.channel_account_id)
        shop = channel.look.get("title") or channel.name
        subject, body = (said[row.id][part].get(row.language, "") for part in ("subject", "body"))
        mail = Mail(
            notice_mail_key(row.key),
            address,
            subject.replace("{shop}", shop),
            body.replace("{shop}", shop),
        )
        await send_mail(session, mail)
    await set_timers(session, again)


NOTICE_MAIL_TIMER = TimerKind(NOTICE_MAIL, mail_notices)
