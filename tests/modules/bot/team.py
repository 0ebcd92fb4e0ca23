"""A shop in which the bot is on duty."""

from typing import Any

from tests.modules.knowledge.articles import publish
from tests.servers.processes import Processes
from tests.servers.settings import put_settings
from tests.servers.shop import Ear, Shop

RETURNS = "怎么退货退款"
SHIPPING = "下单以后多久发货"
BREWING = "紫砂壶第一次怎么开壶"


def bot(shop: Shop) -> dict[str, Any]:
    """The bot as its page shows it."""
    with shop.client("owner") as owner:
        answer = owner.get("/api/bot")
    answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    return told


def change(shop: Shop, **body: Any) -> dict[str, Any]:
    """Sets the bot up."""
    with shop.client("owner") as owner:
        answer = owner.patch("/api/bot", json=body)
    answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    return told


ONLINE = """
    SELECT count(*) = 1 FROM presence p JOIN staff s ON s.id = p.staff_id
    WHERE s.kind = 'bot' AND p.status = 'online' AND p.lease_until > now()
"""


async def begin_bot(shop: Shop, processes: Processes) -> None:
    """Articles, worker and inference; the bot comes first and is there."""
    publish(shop, RETURNS, wordings=["我想退货", "东西不要了怎么退", "退款流程"])
    publish(shop, SHIPPING, wordings=["什么时候发货", "几天能发货", "今天买明天能发吗"])
    publish(shop, BREWING, wordings=["新壶要怎么养", "开壶步骤"])
    put_settings(shop, {"routing.bot_first": True})
    change(shop, on=True)
    processes.start("inference")
    processes.start("worker")
    await shop.until(ONLINE)


async def bot_says(visitor: Ear, kind: str) -> dict[str, Any]:
    """The next words of the bot of this kind, as the visitor sees them."""

    def fits(message: dict[str, Any]) -> bool:
        return bool(message["bot"]) and message["bot"]["kind"] == kind

    frame = await visitor.hear("changed", lambda f: any(map(fits, f["messages"])))
    said: dict[str, Any] = next(filter(fits, frame["messages"]))
    return said
