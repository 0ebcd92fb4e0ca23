"""What the record keeps of a call: which tool, how it ended, and of the arguments no words."""

from typing import Any

from zhiyin.entry.mcp.tools import Offered, is_id

# Larger numbers may be somebody's: of a phone, a card, an order.
_SMALL = 1_000_000


def as_recorded(offered: Offered, arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments without what might be personal: ids, choices, small numbers; of everything
    else only how much of it there was.
    """
    known = offered.places.keys() | {"dry_run"}
    return {
        name: _plain(value, _choices(offered.schema["properties"].get(name)))
        for name, value in arguments.items()
        if name in known
    }


def _plain(value: Any, choices: set[str]) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) < _SMALL:
        return value
    if isinstance(value, str):
        return value if value in choices or is_id(value) else f"({len(value)})"
    if isinstance(value, list):
        return [_plain(one, choices) for one in value[:20]]
    return f"({len(value)})" if isinstance(value, dict) else "(1)"


def _choices(schema: Any) -> set[str]:
    """The words a schema leaves to choose from."""
    if not isinstance(schema, dict):
        return set()
    found = {one for one in schema.get("enum", ()) if isinstance(one, str)}
    for one in (*schema.get("anyOf", ()), schema.get("items")):
        found |= _choices(one)
    return found
