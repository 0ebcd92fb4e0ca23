"""Customer routes: the widget's session, and everything it needs where sockets do not pass."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from fastapi.responses import StreamingResponse

from zhiyin.kernel.actor import Actor
from zhiyin.kernel.auth.access import PUBLIC, VISITOR
from zhiyin.kernel.errors.problems import (
    NotFoundError,
    TooManyRequestsError,
)
from zhiyin.kernel.http.files import Size, send_file
from zhiyin.kernel.http.routes import CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done
from zhiyin.kernel.i18n.text import choose_language
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.conversations.actions.availability import get_availability
from zhiyin.modules.conversations.actions.callers import CurrentWriter
from zhiyin.modules.conversations.actions.desk import Said, Writer, desk_of, say_as_visitor
from zhiyin.modules.conversations.actions.handling import close_all
from zhiyin.modules.conversations.actions.inviting import note_outcome, show_invitation
from zhiyin.modules.conversations.actions.marking import (
    leave_contact,
    mark_read_by_customer,
    recall,
)
from zhiyin.modules.conversations.actions.trailing import tell_of_visit
from zhiyin.modules.conversations.actions.visiting import (
    open_session,
    show_to_customer,
    thread_history,
    visitor_messages,
    writer_query,
)
from zhiyin.modules.conversations.actions.waiting import change_wants
from zhiyin.modules.conversations.http.files import find_file, keep_upload
from zhiyin.modules.conversations.models.conversations import Conversation
from zhiyin.modules.conversations.queries.lists import messages_since
from zhiyin.modules.conversations.schemas.invitations import InvitationAllowed, InvitationTold
from zhiyin.modules.conversations.schemas.requests import (
    ContactIn,
    ReadIn,
    SessionIn,
    SessionOut,
    VisitorHistory,
    VisitorPosted,
    VisitorPostIn,
    VisitorUpdate,
    WantsIn,
)
from zhiyin.modules.conversations.schemas.shown import FileOut
from zhiyin.modules.visits.interface import (
    PageViewIn,
    TrailAnswer,
    TrailChoice,
    choose,
    note_page,
)

routes = Routes("visitor", "/visitor")

POLL_SECONDS = 25.0
POLL_EVERY = 1.0


def origin_of(request: Request) -> str:
    """The page's origin. Our own pages do not send one with a plain read."""
    origin = request.headers.get("origin", "").lower()
    return origin or _own(request)


def untracked(request: Request) -> bool:
    """Whether the browser asks not to be tracked: Global Privacy Control, or Do Not Track."""
    return "1" in (request.headers.get("sec-gpc"), request.headers.get("dnt"))


def _own(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', '')}".lower()


def _actor(writer: Writer) -> Actor:
    return Actor("customer", writer.customer_id)


@routes.post("/session", permit=PUBLIC, response_model=SessionOut)
async def start(body: SessionIn, request: Request, house: CurrentHouse) -> SessionOut:
    """Opens the widget: a token bound to widget and origin, the look, and whether we are there."""
    address = request.client.host if request.client else ""
    wait = desk_of(house).address_buckets.take(address)
    if wait:
        raise TooManyRequestsError(seconds=max(1, round(wait)))
    async with house.database.writing() as session:
        answer, _ = await open_session(
            session,
            body,
            origin_of(request),
            _own(request),
            request.headers.get("user-agent", ""),
            untracked=untracked(request),
        )
    return answer


@routes.get("/history", permit=VISITOR, response_model=VisitorHistory)
async def history(
    writer: CurrentWriter,
    house: CurrentHouse,
    before: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
) -> VisitorHistory:
    """Older messages of the whole thread, as one history, oldest first."""
    key = decode_cursor(before, tuple[UUID, int])
    async with house.database.reading() as session:
        rows, more = await thread_history(session, writer, key, limit)
        items = await visitor_messages(session, rows)
    following = encode_cursor((rows[0].conversation_id, rows[0].number)) if more else None
    return {"items": items, "next": following}


@routes.post("/messages", permit=VISITOR, own_key=True, response_model=VisitorPosted)
async def post(body: VisitorPostIn, writer: CurrentWriter, house: CurrentHouse) -> VisitorPosted:
    """Writes a message over HTTP; the same ledger as the socket."""
    desk = desk_of(house)
    wait = desk.visitor_buckets.take(str(writer.visitor.id)) or desk.address_buckets.take(
        writer.address
    )
    if wait:
        raise TooManyRequestsError(seconds=max(1, round(wait)))
    said = Said(body.key, body.kind, body.text, body.file_id, body.topic, body.who, body.reply_to)
    posted = await say_as_visitor(house, writer, said)
    async with house.database.reading() as session:
        return {"message": (await visitor_messages(session, [posted.message]))[0]}


@routes.get("/updates", permit=VISITOR, response_model=VisitorUpdate)
async def updates(
    writer: CurrentWriter,
    house: CurrentHouse,
    conversation: UUID | None = None,
    since: Annotated[int, Query(ge=0, le=2_000_000_000)] = 0,
    reason: Annotated[str | None, Query(max_length=20)] = None,
) -> VisitorUpdate:
    """Waits up to 25 seconds for something new; answers at once when there is. `reason` is that of
    the availability which the window shows: another one is news, too.
    """
    language = choose_language(writer.visitor.language)
    end = asyncio.get_running_loop().time() + POLL_SECONDS
    while True:
        async with house.database.reading() as session:
            availability = await get_availability(session, writer.channel, language)
            row: Conversation | None = await session.scalar(writer_query(writer.visitor))
            if row is not None and (row.id != conversation or row.number > since):
                known = since if row.id == conversation else 0
                return {
                    "conversation": await show_to_customer(session, row),
                    "messages": await visitor_messages(
                        session, await messages_since(session, row.id, known)
                    ),
                    "availability": availability,
                }
        told = reason is None or reason == availability["reason"]
        if not told or asyncio.get_running_loop().time() >= end:
            return {"conversation": None, "messages": [], "availability": availability}
        await asyncio.sleep(POLL_EVERY)


@routes.post("/contact", permit=VISITOR, response_model=Done)
async def contact(body: ContactIn, writer: CurrentWriter, house: CurrentHouse) -> Done:
    """Leaves a phone number or an address for the answer."""
    if writer.conversation_id is None or writer.customer_id is None:
        raise NotFoundError
    async with house.database.writing(_actor(writer)) as session:
        await leave_contact(
            session,
            writer.conversation_id,
            writer.customer_id,
            phone=body.phone,
            email=body.email,
            name=body.name,
        )
    return Done()


@routes.put("/wants", permit=VISITOR, response_model=Done)
async def wants(body: WantsIn, writer: CurrentWriter, house: CurrentHouse) -> Done:
    """Rather an answer later or a call than a chat; the place in line is kept."""
    if writer.conversation_id is None:
        raise NotFoundError
    async with house.database.writing(_actor(writer)) as session:
        await change_wants(session, writer.conversation_id, body.wants)
    return Done()


@routes.post("/read", permit=VISITOR, response_model=Done)
async def read(body: ReadIn, writer: CurrentWriter, house: CurrentHouse) -> Done:
    """Everything up to this number has been seen."""
    if writer.conversation_id is not None:
        async with house.database.writing(_actor(writer)) as session:
            await mark_read_by_customer(session, writer.conversation_id, body.number)
    return Done()


@routes.post("/messages/{message_id}/recall", permit=VISITOR, response_model=Done)
async def take_back(message_id: UUID, writer: CurrentWriter, house: CurrentHouse) -> Done:
    """Takes one's own message back within two minutes."""
    if writer.conversation_id is None or writer.customer_id is None:
        raise NotFoundError
    async with house.database.writing(_actor(writer)) as session:
        await recall(session, writer.conversation_id, message_id, writer.customer_id)
    return Done()


@routes.post("/end", permit=VISITOR, response_model=Done)
async def end(writer: CurrentWriter, house: CurrentHouse) -> Done:
    """The customer ends the conversation."""
    if writer.conversation_id is not None:
        async with house.database.writing(_actor(writer)) as session:
            await close_all(session, [writer.conversation_id], "by_customer")
    return Done()


@routes.post("/invitations/{rule_id}", permit=VISITOR, response_model=InvitationAllowed)
async def invited(
    rule_id: UUID, body: InvitationTold, writer: CurrentWriter, house: CurrentHouse
) -> InvitationAllowed:
    """Asks to show an invitation, or says what the visitor did with the one that is shown."""
    _slow_down(writer, house)
    async with house.database.writing(_actor(writer)) as session:
        whose = (session, writer.channel, writer.visitor, rule_id)
        if body.what == "shown":
            allowed = await show_invitation(*whose)
        else:
            allowed = await note_outcome(*whose, body.what)
    return InvitationAllowed(allowed=allowed)


def _slow_down(writer: Writer, house: CurrentHouse, answers: float = 0) -> None:
    """What each visitor answers is kept, so they answer slower than an address may ask."""
    desk = desk_of(house)
    wait = desk.visitor_buckets.take(str(writer.visitor.id), answers) if answers else 0.0
    wait = wait or desk.address_buckets.take(writer.address)
    if wait:
        raise TooManyRequestsError(seconds=max(1, round(wait)))


@routes.put("/trail", permit=VISITOR, response_model=TrailAnswer)
async def trail_choice(
    body: TrailChoice, request: Request, writer: CurrentWriter, house: CurrentHouse
) -> TrailAnswer:
    """Whether the pages one looks at may be recorded. A browser's wish not to be tracked counts."""
    _slow_down(writer, house, answers=4)
    language = choose_language(writer.visitor.language)
    async with house.database.writing(_actor(writer)) as session:
        whose = (session, writer.channel, writer.visitor, language, body)
        standing = await choose(*whose, untracked=untracked(request))
    tell_of_visit(house, writer.conversation_id)
    return {"trail": standing}


@routes.post("/trail", permit=VISITOR, response_model=Done)
async def trail(
    body: PageViewIn, request: Request, writer: CurrentWriter, house: CurrentHouse
) -> Done:
    """Tells of a page one looks at, or has looked at; recorded only for who agreed."""
    _slow_down(writer, house)
    if untracked(request):
        return Done()
    async with house.database.writing(_actor(writer)) as session:
        noted = await note_page(session, writer.channel, writer.visitor, body)
    if noted:
        tell_of_visit(house, writer.conversation_id)
    return Done()


@routes.post("/files", permit=VISITOR, status=201, response_model=FileOut)
async def upload(request: Request, writer: CurrentWriter, house: CurrentHouse) -> FileOut:
    """Uploads a file for a message."""
    wait = desk_of(house).address_buckets.take(writer.address, 5)
    if wait:
        raise TooManyRequestsError(seconds=max(1, round(wait)))
    owner = Actor("customer", writer.visitor.id)
    return await keep_upload(request, house, owner, "/api/visitor/files")


@routes.get("/files/{file_id}", permit=VISITOR, response_class=StreamingResponse)
async def download(
    file_id: UUID, writer: CurrentWriter, house: CurrentHouse, size: Size = "full"
) -> StreamingResponse:
    """Reads a file of one's own thread, or one's own upload."""
    async with house.database.reading() as session:
        file = await find_file(session, file_id)
        if file.ref is not None:
            row = await session.get(Conversation, file.ref.id)
            thread = (writer.channel.id, writer.visitor.thread_key)
            if row is None or (row.channel_account_id, row.thread_key) != thread:
                raise NotFoundError
        elif file.owner != ("customer", writer.visitor.id):
            raise NotFoundError
    return send_file(house, file, size)
