"""Edits of one row by several people: the row's version decides."""

from zhiyin.kernel.db.base import WithVersion
from zhiyin.kernel.errors.problems import EditConflictError


def check_version(row: WithVersion, expected: int | None, current: dict[str, object]) -> None:
    """Refuses an edit based on an older version, then counts the version up.

    `expected` is the `If-Match` value (`None`: the caller does not mind); `current` is what the
    caller is shown beside their own values.
    """
    if expected is not None and expected != row.version:
        raise EditConflictError(extra={"current": current})
    row.version += 1
