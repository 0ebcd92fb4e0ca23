"""Writes of visits: pages as browsers tell of them, and letting go of what is old or unwanted."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from sqlalchemy import delete, text

from zhiyin.kernel.contracts.consents import ConsentPurpose
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, ReadSession, WriteSession
from zhiyin.kernel.house import House
from zhiyin.kernel.i18n.text import Language, Text
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.channels.interface import Channel, VisitorRecord
from zhiyin.modules.customers.interface import get_answer, hold_subjects, note_answer
from zhiyin.modules.people.interface import browser_and_device
from zhiyin.modules.visits.models import Visit
from zhiyin.modules.visits.rules import (
    MOST_PAGES,
    NEW_VISIT_MINUTES,
    campaign_of,
    kept_path,
    kept_referrer,
    kept_seconds,
    kept_title,
    listed,
)
from zhiyin.modules.visits.schemas import PageViewIn, TrailChoice, TrailStanding
from zhiyin.modules.visits.settings import KEPT_DAYS, KEPT_PARAMETERS, PAGE_TRAIL, TRAIL_QUESTION

PURPOSE = "page_trail"
PIECE = 2_000


async def forget_trail(session: WriteSession, subjects: Sequence[bytes]) -> None:
    """Who withdraws their consent leaves no trail behind, not even the earlier one."""
    await session.execute(delete(Visit).where(Visit.subject_hash.in_(subjects)))


PAGES = ConsentPurpose(
    PURPOSE,
    Text("浏览页面", "Pages looked at"),
    Text(
        "记录客户访问时浏览的页面，供客服了解情况。撤回后，已记录的页面一并删除。",
        "The pages a customer looks at are recorded for the agents. Once withdrawn, what was"
        " recorded is deleted, too.",
    ),
    1,
    forget_trail,
)


def subjects_of(house: House, visitor: VisitorRecord) -> list[bytes]:
    """Under what a visitor's answers and visits stand, what they are best known by last."""
    known = [house.keyring.hash("visitor", str(visitor.id))]
    if visitor.user_id:
        known.append(house.keyring.hash("user", visitor.user_id))
    return known


async def get_standing(
    session: ReadSession | WriteSession,
    channel: Channel,
    visitor: VisitorRecord,
    language: Language,
    *,
    untracked: bool,
) -> TrailStanding | None:
    """How it stands with a visitor's trail; `None` where nothing is recorded: it is switched off,
    or their browser asks not to be tracked (`untracked`).
    """
    place = Place(shop_id=channel.shop_id)
    mode = await get_setting(session, PAGE_TRAIL, place)
    if mode == "off" or untracked:
        return None
    answer = await get_answer(session, PAGES, subjects_of(session.house, visitor))
    question: dict[str, str] = await get_setting(session, TRAIL_QUESTION, place)
    return {
        "given": answer.given if answer else None,
        "asks": mode == "ask",
        "question": question.get(language, ""),
    }


async def choose(
    session: WriteSession,
    channel: Channel,
    visitor: VisitorRecord,
    language: Language,
    choice: TrailChoice,
    *,
    untracked: bool,
) -> TrailStanding | None:
    """Writes down a visitor's choice; answers how it stands then."""
    standing = await get_standing(session, channel, visitor, language, untracked=untracked)
    if standing is None:
        return None
    wording = standing["question"] if choice.surface == "widget" else choice.wording
    subjects = subjects_of(session.house, visitor)
    answer = await note_answer(
        session, PURPOSE, subjects, given=choice.given, wording=wording, surface=choice.surface
    )
    return {**standing, "given": answer.given}


# A page that was left long ago still belongs to the visit it was opened in.
_CURRENT = text("""
    SELECT v.id, coalesce(max(p.number), 0) AS pages
    FROM visits v LEFT JOIN visit_pages p ON p.visit_id = v.id
    WHERE v.id = (
        SELECT w.id FROM visits w WHERE w.visitor_id = :visitor AND (
            w.last_at > now() - make_interval(mins => :minutes)
            OR EXISTS (SELECT 1 FROM visit_pages k WHERE k.visit_id = w.id AND k.key = :key))
        ORDER BY w.last_at DESC LIMIT 1)
    GROUP BY v.id
""")
_BEGIN = text("""
    INSERT INTO visits (id, visitor_id, subject_hash, origin, referrer, campaign, browser, device)
    VALUES (:id, :visitor, :subject, :origin, :referrer, CAST(:campaign AS jsonb), :browser,
        :device)
""")
_PAGE = text("""
    INSERT INTO visit_pages (visit_id, number, key, path, title, seconds)
    SELECT CAST(:visit AS uuid), CAST(:number AS int), :key, :path, :title, CAST(:seconds AS int)
    WHERE CAST(:number AS int) <= :most
       OR EXISTS (SELECT 1 FROM visit_pages WHERE visit_id = :visit AND key = :key)
    ON CONFLICT (visit_id, key) DO UPDATE
        SET seconds = greatest(visit_pages.seconds, EXCLUDED.seconds),
            title = CASE WHEN EXCLUDED.title = '' THEN visit_pages.title ELSE EXCLUDED.title END
    RETURNING number
""")
_TOUCH = text("UPDATE visits SET last_at = now(), subject_hash = :subject WHERE id = :id")


async def note_page(
    session: WriteSession, channel: Channel, visitor: VisitorRecord, view: PageViewIn
) -> bool:
    """Writes down a page a visitor looks at, if they agreed; answers whether it was.

    A page beyond the hundredth of a visit is passed over.
    """
    place = Place(shop_id=channel.shop_id)
    if await get_setting(session, PAGE_TRAIL, place) == "off":
        return False
    parameters = listed(await get_setting(session, KEPT_PARAMETERS, place))
    path = kept_path(view.url, visitor.origin, parameters)
    if path is None:
        return False
    subjects = subjects_of(session.house, visitor)
    await hold_subjects(session, subjects)
    answer = await get_answer(session, PAGES, subjects)
    if answer is None or not answer.given:
        return False
    title = kept_title(view.title)
    visit_id, number = await _visit(session, visitor, view, subjects[-1])
    page = {"visit": visit_id, "number": number + 1, "key": view.key, "path": path, "title": title}
    limits = {"seconds": kept_seconds(view.seconds), "most": MOST_PAGES}
    written = (await session.execute(_PAGE, page | limits)).first()
    await session.execute(_TOUCH, {"id": visit_id, "subject": subjects[-1]})
    return written is not None


async def _visit(
    session: WriteSession, visitor: VisitorRecord, view: PageViewIn, subject: bytes
) -> tuple[UUID, int]:
    """The visit a page belongs to, and how many it has; the subjects are held."""
    asked = {"visitor": visitor.id, "minutes": NEW_VISIT_MINUTES, "key": view.key}
    found = (await session.execute(_CURRENT, asked)).one_or_none()
    if found is not None:
        return found.id, found.pages
    browser, device = browser_and_device(visitor.user_agent)
    visit_id = new_id()
    await session.execute(
        _BEGIN,
        {
            "id": visit_id,
            "visitor": visitor.id,
            "subject": subject,
            "origin": visitor.origin,
            "referrer": kept_referrer(view.referrer, visitor.origin),
            "campaign": msgspec.json.encode(campaign_of(view.url)).decode(),
            "browser": browser,
            "device": device,
        },
    )
    return visit_id, 0


_FORGET = text("""
    DELETE FROM visits WHERE id IN (
        SELECT id FROM visits WHERE last_at < now() - make_interval(days => :days) LIMIT :piece)
""")


async def forget_old_visits(database: Database) -> None:
    """Visits go, with their pages, after the days that are set."""
    async with database.writing() as session:
        days = await get_setting(session, KEPT_DAYS)
        await session.execute(_FORGET, {"days": days, "piece": PIECE})
