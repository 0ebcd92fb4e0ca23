"""Routes of the figures of complaints."""

from typing import Annotated

from fastapi import Query
from fastapi.responses import StreamingResponse

from zhiyin.kernel.http.files import send_table
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.complaints.permissions import FIGURES
from zhiyin.modules.complaints.queries.figures import export_figures, get_figures
from zhiyin.modules.complaints.schemas.figures import ComplaintFigures, FigureQuery

routes = Routes("complaints", "/complaints/figures")


@routes.get("", permit=FIGURES, response_model=ComplaintFigures)
async def get(
    access: Caller, house: CurrentHouse, asked: Annotated[FigureQuery, Query()]
) -> ComplaintFigures:
    """Complaints by level, cause, product, shop and day."""
    async with house.database.reading() as session:
        return await get_figures(session, access, asked)


@routes.get("/export", permit=FIGURES, response_class=StreamingResponse)
async def export(
    access: Caller, house: CurrentHouse, asked: Annotated[FigureQuery, Query()]
) -> StreamingResponse:
    """One row per complaint filed between two moments (CSV)."""
    return send_table("complaints.csv", export_figures(house.database, access, asked))
