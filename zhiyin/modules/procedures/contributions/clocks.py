"""Whose follow-up clocks run: asked once more what became of a task when one is due."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.contracts.module import ClockHost
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.modules.procedures.actions.tasks import FOLLOW_UP
from zhiyin.modules.procedures.models import Task
from zhiyin.modules.procedures.rules.tasks import KIND
from zhiyin.modules.servicelevels.interface import Move, MoveOf


async def settle(session: WriteSession, ids: Sequence[UUID]) -> list[MoveOf]:
    """Done keeps the promise; cancelled calls it off."""
    query = select(Task.id, Task.state, Task.ended_at).where(
        Task.id.in_(ids), Task.ended_at.is_not(None)
    )
    kinds = frozenset({FOLLOW_UP})
    return [
        MoveOf(
            ObjectRef(KIND, row.id),
            Move("meet" if row.state == "done" else "end", row.ended_at, kinds),
        )
        for row in await session.execute(query)
    ]


HOST = ClockHost(KIND, settle)
