"""What procedures do when a task waits, somebody is there, or somebody no longer works here."""

from collections.abc import Sequence
from typing import cast

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.events.registry import Listener
from zhiyin.modules.people.events import PresenceChanged, StaffChanged
from zhiyin.modules.procedures.actions.giving import give_waiting, leave_tasks
from zhiyin.modules.procedures.actions.noticing import tell_of_steps
from zhiyin.modules.procedures.actions.settling import settle_cases
from zhiyin.modules.procedures.actions.telling import tell_owners
from zhiyin.modules.procedures.events import (
    StepDue,
    StepEscalated,
    StepOpened,
    TaskAssigned,
    TaskChanged,
    TaskDue,
    TaskMade,
    TaskOverdue,
    TaskReopened,
)


async def give_out(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Gives out what waits; what is missed here the chore of the worker finds."""
    await give_waiting(session)


async def let_go(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Takes tasks from people who no longer work here."""
    await leave_tasks(session, [cast(StaffChanged, stored.event).staff_id for stored in events])


async def pass_on(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Steps that end by themselves as soon as they open."""
    opened = [cast(StepOpened, stored.event).case_id for stored in events]
    await settle_cases(session, list(dict.fromkeys(opened)))


GIVE_OUT = Listener(
    "procedures.give_out",
    (TaskMade, TaskChanged, TaskReopened, PresenceChanged),
    give_out,
    lane="later",
)
LET_GO = Listener("procedures.let_go", (StaffChanged,), let_go, lane="later")
TELL = Listener(
    "procedures.tell",
    (TaskMade, TaskAssigned, TaskDue, TaskOverdue),
    tell_owners,
    lane="later",
)
TELL_OF_STEPS = Listener(
    "procedures.tell_of_steps",
    (StepOpened, StepDue, StepEscalated),
    tell_of_steps,
    lane="later",
)
PASS_ON = Listener("procedures.pass_on", (StepOpened,), pass_on, lane="now")
