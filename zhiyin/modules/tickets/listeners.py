"""What tickets do when something happened to them, to conversations, to staff."""

from collections.abc import Sequence
from typing import cast

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.events.registry import Listener, Reader
from zhiyin.modules.catalogue.events import FormulaChanged
from zhiyin.modules.conversations.events import (
    ConversationOpened,
    ConversationReopened,
    MessagePosted,
    MoodChanged,
)
from zhiyin.modules.conversations.interface import wrote
from zhiyin.modules.customers.events import CustomerChanged
from zhiyin.modules.people.events import StaffChanged
from zhiyin.modules.procedures.events import TaskMade
from zhiyin.modules.procedures.interface import STEP, Reply, are_awaited, hear_replies
from zhiyin.modules.servicelevels.events import ClockBreached, ClockWarned
from zhiyin.modules.tickets.actions.accompanying import accompany
from zhiyin.modules.tickets.actions.breaching import answer_breaches, warn
from zhiyin.modules.tickets.actions.pressing import hear_pressure
from zhiyin.modules.tickets.actions.proceeding import begin_procedures
from zhiyin.modules.tickets.actions.promising import follow_tickets
from zhiyin.modules.tickets.actions.reckoning import hear_formulas
from zhiyin.modules.tickets.actions.telling import (
    InTouch,
    leave_tickets,
    tell_of_customers,
    tell_people,
)
from zhiyin.modules.tickets.actions.together import add_watchers
from zhiyin.modules.tickets.actions.unanswered import follow_messages
from zhiyin.modules.tickets.events import (
    TicketAssigned,
    TicketChanged,
    TicketCommented,
    TicketDue,
    TicketEnded,
    TicketLinked,
    TicketMade,
    TicketOverdue,
    TicketRemoved,
    TicketReopened,
    TicketsMerged,
    TicketUnlinked,
)
from zhiyin.modules.tickets.queries.links import get_linked
from zhiyin.modules.tickets.rules import IMPORTED, KIND, LIVE


async def hear_customers(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """The owners of tickets learn that their customers are in touch again."""
    reopened = [
        InTouch(stored.event.conversation_id, stored.at, str(stored.id))
        for stored in events
        if isinstance(stored.event, ConversationReopened)
    ]
    opened = [
        InTouch(stored.event.customer_id, stored.at, str(stored.id))
        for stored in events
        if isinstance(stored.event, ConversationOpened)
    ]
    await tell_of_customers(session, reopened, opened)


async def let_go(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Takes tickets from people who no longer work here."""
    await leave_tickets(session, [cast(StaffChanged, stored.event).staff_id for stored in events])


async def let_see(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Who has something to do about a ticket watches it, and so may see it. Who has a step of a
    procedure sees it as long as they have that, and no longer.
    """
    asked = [cast(TaskMade, stored.event) for stored in events]
    await add_watchers(
        session,
        [
            (one.about_id, one.owner_id)
            for one in asked
            if one.about_kind == KIND and one.about_id and one.owner_id and one.origin != STEP
        ],
    )


async def begin(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Begins the procedures that types name for new tickets. What came out of a table is worked on
    as it was where it came from.
    """
    heard = [(cast(TicketMade, stored.event), stored.actor) for stored in events]
    made = [(one, who) for one, who in heard if one.origin != IMPORTED and one.state in LIVE]
    await begin_procedures(
        session,
        [(one.ticket_id, one.type_id, who.id if who.kind == "staff" else None)
         for one, who in made],
    )  # fmt: skip


async def answer_cases(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """What a customer writes answers the cases about tickets their conversation belongs to."""
    written = wrote(events)
    if written and await are_awaited(session):
        linked = await get_linked(session, {one for one, _ in written})
        replies = [
            Reply(stored.at, [ObjectRef(KIND, ticket_id) for ticket_id in linked.get(one, ())])
            for one, stored in written
        ]
        await hear_replies(session, replies)


TELL = Listener(
    "tickets.tell",
    (TicketAssigned, TicketCommented, TicketEnded, TicketDue, TicketOverdue),
    tell_people,
    lane="later",
)
HEAR = Listener(
    "tickets.hear_customers",
    (ConversationOpened, ConversationReopened),
    hear_customers,
    lane="later",
)
LET_GO = Listener("tickets.let_go", (StaffChanged,), let_go, lane="later")
LET_SEE = Listener("tickets.let_see", (TaskMade,), let_see, lane="later")
FOLLOW = Listener("tickets.follow_messages", (ClockBreached,), follow_messages, lane="later")
CLOCKS = Listener(
    "tickets.clocks",
    (
        TicketMade,
        TicketChanged,
        TicketCommented,
        TicketEnded,
        TicketRemoved,
        TicketReopened,
        TicketsMerged,
    ),
    follow_tickets,
    lane="now",
)
WARN = Listener("tickets.warn", (ClockWarned,), warn, lane="later")
BREACHES = Listener("tickets.breaches", (ClockBreached,), answer_breaches, lane="now")
RECKON = Listener("tickets.hear_formulas", (FormulaChanged,), hear_formulas, lane="later")
PRESS = Listener(
    "tickets.press",
    (
        TicketMade,
        TicketChanged,
        TicketCommented,
        TicketReopened,
        TicketLinked,
        TicketUnlinked,
        MoodChanged,
        CustomerChanged,
    ),
    hear_pressure,
    lane="later",
)
REPLIES = Reader("tickets.answer_cases", (MessagePosted,), answer_cases)
CASES = Listener(
    "tickets.cases", (TicketEnded, TicketReopened, TicketsMerged), accompany, lane="later"
)
BEGIN = Listener("tickets.begin_procedures", (TicketMade,), begin, lane="later")
ALL = (TELL, HEAR, LET_GO, LET_SEE, FOLLOW, CLOCKS, WARN, BREACHES, RECKON, PRESS, BEGIN, CASES)
