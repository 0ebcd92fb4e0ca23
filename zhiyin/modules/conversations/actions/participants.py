"""Who takes part in a conversation besides its holder: mentioned, invited, stepping in, leaving.

The conversation's row is locked before it is decided who takes part; its column and the table of
participants change together.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.conversations.actions.lines import Line, add_lines
from zhiyin.modules.conversations.errors import (
    ConversationClosedError,
    NotYoursError,
    UnknownColleagueError,
)
from zhiyin.modules.conversations.events import ParticipantsChanged
from zhiyin.modules.conversations.permissions import REPLY, may_act, voice_of
from zhiyin.modules.conversations.queries.lists import access_conversation, standing
from zhiyin.modules.conversations.rules import KIND, Participants, joined, left, role_in
from zhiyin.modules.people.interface import NewNotice, are_known, get_names, notify

MENTIONED = "conversations.mentioned"
INVITED = "conversations.invited"

_HELD = text("""
    SELECT participants, state, assignee_id FROM conversations WHERE id = :id FOR NO KEY UPDATE
""")
_WRITE = text("""
    UPDATE conversations SET number = number + 1, participants = CAST(:participants AS jsonb)
    WHERE id = :id
""")
_JOIN = text("""
    INSERT INTO conversation_participants AS known (conversation_id, staff_id, role, by_id)
    SELECT :id, p.staff_id, p.role, CAST(:by_id AS uuid)
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS p(staff_id uuid, role text)
    ORDER BY p.staff_id
    ON CONFLICT (conversation_id, staff_id) DO UPDATE SET role = EXCLUDED.role,
        by_id = EXCLUDED.by_id, left_at = NULL,
        since = CASE WHEN known.left_at IS NULL THEN known.since ELSE now() END
""")
_LEAVE = text("""
    UPDATE conversation_participants SET left_at = now()
    WHERE conversation_id = :id AND staff_id = ANY(:staff_ids) AND left_at IS NULL
""")


async def hold(session: WriteSession, conversation_id: UUID) -> Any:
    """Locks a conversation; answers who takes part, its state and its holder."""
    row = (await session.execute(_HELD, {"id": conversation_id})).first()
    if row is None:
        raise NotFoundError
    return row


async def write_participants(
    session: WriteSession,
    conversation_id: UUID,
    before: Participants,
    after: Participants,
    by_id: UUID | None = None,
) -> list[UUID]:
    """Writes who takes part from now on; answers who came, went or is something else now.

    The caller holds the conversation's row.
    """
    if before == after:
        return []
    changed = {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}
    gone = sorted(UUID(one) for one in before.keys() - after.keys())
    come = [
        {"staff_id": one, "role": after[one]["role"]} for one in sorted(changed) if one in after
    ]
    encoded = msgspec.json.encode(after).decode()
    await session.execute(_WRITE, {"id": conversation_id, "participants": encoded})
    if come:
        rows = msgspec.json.encode(come).decode()
        await session.execute(_JOIN, {"id": conversation_id, "rows": rows, "by_id": by_id})
    if gone:
        await session.execute(_LEAVE, {"id": conversation_id, "staff_ids": gone})
    ids = sorted(UUID(one) for one in changed)
    emit(
        session,
        ParticipantsChanged(conversation_id, tuple(ids)),
        ObjectRef(KIND, conversation_id),
    )
    return ids


async def join_all(
    session: WriteSession,
    conversation_id: UUID,
    staff_ids: Collection[UUID],
    role: str,
    by_id: UUID | None,
) -> list[UUID]:
    """Lets people take part, unless they hold the conversation; answers for whom that is new."""
    held = await hold(session, conversation_id)
    after: Participants = held.participants
    for staff_id in sorted(set(staff_ids) - {held.assignee_id}):
        after = joined(after, staff_id, role)
    return await write_participants(session, conversation_id, held.participants, after, by_id)


async def check_colleagues(session: WriteSession, staff_ids: Collection[UUID]) -> None:
    """Refuses people who do not work here."""
    if not await are_known(session, staff_ids=staff_ids):
        raise UnknownColleagueError


async def invite(
    session: WriteSession, access: Access, conversation_id: UUID, staff_id: UUID
) -> None:
    """Brings a colleague into the chat: they may read and answer until they leave (邀请协助)."""
    row = await access_conversation(session, access, conversation_id)
    if row.state == "closed":
        raise ConversationClosedError
    if voice_of(access, standing(row)) is None:
        raise NotYoursError
    await check_colleagues(session, [staff_id])
    names = await get_names(session)
    ref = ObjectRef(KIND, conversation_id)
    key = f"invited:{conversation_id}:{row.number}"
    values = {"who": access.name}
    if staff_id not in (row.assignee_id, access.id):
        await notify(session, [NewNotice(staff_id, INVITED, key, ref, values)])
    if not await join_all(session, conversation_id, [staff_id], "invited", access.id):
        return
    audit(session, "conversations.invite", ref, after={"staff_id": staff_id})
    said = {"staff_name": names.staff_name(staff_id), "by": access.name}
    await add_lines(session, [Line(conversation_id, "invited", said, "staff", access.id)])


async def leave(
    session: WriteSession, access: Access, conversation_id: UUID, staff_id: UUID
) -> None:
    """Ends somebody's part: they leave, or the holder lets them go."""
    row = await access_conversation(session, access, conversation_id)
    if staff_id != access.id and not may_act(access, REPLY, standing(row)):
        raise NotYoursError
    held = await hold(session, conversation_id)
    role = role_in(held.participants, staff_id)
    if role is None or role == "offered":
        return
    after = left(held.participants, [staff_id])
    await write_participants(session, conversation_id, held.participants, after)
    audit(
        session,
        "conversations.leave",
        ObjectRef(KIND, conversation_id),
        before={"staff_id": staff_id, "role": role},
    )
    if role not in ("watching", "mentioned"):
        names = await get_names(session)
        said = {"staff_name": names.staff_name(staff_id)}
        await add_lines(session, [Line(conversation_id, "left", said, "staff", staff_id)])


async def step_in(session: WriteSession, access: Access, conversation_id: UUID) -> None:
    """Notes that somebody answers in a colleague's conversation; the thread shows it once."""
    held = await hold(session, conversation_id)
    if held.state == "closed":
        raise ConversationClosedError
    if held.assignee_id == access.id:
        return
    after = joined(held.participants, access.id, "stepped_in")
    if not await write_participants(session, conversation_id, held.participants, after, access.id):
        return
    audit(session, "conversations.step_in", ObjectRef(KIND, conversation_id))
    said = {"staff_name": access.name}
    await add_lines(session, [Line(conversation_id, "stepped_in", said, "staff", access.id)])


_TAKING_PART = text("""
    SELECT id, participants FROM conversations WHERE id = ANY(:ids) AND participants <> '{}'
    ORDER BY id FOR NO KEY UPDATE
""")


async def dismiss_all(session: WriteSession, conversation_ids: Collection[UUID]) -> None:
    """Nobody takes part in what has ended: the right to read was for that long."""
    rows = (await session.execute(_TAKING_PART, {"ids": sorted(conversation_ids)})).all()
    for row in rows:
        await write_participants(session, row.id, row.participants, {})
