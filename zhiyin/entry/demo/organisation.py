"""The demo's shops, teams and people: who they are before anything is random."""

from typing import NamedTuple


class Member(NamedTuple):
    """One of the team. `shown` accounts are printed at the start; the others live by themselves."""

    name: str
    email: str
    role: str
    team: str
    capacity: int
    shown: bool
    also: tuple[str, ...] = ()

    @property
    def teams(self) -> tuple[str, ...]:
        """All teams they belong to, their own first."""
        return (self.team, *self.also) if self.team else ()


SHOP = ("tea", "知音茶铺", "Zhiyin Teas")
SECOND_SHOP = ("ware", "知音器物", "Zhiyin Wares")
TEAMS = {"front": "售前售后组", "care": "客诉专席"}
TEAM_OF_WIDGET = "front"
# Address, phone, mail and map, by shop: made up, so nobody is rung by a demo.
CONTACTS = {
    "tea": (
        "杭州市西湖区知音路 8 号", "+864000000000", "help@tea.example", "https://tea.example/map",
    ),
    "ware": (None, None, "help@ware.example", None),
}  # fmt: skip
# Every day from nine to ten at night; the customer-care desk keeps office hours.
OPENING_HOURS = {"time_zone": "Asia/Shanghai", "week": [[["09:00", "22:00"]]] * 7}
CARE_HOURS = {"time_zone": "Asia/Shanghai", "week": [[["09:00", "18:00"]]] * 5 + [[], []]}

MEMBERS = (
    Member("林清越", "manager@tea.example", "manager", "", 5, True),
    Member("许曼", "supervisor@tea.example", "supervisor", "care", 5, True, ("front",)),
    # Room for whoever tries the demo: their first words are given at once, past those in line.
    Member("李薇", "senior@tea.example", "agent_senior", "front", 12, True),
    Member("张小北", "junior@tea.example", "agent_junior", "front", 12, True),
    Member("赵质言", "quality@tea.example", "quality", "", 5, True),
    Member("周明远", "support@tea.example", "support", "care", 3, True),
    Member("王芳", "wangfang@tea.example", "agent_senior", "front", 5, False),
    Member("陈思远", "chensiyuan@tea.example", "agent_senior", "front", 5, False),
    Member("刘雨桐", "liuyutong@tea.example", "agent_junior", "front", 5, False),
    Member("何佳宁", "hejianing@tea.example", "agent_junior", "front", 5, False),
    Member("孙一鸣", "sunyiming@tea.example", "agent_junior", "front", 4, False),
    Member("吴晓燕", "wuxiaoyan@tea.example", "agent_junior", "front", 4, False),
    Member("郑重", "zhengzhong@tea.example", "agent_senior", "care", 4, False),
    Member("钱多多", "finance@tea.example", "finance", "", 5, True),
)
ROLE_TITLES = {
    "manager": ("客服经理", "manager"),
    "supervisor": ("客服主管", "supervisor"),
    "agent_senior": ("高级客服", "senior agent"),
    "agent_junior": ("初级客服", "junior agent"),
    "quality": ("质检", "quality analyst"),
    "support": ("技术支持", "technical support"),
    "finance": ("财务", "finance"),
}


class Shopper(NamedTuple):
    """A customer one can sign in as on the demo shop's page."""

    user_id: str
    name: str
    call: str
    phone: str | None
    email: str
    level: str


SHOPPERS = (
    Shopper("demo-wang", "王小姐", "王小姐", "+8613800002046", "wang@example.com", "金卡"),
    Shopper("demo-chen", "陈先生", "陈先生", "+8613900003157", "chen@example.com", "银卡"),
    Shopper("demo-emily", "Emily Carter", "Emily", None, "emily.carter@example.com", "普通"),
)
WIDGET_KEY = "demo"
GREETING = {
    "zh-CN": "您好，这里是知音茶铺。选茶、订单、退换货都可以直接问。",
    "en": "Welcome to Zhiyin Teas. Ask us about tea, orders or returns.",
}
OFFLINE_TEXT = {
    "zh-CN": "现在没有客服在线。请留下手机或邮箱，我们上班后依次答复您。",
    "en": "Nobody is online right now. Leave a phone number or e-mail and we will answer in turn.",
}
