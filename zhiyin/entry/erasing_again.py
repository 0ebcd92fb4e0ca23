"""After a restore: who was erased since the backup is erased again, before anybody is served."""

from uuid import UUID

from sqlalchemy import text

from zhiyin.entry.building import build_house
from zhiyin.kernel.actor import SYSTEM
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.house import House
from zhiyin.modules.customers.interface import erase_customer, noted_erased

_BACK = text("""
    SELECT c.id FROM customers c
    WHERE c.id = ANY(:ids) AND (c.erased_at IS NULL OR NOT EXISTS (
        SELECT FROM customer_erasures e WHERE e.customer_id = c.id AND e.finished_at IS NOT NULL))
    ORDER BY c.id
""")


async def erase_again(environment: Environment, database_url: str) -> int:
    """Erases everybody on the list who has come back; answers how many."""
    house = build_house(environment.model_copy(update={"database_url": database_url}))
    try:
        ids = await _came_back(house, noted_erased(environment))
        for customer_id in ids:
            await erase_customer(house.database, SYSTEM, customer_id, _tell_nobody)
    finally:
        await house.database.close()
    return len(ids)


async def _came_back(house: House, noted: list[UUID]) -> list[UUID]:
    async with house.database.reading() as session:
        return list((await session.execute(_BACK, {"ids": noted})).scalars())


async def _tell_nobody(step: str, done: int, total: int) -> None:
    """Nobody follows: the restore itself waits."""
