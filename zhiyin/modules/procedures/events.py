"""What happened to tasks, procedures and cases."""

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


class ProcedureChanged(Event, frozen=True):
    """A procedure was made, its draft saved, or it was switched on or off."""

    procedure_id: UUID


class ProcedurePublished(Event, frozen=True):
    """A version was published; new cases take it."""

    procedure_id: UUID
    number: int


class CaseStarted(Event, frozen=True):
    """A procedure began to run about an object."""

    case_id: UUID
    procedure_id: UUID
    about_kind: str
    about_id: UUID


class StepOpened(Event, frozen=True):
    """A step of a case is to be done now. `alone`: nobody was found for it but those who look after
    the shop.
    """

    case_id: UUID
    step_id: UUID
    step: str
    alone: bool


class StepEnded(Event, frozen=True):
    """A step was done, skipped, given back or called off; `outcome` where one was chosen."""

    case_id: UUID
    step_id: UUID
    step: str
    state: str
    outcome: str | None


class StepDue(Event, frozen=True):
    """A step is due soon, or late; `stage` is due_soon or late."""

    case_id: UUID
    step_id: UUID
    stage: str


class StepEscalated(Event, frozen=True):
    """A step is so late that the `place`th of its escalations was carried out."""

    case_id: UUID
    step_id: UUID
    place: int


class CaseEnded(Event, frozen=True):
    """A case came to its end, by an outcome."""

    case_id: UUID
    procedure_id: UUID
    outcome: str
    about_kind: str
    about_id: UUID


class CaseCancelled(Event, frozen=True):
    """A case was called off."""

    case_id: UUID
    procedure_id: UUID
    about_kind: str
    about_id: UUID


class CaseMoved(Event, frozen=True):
    """What a case is about went into another object of its kind, and the case with it."""

    case_id: UUID
    about_kind: str
    from_id: UUID
    into_id: UUID


class CaseMigrated(Event, frozen=True):
    """A running case goes on by another version of its procedure."""

    case_id: UUID
    from_number: int
    to_number: int


ALL = (
    TaskMade,
    TaskAssigned,
    TaskChanged,
    TaskDue,
    TaskOverdue,
    TaskDone,
    TaskCancelled,
    TaskReopened,
    ProcedureChanged,
    ProcedurePublished,
    CaseStarted,
    StepOpened,
    StepEnded,
    StepDue,
    StepEscalated,
    CaseEnded,
    CaseCancelled,
    CaseMoved,
    CaseMigrated,
)
MOVES = (CaseStarted, StepOpened, StepEnded, CaseEnded, CaseCancelled, CaseMoved, CaseMigrated)
