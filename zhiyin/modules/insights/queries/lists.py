"""What a number on the board is made of: the conversations behind it."""

from collections.abc import Sequence
from uuid import UUID

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.modules.conversations.interface import KIND as CONVERSATION
from zhiyin.modules.conversations.interface import get_briefs, list_open
from zhiyin.modules.insights.queries.board import get_visible
from zhiyin.modules.insights.queries.days import get_zone, list_day
from zhiyin.modules.insights.rules import day_of
from zhiyin.modules.insights.schemas import MadeOf, What
from zhiyin.modules.people.interface import get_names

MOST = 200


async def list_made_of(
    session: ReadSession, access: Access, what: What, team_id: UUID | None, staff_id: UUID | None
) -> list[MadeOf]:
    """Up to 200 conversations behind a number, as far as the caller may read them."""
    visible = await get_visible(session, access)
    teams = _teams(visible, team_id)
    found: Sequence[tuple[UUID, object, int | None]]
    if what in ("waiting", "in_service", "unanswered"):
        rows = await list_open(session, what, teams, staff_id, MOST)
        found = [(one, since, None) for one, since in rows]
    else:
        day = day_of(now(), await get_zone(session))
        found = await list_day(session, what, day, teams, staff_id, MOST)
    return await show_made_of(session, access, found)


async def show_made_of(
    session: ReadSession, access: Access, found: Sequence[tuple[UUID, object, int | None]]
) -> list[MadeOf]:
    """These conversations with their moments and first answers, as far as the caller may read."""
    ids = [one for one, _, _ in found]
    faces = await session.house.object_kinds[CONVERSATION].look(session, access, ids)
    briefs = await get_briefs(session, ids)
    names = await get_names(session)
    return [
        MadeOf.model_validate(
            {
                "id": one,
                "title": faces[one].title,
                "path": faces[one].path,
                "team": names.team_name(briefs[one].team_id),
                "agent": names.staff_name(briefs[one].assignee_id),
                "since": since,
                "first_answer_seconds": seconds,
            }
        )
        for one, since, seconds in found
        if one in faces and one in briefs
    ]


def _teams(visible: frozenset[UUID] | None, team_id: UUID | None) -> list[UUID | None] | None:
    """The teams to look in: the one that is asked for if it may be seen, else all of them."""
    if team_id is not None:
        return [team_id] if visible is None or team_id in visible else []
    return None if visible is None else [*visible, None]
