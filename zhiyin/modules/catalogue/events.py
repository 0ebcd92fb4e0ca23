"""What happened in the catalogue."""

from zhiyin.kernel.events.event import Event


class FormulaChanged(Event, frozen=True):
    """A field of this kind of object is reckoned by another formula than before, or is new."""

    kind: str
    code: str
