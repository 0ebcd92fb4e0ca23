"""The services of one process, put together by the entry floor and handed down."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog

from zhiyin.kernel.auth.access import Access, Permission
from zhiyin.kernel.crypto.keyring import KeyRing
from zhiyin.kernel.db.kept import Kept
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.events.emit import store_events, stored_events
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.events.registry import EventRegistry
from zhiyin.kernel.events.runner import EventRunner
from zhiyin.kernel.files.personal import FILES
from zhiyin.kernel.files.store import FileStore
from zhiyin.kernel.http.keyed import claim_request_key, note_committed
from zhiyin.kernel.jobs.personal import JOBS
from zhiyin.kernel.live.hub import Hub, Push, Topic
from zhiyin.kernel.mail.personal import MAILS
from zhiyin.kernel.settings.settings import SettingStore
from zhiyin.kernel.thinking.asking import Thinking
from zhiyin.kernel.thinking.wire import inference_secret
from zhiyin.kernel.timers.timers import TimerKind, write_pending_timers

if TYPE_CHECKING:
    from zhiyin.kernel.contracts.automation import (
        AutomationAction,
        Happening,
        Matter,
        Standstill,
    )
    from zhiyin.kernel.contracts.bin import BinKind
    from zhiyin.kernel.contracts.consents import ConsentPurpose
    from zhiyin.kernel.contracts.fields import CustomerFacts, FieldHost
    from zhiyin.kernel.contracts.module import (
        ClockHost,
        CrisisSelector,
        Module,
        ObjectKind,
        Placer,
        WorkKind,
    )
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
    from zhiyin.kernel.jobs.jobs import JobKind

log = structlog.get_logger(__name__)

# What the kernel itself holds of customers.
KERNEL_PARTS = (FILES, MAILS, JOBS)

# A conversation that is opened is given to somebody in the next breath: one frame shows both.
GATHER_SECONDS = 0.02


@dataclass
class House:
    """One process's services and everything the modules contributed."""

    environment: Environment
    database: Database
    hub: Hub
    keyring: KeyRing
    files: FileStore
    modules: tuple["Module", ...]
    settings: SettingStore = field(default_factory=SettingStore)
    registry: EventRegistry = field(default_factory=EventRegistry)
    permissions: dict[str, Permission] = field(default_factory=dict)
    timers: dict[str, TimerKind] = field(default_factory=dict)
    work_kinds: dict[str, "WorkKind"] = field(default_factory=dict)
    placers: list["Placer"] = field(default_factory=list)
    clock_hosts: dict[str, "ClockHost"] = field(default_factory=dict)
    promised: dict[str, "Promised"] = field(default_factory=dict)
    object_kinds: dict[str, "ObjectKind"] = field(default_factory=dict)
    crisis_selectors: dict[str, "CrisisSelector"] = field(default_factory=dict)
    field_hosts: dict[str, "FieldHost"] = field(default_factory=dict)
    customer_facts: list["CustomerFacts"] = field(default_factory=list)
    jobs: dict[str, "JobKind"] = field(default_factory=dict)
    # From the ground up: the order in which rows are locked, erased and joined.
    personal: dict[str, "PersonalData"] = field(default_factory=dict)
    purposes: dict[str, "ConsentPurpose"] = field(default_factory=dict)
    bin: dict[str, "BinKind"] = field(default_factory=dict)
    variables: list["VariableSource"] = field(default_factory=list)
    skills: dict[str, "Skill"] = field(default_factory=dict)
    public_pages: dict[str, "PublicPages"] = field(default_factory=dict)
    words_checks: list["WordsCheck"] = field(default_factory=list)
    translators: list["Translator"] = field(default_factory=list)
    # From the ground up: the order in which their rows are locked.
    procedure_actions: dict[str, "ProcedureAction"] = field(default_factory=dict)
    procedure_guards: dict[str, "ProcedureGuard"] = field(default_factory=dict)
    assignee_rules: dict[str, "AssigneeRule"] = field(default_factory=dict)
    payout_kinds: dict[str, "PayoutKind"] = field(default_factory=dict)
    matters: dict[str, "Matter"] = field(default_factory=dict)
    happenings: dict[str, "Happening"] = field(default_factory=dict)
    standstills: dict[str, "Standstill"] = field(default_factory=dict)
    automation_actions: dict[str, "AutomationAction"] = field(default_factory=dict)
    notice_kinds: dict[str, "NoticeKind"] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    # Values a module keeps for its own use in this process, by module name.
    shelf: dict[str, Any] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)
    runner: EventRunner = field(init=False)
    # Asks the inference process, where one runs.
    thinking: Thinking = field(init=False)
    _pushes: dict[str, list[Callable[..., Awaitable[list[Push]]]]] = field(default_factory=dict)
    _unpushed: list[StoredEvent] = field(default_factory=list)
    _authenticate: Callable[[Any], Awaitable[Access | None]] | None = None

    def __post_init__(self) -> None:
        """Walks the manifests."""
        self.runner = EventRunner(self.database, self.registry)
        self.thinking = Thinking(
            self.environment.data_dir,
            self.environment.inference_url,
            inference_secret(self.keyring),
        )
        self.database.house = self
        self.database.at_begin.append(claim_request_key)
        self.database.before_commit.append(write_pending_timers)
        self.database.before_commit.append(self._store_events)
        self.database.after_commit.append(self.kept.committed)
        self.database.after_commit.append(note_committed)
        self.database.after_commit.append(self.runner.after_commit)
        self.database.after_commit.append(self._push_events)
        self.personal.update({part.name: part for part in KERNEL_PARTS})
        for module in self.modules:
            self._take(module)

    def _take(self, module: "Module") -> None:
        for permission in module.permissions:
            self.permissions[permission.name] = permission
        for setting in module.settings:
            self.settings.add(setting)
        for event in module.events:
            self.registry.add_type(event)
        for listener in module.listeners:
            self.registry.add_listener(listener)
        for reader in module.readers:
            self.registry.add_reader(reader)
        self.timers.update({timer.name: timer for timer in module.timers})
        self.jobs.update({job.name: job for job in module.jobs})
        self.personal.update({part.name: part for part in module.personal})
        self.purposes.update({one.name: one for one in module.purposes})
        self.notice_kinds.update({kind.name: kind for kind in module.notices})
        self.topics.update({topic.name: topic for topic in module.topics})
        self.bin.update({kind.kind: kind for kind in module.bin})
        self.variables += module.variables
        self.skills.update({skill.name: skill for skill in module.skills})
        self.public_pages.update({one.kind: one for one in module.public_pages})
        self.words_checks += module.words_checks
        self.translators += module.translators
        self.procedure_actions.update({one.code: one for one in module.procedure_actions})
        self.procedure_guards.update({one.code: one for one in module.procedure_guards})
        self.assignee_rules.update({one.code: one for one in module.assignee_rules})
        self.payout_kinds.update({kind.code: kind for kind in module.payout_kinds})
        self.matters.update({one.about: one for one in module.matters})
        self.happenings.update({one.code: one for one in module.happenings})
        self.standstills.update({one.code: one for one in module.standstills})
        self.automation_actions.update({one.code: one for one in module.automation_actions})
        self.work_kinds.update({kind.kind: kind for kind in module.work_kinds})
        self.placers += module.placers
        self.clock_hosts.update({host.kind: host for host in module.clock_hosts})
        self.promised.update({one.about: one for one in module.promised})
        self.object_kinds.update({kind.kind: kind for kind in module.object_kinds})
        self.crisis_selectors.update({one.field: one for one in module.crisis_selectors})
        self.field_hosts.update({host.kind: host for host in module.field_hosts})
        self.customer_facts += module.customer_facts
        if module.may_think is not None:
            self.thinking.allowed.append(partial(module.may_think, self))
        for push in module.pushes:
            for kind in push.kinds:
                self._pushes.setdefault(kind.event_kind(), []).append(push.make)
        self._authenticate = module.authenticate_staff or self._authenticate

    async def authenticate_staff(self, request: Any) -> Access | None:
        """Who is signed in on this request or socket handshake."""
        return await self._authenticate(request) if self._authenticate else None

    async def _store_events(self, session: WriteSession) -> None:
        await store_events(session, self.registry)

    def _push_events(self, session: WriteSession) -> None:
        wanted = [event for event in stored_events(session) if event.kind in self._pushes]
        if wanted:
            if not self._unpushed:
                self.hub.spawn(self._push_soon())
            self._unpushed += wanted

    async def _push_soon(self) -> None:
        """Several changes of the same moment are shown once, by their latest state."""
        await asyncio.sleep(GATHER_SECONDS)
        events, self._unpushed = self._unpushed, []
        await self._push(events)

    async def _push(self, events: Sequence[StoredEvent]) -> None:
        makers: dict[Callable[..., Awaitable[list[Push]]], list[StoredEvent]] = {}
        for event in events:
            for make in self._pushes[event.kind]:
                makers.setdefault(make, []).append(event)
        try:
            async with self.database.reading() as session:
                for make, about in makers.items():
                    self.hub.publish(await make(session, about))
        except Exception:
            # A push may be lost; the horizon poll shows the change within two seconds.
            log.exception("push_failed")
