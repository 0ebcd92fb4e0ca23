"""What follows: a low rating is looked at by who leads, and somebody comes back to the customer."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.conversations.interface import Brief, get_briefs
from zhiyin.modules.people.interface import are_known, get_coordinators
from zhiyin.modules.procedures.interface import NewTask, make_tasks
from zhiyin.modules.surveys.models import Rating
from zhiyin.modules.surveys.rules import SCALES
from zhiyin.modules.surveys.settings import FOLLOW_UP_LOW, FOLLOW_UP_WITHIN, LOOK_WITHIN

LOW = "surveys.low_score"
FOLLOW_UP = "surveys.follow_up"
SHORT = 60


def _place(brief: Brief) -> Place:
    return Place(shop_id=brief.shop_id, team_id=brief.team_id)


async def follow_low(session: WriteSession, rating_ids: Sequence[UUID]) -> None:
    """For each low rating: a task for who coordinates the team, and one to come back to the
    customer; both once a conversation.
    """
    query = select(Rating).where(Rating.id.in_(rating_ids), Rating.low).order_by(Rating.id)
    rows = (await session.execute(query)).scalars().all()
    briefs = await get_briefs(session, [row.conversation_id for row in rows])
    above = await get_coordinators(session, {row.team_id for row in rows if row.team_id})
    tasks = []
    for row in rows:
        brief = briefs[row.conversation_id]
        within = await get_setting(session, LOOK_WITHIN, _place(brief))
        # Names and numbers only: whoever reads it may speak another language than the customer.
        words = f" · {row.comment[:SHORT]}" if row.comment else ""
        tasks.append(
            NewTask(
                title=f"{brief.customer_name} {row.score}/{SCALES[row.kind].high}{words}",
                text=row.comment,
                due_at=now() + timedelta(seconds=within),
                origin=LOW,
                about=ObjectRef("conversation", brief.id),
                customer_id=brief.customer_id,
                shop_id=brief.shop_id,
                team_id=brief.team_id,
                owner_id=above.get(row.team_id) if row.team_id else None,
                key=f"low:{brief.id}",
            )
        )
        if await get_setting(session, FOLLOW_UP_LOW, _place(brief)):
            tasks.append(await _follow_up(session, brief, row.staff_id, row.comment))
    await make_tasks(session, tasks)


async def follow_promises(
    session: WriteSession, promised: Sequence[tuple[UUID, UUID | None]]
) -> None:
    """A task for each conversation whose agent said at closing that somebody comes back."""
    briefs = await get_briefs(session, [conversation_id for conversation_id, _ in promised])
    tasks = [
        await _follow_up(session, briefs[conversation_id], staff_id, "")
        for conversation_id, staff_id in promised
        if conversation_id in briefs
    ]
    await make_tasks(session, tasks)


async def _follow_up(
    session: WriteSession, brief: Brief, staff_id: UUID | None, words: str
) -> NewTask:
    within = await get_setting(session, FOLLOW_UP_WITHIN, _place(brief))
    works_here = staff_id is not None and await are_known(session, staff_ids=[staff_id])
    return NewTask(
        title=f"{brief.customer_name} {brief.ref}".strip(),
        text=words,
        due_at=now() + timedelta(seconds=within),
        origin=FOLLOW_UP,
        about=ObjectRef("conversation", brief.id),
        customer_id=brief.customer_id,
        shop_id=brief.shop_id,
        team_id=brief.team_id,
        owner_id=staff_id if works_here else None,
        key=f"follow:{brief.id}",
        promised=True,
    )
