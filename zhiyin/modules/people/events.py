"""What happened to people."""

from uuid import UUID

from zhiyin.kernel.events.event import Event


class PresenceChanged(Event, frozen=True):
    """A member of staff has another status (online, busy, away, offline), set by themselves or
    because they vanished.
    """

    staff_id: UUID
    status: str
    by_hand: bool = True


class StaffVanished(Event, frozen=True):
    """The last socket of a member of staff has been gone for the grace time."""

    staff_id: UUID


class StaffChanged(Event, frozen=True):
    """Name, roles, teams, capacity or state of a member of staff changed."""

    staff_id: UUID


class NoticeGiven(Event, frozen=True):
    """A member of staff was told something."""

    staff_id: UUID
    notice_id: UUID


class NoticesRead(Event, frozen=True):
    """A member of staff has read notices."""

    staff_id: UUID


class AnnouncementChanged(Event, frozen=True):
    """An announcement to staff was made, edited, withdrawn or deleted."""

    announcement_id: UUID
