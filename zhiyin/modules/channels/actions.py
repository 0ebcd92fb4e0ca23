"""Writes of channels."""

import secrets
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.catalogue.interface import get_subjects
from zhiyin.modules.channels.errors import UnknownTopicError
from zhiyin.modules.channels.models import ChannelAccount
from zhiyin.modules.channels.schemas import Look, WidgetIn, WidgetOut, WidgetPatch
from zhiyin.modules.people.interface import get_shops

# What processes keep of all channel accounts.
CHANNELS = "channels"


def show_widget(row: ChannelAccount, base_url: str) -> WidgetOut:
    """A widget as staff see it."""
    return WidgetOut(
        id=row.id,
        key=row.key,
        shop_id=row.shop_id,
        team_id=row.team_id,
        name=row.name,
        look=Look.model_validate(row.look),
        languages=row.languages,
        allowed_origins=row.allowed_origins,
        topics=row.topics,
        ask_who=row.ask_who,
        active=row.active,
        has_secret=row.signing_secret is not None,
        script_tag=(
            f'<script async src="{base_url}/widget/widget.js" data-widget="{row.key}"></script>'
        ),
        version=row.version,
    )


async def _check_topics(session: WriteSession, topics: Sequence[UUID]) -> None:
    """Refuses subjects that are not in use; each may be offered once."""
    known = await get_subjects(session)
    if len(set(topics)) != len(topics) or any(one not in known for one in topics):
        raise UnknownTopicError


async def make_widget(
    session: WriteSession, body: WidgetIn, *, key: str | None = None
) -> ChannelAccount:
    """Makes a widget with a public key of its own."""
    if body.shop_id not in await get_shops(session):
        raise NotFoundError
    await _check_topics(session, body.topics)
    row = ChannelAccount(
        id=new_id(),
        kind="web",
        key=key or secrets.token_urlsafe(9),
        shop_id=body.shop_id,
        team_id=body.team_id,
        name=body.name,
        look=body.look.model_dump(mode="json", by_alias=True),
        languages=list(body.languages),
        allowed_origins=list(body.allowed_origins),
        topics=list(body.topics),
        ask_who=body.ask_who,
        active=body.active,
        version=1,
    )
    session.add(row)
    audit(session, "channels.make", ObjectRef("channel", row.id), after={"name": body.name})
    forget_channels(session)
    return row


async def edit_widget(
    session: WriteSession, widget_id: UUID, body: WidgetPatch, version: int | None
) -> ChannelAccount:
    """Changes a widget."""
    row = await session.get(ChannelAccount, widget_id, with_for_update=True)
    if row is None:
        raise NotFoundError
    before = show_widget(row, "").model_dump(mode="json")
    check_version(row, version, before)
    given = body.model_fields_set
    if "team_id" in given:
        row.team_id = body.team_id
    if body.look is not None:
        row.look = body.look.model_dump(mode="json", by_alias=True)
    row.name = body.name or row.name
    row.languages = list(body.languages or row.languages)
    if body.allowed_origins is not None:
        row.allowed_origins = list(body.allowed_origins)
    if body.topics is not None:
        await _check_topics(session, body.topics)
        row.topics = list(body.topics)
    row.ask_who = row.ask_who if body.ask_who is None else body.ask_who
    row.active = row.active if body.active is None else body.active
    after: dict[str, Any] = body.model_dump(mode="json", exclude_unset=True)
    audit(session, "channels.edit", ObjectRef("channel", row.id), before=before, after=after)
    forget_channels(session)
    return row


async def new_secret(session: WriteSession, widget_id: UUID) -> str:
    """A new signing secret for the shop's server; the old one no longer holds."""
    row = await session.get(ChannelAccount, widget_id, with_for_update=True)
    if row is None:
        raise NotFoundError
    secret = secrets.token_urlsafe(32)
    row.signing_secret = session.house.keyring.seal(secret.encode())
    row.version += 1
    audit(session, "channels.new_secret", ObjectRef("channel", row.id))
    return secret


def forget_channels(session: WriteSession) -> None:
    """The next look at the channels reads the database."""
    session.house.kept.forget(session, CHANNELS)
