"""Headers every answer carries. Raw ASGI: a middleware class would cost every request more."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
)
# The console is never shown inside other sites; the chat page may be.
NOT_FRAMED = (
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"frame-ancestors 'none'"),
)
VISITOR_PATHS = ("/api/visitor/", "/widget/")
PREFLIGHT = (
    (b"access-control-allow-methods", b"GET, POST, OPTIONS"),
    (
        b"access-control-allow-headers",
        b"authorization, content-type, x-file-name, accept-language, idempotency-key",
    ),
    (b"access-control-max-age", b"86400"),
)


class SafeHeaders:
    """Adds safe headers, and lets shops' pages call the customer routes.

    Customer routes carry their token in a header and no cookie, so any origin may call them; the
    widget's own list of origins is checked where the session is opened.
    """

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and completes the answer's headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]
        for_visitors = path.startswith(VISITOR_PATHS)
        origin = next((v for k, v in scope["headers"] if k == b"origin"), None)
        extra = list(ALWAYS)
        if path.startswith("/console"):
            extra += NOT_FRAMED
        if for_visitors and origin is not None:
            extra += [(b"access-control-allow-origin", origin), (b"vary", b"origin")]
        if for_visitors and scope["method"] == "OPTIONS":
            await send(
                {"type": "http.response.start", "status": 204, "headers": [*extra, *PREFLIGHT]}
            )
            await send({"type": "http.response.body", "body": b""})
            return

        async def complete(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                present = {key for key, _ in message.get("headers", [])}
                message["headers"] = [
                    *message.get("headers", []),
                    *(pair for pair in extra if pair[0] not in present),
                ]
            await send(message)

        await self.app(scope, receive, complete)
