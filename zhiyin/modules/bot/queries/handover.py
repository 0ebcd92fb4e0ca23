"""What whoever takes over a conversation must know of what the bot did in it."""

from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.http.shapes import Labels
from zhiyin.modules.bot.models import BotSession, BotTurn
from zhiyin.modules.bot.schemas.talks import HandoverOut, SlotOut, TriedOut
from zhiyin.modules.conversations.interface import access_brief
from zhiyin.modules.customers.interface import mask_spans, personal_spans
from zhiyin.modules.knowledge.interface import get_titles

SEE_PERSONAL = "customers.see_personal"


async def get_handover(session: ReadSession, access: Access, conversation_id: UUID) -> HandoverOut:
    """The card of a conversation that the bot has handed over; not found for any other."""
    await access_brief(session, access, conversation_id)
    row = await session.get(BotSession, conversation_id)
    if row is None or row.outcome != "handed_over" or row.ended_at is None:
        raise NotFoundError
    query = (
        select(BotTurn.article_id, BotTurn.rating)
        .where(BotTurn.conversation_id == conversation_id, BotTurn.kind == "answer")
        .order_by(BotTurn.number)
    )
    tried = (await session.execute(query)).all()
    titles = await get_titles(session, [one.article_id for one in tried if one.article_id])
    skill = session.house.skills.get(row.task or "")
    named = {slot.name: slot.title for slot in skill.slots} if skill else {}
    masked = SEE_PERSONAL not in access.scopes

    def shown(value: str) -> str:
        return mask_spans(value, personal_spans(value) or []) if masked else value

    return HandoverOut.model_validate(
        {
            "reason": row.reason,
            "at": row.ended_at,
            "summary": row.summary,
            "task": Labels.of(skill.title) if skill else None,
            "slots": [
                SlotOut(name=name, title=Labels.of(named[name]), value=shown(value))
                for name, value in row.slots.items()
                if name in named
            ],
            "tried": [
                TriedOut.model_validate(
                    {
                        "article_id": one.article_id,
                        "title": titles.get(one.article_id, ""),
                        "rating": one.rating,
                    }
                )
                for one in tried
            ],
        }
    )
