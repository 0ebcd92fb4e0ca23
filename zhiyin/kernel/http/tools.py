"""What a route says of itself to programs that act for a member of staff (工具, MCP)."""

from dataclasses import dataclass

from zhiyin.kernel.i18n.text import Text


@dataclass(frozen=True, slots=True)
class Tool:
    """An operation that assistants are offered. Its name is for ever: people's set-ups use it.

    `hint` says when to use it and what must be known; what it takes is read from the route.
    """

    name: str
    title: Text
    hint: Text
    # Whether it keeps to the shops a key is limited to; else such a key is not offered it.
    by_shop: bool = True
