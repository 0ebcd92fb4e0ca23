"""Shapes of proactive invitations (主动邀请)."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator
from typing_extensions import TypedDict

from zhiyin.kernel.http.shapes import Labels, Shape, ShortText
from zhiyin.kernel.i18n.text import Language

Trigger = Literal["time", "scroll", "visits", "event", "cart"]
EventName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{0,60}$")]
Fragment = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class InvitationShown(TypedDict):
    """An invitation a visitor may see, and when; the page waits for it to happen."""

    id: UUID
    trigger: Trigger
    threshold: int
    event: str
    page: str
    words: str


class InvitationTold(Shape):
    """What the page wants to do, or what the visitor did."""

    what: Literal["shown", "dismissed", "accepted"]


class InvitationAllowed(Shape):
    """Whether it may be shown, or whether it was noted."""

    allowed: bool


class InvitationRuleIn(Shape):
    """A rule as it is written."""

    name: ShortText
    active: bool = True
    shop_id: UUID | None = None
    trigger: Trigger
    threshold: int = Field(default=0, ge=0, le=100_000_000)
    event: EventName = ""
    page: Fragment = ""
    language: Language | None = None
    only_open: bool = True
    talked_days: int = Field(default=0, ge=0, le=365)
    priority: int = Field(default=0, ge=-100, le=100)
    words: Labels

    @model_validator(mode="after")
    def _fits(self) -> "InvitationRuleIn":
        if self.trigger == "event" and not self.event:
            raise ValueError("event")
        if not (self.words.zh.strip() and self.words.en.strip()):
            raise ValueError("words")
        if self.trigger == "scroll" and self.threshold > 100:
            raise ValueError("threshold")
        return self


class InvitationRuleOut(InvitationRuleIn):
    """A rule."""

    id: UUID
    version: int


class InvitationFigures(Shape):
    """What came of a rule: how often it was shown, and what visitors did then."""

    shown: int = 0
    dismissed: int = 0
    accepted: int = 0
    led: int = 0


class InvitationDayOut(InvitationFigures):
    """The same of one day."""

    rule_id: UUID
    day: date


class InvitationsOut(Shape):
    """All rules, the most important first, and the figures of each day."""

    rules: list[InvitationRuleOut]
    days: list[InvitationDayOut]
