"""Runs are written down, once for what started them, while a rule does not run too often."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import Row, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.contracts.automation import Facts
from zhiyin.kernel.contracts.procedures import AnySession
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.automation.permissions import MANAGE
from zhiyin.modules.automation.rules import KIND, PAUSED, PauseReason, held, is_met, overdone
from zhiyin.modules.automation.schemas import RuleDocument
from zhiyin.modules.automation.settings import MOST_IN_TOTAL, MOST_ON_OBJECT
from zhiyin.modules.people.interface import NewNotice, get_holders, notify

SUPERVISE = "conversations.supervise"
_ON = text("""
    SELECT id, name, document, since, made_by, position FROM automation_rules
    WHERE "on" AND paused_at IS NULL ORDER BY position, id
""")
# Counting and writing of two at once would let both through.
_IN_TURN = text("SELECT pg_advisory_xact_lock(hashtext('automation.give'))")
_STILL_ON = text("""
    SELECT id FROM automation_rules WHERE id = ANY(:ids) AND "on" AND paused_at IS NULL
    ORDER BY id FOR SHARE
""")
_KNOWN = text("""
    SELECT x.rule_id, x.key FROM automation_runs x
    JOIN jsonb_to_recordset(CAST(:rows AS jsonb)) AS w(rule_id uuid, key text)
        ON w.rule_id = x.rule_id AND w.key = x.key
""")
_LATELY = text("""
    SELECT count(*) AS in_total, count(*) FILTER (WHERE about_id = :about_id) AS on_object
    FROM automation_runs WHERE rule_id = :rule_id AND made_at > now() - interval '1 hour'
""")
_GIVE = text("""
    INSERT INTO automation_runs (id, rule_id, name, key, event_id, about_kind, about_id, document,
        chain, held)
    VALUES (:id, :rule_id, :name, :key, :event_id, :about_kind, :about_id,
        CAST(:document AS jsonb), :chain, CAST(:held AS jsonb))
    ON CONFLICT (rule_id, key) DO NOTHING RETURNING id
""")
_PAUSE = text("""
    UPDATE automation_rules SET paused_at = now(), paused_reason = :reason, version = version + 1
    WHERE id = :id AND paused_at IS NULL RETURNING made_by
""")


@dataclass(frozen=True)
class Rule:
    """A rule that is on, as those who look for work see it."""

    id: UUID
    name: str
    document: RuleDocument
    since: datetime | None


@dataclass(frozen=True)
class Start:
    """Something that starts a rule: on which object, and by which key once."""

    rule: Rule
    about_id: UUID
    key: str
    stored: StoredEvent | None = None

    @property
    def chain(self) -> tuple[UUID, ...]:
        """The rules that led to it."""
        return self.stored.chain if self.stored else ()


async def get_rules(session: AnySession) -> list[Rule]:
    """The rules that are on, in their order."""
    return [_rule(row) for row in await session.execute(_ON)]


def _rule(row: Row[tuple[object, ...]]) -> Rule:
    return Rule(row.id, row.name, RuleDocument.model_validate(row.document), row.since)


async def leave_out_known(session: AnySession, starts: Sequence[Start]) -> list[Start]:
    """Those that did not start their rule before."""
    rows = [{"rule_id": one.rule.id, "key": one.key} for one in starts]
    found = await session.execute(_KNOWN, {"rows": msgspec.json.encode(rows).decode()})
    known = {(row.rule_id, row.key) for row in found}
    return [one for one in starts if (one.rule.id, one.key) not in known]


@dataclass(frozen=True)
class NewRun:
    """A start whose conditions were met, with those that were."""

    start: Start
    held: str


async def get_met(session: AnySession, starts: Sequence[Start]) -> list[NewRun]:
    """Those of them whose conditions hold now: one read for each kind of object."""
    found = []
    added = await _added(session, starts)
    for about, matter in session.house.matters.items():
        asked = [one for one in starts if one.rule.document.about == about]
        if not asked:
            continue
        words = frozenset(one.code for one in await matter.asked(session) if one.type == "words")
        facts = await matter.facts(session, sorted({one.about_id for one in asked}))
        found += [
            run
            for one in asked
            if one.about_id in facts
            and (run := _met(one, {**facts[one.about_id], **added.get(one.key, {})}, words))
            is not None
        ]
    order = {id(one): place for place, one in enumerate(starts)}
    return sorted(found, key=lambda run: order[id(run.start)])


async def _added(session: AnySession, starts: Sequence[Start]) -> dict[str, Facts]:
    """What is so of the events themselves, by the keys of the starts."""
    found: dict[str, Facts] = {}
    for code, happening in session.house.happenings.items():
        if happening.adds is None:
            continue
        events = {
            one.key: one.stored
            for one in starts
            if one.stored is not None and one.rule.document.happening == code
        }
        if events:
            added = await happening.adds(session, list(events.values()))
            found |= dict(zip(events, added, strict=True))
    return found


def _met(start: Start, facts: Facts, words: frozenset[str]) -> NewRun | None:
    asked = start.rule.document
    if not is_met(asked.match, asked.groups, facts, words):
        return None
    true = [asdict(one) for one in held(asked.groups, facts, words)]
    return NewRun(start, msgspec.json.encode(true).decode())


async def give_runs(session: WriteSession, runs: Sequence[NewRun]) -> int:
    """Writes them down; what would be too often pauses its rule. Answers how many."""
    if not runs:
        return 0
    await session.execute(_IN_TURN)
    per_object = await get_setting(session, MOST_ON_OBJECT)
    in_total = await get_setting(session, MOST_IN_TOTAL)
    ids = {"ids": sorted({one.start.rule.id for one in runs})}
    on = set((await session.execute(_STILL_ON, ids)).scalars())
    fresh = {
        (one.rule.id, one.key)
        for one in await leave_out_known(session, [run.start for run in runs])
    }
    given = 0
    for run in runs:
        start = run.start
        if start.rule.id not in on or (start.rule.id, start.key) not in fresh:
            continue
        which = {"rule_id": start.rule.id, "about_id": start.about_id}
        lately = (await session.execute(_LATELY, which)).one()
        reason = overdone(lately.on_object + 1, lately.in_total + 1, per_object, in_total)
        if reason is not None:
            on.discard(start.rule.id)
            await _pause(session, start.rule, reason)
            continue
        given += await session.scalar(_GIVE, _values(run)) is not None
    return given


def _values(run: NewRun) -> dict[str, object]:
    start = run.start
    return {
        "id": new_id(),
        "rule_id": start.rule.id,
        "name": start.rule.name,
        "key": start.key,
        "event_id": start.stored.id if start.stored else None,
        "about_kind": start.rule.document.about,
        "about_id": start.about_id,
        "document": start.rule.document.model_dump_json(),
        "chain": list(start.chain),
        "held": run.held,
    }


async def _pause(session: WriteSession, rule: Rule, reason: PauseReason) -> None:
    paused = (await session.execute(_PAUSE, {"id": rule.id, "reason": reason})).first()
    if paused is None:
        return
    ref = ObjectRef(KIND, rule.id)
    audit(session, "automation.pause", ref, after={"reason": reason})
    managers = await get_holders(session, MANAGE.name)
    supervisors = await get_holders(session, SUPERVISE)
    people = {one.staff_id for one in (*managers, *supervisors)}
    people |= {paused.made_by} if paused.made_by else set()
    once = f"{PAUSED}:{new_id()}"
    await notify(
        session, [NewNotice(one, PAUSED, once, ref, {"name": rule.name}) for one in sorted(people)]
    )
