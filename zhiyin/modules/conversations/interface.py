"""The door of conversations."""

from zhiyin.kernel.text.tokens import tokens
from zhiyin.modules.conversations.actions.calling import call_supervisors
from zhiyin.modules.conversations.actions.indexing import BLOCK
from zhiyin.modules.conversations.queries.lists import (
    Brief,
    get_briefs,
    list_conversations,
    messages_before,
    show_messages,
)
from zhiyin.modules.conversations.queries.search import search_messages

__all__ = [
    "BLOCK",
    "Brief",
    "call_supervisors",
    "get_briefs",
    "list_conversations",
    "messages_before",
    "search_messages",
    "search_vector",
    "show_messages",
]


def search_vector(block: int, text: str) -> str:
    """What a message of this search block is found by, in the database's own notation.

    For whoever fills a database with messages by the thousand: the demo shop, benches, imports.
    """
    return " ".join(f"'{block}:{token}'" for token in tokens(text) if "'" not in token)
