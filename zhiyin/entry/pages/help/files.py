"""Pictures of articles that anybody may read, and the shop's logo."""

from uuid import UUID

from starlette.responses import Response

from zhiyin.entry.pages.help.showing import Visit, not_changed
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.files.store import StoredFile, get_files
from zhiyin.kernel.http.files import send_file
from zhiyin.modules.knowledge.interface import get_public_picture

# An article may be withdrawn: its pictures are not kept for long by others.
KEEP = "public, max-age=300"


def _send(visit: Visit, file: StoredFile) -> Response:
    headers = {"cache-control": KEEP, "etag": f'"{file.id.hex}"'}
    same = not_changed(visit.request, headers)
    if same is not None:
        return same
    answer = send_file(visit.house, file, "full")
    answer.headers.update(headers)
    return answer


async def send_picture(visit: Visit) -> Response:
    """A picture, as long as an article shows it that anybody may read."""
    try:
        file_id = UUID(visit.request.path_params["file"])
    except ValueError as wrong:
        raise NotFoundError from wrong
    async with visit.house.database.reading() as session:
        file = await get_public_picture(session, visit.centre.shop_id, file_id)
    return _send(visit, file)


async def send_logo(visit: Visit) -> Response:
    """The shop's logo."""
    logo_id = visit.centre.logo_id
    if logo_id is None:
        raise NotFoundError
    async with visit.house.database.reading() as session:
        file = (await get_files(session, [logo_id])).get(logo_id)
    if file is None:
        raise NotFoundError
    return _send(visit, file)
