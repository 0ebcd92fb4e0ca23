"""Walking through a document with chosen outcomes, without anything happening. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.rules.flow import LiveState, Moves, Plan, advance, begin
from zhiyin.modules.procedures.rules.limits import Calendar, due_at

VisitState = Literal["waiting", "open", "done", "cancelled"]


@dataclass(frozen=True)
class Chosen:
    """What is chosen at a step, so many minutes after it opened; `None`: at its limit."""

    step: str
    outcome: str
    minutes: int | None = None


@dataclass(frozen=True)
class Visit:
    """One visit to a step."""

    step: str
    visit: int
    state: VisitState
    opened_at: datetime | None = None
    due_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class Walk:
    """How it went: visits in the order in which they began, and what stopped it."""

    visits: tuple[Visit, ...]
    ended_at: datetime | None = None
    late: bool = False
    refused: Text | None = None


def walk(plan: Plan, choices: Sequence[Chosen], started: datetime, calendar: Calendar) -> Walk:
    """Walks as far as the choices lead."""
    visits: list[Visit] = []
    _apply(plan, visits, begin(plan), started, calendar)
    ended: datetime | None = None
    for chosen in choices:
        place = _live(visits).get(chosen.step)
        if place is None or visits[place].state != "open":
            return Walk(tuple(visits), ended, refused=_not_open(chosen.step))
        outcome = plan.step(chosen.step).outcome(chosen.outcome)
        if outcome is None or set(outcome.to) - plan.scopes.keys():
            return Walk(tuple(visits), ended, refused=_no_outcome(chosen.outcome))
        at = _moment(visits[place], chosen, started)
        states: dict[str, LiveState] = {
            code: "open" if visits[held].state == "open" else "waiting"
            for code, held in _live(visits).items()
        }
        visits[place] = replace(visits[place], state="done", ended_at=at, outcome=chosen.outcome)
        moves = advance(plan, states, chosen.step, chosen.outcome)
        _apply(plan, visits, moves, at, calendar)
        if moves.ends:
            ended = at
    limit = due_at(plan.document.limit, started, calendar)
    late = limit is not None and ended is not None and ended > limit
    return Walk(tuple(visits), ended, late)


def _live(visits: Sequence[Visit]) -> dict[str, int]:
    return {one.step: place for place, one in enumerate(visits) if one.state in ("open", "waiting")}


def _moment(visit: Visit, chosen: Chosen, started: datetime) -> datetime:
    opened = visit.opened_at or started
    if chosen.minutes is not None:
        return opened + timedelta(minutes=chosen.minutes)
    return visit.due_at or opened


def _apply(plan: Plan, visits: list[Visit], moves: Moves, at: datetime, calendar: Calendar) -> None:
    live = _live(visits)
    for code in moves.cancels:
        visits[live[code]] = replace(visits[live[code]], state="cancelled", ended_at=at)
    counted = Counter(one.step for one in visits)
    visits += [Visit(code, counted[code] + 1, "waiting") for code in moves.waits]
    live = _live(visits)
    for code in moves.opens:
        due = due_at(plan.step(code).limit, at, calendar)
        if code in live:
            visits[live[code]] = replace(visits[live[code]], state="open", opened_at=at, due_at=due)
        else:
            visits.append(Visit(code, counted[code] + 1, "open", at, due))


def _not_open(step: str) -> Text:
    return Text(f"到这里时步骤 {step} 没有打开。", f"The step {step} is not open at this point.")


def _no_outcome(outcome: str) -> Text:
    return Text(f"这一步不能选结果 {outcome}。", f"The outcome {outcome} cannot be chosen here.")
