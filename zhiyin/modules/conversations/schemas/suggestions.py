"""Shapes of suggested articles."""

from zhiyin.modules.knowledge.interface import SearchOut


class SuggestionsOut(SearchOut):
    """What fits the customer's newest words, up to the message with this number."""

    up_to: int
