"""What came of a trial, beside what is live."""

from typing import Any

from sqlalchemy import select, text

from zhiyin.kernel.comparing import compare
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.modules.bot.models import BotVersion
from zhiyin.modules.bot.queries.versions import show_versions
from zhiyin.modules.bot.schemas.versions import BotTrialOut, Compared, Side

# Conversations that began under the trial, and those that began beside it.
_SIDES = text("""
    SELECT s.version IS NOT DISTINCT FROM :number AS tried, count(*) AS conversations,
           count(*) FILTER (WHERE s.outcome IS NOT NULL) AS ended,
           count(*) FILTER (WHERE s.outcome = 'alone') AS alone,
           count(*) FILTER (WHERE s.outcome IN ('handed_over', 'taken')) AS handed_over,
           coalesce(sum(t.helpful), 0) AS helpful, coalesce(sum(t.unhelpful), 0) AS unhelpful,
           coalesce(sum(t.checked), 0) AS checked, coalesce(sum(t.found_right), 0) AS right
    FROM bot_sessions s LEFT JOIN LATERAL (
        SELECT count(*) FILTER (WHERE rating = 'helpful') AS helpful,
               count(*) FILTER (WHERE rating = 'unhelpful') AS unhelpful,
               count(*) FILTER (WHERE verdict IS NOT NULL AND kind = 'answer') AS checked,
               count(*) FILTER (WHERE verdict = 'right' AND kind = 'answer') AS found_right
        FROM bot_turns WHERE conversation_id = s.conversation_id
    ) t ON true
    WHERE s.started_at >= :since AND s.started_at < coalesce(:until, 'infinity'::timestamptz)
    GROUP BY 1
""")
_COUNTED = tuple(Side.model_fields)


async def get_trial(session: ReadSession) -> BotTrialOut | None:
    """The trial that runs; none where there is none."""
    row = await session.scalar(select(BotVersion).where(BotVersion.state == "trial"))
    if row is None:
        return None
    values = {"number": row.number, "since": row.at, "until": row.ended_at}
    sides = {True: _nothing(), False: _nothing()}
    for one in await session.execute(_SIDES, values):
        sides[one.tried] = Side.model_validate({name: getattr(one, name) for name in _COUNTED})
    return BotTrialOut(
        version=(await show_versions(session, [row]))[0],
        since=row.at,
        live=sides[False],
        trial=sides[True],
        compared=_compared(sides[False], sides[True], (row.share or 50) / 100),
    )


def _nothing() -> Side:
    return Side.model_validate(dict.fromkeys(_COUNTED, 0))


def _compared(live: Side, trial: Side, share: float) -> list[Compared]:
    rows: tuple[tuple[str, Any], ...] = (
        ("alone", lambda side: (side.alone, side.ended)),
        ("helpful", lambda side: (side.helpful, side.helpful + side.unhelpful)),
        ("accuracy", lambda side: (side.right, side.checked)),
    )
    shown = []
    for name, counted in rows:
        found = compare(counted(live), counted(trial), share)
        gap = found.difference
        shown.append(
            Compared.model_validate(
                {
                    "name": name,
                    "live": found.live,
                    "trial": found.trial,
                    "value": gap.value if gap else None,
                    "low": gap.low if gap else None,
                    "high": gap.high if gap else None,
                    "verdict": found.verdict,
                    "needed": found.needed,
                }
            )
        )
    return shown
