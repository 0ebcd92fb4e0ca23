"""A supervisor beside an agent: watching, whispering, taking over, giving back (督导).

The customer sees none of it but who answers.
"""

from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.conversations.actions.handling import GIVEN_BACK, TAKEN_OVER
from zhiyin.modules.conversations.actions.mentioning import note_to
from zhiyin.modules.conversations.actions.participants import hold, join_all, write_participants
from zhiyin.modules.conversations.actions.post import Posted
from zhiyin.modules.conversations.errors import (
    ColleagueAwayError,
    ConversationClosedError,
    NobodyToWhisperError,
    NotYoursError,
)
from zhiyin.modules.conversations.models.conversations import Conversation
from zhiyin.modules.conversations.permissions import may_supervise
from zhiyin.modules.conversations.queries.lists import access_conversation, standing
from zhiyin.modules.conversations.rules import KIND, left, role_in
from zhiyin.modules.conversations.settings import WATCH_SHOWN
from zhiyin.modules.dispatch.interface import claim
from zhiyin.modules.people.interface import NewNotice, get_present, notify

WHISPERED = "conversations.whispered"
TAKEN = "conversations.taken_over"
RETURNED = "conversations.given_back"


async def _supervised(session: WriteSession, access: Access, conversation_id: UUID) -> Conversation:
    row = await access_conversation(session, access, conversation_id)
    if row.state == "closed":
        raise ConversationClosedError
    if not may_supervise(access, standing(row)):
        raise NotYoursError
    return row


async def watch(session: WriteSession, access: Access, conversation_id: UUID) -> None:
    """Begins to watch: noted in the audit; the agent sees it only if the setting says so."""
    row = await _supervised(session, access, conversation_id)
    audit(session, "conversations.watch", ObjectRef(KIND, conversation_id))
    place = Place(shop_id=row.shop_id, team_id=row.team_id)
    if await get_setting(session, WATCH_SHOWN, place):
        await join_all(session, conversation_id, [access.id], "watching", access.id)


async def stop_watching(session: WriteSession, access: Access, conversation_id: UUID) -> None:
    """Watches no longer."""
    await access_conversation(session, access, conversation_id)
    held = await hold(session, conversation_id)
    if role_in(held.participants, access.id) == "watching":
        after = left(held.participants, [access.id])
        await write_participants(session, conversation_id, held.participants, after)


async def whisper(
    session: WriteSession, access: Access, conversation_id: UUID, key: str, words: str
) -> Posted:
    """Says something to the agent that the customer never sees (悄悄话)."""
    row = await _supervised(session, access, conversation_id)
    if row.assignee_id is None or row.assignee_id == access.id:
        raise NobodyToWhisperError
    told = NewNotice(
        row.assignee_id,
        WHISPERED,
        f"whisper:{conversation_id}:{key}",
        ObjectRef(KIND, conversation_id),
        {"who": access.name},
    )
    await notify(session, [told])
    return await note_to(
        session, access, conversation_id, key, words, [row.assignee_id], code="whisper"
    )


async def take_over(session: WriteSession, access: Access, conversation_id: UUID) -> None:
    """The conversation is the supervisor's from here on; its agent reads on and is told (接管)."""
    row = await _supervised(session, access, conversation_id)
    before = row.assignee_id
    if before == access.id:
        return
    ref = ObjectRef(KIND, conversation_id)
    if before is not None:
        key = f"taken:{conversation_id}:{row.number}"
        await notify(session, [NewNotice(before, TAKEN, key, ref, {"who": access.name})])
    await claim(session, ref, access.id, TAKEN_OVER, strict=False)
    audit(
        session,
        "conversations.take_over",
        ref,
        before={"assignee_id": before},
        after={"assignee_id": access.id},
    )


async def hand_back(session: WriteSession, access: Access, conversation_id: UUID) -> None:
    """The agent from whom it was taken has it again, if they are there (交还)."""
    row = await access_conversation(session, access, conversation_id)
    if row.state == "closed":
        raise ConversationClosedError
    if row.assignee_id != access.id:
        raise NotYoursError
    people = [one for one, entry in row.participants.items() if entry["role"] == "before"]
    there = {str(one.staff_id) for one in await get_present(session)}
    back = next((UUID(one) for one in people if one in there), None)
    if back is None:
        raise ColleagueAwayError
    ref = ObjectRef(KIND, conversation_id)
    key = f"returned:{conversation_id}:{row.number}"
    await notify(session, [NewNotice(back, RETURNED, key, ref, {"who": access.name})])
    await claim(session, ref, back, GIVEN_BACK, strict=False)
    audit(
        session,
        "conversations.hand_back",
        ref,
        before={"assignee_id": access.id},
        after={"assignee_id": back},
    )
