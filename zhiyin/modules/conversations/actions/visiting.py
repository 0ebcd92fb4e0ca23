"""A visitor comes: their session, what they see, whether anybody can answer."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.files.store import MAX_FILE, get_files
from zhiyin.kernel.i18n.text import Language, choose_language
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.catalogue.interface import get_subjects
from zhiyin.modules.channels.interface import (
    Channel,
    UnknownVisitorError,
    VisitorRecord,
    get_channel,
    get_visitor,
    get_widget,
    open_visitor,
    origin_may,
    prove_identity,
    see_visitor,
)
from zhiyin.modules.conversations.actions.availability import (
    bot_on_duty,
    get_availability,
)
from zhiyin.modules.conversations.actions.desk import Writer
from zhiyin.modules.conversations.actions.inviting import offer_invitations
from zhiyin.modules.conversations.models.conversations import Conversation, Message
from zhiyin.modules.conversations.queries.lists import get_quoted, messages_since
from zhiyin.modules.conversations.rules import KIND, MAX_TEXT, visible_to_visitor
from zhiyin.modules.conversations.schemas.requests import (
    Service,
    SessionIn,
    SessionOut,
    Topic,
    WidgetConfig,
)
from zhiyin.modules.conversations.schemas.showing import (
    show_conversation_to_visitor,
    show_file,
    show_quote,
    show_to_visitor,
)
from zhiyin.modules.conversations.schemas.shown import (
    QuoteOut,
    VisitorConversation,
    VisitorMessage,
)
from zhiyin.modules.conversations.settings import ANSWER_PROMISE, LIVE_PREVIEW
from zhiyin.modules.customers.interface import (
    NewCustomer,
    add_identity,
    find_or_create,
    get_reachable,
    name_customer,
)
from zhiyin.modules.dispatch.interface import get_waits
from zhiyin.modules.people.interface import get_hours, get_names
from zhiyin.modules.visits.interface import get_standing


async def open_session(
    session: WriteSession,
    wanted: SessionIn,
    origin: str,
    own: str,
    user_agent: str,
    *,
    untracked: bool,
) -> tuple[SessionOut, Writer]:
    """Gives a visitor their token (the old one if it still holds) and the widget's look.

    A signed identity joins the visitor with their customer file; a forged, old or replayed one is
    ignored and the visitor stays anonymous.
    """
    channel = await get_widget(session, wanted.widget)
    origin_may(channel, origin, own)
    language = choose_language(wanted.language)
    if language not in channel.languages:
        language = choose_language(channel.languages[0])
    visitor, token, spoke = await _visitor(session, channel, wanted, origin, language, user_agent)
    if wanted.identity is not None and await prove_identity(session, channel, wanted.identity):
        claim = wanted.identity
        if visitor.user_id not in (None, claim.user_id):
            # Somebody else signed in on the same browser: their words must not meet.
            visitor, token = await open_visitor(
                session, channel, origin, language, wanted.time_zone, wanted.page, user_agent
            )
        visitor = await see_visitor(session, visitor.id, user_id=claim.user_id)
        await _introduce(session, claim.user_id, claim.name, claim.phone, claim.email, language)
        spoke = None
    # Last: visitors and customers are locked before conversations.
    if spoke != language:
        await session.flush()
        await _speak(session, visitor)
    config = await widget_config(session, channel, language)
    answer: SessionOut = {
        "token": token,
        "config": config,
        "identified": visitor.user_id is not None,
        "invitations": await offer_invitations(
            session, channel, visitor, language, config["availability"]["reason"]
        ),
        "trail": await get_standing(session, channel, visitor, language, untracked=untracked),
    }
    return answer, Writer(visitor, channel, "")


async def _visitor(
    session: WriteSession,
    channel: Channel,
    wanted: SessionIn,
    origin: str,
    language: Language,
    user_agent: str,
) -> tuple[VisitorRecord, str, str | None]:
    """The visitor, their token, and the language they spoke before; new ones speak this one."""
    if wanted.token:
        try:
            known = await get_visitor(session, wanted.token, origin)
        except UnknownVisitorError:
            known = None
        if known is not None and known.channel_account_id == channel.id:
            seen = await see_visitor(session, known.id, page=wanted.page, language=language)
            return seen, wanted.token, known.language
    visitor, token = await open_visitor(
        session, channel, origin, language, wanted.time_zone, wanted.page, user_agent
    )
    return visitor, token, language


_SPEAK = text("""
    UPDATE conversations SET language = :language
    WHERE language <> :language AND id = (
        SELECT id FROM conversations
        WHERE channel_account_id = :channel AND thread_key = :thread ORDER BY id DESC LIMIT 1)
""")


async def _speak(session: WriteSession, visitor: VisitorRecord) -> None:
    """From now on what is said to the customer by itself is in the language they read now."""
    thread = {"channel": visitor.channel_account_id, "thread": visitor.thread_key}
    await session.execute(_SPEAK, {"language": visitor.language, **thread})


async def _introduce(
    session: WriteSession,
    user_id: str,
    name: str | None,
    phone: str | None,
    email: str | None,
    language: Language,
) -> None:
    newcomer = NewCustomer("user", user_id, name or user_id, language, True)
    customer = (await find_or_create(session, [newcomer]))[("user", user_id)]
    if name:
        await name_customer(session, customer.id, name)
    for kind, value in (("phone", phone), ("email", email)):
        if value:
            await add_identity(session, customer.id, kind, value, verified=True)


async def widget_config(
    session: ReadSession | WriteSession, channel: Channel, language: Language
) -> WidgetConfig:
    """How the widget looks, with texts in the visitor's language."""
    look = channel.look
    return {
        "key": channel.key,
        "look": {
            "color": look["color"],
            "title": look["title"],
            "greeting": look["greeting"].get(language, ""),
            "offline_text": look["offline_text"].get(language, ""),
            "position": look.get("position", "right"),
            "offset_x": look.get("offset_x", 20),
            "offset_y": look.get("offset_y", 20),
        },
        "language": language,
        "languages": list(channel.languages),
        "availability": await get_availability(session, channel, language),
        "limits": {"text": MAX_TEXT, "file": MAX_FILE},
        "topics": await _topics(session, channel, language),
        "ask_who": channel.ask_who and await bot_on_duty(session, channel),
        "service": await _service(session, channel),
        "preview": await get_setting(
            session, LIVE_PREVIEW, Place(shop_id=channel.shop_id, team_id=channel.team_id)
        ),
    }


async def _topics(
    session: ReadSession | WriteSession, channel: Channel, language: Language
) -> list[Topic]:
    """The subjects the widget offers, in its order; those no longer in use are left out."""
    known = await get_subjects(session) if channel.topics else {}
    return [
        {"id": one, "name": known[one].name.get(language, "")}
        for one in channel.topics
        if one in known
    ]


async def _service(session: ReadSession | WriteSession, channel: Channel) -> Service:
    """Opening hours and promised answer time of the channel's team, else of its shop."""
    hours, zone = await get_hours(session, channel.shop_id, channel.team_id)
    place = Place(shop_id=channel.shop_id, team_id=channel.team_id)
    week: Any = hours.get("week") if hours else None
    return {
        "time_zone": str((hours or {}).get("time_zone") or zone),
        "week": week or None,
        "answer_seconds": await get_setting(session, ANSWER_PROMISE, place) or None,
    }


def writer_query(visitor: VisitorRecord) -> Any:
    """The latest conversation of a visitor's thread."""
    return (
        select(Conversation)
        .where(
            Conversation.channel_account_id == visitor.channel_account_id,
            Conversation.thread_key == visitor.thread_key,
        )
        .order_by(Conversation.id.desc())
        .limit(1)
    )


async def get_writer(
    session: ReadSession, token: str, origin: str | None, address: str
) -> tuple[Writer, Conversation | None]:
    """The visitor behind a token, with the latest conversation of their thread."""
    visitor = await get_visitor(session, token, origin)
    channel = await get_channel(session, visitor.channel_account_id)
    writer = Writer(visitor, channel, address)
    row = await session.scalar(writer_query(visitor))
    if row is not None:
        writer.customer_id = row.customer_id
        writer.conversation_id = row.id if row.state != "closed" else None
    return writer, row


async def show_to_customer(session: ReadSession | WriteSession, row: Any) -> VisitorConversation:
    """A conversation as its customer sees it, with the place in line."""
    return (await show_to_customers(session, [row]))[row.id]


async def show_to_customers(
    session: ReadSession | WriteSession, rows: Sequence[Any]
) -> dict[UUID, VisitorConversation]:
    """Conversations as their customers see them."""
    names = await get_names(session)
    queued = [row for row in rows if row.state == "queued"]
    waits = await get_waits(session, KIND, [row.id for row in queued])
    reachable = await get_reachable(session, [row.customer_id for row in rows])
    shown = {}
    for row in rows:
        wait = waits.get(row.id)
        shown[row.id] = show_conversation_to_visitor(
            row,
            names.staff_name(row.assignee_id),
            position=wait.position if wait else None,
            wait_seconds=wait.seconds if wait else None,
            contact_known=row.customer_id in reachable,
        )
    return shown


async def visitor_messages(
    session: ReadSession | WriteSession, rows: Sequence[Any]
) -> list[VisitorMessage]:
    """Messages as the customer sees them; what is internal is left out."""
    names = await get_names(session)
    shown = [row for row in rows if visible_to_visitor(row.kind, row.event)]
    files = await get_files(session, [row.file_id for row in shown if row.file_id])
    quoted = await get_quoted(session, shown)

    def name_of(row: Any) -> str:
        return names.staff_name(row.sender_id) if row.sender_kind in ("staff", "bot") else ""

    def quote_of(row: Any) -> QuoteOut | None:
        one = quoted.get((row.conversation_id, row.number))
        if one is None or not visible_to_visitor(one.kind, one.event):
            return None
        return show_quote(one, name_of(one), mine=one.sender_kind == "customer", masked=False)

    return [
        show_to_visitor(
            row,
            name_of(row),
            show_file(files.get(row.file_id), "/api/visitor/files") if row.file_id else None,
            quote_of(row),
        )
        for row in shown
    ]


async def thread_history(
    session: ReadSession, writer: Writer, before: tuple[UUID, int] | None, limit: int
) -> tuple[list[Message], bool]:
    """Messages of the whole thread, oldest first: one continuous history."""
    thread = (
        select(Conversation.id)
        .where(
            Conversation.channel_account_id == writer.channel.id,
            Conversation.thread_key == writer.visitor.thread_key,
        )
        .order_by(Conversation.id.desc())
    )
    ids = (await session.execute(thread.limit(50))).scalars().all()
    found: list[Message] = []
    for conversation_id in ids:
        if before is not None and conversation_id > before[0]:
            continue
        query = select(Message).where(
            Message.conversation_id == conversation_id, Message.kind != "note"
        )
        if before is not None and conversation_id == before[0]:
            query = query.where(Message.number < before[1])
        query = query.order_by(Message.number.desc()).limit(limit + 1 - len(found))
        found += (await session.execute(query)).scalars().all()
        if len(found) > limit:
            break
    return list(reversed(found[:limit])), len(found) > limit


async def news_for_visitor(
    session: ReadSession, writer: Writer, row: Conversation | None, known: UUID | None, since: int
) -> tuple[list[Message], bool]:
    """What a returning widget lacks: changes of the conversation it knows, or the latest page."""
    if row is None:
        return [], False
    if known == row.id:
        changed = await messages_since(session, row.id, since)
        if len(changed) < 200:
            return changed, False
    return await thread_history(session, writer, None, 30)
