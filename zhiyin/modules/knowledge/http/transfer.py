"""Routes of pictures, import and export."""

from typing import Literal
from uuid import UUID

from fastapi import Request
from fastapi.responses import StreamingResponse

from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.files.store import get_files
from zhiyin.kernel.http.files import read_upload, send_file
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import JobAsked
from zhiyin.modules.knowledge.actions.importing import ask_export, ask_import
from zhiyin.modules.knowledge.actions.pictures import keep_picture
from zhiyin.modules.knowledge.permissions import PUBLISH, READ, WRITE
from zhiyin.modules.knowledge.queries.articles import check_may_see_file
from zhiyin.modules.knowledge.queries.importing import get_import, list_imports
from zhiyin.modules.knowledge.schemas.articles import PictureOut
from zhiyin.modules.knowledge.schemas.searching import ExportIn, ImportMode, ImportOut

routes = Routes("knowledge", "/knowledge")


@routes.post("/files", permit=WRITE, status=201, response_model=PictureOut)
async def post_file(request: Request, access: Caller, house: CurrentHouse) -> PictureOut:
    """Uploads a picture for the text of an article; it belongs to the article whose draft is saved
    with it.
    """
    name, data = await read_upload(request)
    async with house.database.writing(access.actor) as session:
        return await keep_picture(session, access, name, data)


@routes.get("/files/{file_id}", permit=READ, response_class=StreamingResponse)
async def get_file(
    file_id: UUID, access: Caller, house: CurrentHouse, size: Literal["full", "thumb"] = "full"
) -> StreamingResponse:
    """Reads a picture of an article one may read, or one's own upload."""
    async with house.database.reading() as session:
        file = (await get_files(session, [file_id])).get(file_id)
        if file is None:
            raise NotFoundError
        await check_may_see_file(session, access, file)
    return send_file(house, file, size)


@routes.post("/import", permit=PUBLISH, response_model=JobAsked)
async def post_import(
    request: Request,
    access: Caller,
    house: CurrentHouse,
    mode: ImportMode = "publish",
) -> JobAsked:
    """Takes in a table of question-answer pairs (CSV, XLSX), a Markdown or HTML file, or a zip of
    them, row by row. `check` only tells what would happen; the result stands at `imports/{id}`.
    """
    name, data = await read_upload(request)
    async with house.database.writing(access.actor) as session:
        job_id = await ask_import(session, access, name, data, mode)
    return JobAsked(job_id=job_id)


@routes.get("/imports", permit=PUBLISH, response_model=list[ImportOut])
async def get_imports(house: CurrentHouse) -> list[ImportOut]:
    """The latest imports."""
    async with house.database.reading() as session:
        return await list_imports(session)


@routes.get("/imports/{import_id}", permit=PUBLISH, response_model=ImportOut)
async def get_one_import(import_id: UUID, house: CurrentHouse) -> ImportOut:
    """What became of an import, row by row where something was wrong."""
    async with house.database.reading() as session:
        return await get_import(session, import_id)


@routes.post("/export", permit=PUBLISH, response_model=JobAsked)
async def post_export(body: ExportIn, access: Caller, house: CurrentHouse) -> JobAsked:
    """Packs live articles into a file, fetched from the job when it is done."""
    async with house.database.writing(access.actor) as session:
        return JobAsked(job_id=await ask_export(session, access, body))
