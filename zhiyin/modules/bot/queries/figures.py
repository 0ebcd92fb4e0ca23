"""How well the bot does."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.bot.schemas.talks import DayFigures, FiguresOut, ReasonCount, TierShare
from zhiyin.modules.bot.settings import TARGET
from zhiyin.modules.catalogue.interface import get_subjects
from zhiyin.modules.conversations.interface import count_opened
from zhiyin.modules.people.interface import get_shops

_SESSIONS = text("""
    SELECT (started_at AT TIME ZONE :zone)::date AS day, subject_id, count(*) AS begun,
           count(*) FILTER (WHERE outcome = 'alone') AS alone,
           count(*) FILTER (WHERE outcome = 'handed_over') AS handed_over,
           count(*) FILTER (WHERE outcome = 'taken') AS taken
    FROM bot_sessions
    WHERE started_at >= :since AND (CAST(:shop_id AS uuid) IS NULL OR shop_id = :shop_id)
    GROUP BY 1, 2
""")
_TURNS = text("""
    SELECT (at AT TIME ZONE :zone)::date AS day, count(*) AS turns,
           count(*) FILTER (WHERE kind = 'answer') AS answers,
           count(*) FILTER (WHERE rating = 'helpful') AS helpful,
           count(*) FILTER (WHERE rating = 'unhelpful') AS unhelpful,
           count(*) FILTER (WHERE verdict IS NOT NULL AND kind = 'answer') AS checked,
           count(*) FILTER (WHERE verdict = 'right' AND kind = 'answer') AS right
    FROM bot_turns
    WHERE at >= :since AND (CAST(:shop_id AS uuid) IS NULL OR shop_id = :shop_id)
    GROUP BY 1
""")
_REASONS = text("""
    SELECT reason, count(*) AS count FROM bot_sessions
    WHERE started_at >= :since AND outcome = 'handed_over' AND reason IS NOT NULL
      AND (CAST(:shop_id AS uuid) IS NULL OR shop_id = :shop_id)
    GROUP BY reason ORDER BY 2 DESC, 1
""")
_COUNTED = ("turns", "answers", "helpful", "unhelpful", "checked", "right")
_ENDED = ("alone", "handed_over", "taken")


async def get_figures(session: ReadSession, days: int, shop_id: UUID | None) -> FiguresOut:
    """Of the last days, today included, in the time zone of the shop."""
    zone, since = await _since(session, days, shop_id)
    values = {"zone": zone, "since": since, "shop_id": shop_id}
    shown = _empty_days(zone, days)
    by_subject: dict[UUID | None, list[int]] = {}
    for row in await session.execute(_SESSIONS, values):
        day = shown[row.day]
        day["conversations"] += row.begun
        for name in _ENDED:
            day[name] += getattr(row, name)
        held = by_subject.setdefault(row.subject_id, [0, 0])
        held[0] += row.begun
        held[1] += row.alone
    for row in await session.execute(_TURNS, values):
        shown[row.day].update({name: getattr(row, name) for name in _COUNTED})
    total = {name: sum(day[name] for day in shown.values()) for name in _NAMES}
    opened = await count_opened(session, since, shop_id)
    ended = sum(total[name] for name in _ENDED)
    return FiguresOut(
        days=[DayFigures.model_validate({"day": day, **one}) for day, one in shown.items()],
        reasons=[
            ReasonCount.model_validate({"reason": row.reason, "count": row.count})
            for row in await session.execute(_REASONS, values)
        ],
        tiers=await _tiers(session, opened, by_subject),
        conversations=total["conversations"],
        all_conversations=sum(opened.values()),
        alone=total["alone"],
        containment=_share(total["alone"], ended),
        helpful_share=_share(total["helpful"], total["helpful"] + total["unhelpful"]),
        accuracy=_share(total["right"], total["checked"]),
        bot_share=_share(total["conversations"], sum(opened.values())),
        target=await get_setting(session, TARGET),
    )


_NAMES = ("conversations", *_ENDED, *_COUNTED)


def _share(part: int, whole: int) -> float | None:
    return min(1.0, part / whole) if whole else None


async def _since(session: ReadSession, days: int, shop_id: UUID | None) -> tuple[str, datetime]:
    shops = await get_shops(session)
    shop = shops.get(shop_id) if shop_id else next(iter(shops.values()), None)
    zone = shop.time_zone if shop else "Asia/Shanghai"
    today = now().astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    return zone, today - timedelta(days=days - 1)


def _empty_days(zone: str, days: int) -> dict[object, dict[str, int]]:
    """Also the days on which nothing happened; one more, for a midnight in between."""
    today = now().astimezone(ZoneInfo(zone)).date()
    return {
        today - timedelta(days=back): dict.fromkeys(_NAMES, 0) for back in range(days - 1, -1, -1)
    }


async def _tiers(
    session: ReadSession,
    opened: dict[UUID | None, int],
    by_bot: dict[UUID | None, list[int]],
) -> list[TierShare]:
    """By the tier of the subject a conversation has; most have one only once they are closed."""
    subjects = await get_subjects(session)
    totals: dict[str | None, list[int]] = {}
    for subject_id in opened.keys() | by_bot.keys():
        subject = subjects.get(subject_id) if subject_id else None
        held = totals.setdefault(subject.tier if subject else None, [0, 0, 0])
        begun, alone = by_bot.get(subject_id, (0, 0))
        held[0] += max(opened.get(subject_id, 0), begun)
        held[1] += begun
        held[2] += alone
    return [
        TierShare.model_validate(
            {"tier": tier, "conversations": one[0], "by_bot": one[1], "alone": one[2]}
        )
        for tier, one in sorted(totals.items(), key=lambda each: each[0] or "Z")
    ]
