"""Long work about one customer: erasing and exporting everything the house knows of them."""

import asyncio
from uuid import UUID

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.personal import ExportPart
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.files.store import StoredFile, file_key
from zhiyin.kernel.i18n.text import Language, Text, choose_language
from zhiyin.kernel.jobs.jobs import JobKind, JobRun
from zhiyin.modules.customers.actions.editing import EXPORT
from zhiyin.modules.customers.actions.erasing import ERASE, erase_customer
from zhiyin.modules.customers.export_page import pack
from zhiyin.modules.customers.models import Customer
from zhiyin.modules.customers.queries import customer_identities, reference

KEPT_HOURS = 24
# The names of the parts in `House.personal`, with what they are about.
STEPS = {
    "files": Text("处理文件", "Files"),
    "mail": Text("处理邮件", "Mails"),
    "jobs": Text("处理导出的文件", "Earlier exports"),
    "channels": Text("处理访客记录", "Visits"),
    "customers": Text("处理客户档案", "Customer file"),
    "conversations": Text("处理会话和消息", "Conversations and messages"),
    "packing": Text("打包", "Packing"),
}


def _customer_of(run: JobRun) -> UUID:
    if run.about is None:
        raise NotFoundError
    return run.about.id


async def erase(run: JobRun) -> None:
    """Erases everything of the customer."""

    async def tell(step: str, done: int, total: int) -> None:
        await run.tell(step, done, total)

    await erase_customer(run.database, run.actor, _customer_of(run), tell)


async def export(run: JobRun) -> None:
    """Packs everything of the customer into one file for whoever asked."""
    customer_id = _customer_of(run)
    language: Language = choose_language(run.args.get("language"))
    parts: list[ExportPart] = []
    house = run.database.house
    async with run.database.reading() as session:
        row = await session.get_one(Customer, customer_id)
        if row.erased_at is not None or row.merged_into is not None:
            raise NotFoundError
        title, known = (
            f"{reference(row.number)} {row.name}",
            await customer_identities(session, row),
        )
        for part in house.personal.values():
            known += await part.known_as(session, customer_id)
    for place, part in enumerate(house.personal.values()):
        await run.tell(part.name, place, len(house.personal) + 1)
        async with run.database.reading() as session:
            parts += await part.export(session, customer_id, known)
    await run.tell("packing", len(house.personal), len(house.personal) + 1)
    bodies = {}
    for file in (file for part in parts for file in part.files):
        bodies[file.id] = await _read(run, file)
    data = await asyncio.to_thread(pack, title, parts, bodies, language, now())
    await run.keep_file(f"{reference(row.number)}.zip", "application/zip", data, KEPT_HOURS)


async def _read(run: JobRun, file: StoredFile) -> bytes:
    body = bytearray()
    try:
        async for piece in run.database.house.files.stream(file_key(file.id)):
            body += piece
    except NotFoundError:
        return b""
    return bytes(body)


JOBS = (
    JobKind(ERASE, Text("删除客户资料", "Erase a customer"), erase, STEPS, can_cancel=False),
    JobKind(EXPORT, Text("导出客户资料", "Export a customer"), export, STEPS),
)
