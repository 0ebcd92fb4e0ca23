"""What happened to channels."""

from uuid import UUID

from zhiyin.kernel.events.event import Event


class ChannelDown(Event, frozen=True):
    """A channel has not answered its probe twice in a row: customers cannot reach us there."""

    channel_id: UUID
    fault: str


class ChannelUp(Event, frozen=True):
    """A channel that was down answers again."""

    channel_id: UUID
    down_seconds: int
