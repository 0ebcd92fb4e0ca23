"""Procedures at work in the demo: what runs, is late, came back or has ended about its tickets."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.types.json import Jsonb

from zhiyin.entry.demo.chance import uuid_at
from zhiyin.entry.demo.history import World
from zhiyin.entry.demo.organisation import OPENING_HOURS
from zhiyin.modules.people.interface import Calendar
from zhiyin.modules.procedures.interface import (
    READY,
    Chosen,
    Plan,
    Step,
    Visit,
    Walk,
    make_plan,
    read_ready,
    ready_version,
    stored_form,
    walk,
)

# Which procedure runs about tickets of a type, by code.
RUNS = {
    "complaint": "complaint",
    "order_exception": "order_exception",
    "return_exchange": "return",
    "repair": "repair",
    "invoice": "invoice",
}
GRADING, RAISED = "grade", "up"
COUNT = 150
SHARE_STUCK = 0.5
MOST_MOVES = 30
LEVELS = (2, 3, 5, 6)
CALENDAR = Calendar(OPENING_HOURS, "Asia/Shanghai")
WORDS = {
    "facts": "客户说收到时外箱完好，里面的盖碗碎了两只。",
    "finding": "核对了打包录像和快递交接，属于运输途中受损。",
    "options": "一、补发两只盖碗；二、退这两只的款。",
    "done": "已按客户选的办法办好，单号发给客户了。",
    "conclusion": "责任在运输，由我们先补救，再向快递索赔。",
    "cause": "礼盒内衬太薄。",
    "lesson": "易碎品加一层气柱，出库时拍照。",
}
REASONS = ("客户要求换个办法", "资料不全，请补齐", "还没有解决，再看一次")
_TICKETS = """
    SELECT t.id, k.code, t.made_at, t.ended_at, t.shop_id, t.team_id, t.customer_id, t.owner_id,
           t.made_by
    FROM tickets t JOIN ticket_types k ON k.id = t.type_id
    WHERE k.code = ANY(%s) ORDER BY t.ended_at IS NOT NULL, t.made_at DESC LIMIT %s
"""


@dataclass(frozen=True)
class Kept:
    """A published procedure."""

    id: UUID
    version_id: UUID
    plan: Plan


def add_cases(connection: Connection[Any], world: World, now: datetime, rng: Random) -> None:
    """The procedures that come with the product, and some hundred cases of them."""
    first = min(talk.opened for talk in world.talks)
    kept = {code: _keep(connection, code, first, rng) for code in READY}
    rows = connection.execute(_TICKETS, (list(RUNS), COUNT)).fetchall()
    tasks: list[tuple[Any, ...]] = []
    cases: list[tuple[Any, ...]] = []
    steps: list[tuple[Any, ...]] = []
    timers: list[tuple[Any, ...]] = []
    for row in rows:
        procedure = kept[RUNS[row[1]]]
        until = row[3] or now
        # Begun when somebody looked at the ticket; those of live ones have not got far yet.
        started = min(row[2] + timedelta(minutes=rng.uniform(2, 40)), until)
        if row[3] is None and rng.random() < 0.7:
            started = now - timedelta(hours=rng.uniform(0.3, 40))
        case = _Case(world, procedure, row, started, now, rng)
        went = case.play(ended=row[3] is not None)
        cases.append(case.row(went))
        for visit in went.visits:
            case.note(visit, tasks, steps, timers)
    _copy(connection, "tasks", "id title text state due_at about_kind about_id customer_id shop_id"
          " team_id owner_id origin key made_at result ended_at ended_by", tasks)  # fmt: skip
    _copy(connection, "cases", "id procedure_id version_id about_kind about_id shop_id team_id"
          " customer_id state result started_at started_by due_at ended_at ended_by",
          cases)  # fmt: skip
    _copy(connection, "case_steps", "id case_id version_id step visit branch state task_id"
          " opened_at due_at ended_at ended_by outcome values reason", steps)  # fmt: skip
    _copy(connection, "timers", "id kind ref_kind ref_id key due_at values", timers)


def _copy(
    connection: Connection[Any], table: str, columns: str, rows: list[tuple[Any, ...]]
) -> None:
    names = ", ".join(f'"{name}"' for name in columns.split())
    with connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _keep(connection: Connection[Any], code: str, made: datetime, rng: Random) -> Kept:
    document = read_ready(code)
    stored = Jsonb(stored_form(document))
    kept = Kept(uuid_at(made, rng), uuid_at(made, rng), make_plan(document))
    connection.execute(
        "INSERT INTO procedures (id, code, name, ready, draft, published, changed_at)"
        " VALUES (%s, %s, %s, true, %s, %s, %s)",
        (kept.id, code, Jsonb(document.name.as_json()), stored, ready_version(code), made),
    )
    connection.execute(
        "INSERT INTO procedure_versions (id, procedure_id, number, document, published_at)"
        " VALUES (%s, %s, %s, %s, %s)",
        (kept.version_id, kept.id, ready_version(code), stored, made),
    )
    return kept


class _Case:
    """One case, played from its beginning as far as time allows."""

    def __init__(
        self,
        world: World,
        procedure: Kept,
        ticket: tuple[Any, ...],
        started: datetime,
        now: datetime,
        rng: Random,
    ) -> None:
        self.world, self.procedure, self.plan = world, procedure, procedure.plan
        self.now, self.rng, self.started = now, rng, started
        (self.ticket_id, _, _, self.over, self.shop_id, self.team_id, self.customer_id,
         self.owner_id, self.made_by) = ticket  # fmt: skip
        self.id = uuid_at(started, rng)

    def play(self, *, ended: bool) -> Walk:
        """Chooses outcomes until the case ends, or until what would be chosen lies ahead."""
        # Left lying by whoever has it, once it was taken up.
        stuck = not ended and self.rng.random() < SHARE_STUCK
        chosen: list[Chosen] = []
        went = walk(self.plan, chosen, self.started, CALENDAR)
        for _ in range(MOST_MOVES):
            live = [one for one in went.visits if one.state == "open"]
            if not live:
                break
            one = min(live, key=lambda each: (each.opened_at or self.started, each.step))
            step = self.plan.step(one.step)
            # What is found by itself waits for nobody.
            by_itself = one.step == GRADING
            lies = stuck and chosen and not by_itself
            minutes = 0 if by_itself else self._minutes(one, ended=ended)
            opened = one.opened_at or self.started
            if lies and one.due_at is not None and one.due_at < self.now:
                break
            if not ended and opened + timedelta(minutes=minutes) > self.now:
                break
            chosen.append(Chosen(one.step, self._outcome(step, len(chosen)), minutes))
            went = walk(self.plan, chosen, self.started, CALENDAR)
        return went

    def _minutes(self, visit: Visit, *, ended: bool) -> int:
        """How long it took, within the limit."""
        opened = visit.opened_at or self.started
        due = visit.due_at or opened + timedelta(days=1)
        whole = (due - opened).total_seconds() / 60
        if ended:
            # All of it lies before the end of the ticket.
            left = ((self.over or self.now) - opened).total_seconds() / 60
            return max(0, int(min(whole, left) * self.rng.uniform(0.05, 0.3)))
        return max(1, int(whole * self.rng.uniform(0.1, 0.8)))

    def _outcome(self, step: Step, moves: int) -> str:
        """The usual one; another way now and then, and none back once it has taken long."""
        usual = step.outcomes[0].code
        if step.code == GRADING:
            # Few complaints are grave.
            return self.rng.choices([one.code for one in step.outcomes], LEVELS)[0]
        if moves > 8 or self.rng.random() < 0.72:
            return usual
        # Nobody finds them graver later: the level stays as it was found.
        return self.rng.choice([one.code for one in step.outcomes if one.code != RAISED])

    def row(self, went: Walk) -> tuple[Any, ...]:
        """The case itself."""
        last = [one for one in went.visits if one.outcome][-1:]
        result = None
        if went.ended_at is not None and last:
            outcome = self.plan.step(last[0].step).outcome(last[0].outcome or "")
            result = Jsonb(outcome.name.as_json()) if outcome else None
        state = "ended" if went.ended_at else "running"
        limit = self.plan.document.limit
        due = self.started + timedelta(minutes=limit.minutes) if limit else None
        return (
            self.id, self.procedure.id, self.procedure.version_id, "ticket", self.ticket_id,
            self.shop_id, self.team_id, self.customer_id, state, result, self.started,
            self.made_by, due, went.ended_at, self.owner_id if went.ended_at else None,
        )  # fmt: skip

    def note(
        self,
        visit: Visit,
        tasks: list[tuple[Any, ...]],
        steps: list[tuple[Any, ...]],
        timers: list[tuple[Any, ...]],
    ) -> None:
        """A visit, its task, and what its time will bring."""
        step = self.plan.step(visit.step)
        opened = visit.opened_at or visit.ended_at or self.now
        id_ = uuid_at(opened, self.rng)
        task_id, who = None, None
        if step.kind == "work" and visit.opened_at is not None:
            task_id, who = uuid_at(opened, self.rng), self._who(step)
            tasks.append(self._task(task_id, id_, visit, step, who))
        outcome = step.outcome(visit.outcome or "")
        reason = self.rng.choice(REASONS) if outcome and outcome.reason else ""
        values = {one.code: WORDS[one.code] for one in step.fields if one.code in WORDS and outcome}
        steps.append(
            (id_, self.id, self.procedure.version_id, visit.step, visit.visit,
             self.plan.branch(visit.step), visit.state, task_id, visit.opened_at, visit.due_at,
             visit.ended_at, who if visit.state == "done" else None, visit.outcome,
             Jsonb(values), reason)
        )  # fmt: skip
        if visit.state == "open" and visit.due_at is not None and visit.due_at > self.now:
            key = "late" if step.kind == "work" else "give_up"
            held = Jsonb({"case_id": str(self.id)})
            timers.append((uuid_at(opened, self.rng), "procedures.step", "case_step", id_, key,
                           visit.due_at, held))  # fmt: skip

    def _task(
        self, task_id: UUID, step_id: UUID, visit: Visit, step: Step, who: UUID
    ) -> tuple[Any, ...]:
        state = {"open": "open", "done": "done"}.get(visit.state, "cancelled")
        opened = visit.opened_at or self.now
        outcome = step.outcome(visit.outcome or "")
        return (
            task_id, f"{self.plan.document.name.zh}：{step.name.zh}", step.text.zh, state,
            visit.due_at or opened + timedelta(days=30), "ticket", self.ticket_id,
            self.customer_id, self.shop_id, self.team_id, who, "procedures.step",
            f"step:{step_id}", opened, outcome.name.zh if outcome else "", visit.ended_at,
            who if visit.state == "done" else None,
        )  # fmt: skip

    def _who(self, step: Step) -> UUID:
        """Somebody of the role; whoever has the ticket where it says no role."""
        role = step.who.value if step.who.rule == "role" else ""
        if step.who.rule == "supervisors":
            role = "supervisor"
        able = [one.id for one in self.world.team.agents if one.member.role == role]
        if able:
            return self.rng.choice(able)
        held: UUID | None = self.owner_id or self.made_by
        return held or self.world.team.agents[0].id
