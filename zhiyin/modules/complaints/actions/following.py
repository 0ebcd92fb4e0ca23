"""Some days after a matter was settled its customer is asked whether it is, and how content they
are (回访).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.auth.secrets import hash_token, new_token
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.timers.timers import DueTimer, TimerKind
from zhiyin.modules.complaints.actions.solving import FOLLOW_UP, reopen
from zhiyin.modules.complaints.actions.writing import in_both, note, staff_of, tell
from zhiyin.modules.complaints.errors import AnsweredError, QuestionOverError
from zhiyin.modules.complaints.events import FollowUpAnswered, FollowUpAsked
from zhiyin.modules.complaints.models import Complaint, FollowUp
from zhiyin.modules.complaints.queries.access import access_complaint, hold
from zhiyin.modules.complaints.schemas.offers import FollowUpIn
from zhiyin.modules.conversations.interface import CustomerMail, Notice, notify_customer
from zhiyin.modules.tickets.interface import get_linked_conversations, get_ticket_briefs

PURPOSE = "complaint_follow_up"
ANSWER_WITHIN = timedelta(days=14)
WORDS = Text(
    "您反映的问题（{ref}）真正解决了吗？请花十秒告诉我们：{link}",
    "Is what you told us of ({ref}) really settled? Please take ten seconds to tell us: {link}",
)
SUBJECT = Text("投诉 {ref} 解决得怎么样？", "Is {ref} settled?")
BODY = Text(
    "您好：\n\n您反映的问题（{ref}）我们已经处理完了。"
    "请打开链接告诉我们是否真正解决、您是否满意，无需登录：\n\n{link}\n\n{{shop}}",
    "Hello,\n\nwe have dealt with what you told us of ({ref}). Please say by this link,"
    " without signing in, whether it is really settled and how content you are:\n\n{link}"
    "\n\n{{shop}}",
)


@dataclass(frozen=True)
class Answer:
    """What a customer says afterwards."""

    settled: bool
    score: int | None
    words: str
    via: Literal["link", "staff"]


async def ask_again(session: WriteSession, due: Sequence[DueTimer]) -> None:
    """Asks those whose matter is still settled, once each time it was."""
    query = select(Complaint).where(
        Complaint.id.in_([timer.ref.id for timer in due]),
        Complaint.solved_at.is_not(None),
        Complaint.customer_id.is_not(None),
    )
    rows = (await session.execute(query.order_by(Complaint.id))).scalars().all()
    asked = select(FollowUp.complaint_id, FollowUp.round).where(
        FollowUp.complaint_id.in_([row.id for row in rows])
    )
    known = {(one.complaint_id, one.round) for one in await session.execute(asked)}
    fresh = [row for row in rows if (row.id, row.reopened + 1) not in known]
    tokens = {row.id: new_token() for row in fresh}
    notices = [await _notice(session, row, tokens[row.id]) for row in fresh]
    await notify_customer(session, notices)
    for row in fresh:
        values = {
            "id": new_id(),
            "complaint_id": row.id,
            "round": row.reopened + 1,
            "token_hash": hash_token(tokens[row.id]),
            "asked_at": now(),
            "expires_at": now() + ANSWER_WITHIN,
        }
        await session.execute(insert(FollowUp).values(values).on_conflict_do_nothing())
        tell(session, row, FollowUpAsked(row.id, row.ticket_id))


async def _notice(session: WriteSession, row: Complaint, token: str) -> Notice:
    ticket = (await get_ticket_briefs(session, [row.ticket_id]))[row.ticket_id]
    talks = (await get_linked_conversations(session, [row.ticket_id]))[row.ticket_id]
    link = f"{session.house.environment.base_url}/settled/{token}"
    said: dict[str, object] = {"ref": ticket.ref, "link": link}
    assert row.customer_id is not None, "asked of the database"
    return Notice(
        customer_id=row.customer_id,
        shop_id=row.shop_id,
        purpose=PURPOSE,
        texts=in_both(WORDS, said),
        key=f"{PURPOSE}:{row.id}:{row.reopened + 1}",
        conversation_id=talks[0] if talks else None,
        mail=CustomerMail(in_both(SUBJECT, said), in_both(BODY, said)),
    )


async def answer(
    session: WriteSession, complaint_id: UUID, follow_up_id: UUID, said: Answer
) -> Complaint:
    """Writes down what the customer says; the same again changes nothing, something else is
    refused. What is not settled comes up again.
    """
    row = await hold(session, complaint_id)
    held = await session.get_one(
        FollowUp, follow_up_id, with_for_update=True, populate_existing=True
    )
    if held.answered_at is not None:
        if (held.settled, held.score) == (said.settled, said.score):
            return row
        raise AnsweredError
    if said.via == "link" and held.expires_at <= now():
        raise QuestionOverError
    held.answered_at, held.settled, held.score = now(), said.settled, said.score
    held.words, held.via, held.answered_by = said.words.strip(), said.via, staff_of(session)
    row.version += 1
    await session.flush()
    note(session, row, "answer", settled=said.settled, score=said.score, via=said.via)
    tell(session, row, FollowUpAnswered(row.id, row.ticket_id, said.settled, said.score))
    if not said.settled and row.solved_at is not None:
        reopen(session, row, "customer")
        await session.flush()
    return row


async def answer_by_staff(
    session: WriteSession, access: Access, complaint_id: UUID, body: FollowUpIn
) -> Complaint:
    """What a customer said when somebody called them; asked by that, if nobody had."""
    seen = await access_complaint(session, access, complaint_id, edit=True)
    row = await hold(session, seen.id)
    values = {
        "id": new_id(),
        "complaint_id": row.id,
        "round": row.reopened + 1,
        "asked_at": now(),
        "expires_at": now() + ANSWER_WITHIN,
    }
    statement = insert(FollowUp).values(values).on_conflict_do_nothing()
    await session.execute(statement)
    query = select(FollowUp.id).where(
        FollowUp.complaint_id == row.id, FollowUp.round == row.reopened + 1
    )
    found: UUID = (await session.execute(query)).scalar_one()
    said = Answer(body.settled, body.score, body.words, "staff")
    return await answer(session, row.id, found, said)


FOLLOW_UP_TIMER = TimerKind(FOLLOW_UP, ask_again)
