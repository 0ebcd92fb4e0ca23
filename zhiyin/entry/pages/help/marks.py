"""The random mark of a browser: one vote each, and the same words at every visit."""

import secrets

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "zhiyin_help"
YEAR = 365 * 86_400


def known_mark(request: Request) -> str | None:
    """The mark a browser has, if it has one."""
    known = request.cookies.get(COOKIE, "")
    return known if 20 <= len(known) <= 60 else None


def new_mark() -> str:
    """A mark nobody has."""
    return secrets.token_urlsafe(24)


def give_mark(request: Request, answer: Response, mark: str) -> None:
    """Has the browser keep its mark."""
    secure = request.url.scheme == "https"
    answer.set_cookie(
        COOKIE, mark, YEAR, path="/help", secure=secure, httponly=True, samesite="lax"
    )
