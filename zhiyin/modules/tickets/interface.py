"""The door of tickets: asking for them, and finding one's way to them."""

from zhiyin.modules.tickets.actions.making import Excerpt, NewTicket, make_tickets
from zhiyin.modules.tickets.queries.lists import list_tickets
from zhiyin.modules.tickets.queries.types import get_types
from zhiyin.modules.tickets.rules import BLOCK, KIND, TAG, found_by, priority_of, reference
from zhiyin.modules.tickets.schemas.tickets import TicketQuery

__all__ = [
    "BLOCK",
    "KIND",
    "TAG",
    "Excerpt",
    "NewTicket",
    "TicketQuery",
    "found_by",
    "get_types",
    "list_tickets",
    "make_tickets",
    "priority_of",
    "reference",
]
