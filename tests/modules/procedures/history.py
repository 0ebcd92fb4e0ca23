"""Whether what the database holds of a case is a whole and single history of it."""

from tests.servers.shop import Shop
from zhiyin.modules.procedures.rules.documents import ProcedureDocument
from zhiyin.modules.procedures.rules.flow import LiveState, Moves, advance, begin, make_plan

_STEPS = """
    SELECT id, step, visit, state, outcome, task_id FROM case_steps WHERE case_id = %s ORDER BY id
"""
_ENDED = """
    SELECT payload ->> 'step_id', payload ->> 'step', payload ->> 'state', payload ->> 'outcome'
    FROM events WHERE kind = 'procedures.StepEnded' AND payload ->> 'case_id' = %s ORDER BY id
"""
_COUNT = "SELECT count(*) FROM events WHERE kind = %s AND payload ->> 'case_id' = %s"
_TASKS = """
    SELECT count(*) FILTER (WHERE t.state = 'open'), count(*),
           count(*) FILTER (WHERE (t.state = 'open') <> (s.state = 'open'))
    FROM case_steps s JOIN tasks t ON t.id = s.task_id WHERE s.case_id = %s
"""


def check_history(shop: Shop, case_id: str, document: ProcedureDocument) -> None:
    """No step was lost, none ran twice, every one has its task, and the steps that stand are those
    to which the outcomes lead.
    """
    rows = shop.run(_STEPS, case_id)
    ended = shop.run(_ENDED, case_id)
    assert len({step_id for step_id, *_ in ended}) == len(ended), "a step ended twice"
    opened = shop.run(_COUNT, "procedures.StepOpened", case_id)[0][0]
    ran = [row for row in rows if row[3] != "waiting"]
    never = [row for row in rows if row[3] == "cancelled" and row[5] is None]
    assert opened >= len(ran) - len(never)
    _, _, torn = shop.run(_TASKS, case_id)[0]
    assert torn == 0, "a step and its task differ"
    state = shop.run("SELECT state FROM cases WHERE id = %s", case_id)[0][0]
    live: dict[str, LiveState] = {
        step: state for _, step, _, state, *_ in rows if state in ("open", "waiting")
    }
    assert (state == "running") == ("open" in live.values()), "the case is lost"
    assert live == _replayed(ended, document)


def _replayed(
    ended: list[tuple[str, str, str, str | None]], document: ProcedureDocument
) -> dict[str, LiveState]:
    """What must stand after the outcomes that were chosen, by the rules alone."""
    plan = make_plan(document)
    live: dict[str, LiveState] = {}

    def apply(moves: Moves) -> None:
        for code in moves.cancels:
            del live[code]
        live.update(dict.fromkeys(moves.waits, "waiting"))
        live.update(dict.fromkeys(moves.opens, "open"))

    apply(begin(plan))
    for _, step, state, outcome in ended:
        if state in ("done", "skipped") and outcome is not None:
            moves = advance(plan, dict(live), step, outcome)
            live.pop(step)
            apply(moves)
    return live
