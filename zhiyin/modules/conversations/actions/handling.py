"""Who holds a conversation: assigning, picking, transferring, giving back, closing.

Dispatch's rows are locked before the conversation's, always through its door.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access, Permission
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.fields.field import Values
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.kernel.timers.timers import NewTimer, cancel_timers, set_timers
from zhiyin.modules.conversations.actions.fields import fill_in
from zhiyin.modules.conversations.actions.lines import Line, add_lines
from zhiyin.modules.conversations.actions.opening import QUEUE_NOTICE
from zhiyin.modules.conversations.actions.participants import write_participants
from zhiyin.modules.conversations.errors import (
    BadTransferError,
    ConversationClosedError,
    NotYoursError,
)
from zhiyin.modules.conversations.events import (
    ConversationAssigned,
    ConversationClosed,
    ConversationReturned,
)
from zhiyin.modules.conversations.models.conversations import Conversation
from zhiyin.modules.conversations.permissions import CLOSE, PICK, TRANSFER, may_act, may_read
from zhiyin.modules.conversations.queries.lists import access_conversation, standing
from zhiyin.modules.conversations.rules import KIND, joined, left, unoffered
from zhiyin.modules.conversations.settings import ANSWER_WITHIN, CLOSING_TEXT, WELCOME_TEXT
from zhiyin.modules.dispatch.interface import (
    WRAP_UP,
    Assignment,
    NewWork,
    claim,
    enqueue,
    release,
    requeue,
)
from zhiyin.modules.people.interface import are_known, get_names

SILENCE = "conversations.silence"
ANSWER = "conversations.answer_in_time"
PICKED = "picked"
REOPENED = "reopened"
TRANSFERRED = "transferred"
TAKEN_OVER = "taken_over"
GIVEN_BACK = "given_back"
# Moved from one to another by hand: shown alike, and nobody is measured anew.
MOVED = (TRANSFERRED, TAKEN_OVER, GIVEN_BACK)
FIRST_LOOK = timedelta(seconds=15)

# The previous holder is read under the row lock, before the row changes.
_ASSIGN = text("""
    WITH wanted AS (
        SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb))
            AS a(id uuid, staff_id uuid, reason text, skill_id uuid)
    ), held AS (
        SELECT c.id, c.assignee_id AS previous FROM wanted w JOIN conversations c ON c.id = w.id
        WHERE c.state <> 'closed' OR w.reason = 'reopened'
        ORDER BY c.id FOR NO KEY UPDATE OF c
    )
    UPDATE conversations c SET
        assignee_id = a.staff_id, assign_reason = a.reason, assign_skill_id = a.skill_id,
        state = CASE WHEN a.staff_id = ANY(:bots) THEN 'bot'
                     WHEN c.waiting_since IS NULL THEN 'waiting_customer' ELSE 'assigned' END,
        assigned_at = now(),
        queued_at = CASE WHEN c.state = 'closed' THEN now() ELSE c.queued_at END,
        closed_at = NULL, closed_by = NULL
    FROM wanted a JOIN held h ON h.id = a.id
    WHERE c.id = a.id
    RETURNING c.id, c.shop_id, c.team_id, c.language, c.participants, h.previous
""")


async def apply_assignments(session: WriteSession, assignments: Sequence[Assignment]) -> None:
    """Writes assignments on the conversations. Called by dispatch, in its transaction."""
    wanted = {one.object_id: one for one in assignments}
    rows = [
        {
            "id": one.object_id,
            "staff_id": one.staff_id,
            "reason": one.reason,
            "skill_id": one.skill_id,
        }
        for one in assignments
    ]
    names = await get_names(session)
    if any(one.staff_id not in names.staff for one in assignments):
        names.read_at = -1e9
        names = await get_names(session)
    values_of_rows = {"rows": msgspec.json.encode(rows).decode(), "bots": sorted(names.bots)}
    changed = (await session.execute(_ASSIGN, values_of_rows)).all()
    lines, timers = [], []
    for row in changed:
        one = wanted[row.id]
        name = names.staff_name(one.staff_id)
        code = one.reason if one.reason in (PICKED, REOPENED) else "assigned"
        code = TRANSFERRED if one.reason in MOVED else code
        values = {"staff_name": name, "reason": one.reason}
        welcome = await customer_text(session, WELCOME_TEXT, row, staff_name=name)
        if one.staff_id in names.bots:
            # It greets in its own words.
            welcome = ""
        if welcome and code != REOPENED and one.reason != GIVEN_BACK:
            values["text"] = welcome
        lines.append(Line(row.id, code, values))
        timers.append(NewTimer(SILENCE, ObjectRef(KIND, row.id), FIRST_LOOK))
        within = await get_setting(
            session, ANSWER_WITHIN, Place(shop_id=row.shop_id, team_id=row.team_id)
        )
        if within and one.reason not in (PICKED, *MOVED):
            timers.append(NewTimer(ANSWER, ObjectRef(KIND, row.id), timedelta(seconds=within)))
        emit(
            session,
            ConversationAssigned(row.id, one.staff_id, row.previous, one.reason),
            ObjectRef(KIND, row.id),
        )
    await add_lines(session, lines)
    for row in changed:
        # Who holds it no longer takes part beside, and nobody else is asked to take it any more.
        one = wanted[row.id]
        after = left(unoffered(row.participants), [one.staff_id])
        if one.reason == TAKEN_OVER and row.previous is not None:
            # From whom a supervisor took it reads on.
            after = joined(after, row.previous, "before")
        await write_participants(session, row.id, row.participants, after)
    await set_timers(session, timers)


async def customer_text(session: WriteSession, setting: Any, row: Any, **values: str) -> str:
    """A text for the customer, in the conversation's language; unknown placeholders stay."""
    texts = await get_setting(session, setting, Place(shop_id=row.shop_id, team_id=row.team_id))
    said: str = texts.get(row.language) or texts.get("zh-CN", "")
    for name, value in values.items():
        said = said.replace("{" + name + "}", value)
    return said


async def _access(
    session: WriteSession, access: Access, conversation_id: UUID, permission: Permission
) -> Conversation:
    row = await access_conversation(session, access, conversation_id)
    if row.state == "closed":
        raise ConversationClosedError
    if not may_act(access, permission, standing(row)):
        raise NotYoursError
    return row


async def pick(session: WriteSession, access: Access, conversation_id: UUID) -> None:
    """Takes a waiting conversation from the queue; refused when all slots are taken.

    Who could see it waiting is told that a colleague was faster, not that there is no such thing.
    """
    access.check(PICK)
    row = await session.get(Conversation, conversation_id, populate_existing=True)
    if row is None or not may_read(access, replace(standing(row), state="queued")):
        raise NotFoundError
    if row.state == "closed":
        raise ConversationClosedError
    await claim(session, ObjectRef(KIND, conversation_id), access.id, PICKED, strict=True)


async def transfer(
    session: WriteSession,
    access: Access,
    conversation_id: UUID,
    *,
    staff_id: UUID | None,
    team_id: UUID | None,
    note: str,
) -> None:
    """Hands a conversation to a colleague or to a team's queue, with a note for them."""
    row = await _access(session, access, conversation_id, TRANSFER)
    names = await get_names(session)
    if (staff_id is None) == (team_id is None):
        raise BadTransferError
    people, teams = ([one] if one else [] for one in (staff_id, team_id))
    if not await are_known(session, staff_ids=people, team_ids=teams):
        raise BadTransferError
    audit(
        session,
        "conversations.transfer",
        ObjectRef(KIND, conversation_id),
        before={"assignee_id": row.assignee_id, "team_id": row.team_id},
        after={"staff_id": staff_id, "team_id": team_id},
        reason=note or None,
    )
    # Whoever takes over is written down first: dispatch's rows are locked before ours.
    if staff_id is not None:
        ref = ObjectRef(KIND, conversation_id)
        await claim(session, ref, staff_id, TRANSFERRED, strict=False)
    else:
        await give_back(session, [conversation_id], "transferred", team_id=team_id)
    if note:
        values = {"staff_name": names.staff_name(access.id), "note": note}
        await add_lines(
            session,
            [Line(conversation_id, "transfer_note", values, "staff", access.id)],
        )


_RETURN = text("""
    WITH held AS (
        SELECT id, assignee_id AS previous FROM conversations
        WHERE id = ANY(:ids) AND state <> 'closed' ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE conversations c SET state = 'queued', assignee_id = NULL, assign_reason = NULL,
        queued_at = now(), assigned_at = NULL,
        team_id = coalesce(CAST(:team_id AS uuid), c.team_id)
    FROM held h WHERE c.id = h.id
    RETURNING c.id, c.team_id, c.participants, h.previous
""")
_OPEN = text("SELECT id FROM conversations WHERE id = ANY(:ids) AND state <> 'closed'")


async def give_back(
    session: WriteSession,
    ids: Sequence[UUID],
    cause: str,
    *,
    team_id: UUID | None = None,
    declined: bool = False,
    to_people: bool = False,
) -> None:
    """Puts conversations back in line (of `team_id`, if given); nothing of them is lost.

    With `to_people` no bot gets them again.
    """
    open_ones = sorted((await session.execute(_OPEN, {"ids": list(ids)})).scalars())
    await requeue(session, KIND, open_ones, team_id=team_id, declined=declined, to_people=to_people)
    rows = (await session.execute(_RETURN, {"ids": open_ones, "team_id": team_id})).all()
    names = await get_names(session)
    values: dict[str, Any] = {"team_name": names.team_name(team_id), "reason": cause}
    if to_people:
        # For the customer this is the first person, not another one.
        values["from_bot"] = True
    code = "transferred" if team_id else "returned"
    await add_lines(session, [Line(row.id, code, values) for row in rows])
    for row in rows:
        after = unoffered(row.participants)
        await write_participants(session, row.id, row.participants, after)
        returned = ConversationReturned(row.id, row.previous, row.team_id, cause)
        emit(session, returned, ObjectRef(KIND, row.id))


async def return_to_queue(session: WriteSession, access: Access, conversation_id: UUID) -> None:
    """Gives one's conversation back to the queue."""
    await _access(session, access, conversation_id, TRANSFER)
    await give_back(session, [conversation_id], "by_hand")


_CLOSE = text("""
    WITH held AS (
        SELECT id, assignee_id FROM conversations
        WHERE id = ANY(:ids) AND state <> 'closed' ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE conversations c SET state = 'closed', closed_at = now(), waiting_since = NULL,
        unread = 0, closed_by = coalesce(h.assignee_id, CAST(:closed_by AS uuid)),
        subject_id = coalesce(CAST(:subject_id AS uuid), c.subject_id),
        close_note = nullif(:note, ''), close_result = :result, follow_up = :follow_up
    FROM held h WHERE c.id = h.id
    RETURNING c.id, c.customer_id, c.shop_id, c.team_id, c.language, c.closed_by, c.subject_id
""")


async def close_all(
    session: WriteSession,
    ids: Sequence[UUID],
    cause: str,
    *,
    closed_by: UUID | None = None,
    subject_id: UUID | None = None,
    note: str = "",
    result: str | None = None,
    follow_up: bool = False,
    fields: Values | None = None,
    wrap_up: float = 0.0,
) -> None:
    """Ends conversations: their slots are free after the wrap-up time, in seconds.

    With `fields` a person ends it, and nothing happens while a required one is empty.
    """
    refs = [ObjectRef(KIND, one) for one in sorted(ids)]
    await release(session, refs, wrap_up=wrap_up)
    rows = (
        await session.execute(
            _CLOSE,
            {
                "ids": sorted(ids),
                "closed_by": closed_by,
                "subject_id": subject_id,
                "note": note,
                "result": result,
                "follow_up": follow_up,
            },
        )
    ).all()
    if fields is not None:
        for row in rows:
            await fill_in(session, row.id, fields, closing=True)
    lines = []
    for row in rows:
        values = {"reason": cause, "text": await customer_text(session, CLOSING_TEXT, row)}
        lines.append(Line(row.id, "closed", values))
        emit(
            session,
            ConversationClosed(
                row.id, row.customer_id, row.closed_by, row.subject_id, cause, follow_up
            ),
            ObjectRef(KIND, row.id),
            ObjectRef("customer", row.customer_id),
        )
    await add_lines(session, lines)
    await cancel_timers(session, refs, SILENCE, QUEUE_NOTICE)


async def close(
    session: WriteSession,
    access: Access,
    conversation_id: UUID,
    *,
    subject_id: UUID | None,
    note: str,
    result: str | None = None,
    follow_up: bool = False,
    fields: Values | None = None,
) -> None:
    """Ends a conversation under a subject (问题分类); refused while a required field is empty."""
    row = await _access(session, access, conversation_id, CLOSE)
    audit(
        session,
        "conversations.close",
        ObjectRef(KIND, conversation_id),
        before={"state": row.state},
        after={"state": "closed", "subject_id": subject_id, "result": result},
        reason=note or None,
    )
    place = Place(shop_id=row.shop_id, team_id=row.team_id)
    await close_all(
        session,
        [conversation_id],
        "by_hand",
        closed_by=access.id,
        subject_id=subject_id,
        note=note,
        result=result,
        follow_up=follow_up,
        fields=fields or {},
        wrap_up=await get_setting(session, WRAP_UP, place),
    )


async def reopen(session: WriteSession, access: Access, conversation_id: UUID) -> None:
    """Undoes a close: the conversation is open again and held by whoever asks."""
    row = await access_conversation(session, access, conversation_id)
    if row.state != "closed" or not may_act(access, CLOSE, _as_held(row, access)):
        raise NotYoursError
    ref = ObjectRef(KIND, conversation_id)
    await enqueue(session, [NewWork(ref, row.team_id, access.id)])
    # Asked again under the lock of the work: a colleague or the customer may have been faster.
    await session.refresh(row)
    if row.state != "closed":
        raise NotYoursError
    await claim(session, ref, access.id, REOPENED, strict=False)


def _as_held(row: Conversation, access: Access) -> Any:
    held = standing(row)
    mine = row.closed_by == access.id
    return type(held)(
        held.shop_id, held.team_id, access.id if mine else held.assignee_id, held.closed_by, "open"
    )
