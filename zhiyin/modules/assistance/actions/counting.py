"""What became of suggestions (采纳): counted by day, without words."""

from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.modules.assistance.schemas.replies import UseIn

_COUNT = text("""
    INSERT INTO suggestion_uses (staff_id, shop_id, source, day, shown, taken, changed, other)
    VALUES (:staff_id, :shop_id, :source, current_date, :shown, :taken, :changed, :other)
    ON CONFLICT (staff_id, shop_id, source, day) DO UPDATE SET
        shown = suggestion_uses.shown + excluded.shown,
        taken = suggestion_uses.taken + excluded.taken,
        changed = suggestion_uses.changed + excluded.changed,
        other = suggestion_uses.other + excluded.other
""")


async def count_use(session: WriteSession, staff_id: UUID, shop_id: UUID, use: UseIn) -> None:
    """Counts one; no audit, as nothing but a figure changes."""
    values = dict.fromkeys(("shown", "taken", "changed", "other"), 0) | {use.outcome: 1}
    await session.execute(
        _COUNT, {"staff_id": staff_id, "shop_id": shop_id, "source": use.source, **values}
    )
