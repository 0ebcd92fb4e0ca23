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
