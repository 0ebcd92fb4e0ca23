"""Asking for a rating: when a conversation closes, or when its agent does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.auth.secrets import hash_token, new_token
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.conversations.interface import (
    Brief,
    CustomerMail,
    Notice,
    access_brief,
    notify_customer,
)
from zhiyin.modules.surveys.errors import AlreadyAskedError, NotServedError
from zhiyin.modules.surveys.events import RatingAsked
from zhiyin.modules.surveys.models import Rating
from zhiyin.modules.surveys.rules import is_sampled
from zhiyin.modules.surveys.settings import (
    ANSWER_HOURS,
    BY_MAIL,
    KIND,
    MAIL_BODY,
    MAIL_SUBJECT,
    QUESTION,
    QUIET_DAYS,
    SHARE,
)

PURPOSE = "rating"


@dataclass(frozen=True)
class Served:
    """A conversation to ask about, and who served it."""

    brief: Brief
    staff_id: UUID
    asked_by: UUID | None = None


def notice_key(conversation_id: UUID) -> str:
    """Once a conversation."""
    return f"rating:{conversation_id}"


async def choose(session: WriteSession, served: Sequence[Served]) -> list[Served]:
    """Who is asked by itself: the sampled ones, and nobody too often."""
    chosen: dict[UUID, Served] = {}
    for one in served:
        place = Place(shop_id=one.brief.shop_id, team_id=one.brief.team_id)
        if is_sampled(one.brief.id, await get_setting(session, SHARE, place)):
            days = await get_setting(session, QUIET_DAYS, place)
            if not await _asked_lately(session, one.brief.customer_id, days):
                key = one.brief.customer_id if days else one.brief.id
                chosen.setdefault(key, one)
    return list(chosen.values())


async def _asked_lately(session: WriteSession, customer_id: UUID, days: int) -> bool:
    if days == 0:
        return False
    since = now() - timedelta(days=days)
    query = select(Rating.id).where(Rating.customer_id == customer_id, Rating.asked_at > since)
    return (await session.scalar(query.limit(1))) is not None


async def ask(session: WriteSession, served: Sequence[Served]) -> list[UUID]:
    """Asks about these conversations, each once; answers those that were new.

    The card stands in the customer's window; who has left gets a link by mail.
    """
    # In one order, so that two who ask the same wait for each other and never in a ring.
    in_order = sorted(served, key=lambda one: one.brief.id)
    tokens = {one.brief.id: new_token() for one in in_order}
    notices = [await _notice(session, one.brief, tokens[one.brief.id]) for one in in_order]
    known = set(
        (
            await session.execute(
                select(Rating.conversation_id).where(Rating.conversation_id.in_(tokens))
            )
        ).scalars()
    )
    fresh = [one for one in in_order if one.brief.id not in known]
    wanted = {one.brief.id for one in fresh}
    await notify_customer(session, [each for each in notices if each.conversation_id in wanted])
    asked: list[UUID] = []
    for one in fresh:
        row = await _row(session, one, tokens[one.brief.id])
        statement = insert(Rating).values(row).on_conflict_do_nothing()
        rating_id = await session.scalar(statement.returning(Rating.id))
        if rating_id is not None:
            asked.append(one.brief.id)
            told = RatingAsked(
                rating_id, one.brief.id, one.brief.customer_id, one.asked_by is not None
            )
            refs = ObjectRef("conversation", one.brief.id), ObjectRef("rating", rating_id)
            emit(session, told, *refs)
    return asked


async def _row(session: WriteSession, one: Served, token: str) -> dict[str, Any]:
    place = Place(shop_id=one.brief.shop_id, team_id=one.brief.team_id)
    hours = await get_setting(session, ANSWER_HOURS, place)
    return {
        "id": new_id(),
        "conversation_id": one.brief.id,
        "customer_id": one.brief.customer_id,
        "shop_id": one.brief.shop_id,
        "team_id": one.brief.team_id,
        "staff_id": one.staff_id,
        "subject_id": one.brief.subject_id,
        "kind": await get_setting(session, KIND, Place(shop_id=one.brief.shop_id)),
        "language": one.brief.language,
        "token_hash": hash_token(token),
        "asked_by": one.asked_by,
        "expires_at": now() + timedelta(hours=hours),
    }


async def _notice(session: WriteSession, brief: Brief, token: str) -> Notice:
    place = Place(shop_id=brief.shop_id, team_id=brief.team_id)
    mail = None
    if await get_setting(session, BY_MAIL, place):
        link = f"{session.house.environment.base_url}/rate/{token}"
        body: Mapping[str, str] = await get_setting(session, MAIL_BODY, place)
        linked = {
            language: words.replace("{link}", link)
            if "{link}" in words
            else f"{words.rstrip()}\n\n{link}\n"
            for language, words in body.items()
        }
        mail = CustomerMail(await get_setting(session, MAIL_SUBJECT, place), linked)
    return Notice(
        customer_id=brief.customer_id,
        shop_id=brief.shop_id,
        purpose=PURPOSE,
        texts=await get_setting(session, QUESTION, place),
        key=notice_key(brief.id),
        conversation_id=brief.id,
        mail=mail,
    )


async def invite(session: WriteSession, access: Access, conversation_id: UUID) -> None:
    """An agent asks, once a conversation; neither sample nor quiet days hold them back."""
    brief = await access_brief(session, access, conversation_id)
    if brief.assignee_id is None:
        raise NotServedError
    audit(session, "surveys.invite", ObjectRef("conversation", conversation_id))
    if not await ask(session, [Served(brief, brief.assignee_id, access.id)]):
        raise AlreadyAskedError
