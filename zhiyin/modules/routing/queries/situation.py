"""What everybody who works here may know: the surge's stage, and incidents that are on."""

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.routing.queries.affected import get_watched
from zhiyin.modules.routing.queries.surges import ACTIVE, get_current
from zhiyin.modules.routing.schemas.situation import IncidentBrief, Situation

KEPT_SECONDS = 2.0


async def get_situation(session: ReadSession | WriteSession) -> Situation:
    """How it stands, as this process read it last: every open console asks for it."""

    async def read() -> Situation:
        surge = await get_current(session)
        return Situation(
            stage=surge.stage if surge else None,
            since=surge.started_at if surge else None,
            by_hand=bool(surge and surge.floor),
            incidents=[
                IncidentBrief(id=one.id, title=one.title, level=one.level)
                for one in await get_watched(session)
                if not one.drill
            ],
        )

    return await session.house.kept.get(session, ACTIVE, KEPT_SECONDS, read, key="situation")
