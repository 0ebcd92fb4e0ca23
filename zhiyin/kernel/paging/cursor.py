"""Keyset paging: a cursor is the sort key of the last row, opaque to the client."""

import base64
import binascii
from typing import TypeVar

import msgspec

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text

Key = TypeVar("Key")

MAX_PAGE = 100


class BadCursorError(ProblemError):
    """A cursor we did not make."""

    code = "bad_cursor"
    status = 422
    text = Text(
        "翻页位置已失效，请刷新列表。",
        "This place in the list is no longer valid. Reload the list.",
    )


def encode_cursor(key: object) -> str:
    """The cursor for a row with this sort key."""
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def decode_cursor(cursor: str | None, shape: type[Key]) -> Key | None:
    """The sort key of a cursor; refuses what we did not make."""
    if not cursor:
        return None
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        return msgspec.json.decode(raw, type=shape)
    except (binascii.Error, ValueError, msgspec.MsgspecError) as error:
        raise BadCursorError from error
