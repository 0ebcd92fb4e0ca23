"""Long work of the knowledge base: import and export."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.files.store import read_whole, remove_files
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.jobs.jobs import JobKind, JobRun
from zhiyin.modules.knowledge.actions.importing import (
    EXPORT,
    IMPORT,
    kept_file,
    problem,
    take_pieces,
)
from zhiyin.modules.knowledge.models import ArticleImport
from zhiyin.modules.knowledge.pairs import (
    Piece,
    Whole,
    read_file,
    repeated,
    write_csv,
    write_markdown,
    write_xlsx,
)
from zhiyin.modules.knowledge.queries.exporting import live_ids, read_articles

STEPS = {
    "reading": Text("读取", "Reading"),
    "rows": Text("逐条导入", "Taking rows"),
    "packing": Text("打包", "Packing"),
}
CHUNK = 50
KEPT_HOURS = 24
_WRITERS: dict[str, tuple[str, str, Callable[[Iterable[Whole]], bytes]]] = {
    "csv": ("knowledge.csv", "text/csv", write_csv),
    "xlsx": (
        "knowledge.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write_xlsx,
    ),
    "markdown": ("knowledge-markdown.zip", "application/zip", write_markdown),
}


async def take_in(run: JobRun) -> None:
    """Reads a file and takes it in piece by piece; taken up again it goes on where it was."""
    await run.tell("reading")
    pieces = await _pieces(run)
    if pieces is not None:
        again = repeated(pieces)
        told = run.args["shops"]
        shops = None if told is None else [UUID(one) for one in told]
        done = await _begin(run, len(pieces))
        while done < len(pieces):
            await run.tell("rows", done, len(pieces))
            part = pieces[done : done + CHUNK]
            async with run.database.writing(run.actor) as session:
                row = await session.get_one(ArticleImport, run.id)
                await take_pieces(session, row, part, again, run.args["mode"], shops)
            done += len(part)
    async with run.database.writing(run.actor) as session:
        file_id = await kept_file(session, run.id)
        await remove_files(session, [file_id] if file_id else [])


async def _pieces(run: JobRun) -> Sequence[Piece] | None:
    """What stands in the file; nothing where it cannot be read, and the import says why."""
    async with run.database.writing(run.actor) as session:
        row = await session.get_one(ArticleImport, run.id)
        name, file_id = row.file_name, await kept_file(session, run.id)
    if file_id is None:
        return None
    try:
        data = await read_whole(run.database.house.files, file_id)
        return await asyncio.to_thread(read_file, name, data)
    except ProblemError as error:
        async with run.database.writing(run.actor) as session:
            row = await session.get_one(ArticleImport, run.id)
            row.problems = [problem(0, name, error.text)]
        return None


async def _begin(run: JobRun, total: int) -> int:
    async with run.database.writing(run.actor) as session:
        row = await session.get_one(ArticleImport, run.id)
        row.total = total
        return row.done


async def export(run: JobRun) -> None:
    """Packs live articles into a file for whoever asked."""
    async with run.database.reading() as session:
        ids = await live_ids(session, run.args)
    articles: list[Whole] = []
    for begin in range(0, len(ids), CHUNK):
        await run.tell("reading", begin, len(ids))
        async with run.database.reading() as session:
            articles += await read_articles(session, ids[begin : begin + CHUNK])
    await run.tell("packing", len(ids), len(ids))
    name, media_type, write = _WRITERS[run.args["format"]]
    await run.keep_file(name, media_type, await asyncio.to_thread(write, articles), KEPT_HOURS)


JOBS = (
    JobKind(IMPORT, Text("导入知识", "Import articles"), take_in, STEPS),
    JobKind(EXPORT, Text("导出知识", "Export articles"), export, STEPS),
)
