"""How a case moves through a procedure: which steps open, wait and are called off. Pure.

Branches are told apart by where they began: the scope of a step is the chain of forks it stands
behind, read from the document once. One fork of a scope is live at a time, so the open steps of a
case say everything about where it stands.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from zhiyin.modules.procedures.rules.documents import Outcome, ProcedureDocument, Step

LiveState = Literal["open", "waiting"]
# The step and outcome that divided the way, and the first step of this branch.
Fork = tuple[str, str, str]
Scope = tuple[Fork, ...]
Live = Mapping[str, LiveState]


@dataclass(frozen=True)
class Tangle:
    """A step at which branches come together without having been divided so."""

    step: str
    source: str


@dataclass(frozen=True)
class Plan:
    """A document with the scopes of its steps; steps that are never reached have none."""

    document: ProcedureDocument
    scopes: Mapping[str, Scope]
    tangles: tuple[Tangle, ...] = ()
    # By fork (step, outcome): the joins at which its branches come together.
    joins: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def step(self, code: str) -> Step:
        """A step that is known to be there."""
        found = self.document.step(code)
        if found is None:
            raise KeyError(code)
        return found

    def branch(self, code: str) -> str:
        """In which branch a step stands, for people: the first steps of its branches."""
        return "/".join(fork[2] for fork in self.scopes.get(code, ()))


def edges(step: Step) -> Iterator[tuple[Outcome, str]]:
    """Where a step may lead."""
    for outcome in step.outcomes:
        for target in outcome.to:
            yield outcome, target


def make_plan(document: ProcedureDocument) -> Plan:
    """Reads the scopes, from the start on. A step that is come to in several ways stands in the
    outermost of their scopes: whoever comes there from inside branches leaves them.
    """
    steps = {step.code: step for step in document.steps}
    scopes = _scopes(document, steps)
    tangles: list[Tangle] = []
    joins: dict[tuple[str, str], set[str]] = {}
    for code, here in scopes.items():
        step = steps[code]
        for outcome, target in edges(step):
            if target not in steps:
                continue
            inside = _inside(here, step, outcome, target)
            lands = scopes[target]
            if steps[target].join is not None and inside and lands == inside[:-1]:
                joins.setdefault(inside[-1][:2], set()).add(target)
            elif lands != inside and not _leaves(outcome, inside, lands):
                tangles.append(Tangle(target, code))
    held = {fork: frozenset(found) for fork, found in joins.items()}
    return Plan(document, scopes, tuple(tangles), held)


def _scopes(document: ProcedureDocument, steps: Mapping[str, Step]) -> dict[str, Scope]:
    """The scopes of all steps that are reached. Where a way from further out is found, everything
    is read again with that step standing there: what follows from it moves out with it.
    """
    depths: dict[str, int] = {}
    while True:
        scopes, shallower = _read_scopes(document, steps, depths)
        if not shallower:
            return scopes
        depths.update(shallower)


def _read_scopes(
    document: ProcedureDocument, steps: Mapping[str, Step], depths: Mapping[str, int]
) -> tuple[dict[str, Scope], dict[str, int]]:
    """One reading, with steps no deeper than these; and the first that should stand less deep."""
    scopes: dict[str, Scope] = {document.start: ()} if document.start in steps else {}
    waiting = deque(scopes)
    while waiting:
        step = steps[waiting.popleft()]
        for outcome, target in edges(step):
            if target not in steps:
                continue
            inside = _inside(scopes[step.code], step, outcome, target)
            joined = steps[target].join is not None and inside
            lands = inside[:-1] if joined else inside
            known = scopes.get(target)
            if known is None:
                scopes[target] = lands[: depths.get(target, len(lands))]
                waiting.append(target)
            elif len(lands) < len(known) and known[: len(lands)] == lands:
                return scopes, {target: len(lands)}
    return scopes, {}


def _inside(here: Scope, step: Step, outcome: Outcome, target: str) -> Scope:
    """The scope on the way to a target, before it is joined."""
    if len(outcome.to) > 1:
        return (*here, (step.code, outcome.code, target))
    return here


def _leaves(outcome: Outcome, inside: Scope, lands: Scope) -> bool:
    """Whether a way leads out of branches, to before or behind them all."""
    return len(outcome.to) == 1 and len(lands) < len(inside) and inside[: len(lands)] == lands


@dataclass(frozen=True)
class Moves:
    """What a move of a case does to its steps. `opens` are new visits, or waiting joins that open
    now.
    """

    opens: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()
    cancels: tuple[str, ...] = ()
    ends: bool = False


def begin(plan: Plan) -> Moves:
    """How a case begins."""
    return Moves(opens=(plan.document.start,))


def advance(plan: Plan, live: Live, step: str, outcome: str) -> Moves:
    """What follows when an open step ends with an outcome."""
    left = {code: state for code, state in live.items() if code != step}
    found = plan.step(step).outcome(outcome)
    if found is None:
        raise KeyError(outcome)
    if not found.to:
        return Moves(cancels=tuple(left), ends=True)
    opens: list[str] = []
    arrivals: list[str] = []
    cancels: list[str] = []
    here = plan.scopes[step]
    for target in found.to:
        lands, inside = plan.scopes[target], _inside(here, plan.step(step), found, target)
        joined = plan.step(target).join is not None and bool(inside) and lands == inside[:-1]
        if joined:
            arrivals.append(target)
            continue
        if len(lands) < len(inside):
            cancels += [code for code in left if _behind(plan, code, lands)]
        if target not in left or target in cancels:
            opens.append(target)
    return _join(plan, left, opens, arrivals, cancels)


def _behind(plan: Plan, code: str, scope: Scope) -> bool:
    """Whether a live step belongs to the branches of this scope: it stands in one, or is the join
    that waits for them.
    """
    held = plan.scopes[code]
    return held[: len(scope)] == scope


def _join(
    plan: Plan, left: Live, opens: list[str], arrivals: list[str], cancels: list[str]
) -> Moves:
    """Joins open when nothing is left of their branches, or at the first arrival."""
    waits: list[str] = []
    for target in dict.fromkeys(arrivals):
        depth = len(plan.scopes[target])
        going = [code for code in left if code not in cancels and code != target]
        behind = [
            code
            for code in (*going, *opens)
            if _behind(plan, code, plan.scopes[target]) and len(plan.scopes[code]) > depth
        ]
        if plan.step(target).join == "any":
            cancels += [code for code in behind if code in left]
            opens = [code for code in opens if code not in behind]
            opens.append(target)
        elif behind:
            waits += [] if left.get(target) == "waiting" else [target]
        else:
            opens.append(target)
    return Moves(tuple(opens), tuple(waits), tuple(dict.fromkeys(cancels)))


def may_return(plan: Plan, step: str, target: str) -> bool:
    """Whether a case may go back from a step to another one it has been at: in the same branch,
    before it, or into a branch that is over.
    """
    if target not in plan.scopes or step not in plan.scopes:
        return False
    here, there = plan.scopes[step], plan.scopes[target]
    short = min(len(here), len(there))
    return here[:short] == there[:short] and target != step


def go_back(plan: Plan, live: Live, step: str, target: str) -> Moves:
    """What follows when a step is given back to an earlier one."""
    there = plan.scopes[target]
    left = [code for code in live if code != step]
    cancels = [
        code for code in left if len(there) < len(plan.scopes[step]) and _behind(plan, code, there)
    ]
    return Moves(opens=(target,), cancels=tuple(cancels))


def longest_minutes(plan: Plan) -> int:
    """The limits of the longest way through, no step twice, all minutes alike: opening time and
    clock time are both added as they stand.
    """
    order = {code: place for place, code in enumerate(_in_order(plan))}
    best: dict[str, int] = {}
    for code in sorted(order, key=lambda one: -order[one]):
        step = plan.step(code)
        own = step.limit.minutes if step.limit else 0
        after = [best[t] for _, t in edges(step) if t in best and order[t] > order[code]]
        best[code] = own + max(after, default=0)
    return best.get(plan.document.start, 0)


def _in_order(plan: Plan) -> list[str]:
    """Reached steps so that each stands before what follows from it, ways back left out."""
    seen: set[str] = set()
    done: list[str] = []
    if plan.document.start not in plan.scopes:
        return []
    stack: list[tuple[str, Iterator[tuple[Outcome, str]]]] = [
        (plan.document.start, edges(plan.step(plan.document.start)))
    ]
    seen.add(plan.document.start)
    while stack:
        code, following = stack[-1]
        target = next((t for _, t in following if t in plan.scopes and t not in seen), None)
        if target is None:
            done.append(code)
            stack.pop()
            continue
        seen.add(target)
        stack.append((target, edges(plan.step(target))))
    return done[::-1]
