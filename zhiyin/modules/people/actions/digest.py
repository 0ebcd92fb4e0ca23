"""The mail to who is not there (邮件摘要): what has stayed unread for a while, all in one."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.i18n.text import Text, choose_language, label
from zhiyin.kernel.mail.outbox import Mail, send_mail
from zhiyin.modules.people.attention import is_between
from zhiyin.modules.people.queries.notices import title_of
from zhiyin.modules.people.schemas.attention import NotificationChoice

LOOK_EVERY = 60.0
# Nobody gets a second mail within this time.
PAUSE_HOURS = 4
# Nobody is mailed at night, whether or not they keep quiet hours.
NIGHT = ("21:00", "08:00")
MOST_LINES = 30
SUBJECT = Text("{name}，您有 {count} 条未读通知", "{name}, you have {count} unread notices")
INTRO = Text("您不在的时候，有这些消息：", "While you were away:")
MORE = Text("还有 {count} 条", "and {count} more")
OUTRO = Text(
    "在这里查看：{link}\n\n想少收或不收这样的邮件，请在“通知”设置中调整。",
    "Look at them here: {link}\n\nTo get fewer of these mails, or none, see the notification"
    " settings.",
)

_WAITING = text("""
    SELECT n.id, n.staff_id, n.kind, n.values, n.at, n.severity,
           s.name, s.email, s.language, s.preferences -> 'notifications' AS choice
    FROM notices n JOIN staff s ON s.id = n.staff_id
    LEFT JOIN presence p ON p.staff_id = s.id
    WHERE n.read_at IS NULL AND n.mailed_at IS NULL
      AND n.at BETWEEN now() - interval '2 days' AND now() - interval '5 minutes'
      AND s.state = 'active' AND s.kind = 'human'
      AND coalesce(p.lease_until < now(), true)
      AND NOT EXISTS (SELECT 1 FROM notices m WHERE m.staff_id = n.staff_id
                      AND m.mailed_at > now() - make_interval(hours => :pause))
    ORDER BY n.staff_id, n.id LIMIT 2000
""")
# Whoever marks them mails them: two workers never send the same.
_MARK = text("""
    UPDATE notices SET mailed_at = now()
    WHERE id = ANY(:ids) AND mailed_at IS NULL AND read_at IS NULL RETURNING id
""")


async def mail_digests(database: Database) -> None:
    """Mails what is due, each person in a transaction of their own."""
    if not database.house.environment.smtp_url:
        return
    async with database.reading() as session:
        rows = (await session.execute(_WAITING, {"pause": PAUSE_HOURS})).all()
    people: dict[UUID, list[Row[Any]]] = {}
    for row in rows:
        people.setdefault(row.staff_id, []).append(row)
    for waiting in people.values():
        if _is_time(waiting):
            async with database.writing() as session:
                await _mail(session, waiting)


def _is_time(waiting: Sequence[Row[Any]]) -> bool:
    """Whether something has waited long enough, by day, for somebody who wants mail of it."""
    choice = NotificationChoice(**(waiting[0].choice or {}))
    zone, quiet, moment = choice.quiet.time_zone, choice.quiet, now()
    asleep = is_between(*NIGHT, zone, moment)
    if asleep or (quiet.on and is_between(quiet.begin, quiet.end, zone, moment)):
        return False
    return choice.mail and waiting[0].at <= moment - timedelta(minutes=choice.mail_after)


async def _mail(session: WriteSession, waiting: Sequence[Row[Any]]) -> None:
    """One mail of everything that waits; what the person wants no mail of is left out."""
    kinds = session.house.notice_kinds
    topics = NotificationChoice(**(waiting[0].choice or {})).topics
    wanted = [row for row in waiting if (kind := kinds.get(row.kind)) and topics[kind.topic].mail]
    ids = [row.id for row in wanted]
    marked = set((await session.execute(_MARK, {"ids": ids})).scalars()) if ids else set()
    told = [row for row in wanted if row.id in marked]
    if not told:
        return
    first = told[0]
    language = choose_language(first.language)
    lines = [
        f"· {label(title_of(kinds, row.kind, row.values), language)}" for row in told[:MOST_LINES]
    ]
    if len(told) > MOST_LINES:
        lines.append(MORE.say(language, count=len(told) - MOST_LINES))
    link = f"{session.house.environment.base_url}/console/"
    parts = [INTRO.say(language), "\n".join(lines), OUTRO.say(language, link=link)]
    subject = SUBJECT.say(language, name=first.name, count=len(told))
    key = f"digest:{first.staff_id}:{first.id}"
    await send_mail(session, Mail(key, first.email, subject, "\n\n".join(parts)))
