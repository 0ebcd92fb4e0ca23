"""What a module lets procedures do and ask, and whom it lets them choose (动作、条件、负责人)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.fields.field import CustomField
from zhiyin.kernel.i18n.text import Text

AnySession = ReadSession | WriteSession
# By the code of a parameter: the values it may have, with their names.
Choices = Mapping[str, Mapping[str, Text]]


@dataclass(frozen=True)
class ProcedureCall:
    """The case for which something runs. `key` names this one run: whoever can be told twice
    (mail, a message to a customer) keeps it. What is done on leaving a step learns its `outcome`
    and what its form was filled in with.
    """

    case_id: UUID
    key: str
    about: ObjectRef
    shop_id: UUID | None
    customer_id: UUID | None
    team_id: UUID | None
    started_by: UUID | None
    values: Mapping[str, Any] = field(default_factory=dict)
    outcome: str | None = None
    form: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


async def no_choices(session: AnySession) -> Choices:
    """For parameters that are chosen from what their definition says."""
    return {}


@dataclass(frozen=True)
class ProcedureAction:
    """Something done when a step opens or ends, in the transaction that moves the case, by right of
    the procedure and in the name of whoever moved it. Its rows are locked after all rows of lower
    modules, so it locks nothing below its own module.

    `about` are the kinds of object it can be done with; none: any. `fields` are its parameters,
    `choices` those of them that depend on what the organisation has set up.
    """

    code: str
    title: Text
    run: Callable[[WriteSession, ProcedureCall], Awaitable[None]]
    about: tuple[str, ...] = ()
    fields: tuple[CustomField, ...] = ()
    choices: Callable[[AnySession], Awaitable[Choices]] = no_choices


@dataclass(frozen=True)
class ProcedureGuard:
    """Something that must hold for an outcome to be taken. `check` answers why it does not, or
    nothing.
    """

    code: str
    title: Text
    check: Callable[[AnySession, ProcedureCall], Awaitable[Text | None]]
    about: tuple[str, ...] = ()
    fields: tuple[CustomField, ...] = ()
    choices: Callable[[AnySession], Awaitable[Choices]] = no_choices


@dataclass(frozen=True)
class Found:
    """Who is to do something: somebody, or a team whose members are given it."""

    staff_id: UUID | None = None
    team_id: UUID | None = None


@dataclass(frozen=True)
class AssigneeRule:
    """A way to say who does a step. `find` answers people and teams in the order in which they are
    asked; those who have left or are away are passed over. `choices` are the values it takes; a
    rule without takes none.
    """

    code: str
    title: Text
    find: Callable[[AnySession, ProcedureCall, str], Awaitable[Sequence[Found]]]
    about: tuple[str, ...] = ()
    choices: Callable[[AnySession], Awaitable[Mapping[str, Text]]] | None = None
    # Whether it can be said beforehand, without a case, who it would be.
    fixed: bool = False
