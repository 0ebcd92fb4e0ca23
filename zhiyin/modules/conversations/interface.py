"""The door of conversations."""

from zhiyin.kernel.text.tokens import tokens
from zhiyin.modules.conversations.actions.bots import (
    hand_to_people,
    hold_for_bot,
    mark_bot_words,
    say_as_bot,
)
from zhiyin.modules.conversations.actions.callers import CurrentWriter
from zhiyin.modules.conversations.actions.calling import call_supervisors
from zhiyin.modules.conversations.actions.canned import keys_of as canned_keys
from zhiyin.modules.conversations.actions.desk import Writer
from zhiyin.modules.conversations.actions.feeling import understanding_lag
from zhiyin.modules.conversations.actions.indexing import BLOCK
from zhiyin.modules.conversations.actions.notifying import (
    CustomerMail,
    Notice,
    notify_customer,
    tell_staff,
    withdraw_notices,
)
from zhiyin.modules.conversations.actions.replying import wrote
from zhiyin.modules.conversations.actions.tagging import add_tags, read_tags
from zhiyin.modules.conversations.permissions import READ, REPLY
from zhiyin.modules.conversations.queries.board import (
    Course,
    OpenCount,
    count_open,
    get_courses,
    get_first_words,
    list_open,
)
from zhiyin.modules.conversations.queries.bots import (
    Owed,
    Said,
    count_opened,
    get_turn,
    list_owed,
    list_with_bots,
    said_by_customer,
)
from zhiyin.modules.conversations.queries.contacts import count_contacts, get_latest
from zhiyin.modules.conversations.queries.entities import Holding, list_entities
from zhiyin.modules.conversations.queries.facts import get_facts, list_open_ids
from zhiyin.modules.conversations.queries.lists import (
    SEE_PERSONAL,
    Brief,
    access_brief,
    get_briefs,
    list_conversations,
    messages_before,
    show_messages,
)
from zhiyin.modules.conversations.queries.outcomes import (
    OUTCOMES,
    SAME_MATTER_DAYS,
    Outcome,
    get_outcomes,
)
from zhiyin.modules.conversations.queries.pressing import Pressure, get_pressures
from zhiyin.modules.conversations.queries.said import was_said_by_customer
from zhiyin.modules.conversations.queries.search import search_messages
from zhiyin.modules.conversations.queries.tags import is_any_tagged
from zhiyin.modules.conversations.queries.words import get_utterances, list_closed
from zhiyin.modules.conversations.rules import KIND
from zhiyin.modules.conversations.summing import Utterance, holds_off, summarise_wishes

__all__ = [
    "BLOCK",
    "KIND",
    "OUTCOMES",
    "READ",
    "REPLY",
    "SAME_MATTER_DAYS",
    "SEE_PERSONAL",
    "Brief",
    "Course",
    "CurrentWriter",
    "CustomerMail",
    "Holding",
    "Notice",
    "OpenCount",
    "Outcome",
    "Owed",
    "Pressure",
    "Said",
    "Utterance",
    "Writer",
    "access_brief",
    "add_tags",
    "call_supervisors",
    "canned_keys",
    "count_contacts",
    "count_open",
    "count_opened",
    "get_briefs",
    "get_courses",
    "get_facts",
    "get_first_words",
    "get_latest",
    "get_outcomes",
    "get_pressures",
    "get_turn",
    "get_utterances",
    "hand_to_people",
    "hold_for_bot",
    "holds_off",
    "is_any_tagged",
    "list_closed",
    "list_conversations",
    "list_entities",
    "list_open",
    "list_open_ids",
    "list_owed",
    "list_with_bots",
    "mark_bot_words",
    "messages_before",
    "notify_customer",
    "read_tags",
    "said_by_customer",
    "say_as_bot",
    "search_messages",
    "search_vector",
    "show_messages",
    "summarise_wishes",
    "tell_staff",
    "understanding_lag",
    "was_said_by_customer",
    "withdraw_notices",
    "wrote",
]


def search_vector(block: int, text: str) -> str:
    """What a message of this search block is found by, in the database's own notation.

    For whoever fills a database with messages by the thousand: the demo shop, benches, imports.
    """
    return " ".join(f"'{block}:{token}'" for token in tokens(text) if "'" not in token)
