"""What happened in routing."""

from uuid import UUID

from zhiyin.kernel.events.event import Event


class ConversationPlaced(Event, frozen=True):
    """A new conversation was sent to a team, by this rule or by none."""

    conversation_id: UUID
    rule_id: UUID | None
    team_id: UUID | None
    subject_id: UUID | None


class RoutingChecked(Event, frozen=True):
    """Somebody has said whether a conversation was sent right."""

    check_id: UUID
    conversation_id: UUID
    verdict: str
    rule_id: UUID | None


class SurgeChanged(Event, frozen=True):
    """A surge began, changed its stage or ended (no stage)."""

    surge_id: UUID
    stage: str | None
    previous: str | None
    arrivals: int
    usual: float | None


class ReservesCalled(Event, frozen=True):
    """A stage asks these people to come and help."""

    surge_id: UUID
    staff_ids: tuple[UUID, ...]


class IncidentDeclared(Event, frozen=True):
    """Something that concerns many customers was declared, or is a drill."""

    incident_id: UUID
    level: str
    drill: bool


class IncidentChanged(Event, frozen=True):
    """Its scope, words, tasks or history changed."""

    incident_id: UUID
    what: str


class IncidentClosed(Event, frozen=True):
    """An incident is over."""

    incident_id: UUID
    drill: bool
