"""Early warning (预警): a shop has more complaints within an hour than it usually has then."""

from uuid import UUID

from sqlalchemy import delete, text
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.complaints.events import ComplaintsFell, ComplaintsRising
from zhiyin.modules.complaints.models import RisingShop
from zhiyin.modules.complaints.rules import Rising, rises
from zhiyin.modules.complaints.settings import RISING_LEAST, RISING_TIMES

DAYS = 28

# Of the last hour, and of the same hour of each of the days before.
_COUNT = text("""
    SELECT s.id AS shop_id, d.day,
           (SELECT count(*) FROM complaints c WHERE c.shop_id = s.id
              AND c.filed_at > now() - make_interval(days => d.day, hours => 1)
              AND c.filed_at <= now() - make_interval(days => d.day)) AS times
    FROM shops s CROSS JOIN generate_series(0, :days) AS d(day)
    WHERE EXISTS (SELECT FROM complaints c WHERE c.shop_id = s.id
                    AND c.filed_at > now() - interval '1 hour')
       OR s.id IN (SELECT shop_id FROM complaint_warnings)
    ORDER BY s.id, d.day
""")
_RISING = text("SELECT shop_id FROM complaint_warnings ORDER BY shop_id")


async def watch(database: Database) -> None:
    """Tells when a shop's complaints rise, and when that is over; told once each."""
    async with database.reading() as session:
        counted: dict[UUID, list[int]] = {}
        for row in await session.execute(_COUNT, {"days": DAYS}):
            counted.setdefault(row.shop_id, []).append(row.times)
        found: dict[UUID, Rising] = {}
        for shop_id, times in counted.items():
            place = Place(shop_id=shop_id)
            least = await get_setting(session, RISING_LEAST, place)
            often = await get_setting(session, RISING_TIMES, place)
            found[shop_id] = rises(times[0], times[1:], least, often)
        known = set((await session.execute(_RISING)).scalars())
    if not any(one.rises != (shop_id in known) for shop_id, one in found.items()):
        return
    async with database.writing() as writing:
        for shop_id, one in found.items():
            ref = ObjectRef("shop", shop_id)
            if one.rises:
                values = {"shop_id": shop_id, "since": now(), "count": one.times}
                statement = insert(RisingShop).values(values | {"usual": one.usual})
                new = await writing.scalar(
                    statement.on_conflict_do_nothing().returning(RisingShop.shop_id)
                )
                if new is not None:
                    emit(writing, ComplaintsRising(new, one.times, one.usual), ref)
            else:
                over = delete(RisingShop).where(RisingShop.shop_id == shop_id)
                gone = await writing.scalar(over.returning(RisingShop.shop_id))
                if gone is not None:
                    emit(writing, ComplaintsFell(gone), ref)
