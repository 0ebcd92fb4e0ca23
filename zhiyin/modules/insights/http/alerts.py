"""Routes of alerts."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.insights.actions.alerting import acknowledge, call
from zhiyin.modules.insights.models import Alert
from zhiyin.modules.insights.permissions import SEE
from zhiyin.modules.insights.queries.alerts import list_alerts, show_alert
from zhiyin.modules.insights.queries.board import BOARD, get_visible
from zhiyin.modules.insights.schemas import AlertOut
from zhiyin.modules.people.interface import get_names

routes = Routes("insights", "/alerts")


@routes.get("", permit=SEE, response_model=list[AlertOut])
async def get_alerts(
    access: Caller,
    house: CurrentHouse,
    before: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[AlertOut]:
    """Alerts in the caller's scope, open and over, newest first."""
    async with house.database.reading() as session:
        visible = await get_visible(session, access)
        return await list_alerts(session, visible, open_only=False, before=before, limit=limit)


async def _shown(house: CurrentHouse, row: Alert) -> AlertOut:
    async with house.database.reading() as session:
        # Somebody unknown is read anew at the second look.
        (await get_names(session)).staff_name(row.acknowledged_by)
        return show_alert(row, await get_names(session))


@routes.post("/{alert_id}/acknowledge", permit=SEE, response_model=AlertOut)
async def post_acknowledge(alert_id: UUID, access: Caller, house: CurrentHouse) -> AlertOut:
    """Says that one looks after it."""
    async with house.database.reading() as session:
        visible = await get_visible(session, access)
    async with house.database.writing(access.actor) as session:
        row = await acknowledge(session, access, alert_id, visible)
        house.kept.forget(session, BOARD)
    return await _shown(house, row)


@routes.post("/{alert_id}/call", permit=SEE, response_model=AlertOut)
async def post_call(alert_id: UUID, access: Caller, house: CurrentHouse) -> AlertOut:
    """Tells whom it concerns to look, and says that one looks after it."""
    async with house.database.reading() as session:
        visible = await get_visible(session, access)
    async with house.database.writing(access.actor) as session:
        row = await call(session, access, alert_id, visible)
        house.kept.forget(session, BOARD)
    return await _shown(house, row)
