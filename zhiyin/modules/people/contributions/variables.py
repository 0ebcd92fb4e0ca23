"""What people puts into prepared texts: who writes, for which shop, and the shop's date."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.variables import Scene, Values, Variable, VariableSource
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.interface import ShopRecord, get_names, get_shops

AGENT = Variable(Text("客服昵称", "agent_name"), Text("您的名字", "Your own name"))
SHOP = Variable(
    Text("店铺名", "shop_name"), Text("会话所属店铺的名字", "The shop of this conversation")
)
TODAY = Variable(
    Text("当前日期", "date"), Text("店铺所在时区的今天", "Today in the shop's time zone")
)
TIME = Variable(
    Text("当前时间", "time"), Text("店铺所在时区的现在", "The time in the shop's time zone")
)

DAY = Text("{month}月{day}日", "{month} {day}")


async def _fill(session: ReadSession, scenes: Sequence[Scene]) -> Values:
    shops, names = await get_shops(session), await get_names(session)
    return [
        {AGENT.name.en: names.staff_name(scene.writer.id), **_of_shop(scene, shops[scene.shop_id])}
        for scene in scenes
    ]


def _of_shop(scene: Scene, shop: ShopRecord) -> dict[str, str]:
    local = now().astimezone(ZoneInfo(shop.time_zone))
    month = str(local.month) if scene.language == "zh-CN" else f"{local:%B}"
    day = DAY.say(scene.language, month=month, day=local.day)
    return {SHOP.name.en: shop.name, TODAY.name.en: day, TIME.name.en: f"{local:%H:%M}"}


VARIABLES = VariableSource("people", (AGENT, SHOP, TODAY, TIME), _fill)
