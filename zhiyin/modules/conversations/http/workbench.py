"""Staff routes of conversations."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Page
from zhiyin.modules.channels.interface import get_visitors
from zhiyin.modules.conversations.actions.desk import say_as_staff
from zhiyin.modules.conversations.actions.handling import (
    close,
    pick,
    reopen,
    return_to_queue,
    transfer,
)
from zhiyin.modules.conversations.actions.marking import edit_conversation, recall
from zhiyin.modules.conversations.actions.offers import ask_to_take, must_ask
from zhiyin.modules.conversations.permissions import CLOSE, PICK, READ, REPLY, TRANSFER
from zhiyin.modules.conversations.queries.leaving import get_leaving
from zhiyin.modules.conversations.queries.lists import (
    SEE_PERSONAL,
    access_conversation,
    count_history,
    get_summary,
    list_conversations,
    messages_after,
    messages_around,
    messages_before,
    messages_since,
    show_messages,
    summaries,
)
from zhiyin.modules.conversations.queries.search import find_numbers, search_messages
from zhiyin.modules.conversations.queries.tags import list_tags
from zhiyin.modules.conversations.schemas import tools
from zhiyin.modules.conversations.schemas.requests import (
    CloseIn,
    ConversationDetail,
    ConversationPatch,
    Leaving,
    MessagePage,
    PostIn,
    SearchPage,
    TagCount,
    TransferIn,
    VisitorInfo,
)
from zhiyin.modules.conversations.schemas.shown import ConversationSummary, MessageOut
from zhiyin.modules.people.interface import browser_and_device

routes = Routes("conversations", "/conversations")

Limit = Annotated[int, Query(ge=1, le=100)]
Number = Annotated[int, Query(ge=0, le=2_000_000_000)]
TagFilter = Annotated[str | None, Query(max_length=30)]
Box = Literal["mine", "queue", "mentions", "all", "closed"]


@routes.get("", permit=READ, tool=tools.FIND, response_model=Page[ConversationSummary])
async def list_box(
    access: Caller,
    house: CurrentHouse,
    box: Box = "mine",
    team_id: UUID | None = None,
    assignee_id: UUID | None = None,
    customer_id: UUID | None = None,
    tag: TagFilter = None,
    ref: Annotated[str | None, Query(max_length=30)] = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[ConversationSummary]:
    """One page of a box; with `ref` the one of this number (C-2611-000123)."""
    async with house.database.reading() as session:
        items, following = await list_conversations(
            session,
            access,
            box=box,
            team_id=team_id,
            assignee_id=assignee_id,
            customer_id=customer_id,
            tag=tag,
            ref=ref,
            cursor=cursor,
            limit=limit,
        )
    return Page(items=items, next=following)


@routes.get("/tags", permit=READ, response_model=list[TagCount])
async def tags(access: Caller, house: CurrentHouse) -> list[TagCount]:
    """The tags of the latest tagged conversations, most used first."""
    async with house.database.reading() as session:
        return await list_tags(session, access)


@routes.get("/search", permit=READ, tool=tools.SEARCH, response_model=SearchPage)
async def search(
    access: Caller,
    house: CurrentHouse,
    q: Annotated[str, Query(min_length=1, max_length=200)],
    cursor: str | None = None,
) -> SearchPage:
    """Finds messages by their words, newest first."""
    async with house.database.reading() as session:
        return await search_messages(session, access, q, cursor)


@routes.get("/leaving", permit=READ, response_model=Leaving)
async def leaving(access: Caller, house: CurrentHouse) -> Leaving:
    """What happens to the caller's open conversations when they go offline."""
    async with house.database.reading() as session:
        return await get_leaving(session, access.id)


@routes.get(
    "/{conversation_id}", permit=READ, tool=tools.READ_ONE, response_model=ConversationDetail
)
async def get_one(conversation_id: UUID, access: Caller, house: CurrentHouse) -> ConversationDetail:
    """A conversation with its latest messages and what the browser says of itself."""
    async with house.database.reading() as session:
        row = await access_conversation(session, access, conversation_id)
        messages, more = await messages_before(session, conversation_id, None, 50)
        visitors = await get_visitors(session, row.thread_key, row.channel_account_id)
        visitor: VisitorInfo | None = None
        if visitors:
            latest = visitors[0]
            page = latest.page or {}
            browser, device = browser_and_device(latest.user_agent)
            visitor = {
                "page_url": page.get("url") or None,
                "page_title": page.get("title") or None,
                "browser": browser,
                "device": device,
                "language": latest.language,
                "time_zone": latest.time_zone,
            }
        return {
            "conversation": (await summaries(session, [row]))[0],
            "messages": await show_messages(
                session, messages, masked=SEE_PERSONAL not in access.scopes
            ),
            "has_more": more,
            "visitor": visitor,
            "history_count": await count_history(session, row.customer_id),
        }


@routes.get(
    "/{conversation_id}/messages", permit=READ, tool=tools.READ_MESSAGES, response_model=MessagePage
)
async def get_messages(
    conversation_id: UUID,
    access: Caller,
    house: CurrentHouse,
    before: Number | None = None,
    after: Number | None = None,
    around: Number | None = None,
    since: Number | None = None,
    limit: Limit = 50,
) -> MessagePage:
    """Messages older (`before`) or younger (`after`) than a number, on both sides of it
    (`around`), or everything new or changed after it (`since`).
    """
    older = younger = False
    async with house.database.reading() as session:
        await access_conversation(session, access, conversation_id)
        if since is not None:
            rows = await messages_since(session, conversation_id, since)
        elif around is not None:
            rows, older, younger = await messages_around(session, conversation_id, around, limit)
        elif after is not None:
            rows, younger = await messages_after(session, conversation_id, after, limit)
        else:
            rows, older = await messages_before(session, conversation_id, before, limit)
        items = await show_messages(session, rows, masked=SEE_PERSONAL not in access.scopes)
    return {
        "items": items,
        "next": str(rows[0].number) if older else None,
        "newer": str(rows[-1].number) if younger else None,
    }


@routes.get("/{conversation_id}/find", permit=READ, response_model=list[int])
async def find_inside(
    conversation_id: UUID,
    access: Caller,
    house: CurrentHouse,
    q: Annotated[str, Query(min_length=1, max_length=100)],
) -> list[int]:
    """Numbers of the messages of one conversation that hold these words, oldest first."""
    async with house.database.reading() as session:
        await access_conversation(session, access, conversation_id)
        masked = SEE_PERSONAL not in access.scopes
        return await find_numbers(session, conversation_id, q, masked=masked)


@routes.post(
    "/{conversation_id}/messages",
    permit=REPLY,
    own_key=True,
    tool=tools.SAY,
    response_model=MessageOut,
)
async def post_message(
    conversation_id: UUID, body: PostIn, access: Caller, house: CurrentHouse
) -> MessageOut:
    """Writes an answer or a note; sending the same key again changes nothing."""
    posted = await say_as_staff(
        house,
        access,
        conversation_id,
        body.key,
        body.kind,
        body.text,
        body.file_id,
        body.reply_to,
        body.mentions,
        anyway=body.anyway,
    )
    async with house.database.reading() as session:
        masked = SEE_PERSONAL not in access.scopes
        return (await show_messages(session, [posted.message], masked=masked))[0]


async def _after(house: CurrentHouse, conversation_id: UUID) -> ConversationSummary:
    async with house.database.reading() as session:
        return await get_summary(session, conversation_id)


@routes.post(
    "/{conversation_id}/pick", permit=PICK, tool=tools.PICK_ONE, response_model=ConversationSummary
)
async def pick_one(
    conversation_id: UUID, access: Caller, house: CurrentHouse
) -> ConversationSummary:
    """Takes a waiting conversation."""
    async with house.database.writing(access.actor) as session:
        await pick(session, access, conversation_id)
    return await _after(house, conversation_id)


@routes.post(
    "/{conversation_id}/transfer",
    permit=TRANSFER,
    tool=tools.HAND_OVER,
    response_model=ConversationSummary,
)
async def transfer_one(
    conversation_id: UUID, body: TransferIn, access: Caller, house: CurrentHouse
) -> ConversationSummary:
    """Hands over to a colleague or a team, or asks the colleague first."""
    async with house.database.writing(access.actor) as session:
        if body.staff_id is not None and await must_ask(
            session, access, conversation_id, body.staff_id, ask=body.ask
        ):
            await ask_to_take(session, access, conversation_id, body.staff_id, body.note)
        else:
            await transfer(
                session,
                access,
                conversation_id,
                staff_id=body.staff_id,
                team_id=body.team_id,
                note=body.note,
            )
    return await _after(house, conversation_id)


@routes.post(
    "/{conversation_id}/return",
    permit=TRANSFER,
    tool=tools.GIVE_BACK,
    response_model=ConversationSummary,
)
async def return_one(
    conversation_id: UUID, access: Caller, house: CurrentHouse
) -> ConversationSummary:
    """Gives back to the queue."""
    async with house.database.writing(access.actor) as session:
        await return_to_queue(session, access, conversation_id)
    return await _after(house, conversation_id)


@routes.post(
    "/{conversation_id}/close", permit=CLOSE, tool=tools.END, response_model=ConversationSummary
)
async def close_one(
    conversation_id: UUID, body: CloseIn, access: Caller, house: CurrentHouse
) -> ConversationSummary:
    """Ends a conversation under a subject."""
    async with house.database.writing(access.actor) as session:
        await close(
            session,
            access,
            conversation_id,
            subject_id=body.subject_id,
            note=body.note,
            result=body.result,
            follow_up=body.follow_up,
            fields=body.fields,
        )
    return await _after(house, conversation_id)


@routes.post(
    "/{conversation_id}/reopen",
    permit=CLOSE,
    tool=tools.OPEN_AGAIN,
    response_model=ConversationSummary,
)
async def reopen_one(
    conversation_id: UUID, access: Caller, house: CurrentHouse
) -> ConversationSummary:
    """Undoes a close."""
    async with house.database.writing(access.actor) as session:
        await reopen(session, access, conversation_id)
    return await _after(house, conversation_id)


@routes.patch(
    "/{conversation_id}", permit=REPLY, tool=tools.EDIT, response_model=ConversationSummary
)
async def patch_one(
    conversation_id: UUID, body: ConversationPatch, access: Caller, house: CurrentHouse
) -> ConversationSummary:
    """Sets subject, priority or tags."""
    async with house.database.writing(access.actor) as session:
        await edit_conversation(
            session,
            access,
            conversation_id,
            subject_id=body.subject_id,
            priority=body.priority,
            tags=body.tags,
        )
    return await _after(house, conversation_id)


@routes.post(
    "/{conversation_id}/messages/{message_id}/recall",
    permit=REPLY,
    response_model=ConversationSummary,
)
async def recall_one(
    conversation_id: UUID, message_id: UUID, access: Caller, house: CurrentHouse
) -> ConversationSummary:
    """Takes one's own message back within two minutes."""
    async with house.database.writing(access.actor) as session:
        await access_conversation(session, access, conversation_id)
        await recall(session, conversation_id, message_id, access.id)
    return await _after(house, conversation_id)
