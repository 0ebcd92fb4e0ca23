"""Built files are packed when they are built; whoever takes them packed gets them so."""

import stat
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

# The smallest first; what they end in.
PACKINGS = {"br": ".br", "gzip": ".gz"}


def _taken(headers: Headers) -> set[str]:
    """The packings a browser takes; `q=0` refuses one."""
    taken: set[str] = set()
    for part in headers.get("accept-encoding", "").split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            taken.add(name.strip().lower())
    return taken


def send_file(file: Path, headers: Headers, cache_control: str, **more: str) -> Response:
    """A built file, packed where it can be. They are small: handing one through threads piece by
    piece takes longer than reading it.
    """
    answered = {"cache-control": cache_control, "vary": "accept-encoding", **more}
    taken = _taken(headers)
    for name, ending in PACKINGS.items():
        packed = file.with_name(file.name + ending)
        if name in taken and packed.is_file():
            return _whole(packed, file, {**answered, "content-encoding": name})
    return _whole(file, file, answered)


def _whole(read: Path, named: Path, headers: dict[str, str]) -> Response:
    """What was read, with the media type of what is in it."""
    media_type, _ = guess_type(named.name)
    return Response(read.read_bytes(), headers=headers, media_type=media_type)


class Immutable(StaticFiles):
    """Files whose names carry a hash of their content: kept by browsers for a year."""

    async def get_response(self, path: str, scope: Any) -> Response:
        """The file, with its caching header."""
        found, known = self.lookup_path(path)
        if known is None or not stat.S_ISREG(known.st_mode) or scope["method"] != "GET":
            return await super().get_response(path, scope)
        lasting = "public, max-age=31536000, immutable"
        return send_file(Path(found), Headers(scope=scope), lasting)
