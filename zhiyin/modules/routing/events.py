"""What happened in routing."""

from uuid import UUID

from zhiyin.kernel.events.event import Event


class RoutingChecked(Event, frozen=True):
    """Somebody has said whether a conversation was sent right."""

    check_id: UUID
    conversation_id: UUID
    verdict: str
    rule_id: UUID | None
