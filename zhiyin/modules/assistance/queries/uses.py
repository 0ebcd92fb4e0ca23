"""How suggestions are taken, in figures."""

from datetime import date
from typing import Any

from sqlalchemy import text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.modules.assistance.permissions import MANAGE
from zhiyin.modules.assistance.schemas.replies import (
    ShopSuggestions,
    StaffSuggestions,
    SuggestionCounts,
    SuggestionFigures,
)
from zhiyin.modules.people.interface import get_names, get_shops

# The caller's shops, or all.
_HERE = """
    FROM suggestion_uses WHERE day >= :since
      AND (CAST(:shops AS uuid[]) IS NULL OR shop_id = ANY(:shops))
"""
_SUMS = """sum(shown)::int AS shown, sum(taken)::int AS taken, sum(changed)::int AS changed,
    sum(other)::int AS other"""
_SOURCES = text(f"SELECT source, {_SUMS} {_HERE} GROUP BY source ORDER BY source")
_SHOPS = text(f"""
    SELECT shop_id, {_SUMS} {_HERE} AND source <> 'subject'
    GROUP BY shop_id ORDER BY sum(shown) DESC, shop_id LIMIT 200
""")
_STAFF = text(f"""
    SELECT staff_id, {_SUMS} {_HERE} AND source <> 'subject'
    GROUP BY staff_id ORDER BY sum(shown) DESC, staff_id LIMIT 200
""")
_EXAMPLES = text("""
    SELECT count(*) FROM reply_examples
    WHERE reply_key <> '' AND (CAST(:shops AS uuid[]) IS NULL OR shop_id = ANY(:shops))
""")


async def get_figures(session: ReadSession, access: Access, since: date) -> SuggestionFigures:
    """What became of suggestions since a day, in the shops whose lists the caller keeps."""
    everywhere = access.scope(MANAGE) == "all"
    values: dict[str, Any] = {
        "since": since,
        "shops": None if everywhere else list(access.shop_ids),
    }
    names = await get_names(session)
    shops = await get_shops(session)

    async def rows(statement: Any) -> list[dict[str, Any]]:
        return [dict(row) for row in (await session.execute(statement, values)).mappings()]

    return SuggestionFigures(
        since=since,
        examples=await session.scalar(_EXAMPLES, {"shops": values["shops"]}) or 0,
        sources=[SuggestionCounts(**row) for row in await rows(_SOURCES)],
        shops=[
            ShopSuggestions(name=shops[row["shop_id"]].name, **row) for row in await rows(_SHOPS)
        ],
        staff=[
            StaffSuggestions(name=names.staff_name(row["staff_id"]), **row)
            for row in await rows(_STAFF)
        ],
    )
