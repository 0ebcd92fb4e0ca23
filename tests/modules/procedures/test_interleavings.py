"""Many who move the same case at once, and crash in the middle of it: it is never lost, no step
runs twice.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from tests.modules.procedures.history import check_history
from tests.modules.procedures.papers import document, outcome, published, start, step
from tests.modules.tickets.cases import make as make_ticket
from tests.servers.shop import Shop
from zhiyin.entry.building import build_house
from zhiyin.kernel.actor import Actor
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.house import House
from zhiyin.kernel.timers.timers import TimerRunner
from zhiyin.modules.procedures.actions.steps import finish, skip
from zhiyin.modules.procedures.actions.timing import TIMER
from zhiyin.modules.procedures.models import CaseStep
from zhiyin.modules.procedures.queries.cases import access_case, show_case
from zhiyin.modules.procedures.rules.documents import ProcedureDocument
from zhiyin.modules.procedures.schemas.cases import FinishIn, SkipIn

DAY = {"minutes": 1440, "clock": "clock"}
# Branches in branches, waiting for the customer, ways back, and both kinds of joins.
PAPER = document(
    step("take", outcome("go", "left", "right", "ask"), outcome("plain", "last")),
    step("left", outcome("go", "inner", "outer"), outcome("done", "close")),
    step("inner", outcome("done", "meet")),
    step("outer", outcome("done", "meet"), outcome("back", "left")),
    step("meet", outcome("done", "close"), join="any"),
    step("right", outcome("done", "close"), outcome("back", "take")),
    step(
        "ask",
        outcome("said", "close"),
        outcome("silent", "close"),
        kind="wait_customer",
        limit=DAY,
        overdue_outcome="silent",
    ),
    step("close", outcome("done", "last"), outcome("again", "take"), join="all", limit=DAY),
    step("last", outcome("done"), outcome("back", "take")),
)
SHAPE = ProcedureDocument.model_validate(PAPER)

# What one of those who move the case does: which open step, which outcome, and how it fails.
Turn = tuple[int, int, str]
turns = st.tuples(
    st.integers(0, 5),
    st.integers(0, 3),
    st.sampled_from(["", "", "", "skip", "raise", "cut", "clock"]),
)
scripts = st.lists(st.lists(turns, min_size=2, max_size=6), min_size=2, max_size=4)


class CrashedError(Exception):
    """The process died after its work and before the commit."""


def access_of(shop: Shop) -> Access:
    """Somebody who may do everything."""
    names = ("see", "run", "skip", "read_tasks", "edit_tasks")
    scopes = {f"procedures.{name}": "all" for name in names} | {"tickets.read": "all"}
    return Access(Actor("staff", UUID(shop.ids["manager"])), scopes=scopes)  # type: ignore[arg-type]


async def take_turn(house: House, access: Access, case_id: UUID, turn: Turn) -> None:
    """Looks at the case and does something with what it saw, which may be old news by then."""
    place, chosen, failing = turn
    async with house.database.reading() as session:
        seen = await show_case(session, access, await access_case(session, access, case_id))
    live = [one for one in seen.steps if one.state == "open"]
    if not live:
        return
    held = live[place % len(live)]
    outcomes = next(one for one in SHAPE.steps if one.code == held.step).outcomes
    code = outcomes[chosen % len(outcomes)].code
    async with house.database.writing(access.actor) as session:
        if failing == "skip":
            body = SkipIn(outcome=code, reason="试")
            await skip(session, access, case_id, held.id, body)
        else:
            await finish(session, access, case_id, held.id, FinishIn(outcome=code))
        if failing == "raise":
            raise CrashedError


async def fire_all(house: House, shop: Shop) -> None:
    """Every timer of the steps is due now."""
    due = "UPDATE timers SET due_at = now() WHERE kind = %s AND key LIKE 'give_up%%'"
    await asyncio.to_thread(shop.run, due, TIMER)
    await TimerRunner(house.database, {TIMER: house.timers[TIMER]}).fire_due()


async def play(house: House, shop: Shop, case_id: UUID, script: Sequence[Turn]) -> None:
    """One of those who move the case, from the beginning to the end."""
    access = access_of(shop)
    for turn in script:
        if turn[2] == "clock":
            await fire_all(house, shop)
            continue
        going = asyncio.create_task(take_turn(house, access, case_id, turn))
        try:
            if turn[2] == "cut":
                # Cut off wherever it is: in a statement, between two, or before the commit.
                await asyncio.wait([going], timeout=0.004 * turn[1])
                going.cancel()
            await going
        except (ProblemError, CrashedError, asyncio.CancelledError, DBAPIError) as error:
            if isinstance(error, DBAPIError) and "deadlock" in str(error):
                raise


@pytest.fixture(scope="module")
def trial(module_shop: Shop) -> tuple[Shop, str]:
    """A shop with the procedure."""
    return module_shop, published(module_shop, PAPER, "interleaved")


@pytest.mark.whole
@settings(
    max_examples=25,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(script=scripts)
def test_a_case_is_never_lost_and_no_step_runs_twice(
    trial: tuple[Shop, str], script: list[list[Turn]]
) -> None:
    shop, procedure_id = trial
    ticket = make_ticket(shop, "manager", team_id=shop.team_id)
    case = start(shop, procedure_id, ticket["id"])

    async def together() -> None:
        with tempfile.TemporaryDirectory() as folder:
            place = Environment(database_url=shop.database_url, data_dir=Path(folder))
            house = build_house(place)
            await asyncio.gather(*(play(house, shop, UUID(case["id"]), one) for one in script))
            await house.database.close()

    asyncio.run(together())
    check_history(shop, case["id"], SHAPE)


def test_the_database_itself_lets_no_step_stand_twice(trial: tuple[Shop, str]) -> None:
    shop, procedure_id = trial
    ticket = make_ticket(shop, "manager", team_id=shop.team_id)
    case = start(shop, procedure_id, ticket["id"])
    columns = [one.name for one in CaseStep.__table__.columns if one.name not in ("id", "visit")]
    copied = ", ".join(f'"{name}"' for name in columns)
    again = (
        f"INSERT INTO case_steps (id, visit, {copied})"
        f" SELECT gen_random_uuid(), visit + 1, {copied} FROM case_steps WHERE case_id = %s"
    )
    with pytest.raises(Exception, match="uq_case_steps_live"):
        shop.run(again, case["id"])
