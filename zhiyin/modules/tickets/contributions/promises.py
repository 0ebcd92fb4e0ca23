"""What can be promised about tickets, by which facts, and whose clocks these are."""

from collections.abc import Mapping

from zhiyin.kernel.contracts.module import ClockHost
from zhiyin.kernel.contracts.promises import Promised, PromisedTime, PromiseFact
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.catalogue.interface import get_subjects
from zhiyin.modules.people.interface import get_names, get_shops
from zhiyin.modules.tickets.actions.promising import settle
from zhiyin.modules.tickets.queries.types import get_types
from zhiyin.modules.tickets.rules import FIRST, KIND, SOLVE

# Four open hours until somebody is at it. Until when it is to be ended, its type says, and a
# policy where there is one.
BEGIN_WITHIN = 4 * 3600
PRIORITIES = (
    Text("最低", "Lowest"),
    Text("低", "Low"),
    Text("普通", "Normal"),
    Text("高", "High"),
    Text("最高", "Highest"),
)


async def types(session: ReadSession) -> Mapping[str, Text]:
    """Types in their order."""
    found = await get_types(session)
    return {str(one.id): Text(one.name.zh, one.name.en) for one in found.values()}


async def priorities(session: ReadSession) -> Mapping[str, Text]:
    """From the highest down."""
    return {str(step): PRIORITIES[step - 1] for step in range(len(PRIORITIES), 0, -1)}


async def shops(session: ReadSession) -> Mapping[str, Text]:
    """Shops by name."""
    return {
        str(one): Text(shop.name, shop.name) for one, shop in (await get_shops(session)).items()
    }


async def teams(session: ReadSession) -> Mapping[str, Text]:
    """Teams by name."""
    names = await get_names(session)
    return {str(one): Text(name, name) for one, name in names.teams.items()}


async def subjects(session: ReadSession) -> Mapping[str, Text]:
    """Subjects by name."""
    found = await get_subjects(session)
    return {str(one): Text(row.name["zh-CN"], row.name["en"]) for one, row in found.items()}


PROMISED = Promised(
    KIND,
    Text("工单", "Tickets"),
    (
        PromisedTime(FIRST, Text("首次处理", "First response"), BEGIN_WITHIN),
        PromisedTime(SOLVE, Text("解决", "Resolution"), pauses=True),
    ),
    (
        PromiseFact("type", Text("工单类型", "Type"), types),
        PromiseFact("priority", Text("优先级", "Priority"), priorities),
        PromiseFact("shop", Text("店铺", "Shop"), shops),
        PromiseFact("team", Text("团队", "Team"), teams),
        PromiseFact("subject", Text("问题分类", "Subject"), subjects),
        PromiseFact("level", Text("客户等级", "Customer level")),
        PromiseFact("tag", Text("客户标签", "Customer tag")),
    ),
    ("notify", "raise_priority", "supervisor"),
    usual=("notify", "supervisor"),
)
HOST = ClockHost(KIND, settle)
