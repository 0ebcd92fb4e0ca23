"""What happened to clocks."""

from uuid import UUID

from zhiyin.kernel.events.event import Event


class ClockWarned(Event, frozen=True):
    """The agreed part of a promised time has passed, and the promise is not kept yet."""

    clock_id: UUID
    kind: str
    ref_kind: str
    ref_id: UUID


class ClockBreached(Event, frozen=True):
    """A promised time has passed without what was promised; `actions` is what the policy asks."""

    clock_id: UUID
    kind: str
    ref_kind: str
    ref_id: UUID
    actions: tuple[str, ...]
