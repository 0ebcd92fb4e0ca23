"""What a module lets rules of automation hear, ask and do (自动化: 触发、条件、动作)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access, Permission
from zhiyin.kernel.contracts.procedures import AnySession, Choices, no_choices
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.events.event import Event, StoredEvent
from zhiyin.kernel.fields.field import CustomField
from zhiyin.kernel.i18n.text import Text

# A run of a rule or a macro, as an object others name: histories say what did something.
RUN = "automation_run"

# `choice` holds one code, `tags` several, `words` a text that is looked into.
FactType = Literal["choice", "tags", "words", "number", "date", "yes_no"]


@dataclass(frozen=True)
class AskedFact:
    """Something conditions can ask of an object, with what can be chosen from."""

    code: str
    title: Text
    type: FactType
    choices: Mapping[str, Text] | None = None


Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Matter:
    """A kind of object that rules are about. `facts` answers what is so now, in one read for many;
    what is not known of an object is left out or none.
    """

    about: str
    title: Text
    asked: Callable[[AnySession], Awaitable[Sequence[AskedFact]]]
    facts: Callable[[AnySession, Sequence[UUID]], Awaitable[Mapping[UUID, Facts]]]


@dataclass(frozen=True)
class Happening:
    """Something that starts a rule. `find` says which object an event of these kinds is about;
    none: this one is not meant. `adds` answers what is so of the event itself, one each.
    """

    code: str
    title: Text
    about: str
    kinds: tuple[type[Event], ...]
    find: Callable[[StoredEvent], UUID | None]
    adds: Callable[[AnySession, Sequence[StoredEvent]], Awaitable[Sequence[Facts]]] | None = None


@dataclass(frozen=True)
class Stood:
    """Since when an object has stood so, and by whose opening hours that is counted."""

    object_id: UUID
    since: datetime
    shop_id: UUID
    team_id: UUID | None


@dataclass(frozen=True)
class Standstill:
    """Something that starts a rule when it has lasted long enough. `find` answers objects that have
    stood so since before a moment, those after an id, in the order of their ids.
    """

    code: str
    title: Text
    about: str
    find: Callable[
        [ReadSession, Mapping[str, Any], datetime, UUID, int], Awaitable[Sequence[Stood]]
    ]
    fields: tuple[CustomField, ...] = ()
    choices: Callable[[AnySession], Awaitable[Choices]] = no_choices


@dataclass(frozen=True)
class AutomationCall:
    """One action on one object. `key` names this one doing, for whoever can be told twice. With
    `access` a person does it by a macro and it is refused where they may not; without, it is done
    by right of the rule.
    """

    run_id: UUID
    key: str
    about: ObjectRef
    rule: str
    values: Mapping[str, Any] = field(default_factory=dict)
    access: Access | None = None


@dataclass(frozen=True)
class AutomationAction:
    """Something rules and macros do, in a transaction of its own; refused, it raises a problem.
    Answers what is to be said of it: nothing, where it did just what it is called.

    `about` are the kinds of object it can be done with; none: any. `fields` are its parameters,
    `choices` those that depend on what the organisation has set up. `permission`: who has it not
    cannot do it by a macro.
    """

    code: str
    title: Text
    run: Callable[[WriteSession, AutomationCall], Awaitable[Text | None]]
    about: tuple[str, ...] = ()
    fields: tuple[CustomField, ...] = ()
    choices: Callable[[AnySession], Awaitable[Choices]] = no_choices
    permission: Permission | None = None
