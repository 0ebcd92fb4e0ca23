"""A message left (留言) that is not settled in the chat by the promised time gets a ticket."""

from collections.abc import Sequence
from typing import cast

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.conversations.interface import KIND as CONVERSATION
from zhiyin.modules.conversations.interface import get_briefs
from zhiyin.modules.customers.interface import get_reachable
from zhiyin.modules.servicelevels.events import ClockBreached
from zhiyin.modules.tickets.actions.making import NewTicket, make_tickets, take_latest
from zhiyin.modules.tickets.queries.types import get_types
from zhiyin.modules.tickets.settings import FROM_MESSAGES

LEFT = "tickets.left_message"
USUAL = "general"
# The promise to who wanted an answer later, or a call; and the one to who wrote while nobody was
# there to take it.
LATER, WHOLE = "follow_up", "full_answer"


async def follow_messages(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Makes a ticket for each conversation whose promise is broken while the customer waits for an
    answer elsewhere, once a conversation.
    """
    breaches = [cast(ClockBreached, stored.event) for stored in events]
    kinds = {
        one.ref_id: one.kind
        for one in breaches
        if one.ref_kind == CONVERSATION and one.kind in (LATER, WHOLE)
    }
    briefs = await get_briefs(session, sorted(kinds))
    reachable = await get_reachable(session, [one.customer_id for one in briefs.values()])
    types = [one for one in (await get_types(session)).values() if one.active]
    usual = next((one for one in types if one.code == USUAL), next(iter(types), None))
    wanted = []
    for brief in sorted(briefs.values(), key=lambda one: one.id):
        # Whoever was taken in the meantime is served in the chat.
        left = brief.state == "queued" and brief.customer_id in reachable
        if usual is None or brief.state == "closed" or not (kinds[brief.id] == LATER or left):
            continue
        place = Place(shop_id=brief.shop_id, team_id=brief.team_id)
        if await get_setting(session, FROM_MESSAGES, place):
            wanted.append(
                NewTicket(
                    type_id=usual.id,
                    title=f"{brief.customer_name} {brief.ref}".strip(),
                    shop_id=brief.shop_id,
                    origin=LEFT,
                    customer_id=brief.customer_id,
                    subject_id=brief.subject_id,
                    team_id=brief.team_id,
                    owner_id=brief.assignee_id,
                    links=[await take_latest(session, brief.id)],
                    key=f"left:{brief.id}",
                )
            )
    if wanted:
        await make_tickets(session, wanted)
