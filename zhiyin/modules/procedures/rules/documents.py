"""The document of a procedure (流程): its steps, who does them, what may come of them.

It is what the console edits, what is stored as a draft and as a version, and what the engine and
the checks read: one shape, so that nothing is lost on the way between them.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints

from zhiyin.kernel.fields.field import Choice, CustomField
from zhiyin.kernel.http.shapes import Labels, Shape
from zhiyin.kernel.i18n.text import Text

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
# Of what modules contribute: `module.verb`, or a rule's plain name.
Contributed = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]{0,79}$")]
ValueOfRule = Annotated[str, StringConstraints(max_length=80)]
Minutes = Annotated[int, Field(ge=1, le=525_600)]
# What a form can ask for: what people write and choose, not what refers to other objects.
FormType = Literal[
    "text", "long_text", "number", "money", "date", "yes_no", "choice", "choices", "url", "phone",
    "email",
]  # fmt: skip
MOST_STEPS = 60
FROZEN = ConfigDict(extra="forbid", from_attributes=True, frozen=True)


class Sentences(Labels):
    """Sentences in both languages."""

    zh: str = Field(default="", alias="zh-CN", max_length=4000)
    en: str = Field(default="", max_length=4000)

    @classmethod
    def said(cls, text: Text) -> "Sentences":
        """From a text of the catalogue."""
        return cls.model_validate(text.as_json())


class Who(Shape):
    """Who does it: a rule that a module contributes, with the value it takes."""

    model_config = FROZEN

    rule: Contributed
    value: ValueOfRule = ""


class Limit(Shape):
    """How long it may take, in opening time of the shop or team or round the clock."""

    model_config = FROZEN

    minutes: Minutes
    clock: Literal["business", "clock"] = "business"


class FormChoice(Shape):
    """One of the values of a choice."""

    model_config = FROZEN

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
    name: Labels


class FormField(Shape):
    """Something a step asks for."""

    model_config = FROZEN

    code: Code
    name: Labels
    help: Labels | None = None
    type: FormType
    choices: tuple[FormChoice, ...] = Field(default=(), max_length=60)
    required: bool = False
    decimals: int = Field(default=0, ge=0, le=6)
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "CNY"

    def as_custom(self) -> CustomField:
        """As the kernel checks values."""
        return CustomField(
            code=self.code,
            name=self.name.as_json(),
            type=self.type,
            choices=tuple(Choice(one.code, one.name.as_json()) for one in self.choices),
            decimals=self.decimals,
            currency=self.currency,
            required=self.required,
        )


class CheckItem(Shape):
    """A line of a checklist."""

    model_config = FROZEN

    code: Code
    name: Labels
    required: bool = False


class ActionCall(Shape):
    """Something a module does, with its parameters."""

    model_config = FROZEN

    action: Contributed
    values: dict[str, Any] = Field(default={}, max_length=20)


class GuardCall(Shape):
    """Something that must hold, with its parameters."""

    model_config = FROZEN

    guard: Contributed
    values: dict[str, Any] = Field(default={}, max_length=20)


class Outcome(Shape):
    """What may come of a step, and where the case goes then: nowhere (it ends), to one step, or
    to several at once. `auto`: it is taken by itself once its conditions hold.
    """

    model_config = FROZEN

    code: Code
    name: Labels
    to: tuple[Code, ...] = Field(default=(), max_length=12)
    permission: Contributed | None = None
    reason: bool = False
    guards: tuple[GuardCall, ...] = Field(default=(), max_length=10)
    auto: bool = False


class StepNotice(Shape):
    """Whom else to tell, besides who has the step."""

    model_config = FROZEN

    when: Literal["opened", "due_soon", "late"]
    to: tuple[Who, ...] = Field(min_length=1, max_length=10)


class Escalation(Shape):
    """What is done when a step is so many minutes late."""

    model_config = FROZEN

    after: int = Field(default=0, ge=0, le=525_600)
    notify: tuple[Who, ...] = Field(default=(), max_length=10)
    reassign: Who | None = None
    actions: tuple[ActionCall, ...] = Field(default=(), max_length=10)


class Step(Shape):
    """A step: work for somebody, or waiting for the customer."""

    model_config = FROZEN

    code: Code
    name: Labels
    text: Sentences = Sentences()
    kind: Literal["work", "wait_customer"] = "work"
    who: Who = Who(rule="case_team")
    limit: Limit | None = None
    fields: tuple[FormField, ...] = Field(default=(), max_length=30)
    checklist: tuple[CheckItem, ...] = Field(default=(), max_length=30)
    outcomes: tuple[Outcome, ...] = Field(min_length=1, max_length=12)
    # Where parallel branches come together: it opens when all of them, or the first, arrive.
    join: Literal["all", "any"] | None = None
    # What is taken when nobody has answered within the limit.
    overdue_outcome: Code | None = None
    # What is taken when the customer answers; none: somebody reads it and chooses.
    reply_outcome: Code | None = None
    on_enter: tuple[ActionCall, ...] = Field(default=(), max_length=10)
    on_leave: tuple[ActionCall, ...] = Field(default=(), max_length=10)
    notices: tuple[StepNotice, ...] = Field(default=(), max_length=6)
    escalations: tuple[Escalation, ...] = Field(default=(), max_length=6)

    def outcome(self, code: str) -> Outcome | None:
        """The outcome of this code."""
        return next((one for one in self.outcomes if one.code == code), None)

    def all_actions(self) -> Iterator[tuple[str, ActionCall]]:
        """Every action with the part it stands in."""
        yield from (("on_enter", one) for one in self.on_enter)
        yield from (("on_leave", one) for one in self.on_leave)
        yield from (("escalations", one) for part in self.escalations for one in part.actions)

    def all_who(self) -> Iterator[tuple[str, Who]]:
        """Everybody it names, with the part."""
        if self.kind == "work":
            yield "who", self.who
        yield from (("notices", one) for part in self.notices for one in part.to)
        for part in self.escalations:
            yield from (("escalations", one) for one in part.notify)
            if part.reassign is not None:
                yield "escalations", part.reassign


class ProcedureDocument(Shape):
    """A procedure as a whole. `about` are the kinds of object it may run about; none: any."""

    model_config = FROZEN

    format: Literal[1] = 1
    name: Labels
    text: Sentences = Sentences()
    about: tuple[Contributed, ...] = Field(default=(), max_length=10)
    limit: Limit | None = None
    # What becomes of a case when what it is about comes to its end: it ends as well, it has to be
    # through first, or it goes on.
    about_ended: Literal["end", "refuse", "stay"] = "end"
    start: Code
    steps: tuple[Step, ...] = Field(min_length=1, max_length=MOST_STEPS)

    def step(self, code: str) -> Step | None:
        """The step of this code."""
        return next((one for one in self.steps if one.code == code), None)


def read_document(stored: dict[str, Any]) -> ProcedureDocument:
    """A stored document."""
    return ProcedureDocument.model_validate(stored)


def stored_form(document: ProcedureDocument) -> dict[str, Any]:
    """As it is stored and sent."""
    return document.model_dump(mode="json", by_alias=True)
