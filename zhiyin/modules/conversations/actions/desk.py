"""The desk: this process's ledgers, and the one way in for everybody's words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

import msgspec
from psycopg import AsyncConnection, OperationalError
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool, PoolTimeout
from sqlalchemy.exc import DBAPIError

from zhiyin.kernel.actor import Actor, ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.words import Spoken
from zhiyin.kernel.db.dry_run import DryRun, current_dry_run
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.files.store import StoredFile, attach_file, get_files
from zhiyin.kernel.house import House
from zhiyin.kernel.ledger.ledger import Ledger, LedgerBusyError
from zhiyin.kernel.live.limits import Buckets
from zhiyin.modules.channels.interface import Channel, VisitorRecord
from zhiyin.modules.conversations.actions.mentioning import note_to
from zhiyin.modules.conversations.actions.opening import (
    AlreadyOpenError,
    FirstWords,
    open_batch,
)
from zhiyin.modules.conversations.actions.participants import step_in
from zhiyin.modules.conversations.actions.post import (
    NewPost,
    Outcome,
    Posted,
    new_post,
    store_batch,
    store_on,
)
from zhiyin.modules.conversations.actions.wording import check_words
from zhiyin.modules.conversations.errors import (
    BadAttachmentError,
    BadQuoteError,
    BlockedError,
    ConversationClosedError,
    NotYoursError,
    TryLaterError,
)
from zhiyin.modules.conversations.models.conversations import Conversation, Message
from zhiyin.modules.conversations.permissions import REPLY, voice_of
from zhiyin.modules.conversations.queries.blocks import blocks_of
from zhiyin.modules.conversations.queries.lists import access_conversation, standing
from zhiyin.modules.conversations.rules import KIND

Pool = AsyncConnectionPool[AsyncConnection[TupleRow]]
Heard = Callable[[Sequence[tuple[NewPost, Posted]]], None]
UNREACHABLE = (OperationalError, PoolTimeout, DBAPIError, LedgerBusyError, OSError)


@dataclass
class Writer:
    """A visitor with what posting needs; kept by their socket so that nothing is asked twice."""

    visitor: VisitorRecord
    channel: Channel
    address: str
    conversation_id: UUID | None = None
    customer_id: UUID | None = None


@dataclass
class Desk:
    """Gathers posts and first words; tells `heard` what a batch stored."""

    database: Database
    pool: Pool
    heard: list[Heard] = field(default_factory=list)
    visitor_buckets: Buckets = field(default_factory=lambda: Buckets(20, 1.0))
    address_buckets: Buckets = field(default_factory=lambda: Buckets(200, 10.0))

    def __post_init__(self) -> None:
        """Opens the ledgers."""
        self.posts: Ledger[NewPost, Posted] = Ledger(self._store)
        self.openings: Ledger[FirstWords, Posted] = Ledger(self._open, limit=200)

    async def _store(self, posts: Sequence[NewPost]) -> list[Outcome]:
        outcomes = await store_batch(self.pool, posts)
        new = [
            (post, outcome)
            for post, outcome in zip(posts, outcomes, strict=True)
            if isinstance(outcome, Posted) and not outcome.again
        ]
        for heard in self.heard:
            heard(new)
        return outcomes

    async def _open(self, items: Sequence[FirstWords]) -> list[Outcome]:
        return await open_batch(self.database, items)

    async def post(self, post: NewPost) -> Posted:
        """Stores one message; returns after the commit."""
        dry = current_dry_run(writing=True)
        if dry is not None:
            return await _post_dry(dry, post)
        try:
            return await self.posts.submit(post)
        except UNREACHABLE as error:
            raise TryLaterError from error


async def _post_dry(dry: DryRun, post: NewPost) -> Posted:
    """The statement of the ledger in the dry run's own transaction: nobody hears of it."""
    outcome = (await store_on(await dry.driver_connection(), [post]))[0]
    if isinstance(outcome, Exception):
        raise outcome
    if not isinstance(outcome, Posted):
        raise TryLaterError
    return outcome


def desk_of(house: House) -> Desk:
    """The desk of this process."""
    return cast(Desk, house.shelf["conversations.desk"])


class Said(msgspec.Struct, frozen=True):
    """What a visitor says; the first words may carry what they chose before."""

    key: str
    kind: str = "text"
    text: str = ""
    file_id: UUID | None = None
    topic: UUID | None = None
    who: str = "anyone"
    reply_to: int | None = None


async def say_as_visitor(house: House, writer: Writer, said: Said) -> Posted:
    """A visitor's words: into the open conversation of their thread, or opening one."""
    desk = desk_of(house)
    if blocks_of(house).hold(writer.visitor.thread_key, writer.customer_id):
        raise BlockedError
    owner = Actor("customer", writer.visitor.id)
    if said.reply_to is not None:
        await _check_quote(house, writer.conversation_id, said.reply_to, notes=False)
    file_name = ""
    if said.file_id is not None:
        file_name = await _own_file(house, owner, said.file_id)
    elif said.kind != "text":
        raise BadAttachmentError
    while True:
        if writer.conversation_id is None or writer.customer_id is None:
            posted = await _first_words(desk, writer, said, file_name)
        else:
            post = _post_of(writer.conversation_id, writer.customer_id, said, file_name)
            try:
                posted = await desk.post(post)
            except ConversationClosedError:
                writer.conversation_id = None
                # What it pointed to stands in the conversation that has just ended.
                said = msgspec.structs.replace(said, reply_to=None)
                continue
        if posted is not None:
            break
    if said.file_id is not None and writer.conversation_id is not None:
        await _attach(house, owner, said.file_id, writer.conversation_id)
    return posted


def _post_of(conversation_id: UUID, sender_id: UUID, said: Said, file_name: str) -> NewPost:
    return new_post(
        conversation_id,
        "customer",
        sender_id,
        said.key,
        said.kind,
        said.text,
        said.file_id,
        file_name,
        said.reply_to,
    )


async def _first_words(desk: Desk, writer: Writer, said: Said, file_name: str) -> Posted | None:
    """Opens a conversation; `None` when the thread has an open one, which the writer now knows."""
    post = _post_of(new_id(), writer.visitor.id, said, file_name)
    first = FirstWords(writer.visitor, writer.channel, post, said.topic, said.who)
    try:
        posted = await desk.openings.submit(first)
    except AlreadyOpenError as open_one:
        writer.conversation_id = open_one.conversation_id
        writer.customer_id = await _customer_of(desk.database, open_one.conversation_id)
        return None
    except UNREACHABLE as error:
        raise TryLaterError from error
    if not posted.again:
        conversation: Any = posted.conversation
        writer.conversation_id = conversation.id
        writer.customer_id = conversation.customer_id
    return posted


async def _customer_of(database: Database, conversation_id: UUID) -> UUID:
    async with database.reading() as session:
        row = await session.get_one(Conversation, conversation_id)
        return row.customer_id


async def say_as_staff(
    house: House,
    access: Access,
    conversation_id: UUID,
    key: str,
    kind: str,
    text: str,
    file_id: UUID | None,
    reply_to: int | None = None,
    mentions: Sequence[UUID] = (),
    *,
    anyway: bool = False,
) -> Posted:
    """An answer or an internal note. Only the holder answers, who was invited, or who steps in."""
    access.check(REPLY)
    if kind == "note" and mentions:
        if reply_to is not None:
            await _check_quote(house, conversation_id, reply_to, notes=True)
        async with house.database.writing(access.actor) as writing:
            return await note_to(
                writing, access, conversation_id, key, text, mentions, reply_to=reply_to
            )
    async with house.database.reading() as session:
        row = await access_conversation(session, access, conversation_id)
        voice = voice_of(access, standing(row))
    if kind != "note" and voice is None:
        raise NotYoursError
    if kind == "text":
        await check_words(house, access, Spoken(text, row.shop_id, conversation_id, anyway))
    if kind != "note" and voice == "override":
        async with house.database.writing(access.actor) as writing:
            await step_in(writing, access, conversation_id)
    if reply_to is not None:
        await _check_quote(house, conversation_id, reply_to, notes=kind == "note")
    file_name = ""
    if file_id is not None:
        file_name = await _own_file(house, access.actor, file_id)
        await _attach(house, access.actor, file_id, conversation_id)
    elif kind not in ("text", "note"):
        raise BadAttachmentError
    return await desk_of(house).post(
        new_post(conversation_id, "staff", access.id, key, kind, text, file_id, file_name, reply_to)
    )


async def _check_quote(
    house: House, conversation_id: UUID | None, number: int, *, notes: bool
) -> None:
    """Only what was said here may be quoted, and a note only in a note."""
    async with house.database.reading() as session:
        row = await session.get(Message, (conversation_id, number)) if conversation_id else None
    if row is None or row.recalled_at or row.kind == "event" or (row.kind == "note" and not notes):
        raise BadQuoteError


async def _own_file(house: House, owner: Actor, file_id: UUID) -> str:
    file: StoredFile | None
    async with house.database.reading() as session:
        file = (await get_files(session, [file_id])).get(file_id)
    if file is None or file.owner != (owner.kind, owner.id):
        raise BadAttachmentError
    return file.name


async def _attach(house: House, owner: Actor, file_id: UUID, conversation_id: UUID) -> None:
    async with house.database.writing(owner) as session:
        if not await attach_file(session, file_id, owner, ObjectRef(KIND, conversation_id)):
            raise BadAttachmentError
