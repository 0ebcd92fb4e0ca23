"""Reads of alerts."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.insights.models import Alert
from zhiyin.modules.insights.permissions import concerns
from zhiyin.modules.insights.schemas import AlertOut
from zhiyin.modules.people.interface import StaffNames, get_names

# More open alerts than this are no list any more; the oldest come first.
MOST = 200


def show_alert(row: Alert, names: StaffNames) -> AlertOut:
    """An alert with the name of who acknowledged it."""
    return AlertOut.model_validate(
        {
            **{name: getattr(row, name) for name in AlertOut.model_fields},
            "acknowledged_by": names.staff_name(row.acknowledged_by),
        }
    )


async def list_alerts(
    session: ReadSession | WriteSession,
    visible: frozenset[UUID] | None,
    *,
    open_only: bool,
    before: UUID | None = None,
    limit: int = MOST,
) -> list[AlertOut]:
    """Alerts of these teams: the open ones by age, or all with the newest first."""
    query = select(Alert).limit(limit)
    if open_only:
        query = query.where(Alert.resolved_at.is_(None)).order_by(Alert.at, Alert.id)
    else:
        query = query.order_by(Alert.id.desc())
        if before is not None:
            query = query.where(Alert.id < before)
    if visible is not None:
        query = query.where((Alert.team_ids == []) | Alert.team_ids.overlap(list(visible)))
    names = await get_names(session)
    return [show_alert(row, names) for row in (await session.execute(query)).scalars()]


def only_seen(alerts: Sequence[AlertOut], visible: frozenset[UUID] | None) -> list[AlertOut]:
    """Those that belong on this board."""
    return [one for one in alerts if concerns(visible, one.team_ids)]
