"""What happened to tasks."""

from uuid import UUID

from zhiyin.kernel.events.event import Event


class TaskMade(Event, frozen=True):
    """There is something to do; `origin` names the rule that asked for it, or by_hand."""

    task_id: UUID
    origin: str
    owner_id: UUID | None
    team_id: UUID | None
    about_kind: str | None
    about_id: UUID | None


class TaskAssigned(Event, frozen=True):
    """A task has a new owner; `by_house` when it was given out, not handed over by a person."""

    task_id: UUID
    staff_id: UUID
    previous_id: UUID | None
    by_house: bool


class TaskChanged(Event, frozen=True):
    """Words, due moment or team of a task changed."""

    task_id: UUID


class TaskDue(Event, frozen=True):
    """A task is due soon, or now; `stage` is soon or due."""

    task_id: UUID
    stage: str
    owner_id: UUID | None
    team_id: UUID | None


class TaskOverdue(Event, frozen=True):
    """A task was not done in time: it climbs to whoever coordinates the team."""

    task_id: UUID
    owner_id: UUID | None
    team_id: UUID | None
    coordinator_id: UUID | None


class TaskDone(Event, frozen=True):
    """A task is done; its result stands on it."""

    task_id: UUID
    origin: str
    done_by: UUID | None
    about_kind: str | None
    about_id: UUID | None


class TaskCancelled(Event, frozen=True):
    """A task needs no doing any more."""

    task_id: UUID
    origin: str


class TaskReopened(Event, frozen=True):
    """Done or cancelled was taken back."""

    task_id: UUID


ALL = (
    TaskMade,
    TaskAssigned,
    TaskChanged,
    TaskDue,
    TaskOverdue,
    TaskDone,
    TaskCancelled,
    TaskReopened,
)
