"""Conditions find the tickets that the filters of views find."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.modules.tickets.cases import listed, make, patch, type_id
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish
from zhiyin.entry.building import build_house
from zhiyin.kernel.environment import Environment
from zhiyin.modules.automation.rules import is_met
from zhiyin.modules.automation.schemas import GroupIn, RuleConditionIn

TAGS = ("VIP", "老客", "急")
STATUSES = ("new", "in_progress", "waiting_customer", "solved")
# Part of a view's filter, the fact of a condition, and what it may be.
ASKED = {
    "status": ("status", STATUSES),
    "state": ("state", ("open", "waiting", "solved", "closed")),
    "priority": ("priority", ("1", "2", "3", "4", "5")),
    "tag": ("tags", TAGS),
}


@pytest.fixture(scope="module")
def shop(module_processes: Processes, module_database_url: str) -> Shop:
    """A shop with tickets of many kinds."""
    shop = furnish(module_processes.start("web"), module_database_url)
    for number in range(24):
        tags = [tag for place, tag in enumerate(TAGS) if number >> place & 1]
        ticket = make(shop, "manager", tags=tags, urgency=number % 3 + 1,
                      importance=number // 3 % 3 + 1,
                      owner_id=shop.ids["manager"] if number % 4 else None)  # fmt: skip
        patch(shop, ticket, "manager", status=STATUSES[number % 4])
    return shop


async def _facts(shop: Shop, folder: Path) -> dict[UUID, Any]:
    house = build_house(Environment(database_url=shop.database_url, data_dir=folder))
    try:
        async with house.database.reading() as session:
            ids = [row[0] for row in shop.run("SELECT id FROM tickets")]
            return dict(await house.matters["ticket"].facts(session, ids))
    finally:
        await house.database.close()


@pytest.fixture(scope="module")
def facts(shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> dict[UUID, Any]:
    """What conditions know of each."""
    return asyncio.run(_facts(shop, tmp_path_factory.mktemp("house")))


picked = st.fixed_dictionaries(
    {},
    optional={
        part: st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)
        for part, (_, values) in ASKED.items()
    },
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(picked, st.sampled_from(["", "owner_id", "team_id"]))
def test_conditions_and_views_find_the_same(
    shop: Shop, facts: dict[UUID, Any], parts: dict[str, list[str]], without: str
) -> None:
    # Of tags a view wants every one.
    conditions = [
        RuleConditionIn(fact=ASKED[part][0], values=group)
        for part, values in parts.items()
        for group in ([[one] for one in values] if part == "tag" else [values])
    ]
    query: dict[str, Any] = {**parts, "limit": 100}
    if without:
        query["without"] = [without]
        conditions.append(RuleConditionIn(fact=without.removesuffix("_id"), op="empty"))

    found = {str(one) for one, known in facts.items()
             if is_met("all", [GroupIn(conditions=conditions)], known, frozenset())}  # fmt: skip

    assert found == set(listed(shop, "owner", **query))


def test_a_type_and_a_missing_owner_are_asked_alike(shop: Shop, facts: dict[UUID, Any]) -> None:
    general = type_id(shop)
    conditions = [RuleConditionIn(fact="type", values=[general]),
                  RuleConditionIn(fact="owner", values=[shop.ids["manager"]])]  # fmt: skip
    found = {str(one) for one, known in facts.items()
             if is_met("all", [GroupIn(conditions=conditions)], known, frozenset())}  # fmt: skip
    query = {"type_id": general, "owner_id": shop.ids["manager"], "limit": 100}
    assert found == set(listed(shop, "owner", **query))
    assert found
