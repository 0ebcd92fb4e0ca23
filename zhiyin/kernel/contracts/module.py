"""A module's manifest: everything it contributes, in types."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

import msgspec

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access, Permission
from zhiyin.kernel.contracts.automation import AutomationAction, Happening, Matter, Standstill
from zhiyin.kernel.contracts.bin import BinKind
from zhiyin.kernel.contracts.consents import ConsentPurpose
from zhiyin.kernel.contracts.fields import CustomerFacts, FieldHost
from zhiyin.kernel.contracts.notices import NoticeKind
from zhiyin.kernel.contracts.pages import PublicPages
from zhiyin.kernel.contracts.payouts import PayoutKind
from zhiyin.kernel.contracts.personal import PersonalData
from zhiyin.kernel.contracts.procedures import AssigneeRule, ProcedureAction, ProcedureGuard
from zhiyin.kernel.contracts.promises import Promised
from zhiyin.kernel.contracts.skills import Skill
from zhiyin.kernel.contracts.translators import Translator
from zhiyin.kernel.contracts.variables import VariableSource
from zhiyin.kernel.contracts.words import WordsCheck
from zhiyin.kernel.db.sessions import Database, ReadSession, WriteSession
from zhiyin.kernel.events.event import Event, StoredEvent
from zhiyin.kernel.events.registry import Listener, Reader
from zhiyin.kernel.http.routes import Routes
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.jobs.jobs import JobKind
from zhiyin.kernel.live.endpoint import SocketProtocol
from zhiyin.kernel.live.hub import Push, Topic
from zhiyin.kernel.settings.settings import Setting
from zhiyin.kernel.timers.timers import TimerKind

MakePushes = Callable[[ReadSession, Sequence[StoredEvent]], Awaitable[list[Push]]]


class TimelineEntry(msgspec.Struct, frozen=True):
    """One line of a customer's history, drawn from its plain shape."""

    kind: str
    at: datetime
    title: Text
    lines: tuple[str, ...] = ()
    badge: Text | None = None
    ref: ObjectRef | None = None


class TimelineSource(Protocol):
    """Answers `limit` entries of these customers before a moment, newest first."""

    name: str

    async def entries(
        self,
        session: ReadSession,
        access: Access,
        customer_ids: Sequence[UUID],
        before: datetime,
        limit: int,
    ) -> list[TimelineEntry]:
        """Entries the caller may see."""
        ...


@dataclass(frozen=True)
class WorkKind:
    """A kind of object that dispatch can give out; `apply` writes the assignment on its rows."""

    kind: str
    apply: Callable[[WriteSession, Sequence[Any]], Awaitable[None]]


@dataclass(frozen=True)
class Placer:
    """Says where new work goes before it is given out: team, need, boost, named people.

    Gets the work of one transaction together and answers it with what it decided.
    """

    name: str
    place: Callable[[WriteSession, Sequence[Any]], Awaitable[Sequence[Any]]]


@dataclass(frozen=True)
class ClockHost:
    """Whose clocks run: asked once more what has happened to its objects when one is due.

    Answers moves as service levels know them; what a reader has not come to yet counts, too.
    """

    kind: str
    settle: Callable[[WriteSession, Sequence[UUID]], Awaitable[Sequence[Any]]]


@dataclass(frozen=True)
class Face:
    """An object as others speak of it: its title, where it is shown, and whose it is."""

    title: str
    path: str
    customer_id: UUID | None = None
    shop_id: UUID | None = None
    team_id: UUID | None = None


@dataclass(frozen=True)
class ObjectKind:
    """A kind of object that others refer to: work, tasks, links and notices name it by kind and id.

    `look` answers those the caller may see; without a caller, all that exist.
    """

    kind: str
    title: Text
    look: Callable[
        [ReadSession | WriteSession, Access | None, Sequence[UUID]], Awaitable[dict[UUID, Face]]
    ]


@dataclass(frozen=True)
class CrisisSelector:
    """A fact of customers by which an incident can name those it concerns (危机范围), for example
    what they have ordered or where they live.

    `facts` answers the values of these customers; `choices` what can be chosen from, where values
    are not typed.
    """

    field: str
    title: Text
    facts: Callable[
        [ReadSession | WriteSession, Sequence[UUID]], Awaitable[Mapping[UUID, Sequence[str]]]
    ]
    choices: Callable[[ReadSession | WriteSession], Awaitable[Mapping[str, Text]]] | None = None


@dataclass(frozen=True)
class LivePush:
    """Turns committed events into frames for the topics concerned."""

    kinds: tuple[type[Event], ...]
    make: MakePushes


@dataclass(frozen=True)
class Socket:
    """A kind of socket, served at /api/live/<kind>."""

    kind: str
    protocol: Callable[[Any], SocketProtocol]


@dataclass(frozen=True)
class Chore:
    """Something the worker repeats: sweeping, sealing, making room."""

    name: str
    every: float
    run: Callable[[Database], Awaitable[None]]


@dataclass(frozen=True)
class Module:
    """What a module hands the house. `name` is its folder's."""

    name: str
    title: Text
    routes: tuple[Routes, ...] = ()
    permissions: tuple[Permission, ...] = ()
    settings: tuple[Setting, ...] = ()
    events: tuple[type[Event], ...] = ()
    listeners: tuple[Listener, ...] = ()
    readers: tuple[Reader, ...] = ()
    timers: tuple[TimerKind, ...] = ()
    pushes: tuple[LivePush, ...] = ()
    topics: tuple[Topic, ...] = ()
    sockets: tuple[Socket, ...] = ()
    work_kinds: tuple[WorkKind, ...] = ()
    placers: tuple[Placer, ...] = ()
    clock_hosts: tuple[ClockHost, ...] = ()
    # What times are promised about, besides conversations.
    promised: tuple[Promised, ...] = ()
    object_kinds: tuple[ObjectKind, ...] = ()
    crisis_selectors: tuple[CrisisSelector, ...] = ()
    field_hosts: tuple[FieldHost, ...] = ()
    customer_facts: tuple[CustomerFacts, ...] = ()
    timeline: tuple[TimelineSource, ...] = ()
    chores: tuple[Chore, ...] = ()
    jobs: tuple[JobKind, ...] = ()
    personal: tuple[PersonalData, ...] = ()
    # What customers are asked to agree to.
    purposes: tuple[ConsentPurpose, ...] = ()
    bin: tuple[BinKind, ...] = ()
    variables: tuple[VariableSource, ...] = ()
    # What the bot can do for customers by this module.
    skills: tuple[Skill, ...] = ()
    # Where its objects stand for everybody to read.
    public_pages: tuple[PublicPages, ...] = ()
    # Read along before words of staff go out to a customer.
    words_checks: tuple[WordsCheck, ...] = ()
    # Puts what is said into another language.
    translators: tuple[Translator, ...] = ()
    # What procedures can do, ask and whom they can choose by this module.
    procedure_actions: tuple[ProcedureAction, ...] = ()
    procedure_guards: tuple[ProcedureGuard, ...] = ()
    assignee_rules: tuple[AssigneeRule, ...] = ()
    # How value reaches a customer by this module.
    payout_kinds: tuple[PayoutKind, ...] = ()
    # What rules of automation can hear, ask and do by this module.
    matters: tuple[Matter, ...] = ()
    happenings: tuple[Happening, ...] = ()
    standstills: tuple[Standstill, ...] = ()
    automation_actions: tuple[AutomationAction, ...] = ()
    # What it tells members of staff of.
    notices: tuple[NoticeKind, ...] = ()
    # What a web process runs for itself while it lives (leases, the horizon poll).
    attendants: tuple[Callable[[Any], AbstractAsyncContextManager[None]], ...] = ()
    # Its part of the inference process, as `module:function`: only that process imports it.
    thinking: str | None = None
    # Whether anything may be asked of the inference process just now; said at once.
    may_think: Callable[[Any], bool] | None = None
    # The same without a shop, for `zhiyin evaluate`.
    lab: str | None = None
    # Learn anew what the module ships, for `zhiyin train`: each by its name.
    trainers: Mapping[str, str] = field(default_factory=dict)
    authenticate_staff: Callable[[Any], Awaitable[Access | None]] | None = None
