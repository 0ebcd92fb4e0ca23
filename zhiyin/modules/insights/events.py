"""What happened on the board."""

from uuid import UUID

from zhiyin.kernel.events.event import Event


class AlertRaised(Event, frozen=True):
    """Something calls for somebody: a long wait, a broken promise, a dead channel …"""

    alert_id: UUID
    kind: str


class AlertChanged(Event, frozen=True):
    """An alert was acknowledged by somebody, or its matter is over."""

    alert_id: UUID
