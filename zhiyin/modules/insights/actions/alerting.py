"""Alerts: raised once for a matter, acknowledged by a person, over by themselves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import msgspec
from sqlalchemy import select, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.conversations.interface import KIND as CONVERSATION
from zhiyin.modules.conversations.interface import get_briefs
from zhiyin.modules.insights.errors import NobodyToCallError
from zhiyin.modules.insights.events import AlertChanged, AlertRaised
from zhiyin.modules.insights.models import Alert
from zhiyin.modules.insights.permissions import SEE, concerns
from zhiyin.modules.insights.settings import ALERTS_KEPT
from zhiyin.modules.people.interface import (
    NewNotice,
    get_holders,
    get_names,
    get_present,
    notify,
)

KIND = "alert"
CALLED = "insights.called"
# Several alerts of a kind in one team ring the bell once in so long; the board shows each.
RING_SECONDS = 300


@dataclass(frozen=True)
class NewAlert:
    """Something that calls for somebody. The same key is raised once, for ever."""

    kind: str
    key: str
    ref: ObjectRef
    team_ids: tuple[UUID, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    # Somebody else has told the supervisors of it already.
    quiet: bool = False


_RAISE = text("""
    INSERT INTO alerts (id, kind, key, ref_kind, ref_id, team_ids, values)
    SELECT a.id, a.kind, a.key, a.ref_kind, a.ref_id,
           array(SELECT jsonb_array_elements_text(a.team_ids)::uuid), a.values
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS a(id uuid, kind text, key text,
        ref_kind text, ref_id uuid, team_ids jsonb, values jsonb)
    ORDER BY a.key
    ON CONFLICT DO NOTHING
    RETURNING id, key
""")


async def raise_alerts(session: WriteSession, alerts: Sequence[NewAlert]) -> None:
    """Raises what is new of these, and tells those who look after the teams."""
    if not alerts:
        return
    rows = [
        {
            "id": new_id(),
            "kind": one.kind,
            "key": one.key,
            "ref_kind": one.ref.kind,
            "ref_id": one.ref.id,
            "team_ids": one.team_ids,
            "values": one.values,
        }
        for one in alerts
    ]
    answer = await session.execute(_RAISE, {"rows": msgspec.json.encode(rows).decode()})
    raised = {row.key: row.id for row in answer}
    new = [one for one in alerts if one.key in raised]
    for one in new:
        alert_id = raised[one.key]
        emit(session, AlertRaised(alert_id, one.kind), ObjectRef(KIND, alert_id), one.ref)
    await _tell(session, [(raised[one.key], one) for one in new if not one.quiet])


async def _tell(session: WriteSession, alerts: Sequence[tuple[UUID, NewAlert]]) -> None:
    if not alerts:
        return
    holders = await get_holders(session, SEE.name)
    bucket = int(datetime.now(UTC).timestamp()) // RING_SECONDS
    notices: dict[tuple[UUID, str], NewNotice] = {}
    for alert_id, one in alerts:
        near = [h.staff_id for h in holders if h.team_ids & set(one.team_ids)]
        team = one.team_ids[0] if one.team_ids else "all"
        key = f"alert:{one.kind}:{team}:{bucket}"
        about = one.ref if one.ref.kind == CONVERSATION else ObjectRef(KIND, alert_id)
        for staff_id in near or [h.staff_id for h in holders]:
            told = NewNotice(staff_id, f"insights.{one.kind}", key, about, one.values)
            notices.setdefault((staff_id, key), told)
    await notify(session, list(notices.values()))


async def of_conversations(
    session: WriteSession, kind: str, keys: dict[UUID, str], quiet: Collection[UUID] = ()
) -> list[NewAlert]:
    """Alerts about these conversations, each under its key."""
    briefs = await get_briefs(session, sorted(keys))
    names = await get_names(session)
    return [
        NewAlert(
            kind,
            keys[one.id],
            ObjectRef(CONVERSATION, one.id),
            (one.team_id,) if one.team_id else (),
            {
                "ref": one.ref,
                "team": names.team_name(one.team_id),
                "agent": names.staff_name(one.assignee_id),
            },
            quiet=one.id in quiet,
        )
        for one in briefs.values()
    ]


_RESOLVE = text("""
    UPDATE alerts SET resolved_at = now() WHERE id = ANY(:ids) AND resolved_at IS NULL RETURNING id
""")


async def resolve(session: WriteSession, ids: Collection[UUID]) -> None:
    """Notes that these matters are over."""
    if not ids:
        return
    for alert_id in (await session.execute(_RESOLVE, {"ids": sorted(ids)})).scalars():
        emit(session, AlertChanged(alert_id), ObjectRef(KIND, alert_id))


async def resolve_about(session: WriteSession, kind: str, ref_ids: Collection[UUID] | None) -> None:
    """Notes that what was told of these objects, or of all, is over."""
    query = select(Alert.id).where(Alert.kind == kind, Alert.resolved_at.is_(None))
    if ref_ids is not None:
        query = query.where(Alert.ref_id.in_(ref_ids))
    await resolve(session, (await session.execute(query)).scalars().all())


async def _access(session: WriteSession, alert_id: UUID, visible: frozenset[UUID] | None) -> Alert:
    row = await session.get(Alert, alert_id, with_for_update=True)
    if row is None or not concerns(visible, row.team_ids):
        raise NotFoundError
    return row


async def acknowledge(
    session: WriteSession, access: Access, alert_id: UUID, visible: frozenset[UUID] | None
) -> Alert:
    """Somebody looks after it: everybody sees who, and since when. The first one stands."""
    row = await _access(session, alert_id, visible)
    if row.acknowledged_at is None:
        row.acknowledged_by, row.acknowledged_at = access.id, now()
        ref = ObjectRef(KIND, alert_id)
        audit(session, "insights.acknowledge_alert", ref, after={"kind": row.kind})
        emit(session, AlertChanged(alert_id), ref)
        await session.flush()
    return row


async def call(
    session: WriteSession, access: Access, alert_id: UUID, visible: frozenset[UUID] | None
) -> Alert:
    """Tells whom an alert concerns to look: who is away, who holds the conversation, or everybody
    of the team who is there. Whoever calls looks after it.
    """
    row = await acknowledge(session, access, alert_id, visible)
    wanted = await _concerned(session, row)
    if not wanted:
        raise NobodyToCallError
    names = await get_names(session)
    key = f"called:{alert_id}:{int(datetime.now(UTC).timestamp()) // 60}"
    about = ObjectRef(row.ref_kind, row.ref_id) if row.ref_kind == CONVERSATION else None
    values = {"who": names.staff_name(access.id), "ref": str(row.values.get("ref", ""))}
    await notify(session, [NewNotice(one, CALLED, key, about, values) for one in wanted])
    return row


async def _concerned(session: WriteSession, row: Alert) -> list[UUID]:
    if row.ref_kind == "staff":
        return [row.ref_id]
    if row.ref_kind != CONVERSATION:
        return []
    brief = (await get_briefs(session, [row.ref_id])).get(row.ref_id)
    if brief is None:
        return []
    if brief.assignee_id is not None:
        return [brief.assignee_id]
    present = await get_present(session)
    return [
        one.staff_id for one in present if brief.team_id is None or brief.team_id in one.team_ids
    ]


# What began within the days cannot have been over for as long: the index on when it began helps.
_FORGET = text("""
    DELETE FROM alerts WHERE id IN (
        SELECT id FROM alerts
        WHERE at < now() - make_interval(days => :days)
          AND resolved_at < now() - make_interval(days => :days)
        LIMIT :piece)
""")
PIECE = 5_000


async def forget_alerts(database: Database) -> None:
    """Alerts that have long been over go."""
    async with database.writing() as session:
        days = await get_setting(session, ALERTS_KEPT)
        await session.execute(_FORGET, {"days": days, "piece": PIECE})
