"""A customer's answer ends a step that waits for them, once, and only what waited already."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.modules.customers.people import talk
from tests.modules.procedures.papers import (
    document,
    open_steps,
    outcome,
    published,
    read,
    start,
    step,
)
from tests.modules.tickets.cases import make as make_ticket
from tests.modules.tickets.cases import post
from tests.servers.patience import until
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish
from zhiyin.entry.building import build_house
from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.environment import Environment
from zhiyin.modules.procedures.interface import Reply, hear_replies

TIMERS = "SELECT count(*) FROM timers WHERE kind = 'procedures.step' AND key = 'replied'"
ENDED = "SELECT count(*) FROM events WHERE kind = 'procedures.StepEnded'"


def waits(code: str, to: str, **more: Any) -> dict[str, Any]:
    """A step that waits for the customer and goes on when they answer."""
    return step(
        code,
        outcome("said", to, **more.pop("said", {})),
        outcome("silent"),
        kind="wait_customer",
        limit={"minutes": 600, "clock": "clock"},
        overdue_outcome="silent",
        **{"reply_outcome": "said", **more},
    )


READ = step("read", outcome("done"))


async def begin(
    shop: Shop, *steps: dict[str, Any], link: bool = True
) -> tuple[dict[str, Any], str]:
    """A case about the ticket of a customer who has written; with their token."""
    who = await talk(shop, "发票什么时候开？")
    ticket = make_ticket(shop, "manager", team_id=shop.team_id, customer_id=who["customer"])
    if link:
        body = {"conversation_id": who["conversation"]}
        post(shop, ticket, "links", "manager", **body).raise_for_status()
    return start(shop, published(shop, document(*steps)), ticket["id"]), who["token"]


@pytest.mark.usefixtures("worker_process")
async def test_an_answer_in_a_linked_conversation_goes_on(shop: Shop) -> None:
    case, token = await begin(shop, waits("ask", "read"), READ)
    assert open_steps(case) == {"ask": "open"}
    await talk(shop, "抬头是清泉茶社", token=token)
    until(lambda: open_steps(read(shop, case)) == {"read": "open"})
    ended = read(shop, case)["steps"][0]
    assert (ended["outcome"], ended["ended_by_name"]) == ("said", None)


@pytest.mark.usefixtures("worker_process")
async def test_an_answer_counts_where_the_procedure_told_them_something(shop: Shop) -> None:
    tell = {"action": "conversations.tell_customer", "values": {"zh": "请补充发票抬头"}}
    case, token = await begin(
        shop,
        step("take", outcome("done", "ask"), on_leave=[tell]),
        waits("ask", "read"),
        READ,
        link=False,
    )
    with shop.client("manager") as client:
        path = f"/api/cases/{case['id']}/steps/{case['steps'][0]['id']}/finish"
        client.post(path, json={"outcome": "done"}).raise_for_status()
    await talk(shop, "抬头是清泉茶社", token=token)
    until(lambda: open_steps(read(shop, case)) == {"read": "open"})


@pytest.fixture
def still(processes: Processes, database_url: str) -> Shop:
    """A shop without a worker: what replies lead to is looked at before it happens."""
    return furnish(processes.start("web"), database_url)


async def test_late_double_and_replayed_answers_change_nothing(
    still: Shop, processes: Processes, tmp_path: Path
) -> None:
    paper = [waits("first", "second"), waits("second", "read"), READ]
    case, _ = await begin(still, *paper)
    about = [ObjectRef("ticket", UUID(case["about"]["id"]))]
    house = build_house(Environment(database_url=still.database_url, data_dir=tmp_path))

    async def hear(*replies: Reply) -> int:
        async with house.database.writing() as session:
            await hear_replies(session, replies)
        return int(still.run(TIMERS)[0][0])

    opened = now()
    # Written before the step was there, and about something else.
    assert await hear(Reply(opened - timedelta(hours=1), about)) == 0
    assert await hear(Reply(opened, [ObjectRef("ticket", UUID(int=1))])) == 0
    assert await hear(Reply(opened, about), Reply(opened, about)) == 1
    assert await hear(Reply(opened, about)) == 1
    processes.start("worker")
    until(lambda: open_steps(read(still, case)) == {"second": "open"})
    # The same answer, heard once more, is not an answer to what was asked after it.
    assert await hear(Reply(opened, about)) == 0
    assert still.run(ENDED) == [(1,)]
    await house.database.close()


async def test_without_the_outcome_or_with_its_condition_open_it_waits_on(
    still: Shop, processes: Processes, tmp_path: Path
) -> None:
    guarded = {"guards": [{"guard": "tickets.parts_ended"}]}
    case, _ = await begin(still, waits("ask", "read", said=guarded), READ)
    ticket_id = case["about"]["id"]
    make_ticket(still, "manager", parent_id=ticket_id)
    quiet = published(still, document(waits("ask", "read", reply_outcome=None), READ), "quiet")
    other = start(still, quiet, ticket_id)
    house = build_house(Environment(database_url=still.database_url, data_dir=tmp_path))
    async with house.database.writing() as session:
        await hear_replies(session, [Reply(now(), [ObjectRef("ticket", UUID(ticket_id))])])
    await house.database.close()
    assert still.run(TIMERS) == [(1,)]
    processes.start("worker")
    until(lambda: still.run(TIMERS) == [(0,)])
    for one in (case, other):
        assert open_steps(read(still, one)) == {"ask": "open"}


def test_what_an_answer_leads_to_is_checked(shop: Shop) -> None:
    wrong = step("take", outcome("done"), reply_outcome="done")
    lost = waits("ask", "take", reply_outcome="nowhere")
    with shop.client("owner") as owner:
        paper = document(lost, wrong)
        found = owner.post("/api/procedures/check", json={"document": paper}).json()
    assert [one["step"] for one in found if one["code"] == "no_reply"] == ["ask", "take"]
