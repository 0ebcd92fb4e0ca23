"""The rules that come with the product are put in once, switched off; never over what is there."""

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.modules.automation.models import AutomationRule
from zhiyin.modules.automation.ready import read_ready
from zhiyin.modules.automation.schemas import RuleDocument


async def install_ready(session: WriteSession) -> None:
    """Puts in those that were never there."""
    known = set((await session.execute(select(AutomationRule.ready))).scalars())
    last = await session.scalar(select(func.max(AutomationRule.position))) or 0
    for place, (code, (name, document)) in enumerate(read_ready().items(), last + 1):
        if code in known:
            continue
        values = {
            "id": new_id(),
            "version": 1,
            "name": name.zh,
            "ready": code,
            "position": place,
            "document": RuleDocument.model_validate(document).model_dump(mode="json"),
        }
        statement = insert(AutomationRule).values(values)
        await session.execute(statement.on_conflict_do_nothing(index_elements=["ready"]))


async def repeat_installing(database: Database) -> None:
    """The worker's part: what a newer version brings is put in."""
    async with database.writing() as session:
        await install_ready(session)
