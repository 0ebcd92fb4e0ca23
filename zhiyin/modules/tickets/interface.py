"""The door of tickets: asking for them, and finding one's way to them."""

from zhiyin.modules.tickets.actions.making import Excerpt, NewTicket, make_tickets
from zhiyin.modules.tickets.queries.types import get_types
from zhiyin.modules.tickets.rules import BLOCK, KIND, found_by, priority_of, reference

__all__ = [
    "BLOCK",
    "KIND",
    "Excerpt",
    "NewTicket",
    "found_by",
    "get_types",
    "make_tickets",
    "priority_of",
    "reference",
]
