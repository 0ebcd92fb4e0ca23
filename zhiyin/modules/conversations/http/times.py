"""The route that exports the times of conversations."""

from typing import Annotated

from fastapi import Query
from fastapi.responses import StreamingResponse

from zhiyin.kernel.http.files import send_table
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Moment
from zhiyin.modules.conversations.permissions import READ
from zhiyin.modules.conversations.queries.times import export_times

routes = Routes("conversation_times", "/conversation-times")


@routes.get("", permit=READ, response_class=StreamingResponse)
async def export(
    access: Caller,
    house: CurrentHouse,
    since: Annotated[Moment, Query(alias="from")],
    until: Annotated[Moment, Query(alias="to")],
) -> StreamingResponse:
    """One row per conversation opened between two moments: waits, answers, promises (CSV)."""
    return send_table("conversation-times.csv", export_times(house.database, access, since, until))
