"""Speaking to a visitor first (主动邀请): which invitations wait for them, and what came of it.

The page says when something has happened; whether an invitation may be shown is decided here, and
everything a browser tells is counted once at most.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, select, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, ReadSession, WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.i18n.text import Language, label
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.channels.interface import Channel, VisitorRecord, get_visitors, see_visitor
from zhiyin.modules.conversations.events import ConversationOpened
from zhiyin.modules.conversations.models.invitations import InvitationRule
from zhiyin.modules.conversations.schemas.invitations import (
    InvitationRuleIn,
    InvitationRuleOut,
    InvitationShown,
)
from zhiyin.modules.conversations.settings import INVITATION_REST, INVITATIONS, INVITED_PER_DAY
from zhiyin.modules.people.interface import get_shops

RULES = "conversations.invitation_rules"
RULES_SECONDS = 5.0
REF = "invitation_rule"
# Shows are needed for the longest rest that can be set; the counters stay.
KEPT_DAYS = 91


async def _rules(session: ReadSession | WriteSession) -> Sequence[InvitationRule]:
    """All rules that are switched on, the most important first; at most five seconds old."""

    async def read() -> Sequence[InvitationRule]:
        query = select(InvitationRule).where(InvitationRule.active)
        query = query.order_by(InvitationRule.priority.desc(), InvitationRule.id)
        rows = (await session.execute(query)).scalars().all()
        for row in rows:
            session.expunge(row)
        return rows

    return await session.house.kept.get(session, RULES, RULES_SECONDS, read)


_HISTORY = text("""
    SELECT count(*) FILTER (WHERE at > now() - interval '1 day') AS today,
           coalesce(bool_or(outcome = 'dismissed'
               AND at > now() - make_interval(days => :rest)), false) AS resting
    FROM invitation_shows
    WHERE visitor_id = :visitor AND at > now() - make_interval(days => greatest(:rest, 1))
""")
_LAST = text("""
    SELECT state, extract(epoch FROM now() - coalesce(closed_at, now())) / 86400 AS days
    FROM conversations WHERE channel_account_id = :channel AND thread_key = :thread
    ORDER BY id DESC LIMIT 1
""")


async def _may_see(session: WriteSession, channel: Channel, visitor_id: UUID) -> bool:
    """Whether this visitor may see any invitation now."""
    place = Place(shop_id=channel.shop_id)
    if not await get_setting(session, INVITATIONS, place):
        return False
    rest = await get_setting(session, INVITATION_REST, place)
    found = (await session.execute(_HISTORY, {"visitor": visitor_id, "rest": rest})).one()
    most: int = await get_setting(session, INVITED_PER_DAY, place)
    return found.today < most and not found.resting


async def _fitting(
    session: WriteSession, channel: Channel, visitor: VisitorRecord
) -> list[InvitationRule]:
    """The rules that may be shown to this visitor, apart from what happens on the page."""
    rules = [
        rule
        for rule in await _rules(session)
        if rule.shop_id in (None, channel.shop_id) and rule.language in (None, visitor.language)
    ]
    if not rules or not await _may_see(session, channel, visitor.id):
        return []
    thread = {"channel": channel.id, "thread": visitor.thread_key}
    last = (await session.execute(_LAST, thread)).one_or_none()
    if last is None:
        return rules
    # Who is talking to us needs no invitation.
    return [rule for rule in rules if last.state == "closed" and rule.talked_days <= last.days]


async def offer_invitations(
    session: WriteSession,
    channel: Channel,
    visitor: VisitorRecord,
    language: Language,
    standing: str,
) -> list[InvitationShown]:
    """What may be shown to who has opened a page, by what happens there."""
    return [
        {
            "id": rule.id,
            "trigger": rule.trigger,  # type: ignore[typeddict-item]
            "threshold": rule.threshold,
            "event": rule.event,
            "page": rule.page,
            "words": label(rule.words, language),
        }
        for rule in await _fitting(session, channel, visitor)
        if standing == "open" or not rule.only_open
    ]


_COUNT = {
    what: text(f"""
        INSERT INTO invitation_days (rule_id, day, {what})
        VALUES (:rule, (now() AT TIME ZONE :zone)::date, 1)
        ON CONFLICT (rule_id, day) DO UPDATE SET {what} = invitation_days.{what} + 1
    """)
    for what in ("shown", "dismissed", "accepted", "led")
}
_SHOW = text("INSERT INTO invitation_shows (id, rule_id, visitor_id) VALUES (:id, :rule, :visitor)")


async def _count(session: WriteSession, rule_id: UUID, what: str, shop_id: UUID) -> None:
    zone = (await get_shops(session))[shop_id].time_zone
    await session.execute(_COUNT[what], {"rule": rule_id, "zone": zone})


async def show_invitation(
    session: WriteSession, channel: Channel, visitor: VisitorRecord, rule_id: UUID
) -> bool:
    """Allows one to be shown and counts it. The visitor's row is held, so two tabs of one browser
    ask one after the other.
    """
    await see_visitor(session, visitor.id)
    await session.flush()
    if rule_id not in {rule.id for rule in await _fitting(session, channel, visitor)}:
        return False
    # A rule that was deleted a moment ago is no longer there to be shown.
    if await session.get(InvitationRule, rule_id) is None:
        return False
    values = {"id": new_id(), "rule": rule_id, "visitor": visitor.id}
    await session.execute(_SHOW, values)
    await _count(session, rule_id, "shown", channel.shop_id)
    return True


_OUTCOME = text("""
    UPDATE invitation_shows SET outcome = :what
    WHERE outcome IS NULL AND id = (
        SELECT id FROM invitation_shows
        WHERE visitor_id = :visitor AND rule_id = :rule AND at > now() - interval '1 day'
        ORDER BY at DESC LIMIT 1)
    RETURNING id
""")


async def note_outcome(
    session: WriteSession, channel: Channel, visitor: VisitorRecord, rule_id: UUID, what: str
) -> bool:
    """Notes what a visitor did with the one they saw; told again it is not counted again."""
    values = {"visitor": visitor.id, "rule": rule_id, "what": what}
    if (await session.execute(_OUTCOME, values)).first() is None:
        return False
    await _count(session, rule_id, what, channel.shop_id)
    return True


_THREADS = text("""
    SELECT id, channel_account_id, thread_key, shop_id FROM conversations
    WHERE id = ANY(:ids) ORDER BY id
""")
_LED = text("""
    UPDATE invitation_shows SET led = true WHERE NOT led AND id = (
        SELECT id FROM invitation_shows
        WHERE visitor_id = ANY(:visitors) AND outcome = 'accepted'
          AND at > now() - interval '2 hours'
        ORDER BY at DESC LIMIT 1)
    RETURNING rule_id
""")
_ANY = text("SELECT 1 FROM invitation_rules LIMIT 1")


async def note_led(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """A conversation that began soon after an invitation was accepted came of it."""
    if await session.scalar(_ANY) is None:
        return
    ids = [
        stored.event.conversation_id
        for stored in events
        if isinstance(stored.event, ConversationOpened)
    ]
    rows: Sequence[Row[Any]] = (await session.execute(_THREADS, {"ids": ids})).all()
    for row in rows:
        visitors = await get_visitors(session, row.thread_key, row.channel_account_id)
        found = await session.scalar(_LED, {"visitors": [one.id for one in visitors]})
        if found is not None:
            await _count(session, found, "led", row.shop_id)


async def _check_shop(session: WriteSession, shop_id: UUID | None) -> None:
    if shop_id is not None and shop_id not in await get_shops(session):
        raise NotFoundError


def _write(row: InvitationRule, body: InvitationRuleIn) -> None:
    for name, value in body.model_dump(exclude={"words"}).items():
        setattr(row, name, value)
    row.words = body.words.as_json()


async def make_rule(session: WriteSession, body: InvitationRuleIn) -> InvitationRule:
    """A new rule."""
    await _check_shop(session, body.shop_id)
    row = InvitationRule(id=new_id(), version=1)
    _write(row, body)
    session.add(row)
    after = body.model_dump(mode="json")
    audit(session, "conversations.make_invitation", ObjectRef(REF, row.id), after=after)
    session.house.kept.forget(session, RULES)
    return row


async def edit_rule(
    session: WriteSession, rule_id: UUID, body: InvitationRuleIn, version: int | None
) -> InvitationRule:
    """Writes a rule anew."""
    row = await session.get(InvitationRule, rule_id, with_for_update=True)
    if row is None:
        raise NotFoundError
    await _check_shop(session, body.shop_id)
    before = InvitationRuleOut.model_validate(row).model_dump(mode="json")
    check_version(row, version, before)
    _write(row, body)
    after = body.model_dump(mode="json")
    ref = ObjectRef(REF, rule_id)
    audit(session, "conversations.edit_invitation", ref, before=before, after=after)
    session.house.kept.forget(session, RULES)
    return row


async def delete_rule(session: WriteSession, rule_id: UUID) -> None:
    """Takes a rule away, with its figures."""
    row = await session.get(InvitationRule, rule_id, with_for_update=True)
    if row is None:
        raise NotFoundError
    before = InvitationRuleOut.model_validate(row).model_dump(mode="json")
    await session.execute(delete(InvitationRule).where(InvitationRule.id == rule_id))
    audit(session, "conversations.delete_invitation", ObjectRef(REF, rule_id), before=before)
    session.house.kept.forget(session, RULES)


_FORGET = text("""
    DELETE FROM invitation_shows WHERE id IN (
        SELECT id FROM invitation_shows WHERE at < now() - make_interval(days => :days)
        LIMIT 5000)
""")


async def forget_shows(database: Database) -> None:
    """Who saw what is forgotten; the counters stay."""
    async with database.writing() as session:
        await session.execute(_FORGET, {"days": KEPT_DAYS})
