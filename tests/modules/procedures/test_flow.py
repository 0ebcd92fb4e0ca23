"""How cases move, over procedures drawn at random: none is lost, no step runs twice. Pure."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.modules.procedures.drawn import plans
from tests.modules.procedures.papers import FORKED
from zhiyin.modules.procedures.rules.checks import Known, RuleKnown, check
from zhiyin.modules.procedures.rules.documents import ProcedureDocument
from zhiyin.modules.procedures.rules.dry import Chosen, walk
from zhiyin.modules.procedures.rules.flow import (
    LiveState,
    Plan,
    advance,
    begin,
    go_back,
    longest_minutes,
    make_plan,
    may_return,
)

QUICK = (Phase.explicit, Phase.generate)
many = settings(max_examples=200, derandomize=True, database=None, phases=QUICK, deadline=None)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Always:
    """Open round the clock."""

    def add(self, start: datetime, seconds: float) -> datetime | None:
        return start + timedelta(seconds=seconds)


def live_after(live: dict[str, LiveState], left: str | None, moves: object) -> dict[str, LiveState]:
    """What stands after a move, and that the move makes sense where it was made."""
    opens, waits, cancels = moves.opens, moves.waits, moves.cancels  # type: ignore[attr-defined]
    after = {code: state for code, state in live.items() if code != left}
    assert set(cancels) <= after.keys(), "called off what did not stand"
    after = {code: state for code, state in after.items() if code not in cancels}
    assert max(Counter((*opens, *waits)).values(), default=1) == 1
    assert not set(opens) & {code for code, state in after.items() if state == "open"}, "ran twice"
    assert not set(waits) & after.keys()
    return {**after, **dict.fromkeys(waits, "waiting"), **dict.fromkeys(opens, "open")}  # type: ignore[dict-item]


def fits(plan: Plan, live: dict[str, LiveState]) -> None:
    """A case that runs has somebody to do something, and every waiting join waits for somebody."""
    opened = [code for code, state in live.items() if state == "open"]
    assert opened, "the case is lost: nothing is open"
    for code, state in live.items():
        if state == "waiting":
            depth = len(plan.scopes[code])
            assert any(
                plan.scopes[one][:depth] == plan.scopes[code] and len(plan.scopes[one]) > depth
                for one in live
            ), "a join waits for nobody"
    # A token a scope: what is open in the same scope would run side by side without a fork.
    places = Counter(plan.scopes[code] for code in live if live[code] == "open")
    assert max(places.values()) == 1


@many
@given(plans(), st.data())
def test_whatever_is_chosen_a_case_goes_on_or_ends(plan: Plan, data: st.DataObject) -> None:
    live = live_after({}, None, begin(plan))
    been: set[str] = set()
    for _ in range(40):
        fits(plan, live)
        code = data.draw(st.sampled_from(sorted(c for c, s in live.items() if s == "open")))
        back = sorted(one for one in been if may_return(plan, code, one))
        if back and data.draw(st.integers(0, 9)) == 0:
            target = data.draw(st.sampled_from(back))
            live = live_after(live, code, go_back(plan, live, code, target))
        else:
            chosen = data.draw(st.sampled_from(plan.step(code).outcomes))
            moves = advance(plan, live, code, chosen.code)
            assert moves.ends == (not chosen.to)
            live = live_after(live, code, moves)
            if moves.ends:
                assert not live
                return
        been.add(code)


@many
@given(plans())
def test_going_on_always_comes_to_the_end_and_checks_find_nothing(plan: Plan) -> None:
    assert not plan.tangles
    live = live_after({}, None, begin(plan))
    for _ in range(200):
        fits(plan, live)
        code = min(code for code, state in live.items() if state == "open")
        moves = advance(plan, live, code, plan.step(code).outcomes[0].code)
        live = live_after(live, code, moves)
        if moves.ends:
            break
    assert not live
    known = Known(rules={"case_team": RuleKnown()})
    assert [one for one in check(plan.document, known) if one.severity == "error"] == []


def test_a_join_of_any_opens_at_the_first_and_calls_the_others_off() -> None:
    paper = {**FORKED, "steps": [{**one, "join": "any"} if one["code"] == "close" else one
                                 for one in FORKED["steps"]]}  # fmt: skip
    plan = make_plan(ProcedureDocument.model_validate(paper))
    moves = advance(plan, {"left": "open", "right": "open"}, "left", "done")
    assert (moves.opens, moves.cancels) == (("close",), ("right",))


def test_limits_of_the_longest_way_are_added_and_ways_back_are_not() -> None:
    minutes = {"take": 10, "left": 60, "right": 30, "close": 5}
    steps = [
        {**one, "limit": {"minutes": minutes[one["code"]], "clock": "clock"}}
        for one in FORKED["steps"]
    ]
    plan = make_plan(ProcedureDocument.model_validate({**FORKED, "steps": steps}))
    assert longest_minutes(plan) == 75


def test_a_dry_run_opens_the_same_steps_as_a_case() -> None:
    steps = [{**one, "limit": {"minutes": 30, "clock": "clock"}} for one in FORKED["steps"]]
    plan = make_plan(
        ProcedureDocument.model_validate(
            {**FORKED, "steps": steps, "limit": {"minutes": 60, "clock": "clock"}}
        )
    )
    choices = [Chosen("take", "go"), Chosen("left", "done", 5), Chosen("right", "done")]
    went = walk(plan, choices, NOW, Always())
    close = went.visits[-1]
    assert (close.step, close.state, close.opened_at) == ("close", "open", NOW + timedelta(hours=1))
    went = walk(plan, [*choices, Chosen("close", "done")], NOW, Always())
    assert (went.ended_at, went.late) == (NOW + timedelta(minutes=90), True)
    refused = walk(plan, [Chosen("close", "done")], NOW, Always())
    assert refused.refused is not None
    assert len(refused.visits) == 1


@pytest.mark.parametrize("target", ["left", "close"])
def test_what_lies_in_another_branch_or_behind_is_no_way_back(target: str) -> None:
    plan = make_plan(ProcedureDocument.model_validate(FORKED))
    assert may_return(plan, "right", "take")
    assert may_return(plan, "right", target) == (target == "close")
