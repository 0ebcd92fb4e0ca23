"""The demo's invitations (主动邀请), with a month of figures."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from psycopg import Connection
from psycopg.types.json import Jsonb

from zhiyin.entry.demo.chance import uuid_at

DAYS = 30
# Name, trigger, threshold, event, page, priority, words; how many see it on a day, and of those
# how many accept.
RULES = (
    ("结算页犹豫", "time", 40, "", "/cart", 10, "付款遇到问题了吗？我来帮您看看。",
     "Trouble at checkout? We are glad to help.", 26, 0.19),
    ("看完大半页面", "scroll", 70, "", "", 5, "想知道哪款茶适合您吗？问我就好。",
     "Not sure which tea suits you? Just ask.", 60, 0.08),
    ("第三次来访", "visits", 3, "", "", 3, "欢迎再来。上次看的茶具还有货，需要为您留一套吗？",
     "Welcome back. Shall we keep one of the sets for you?", 14, 0.14),
    ("查看尺寸说明", "event", 0, "size-guide", "", 0, "壶的容量拿不准？告诉我几个人喝，我来推荐。",
     "Unsure about the size? Tell us for how many people.", 8, 0.22),
)  # fmt: skip


def add_invitations(connection: Connection, moment: datetime, rng: Random) -> None:
    """Four rules, the last of them switched off a week ago."""
    rules: list[tuple[Any, ...]] = []
    days: list[tuple[Any, ...]] = []
    for place, rule in enumerate(RULES):
        name, trigger, threshold, event, page, priority, zh, en, seen, share = rule
        rule_id = uuid_at(moment - timedelta(days=DAYS + 1), rng)
        active = place < len(RULES) - 1
        words = Jsonb({"zh-CN": zh, "en": en})
        # One that shows itself to whoever opens the demo shop, with nobody online yet.
        always = trigger == "scroll"
        rules.append(
            (rule_id, name, active, trigger, threshold, event, page, priority, words, not always)
        )
        for ago in range(DAYS if active else DAYS - 7):
            day = (moment - timedelta(days=ago if active else ago + 7)).date()
            shown = max(1, round(rng.gauss(seen, seen / 5)))
            accepted = min(shown, round(shown * share * rng.uniform(0.6, 1.4)))
            led = round(accepted * rng.uniform(0.6, 0.9))
            dismissed = round((shown - accepted) * rng.uniform(0.3, 0.5))
            days.append((rule_id, day, shown, dismissed, accepted, led))
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO invitation_rules"
            " (id, name, active, trigger, threshold, event, page, priority, words, only_open)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            rules,
        )
        cursor.executemany(
            "INSERT INTO invitation_days (rule_id, day, shown, dismissed, accepted, led)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            days,
        )
