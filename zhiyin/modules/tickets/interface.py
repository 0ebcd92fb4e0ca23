"""The door of tickets: asking for them, and finding one's way to them."""

from zhiyin.modules.tickets.actions.making import Excerpt, NewTicket, make_tickets, take_latest
from zhiyin.modules.tickets.actions.outside import press_ticket, reopen_ticket
from zhiyin.modules.tickets.queries.lists import list_tickets
from zhiyin.modules.tickets.queries.outside import (
    TicketBrief,
    check_ticket,
    get_linked_conversations,
    get_linked_tickets,
    get_ticket_briefs,
    owned_tickets,
    readable_tickets,
)
from zhiyin.modules.tickets.queries.types import get_types
from zhiyin.modules.tickets.rules import (
    BLOCK,
    IMPORTED,
    KIND,
    TAG,
    found_by,
    priority_of,
    reference,
)
from zhiyin.modules.tickets.schemas.tickets import TicketQuery

__all__ = [
    "BLOCK",
    "IMPORTED",
    "KIND",
    "TAG",
    "Excerpt",
    "NewTicket",
    "TicketBrief",
    "TicketQuery",
    "check_ticket",
    "found_by",
    "get_linked_conversations",
    "get_linked_tickets",
    "get_ticket_briefs",
    "get_types",
    "list_tickets",
    "make_tickets",
    "owned_tickets",
    "press_ticket",
    "priority_of",
    "readable_tickets",
    "reference",
    "reopen_ticket",
    "take_latest",
]
