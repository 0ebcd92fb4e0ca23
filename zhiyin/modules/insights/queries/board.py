"""The board: one snapshot for a process and all its viewers, cut to what each may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.conversations.interface import OpenCount, count_open
from zhiyin.modules.dispatch.interface import (
    EVERYBODY,
    get_estimate_errors,
    get_pace,
    presence_with_loads,
)
from zhiyin.modules.insights.permissions import concerns, visible_teams
from zhiyin.modules.insights.queries.alerts import list_alerts, only_seen
from zhiyin.modules.insights.queries.days import Day, day_began, get_day, get_zone
from zhiyin.modules.insights.rules import COUNTED, OLDEST, oldest
from zhiyin.modules.insights.schemas import (
    AgentNow,
    AlertOut,
    BoardOut,
    Counts,
    Targets,
    TeamNow,
    WallOut,
)
from zhiyin.modules.insights.settings import (
    TARGET_ABANDONED,
    TARGET_ANSWERED,
    TARGET_CSAT,
    TARGET_WAIT,
)
from zhiyin.modules.people.interface import (
    PresenceOut,
    get_coordinated,
    get_names,
    get_team_shops,
    get_teams,
)
from zhiyin.modules.routing.interface import get_stage
from zhiyin.modules.surveys.interface import count_rated

# However many look, the board is read so often in each process.
BOARD_SECONDS = 2.0
RATED_SECONDS = 15.0
ERROR_SECONDS = 60.0
BOARD = "insights.board"


@dataclass(frozen=True)
class Snapshot:
    """Everything the board shows, of all teams."""

    at: datetime
    targets: Targets
    teams: list[TeamNow]
    agents: list[AgentNow]
    alerts: list[AlertOut]
    stage: str | None

    def fingerprint(self) -> bytes:
        """The same while nothing has changed."""
        shown = [one.model_dump(mode="json") for one in (*self.teams, *self.agents, *self.alerts)]
        return msgspec.json.encode([shown, self.targets.model_dump(), self.stage])


async def take_snapshot(session: ReadSession) -> Snapshot:
    """The board as it stood at most two seconds ago: a fixed number of reads, however much is
    open.
    """

    async def read() -> Snapshot:
        return await _read(session)

    return await session.house.kept.get(session, BOARD, BOARD_SECONDS, read)


async def _read(session: ReadSession) -> Snapshot:
    open_now = await count_open(session)
    day = await get_day(session)
    return Snapshot(
        at=now(),
        targets=Targets(
            answered_percent=await get_setting(session, TARGET_ANSWERED),
            wait_seconds=await get_setting(session, TARGET_WAIT),
            abandoned_percent=await get_setting(session, TARGET_ABANDONED),
            csat_percent=await get_setting(session, TARGET_CSAT),
        ),
        teams=await _teams(session, open_now, day),
        agents=await _agents(session, open_now, day),
        alerts=await list_alerts(session, None, open_only=True),
        stage=await get_stage(session),
    )


async def _teams(session: ReadSession, open_now: list[OpenCount], day: Day) -> list[TeamNow]:
    known = await get_teams(session)
    rated = await _rated(session)
    wrong = await _estimate_errors(session)
    counts = {one.team_id for one in open_now} | day.teams.keys()
    loose = [None] if None in counts else []
    teams: list[TeamNow] = []
    for team_id in [*sorted(known, key=lambda one: known[one]), *loose]:
        mine = [one for one in open_now if one.team_id == team_id]
        asked, good = rated.get(team_id, (0, 0))
        waiting = sum(one.waiting for one in mine)
        # Nobody waits: who came now would be served at once.
        pace = await get_pace(session, team_id or EVERYBODY) if waiting else 0.0
        teams.append(
            TeamNow(
                team_id=team_id,
                name=known.get(team_id, "") if team_id else "",
                waiting=waiting,
                waiting_since=oldest(one.waiting_since for one in mine),
                in_service=sum(one.in_service for one in mine),
                unanswered=sum(one.unanswered for one in mine),
                unanswered_since=oldest(one.unanswered_since for one in mine),
                rated=asked,
                rated_good=good,
                estimate_seconds=round(pace * (waiting + 1)) if waiting else 0,
                estimate_error_seconds=wrong.get(team_id),
                **day.teams.get(team_id, {}),
            )
        )
    return teams


async def _rated(session: ReadSession) -> dict[UUID | None, tuple[int, int]]:
    async def read() -> dict[UUID | None, tuple[int, int]]:
        began = day_began(now(), await get_zone(session))
        tallies = await count_rated(session, began)
        return {team: (one.answered, one.good) for team, one in tallies.items()}

    return await session.house.kept.get(session, "insights.rated", RATED_SECONDS, read)


async def _estimate_errors(session: ReadSession) -> dict[UUID | None, int]:
    async def read() -> dict[UUID | None, int]:
        found = await get_estimate_errors(session, 1)
        # The newest day comes first.
        return {one.queue_id: one.p90_error_seconds for one in reversed(found)}

    return await session.house.kept.get(session, "insights.errors", ERROR_SECONDS, read)


async def _agents(session: ReadSession, open_now: list[OpenCount], day: Day) -> list[AgentNow]:
    names = await get_names(session)
    waits = {
        staff: oldest(one.unanswered_since for one in open_now if one.staff_id == staff)
        for staff in {one.staff_id for one in open_now}
    }
    return [
        _agent(one, waits.get(one.staff_id), day)
        for one in await presence_with_loads(session)
        if one.staff_id not in names.bots
        and (one.status != "offline" or one.used or one.staff_id in day.staff)
    ]


def _agent(one: PresenceOut, since: datetime | None, day: Day) -> AgentNow:
    handled, first_answer = day.staff.get(one.staff_id, (0, None))
    return AgentNow(
        staff_id=one.staff_id,
        name=one.name,
        status=one.status,
        since=one.since,
        connected=one.connected,
        used=one.used,
        capacity=one.capacity,
        team_ids=one.team_ids,
        unanswered_since=since,
        handled=handled,
        first_answer_seconds=first_answer,
    )


def sum_up(teams: Iterable[TeamNow]) -> Counts:
    """All these teams together: counts added, the longest wait of all."""
    these = list(teams)
    return Counts.model_validate(
        {
            **{name: sum(getattr(one, name) for one in these) for name in COUNTED},
            **{name: oldest(getattr(one, name) for one in these) for name in OLDEST},
        }
    )


async def get_visible(session: ReadSession, access: Access) -> frozenset[UUID] | None:
    """The teams whose board the caller sees; `None` is all."""
    shops = await get_team_shops(session)
    return visible_teams(access, shops, await get_coordinated(session, access.id))


async def show_board(session: ReadSession, visible: frozenset[UUID] | None) -> BoardOut:
    """The board of these teams."""
    whole = await take_snapshot(session)
    teams = [one for one in whole.teams if _on_board(one, visible)]
    return BoardOut(
        at=whole.at,
        targets=whole.targets,
        total=sum_up(teams),
        teams=teams,
        agents=[
            one
            for one in whole.agents
            if visible is None or any(team in visible for team in one.team_ids)
        ],
        alerts=only_seen(whole.alerts, visible),
        stage=whole.stage,
    )


def _on_board(team: TeamNow, visible: frozenset[UUID] | None) -> bool:
    return concerns(visible, [team.team_id] if team.team_id else [])


async def show_wall(session: ReadSession, visible: frozenset[UUID] | None) -> WallOut:
    """The board of these teams without anybody's name."""
    board = await show_board(session, visible)
    states = [one.status for one in board.agents if one.connected]
    return WallOut(
        at=board.at,
        targets=board.targets,
        total=board.total,
        teams=board.teams,
        agents_online=states.count("online"),
        agents_busy=states.count("busy"),
        agents_away=states.count("away"),
        stage=board.stage,
    )
