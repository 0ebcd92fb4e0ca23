"""The door of channels: widgets, visitors, and proofs of who a visitor is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.auth.secrets import hash_token, new_token
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.house import House
from zhiyin.modules.channels.actions import CHANNELS, make_widget
from zhiyin.modules.channels.errors import OriginNotAllowedError, UnknownVisitorError
from zhiyin.modules.channels.models import ChannelAccount, UsedNonce, Visitor
from zhiyin.modules.channels.rules import (
    SIGNATURE_SECONDS,
    is_fresh,
    origin_allowed,
    sign,
    signature_holds,
    signed_text,
)
from zhiyin.modules.channels.schemas import Color, IdentityIn, Look, Origin, PageIn, WidgetIn

__all__ = [
    "Channel",
    "Color",
    "IdentityIn",
    "Look",
    "Origin",
    "OriginNotAllowedError",
    "PageIn",
    "UnknownVisitorError",
    "VisitorRecord",
    "WidgetIn",
    "demo_widget",
    "forget_nonces",
    "get_channel",
    "get_channels",
    "get_pages",
    "get_visitor",
    "get_visitors",
    "get_widget",
    "make_widget",
    "open_visitor",
    "origin_may",
    "peek_channel",
    "prove_identity",
    "see_visitor",
    "sign_identity",
]

CHANNELS_SECONDS = 5.0


@dataclass(frozen=True)
class Channel:
    """One way in, as other modules see it."""

    id: UUID
    key: str
    kind: str
    name: str
    shop_id: UUID
    team_id: UUID | None
    look: dict[str, Any]
    languages: tuple[str, ...]
    allowed_origins: tuple[str, ...]
    topics: tuple[UUID, ...] = ()
    ask_who: bool = True


@dataclass(frozen=True)
class VisitorRecord:
    """A browser that has opened a widget."""

    id: UUID
    channel_account_id: UUID
    origin: str
    user_id: str | None
    language: str
    time_zone: str | None
    page: dict[str, Any] | None
    user_agent: str
    last_seen_at: datetime

    @property
    def thread_key(self) -> str:
        """One thread for a proven user on any device, one for each anonymous browser."""
        return f"user:{self.user_id}" if self.user_id else f"visitor:{self.id}"


def _channel(row: ChannelAccount) -> Channel:
    return Channel(
        row.id,
        row.key,
        row.kind,
        row.name,
        row.shop_id,
        row.team_id,
        row.look,
        tuple(row.languages),
        tuple(row.allowed_origins),
        tuple(row.topics),
        row.ask_who,
    )


def _visitor(row: Visitor) -> VisitorRecord:
    return VisitorRecord(
        row.id,
        row.channel_account_id,
        row.origin,
        row.user_id,
        row.language,
        row.time_zone,
        row.page,
        row.user_agent,
        row.last_seen_at,
    )


async def get_channels(session: ReadSession | WriteSession) -> dict[UUID, Channel]:
    """All channel accounts; kept by the process for a few seconds."""

    async def read() -> dict[UUID, Channel]:
        rows = (await session.execute(select(ChannelAccount))).scalars()
        return {row.id: _channel(row) for row in rows}

    return await session.house.kept.get(session, CHANNELS, CHANNELS_SECONDS, read)


def peek_channel(house: House, channel_id: UUID) -> Channel | None:
    """One channel account as this process read it last, without asking the database."""
    channels: dict[UUID, Channel] = house.kept.peek(CHANNELS) or {}
    return channels.get(channel_id)


async def get_channel(session: ReadSession | WriteSession, channel_id: UUID) -> Channel:
    """One channel account; one made a moment ago is read from the database."""
    known = (await get_channels(session)).get(channel_id)
    if known is None:
        row = await session.get(ChannelAccount, channel_id)
        if row is None:
            raise NotFoundError
        known = _channel(row)
    return known


async def get_widget(session: ReadSession | WriteSession, key: str) -> Channel:
    """The active widget with this public key; not found otherwise."""
    row = await session.scalar(
        select(ChannelAccount).where(
            ChannelAccount.key == key, ChannelAccount.kind == "web", ChannelAccount.active
        )
    )
    if row is None:
        raise NotFoundError
    return _channel(row)


def origin_may(channel: Channel, origin: str, own: str) -> None:
    """Refuses a page whose site is not allowed to show this widget."""
    if not origin_allowed(origin, own, channel.allowed_origins):
        raise OriginNotAllowedError


async def open_visitor(
    session: WriteSession,
    channel: Channel,
    origin: str,
    language: str,
    time_zone: str | None,
    page: PageIn | None,
    user_agent: str,
) -> tuple[VisitorRecord, str]:
    """A new visitor and their token, which is bound to the widget and the origin."""
    token = new_token()
    row = Visitor(
        id=new_id(),
        channel_account_id=channel.id,
        token_hash=hash_token(token),
        origin=origin,
        language=language,
        time_zone=time_zone,
        page=page.model_dump() if page else None,
        user_agent=user_agent[:400],
    )
    row.last_seen_at = now()
    session.add(row)
    await session.flush()
    return _visitor(row), token


async def get_visitor(
    session: ReadSession | WriteSession, token: str, origin: str | None
) -> VisitorRecord:
    """The visitor with this token, if it is used from the origin it was made for."""
    row = await session.scalar(select(Visitor).where(Visitor.token_hash == hash_token(token)))
    if row is None or (origin is not None and row.origin != origin):
        raise UnknownVisitorError
    return _visitor(row)


async def get_visitors(
    session: ReadSession | WriteSession, thread_key: str, channel_account_id: UUID
) -> list[VisitorRecord]:
    """The browsers of a thread, latest first."""
    kind, _, value = thread_key.partition(":")
    query = select(Visitor).where(Visitor.channel_account_id == channel_account_id)
    query = query.where(Visitor.user_id == value if kind == "user" else Visitor.id == UUID(value))
    rows = (await session.execute(query.order_by(Visitor.last_seen_at.desc()).limit(5))).scalars()
    return [_visitor(row) for row in rows]


_PAGES = text("""
    SELECT channel_account_id, 'visitor:' || id AS thread, page->>'url' AS url, last_seen_at
    FROM visitors WHERE id = ANY(:visitors)
    UNION ALL
    SELECT channel_account_id, 'user:' || user_id, page->>'url', last_seen_at
    FROM visitors WHERE user_id = ANY(:users)
    ORDER BY last_seen_at
""")


async def get_pages(
    session: ReadSession | WriteSession, threads: Sequence[tuple[UUID, str]]
) -> dict[tuple[UUID, str], str]:
    """The address of the page each thread was last seen on, by channel and thread."""
    keys = [key.partition(":")[::2] for _, key in threads]
    values = {
        "visitors": [UUID(value) for kind, value in keys if kind == "visitor"],
        "users": [value for kind, value in keys if kind == "user"],
    }
    rows = await session.execute(_PAGES, values)
    return {(row.channel_account_id, row.thread): row.url or "" for row in rows}


async def see_visitor(
    session: WriteSession,
    visitor_id: UUID,
    *,
    page: PageIn | None = None,
    language: str | None = None,
    user_id: str | None = None,
) -> VisitorRecord:
    """Notes that a visitor is here, and what is new about them."""
    row = await session.get(Visitor, visitor_id)
    if row is None:
        raise UnknownVisitorError
    row.last_seen_at = now()
    if page is not None:
        row.page = page.model_dump()
    row.language = language or row.language
    row.user_id = user_id or row.user_id
    return _visitor(row)


async def prove_identity(session: WriteSession, channel: Channel, claim: IdentityIn) -> bool:
    """Whether the shop's server vouches for this identity: right, fresh, and not used before."""
    sealed = await session.scalar(
        select(ChannelAccount.signing_secret).where(ChannelAccount.id == channel.id)
    )
    if sealed is None or not is_fresh(claim.issued_at, now().timestamp()):
        return False
    body = signed_text(
        channel.key,
        claim.user_id,
        claim.name,
        claim.phone,
        claim.email,
        claim.issued_at,
        claim.nonce,
    )
    if not signature_holds(session.house.keyring.open_value(sealed), body, claim.signature):
        return False
    stored = await session.execute(
        insert(UsedNonce)
        .values(
            channel_account_id=channel.id,
            nonce=claim.nonce,
            expires_at=_nonce_end(claim.issued_at),
        )
        .on_conflict_do_nothing()
        .returning(UsedNonce.nonce)
    )
    return stored.first() is not None


def _nonce_end(issued_at: int) -> datetime:
    return datetime.fromtimestamp(issued_at, tz=now().tzinfo) + timedelta(
        seconds=SIGNATURE_SECONDS * 2
    )


async def forget_nonces(session: WriteSession) -> None:
    """Drops nonces whose signatures have expired."""
    await session.execute(delete(UsedNonce).where(UsedNonce.expires_at < text("now()")))


# The demo shop's widget; its key is fixed so that the demo page finds it.
DEMO_KEY = "demo"


async def demo_widget(session: ReadSession) -> Channel | None:
    """The demo shop's widget, where the demo is loaded."""
    row = await session.scalar(select(ChannelAccount).where(ChannelAccount.key == DEMO_KEY))
    return _channel(row) if row else None


async def sign_identity(
    session: ReadSession,
    channel: Channel,
    *,
    user_id: str,
    name: str | None,
    phone: str | None,
    email: str | None,
    issued_at: int,
    nonce: str,
) -> dict[str, Any]:
    """Signs an identity as the shop's own server would. For the demo shop, which has none."""
    sealed = await session.scalar(
        select(ChannelAccount.signing_secret).where(ChannelAccount.id == channel.id)
    )
    if sealed is None:
        raise NotFoundError
    body = signed_text(channel.key, user_id, name, phone, email, issued_at, nonce)
    return {
        "user_id": user_id,
        "name": name,
        "phone": phone,
        "email": email,
        "issued_at": issued_at,
        "nonce": nonce,
        "signature": sign(session.house.keyring.open_value(sealed), body),
    }
