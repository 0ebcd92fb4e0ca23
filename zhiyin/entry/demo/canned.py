"""The demo's canned replies (话术), and how much each is used."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from psycopg import Connection

from zhiyin.entry.demo.chance import uuid_at
from zhiyin.entry.demo.tables import Places
from zhiyin.entry.demo.team import Team
from zhiyin.modules.conversations.interface import canned_keys

# Folder, title, shortcut, text in Chinese; and in English where it is often needed.
SHOP = (
    ("问候", "开场问候", "kc", "您好{客户称呼}，我是{客服昵称}，请问有什么可以帮您？"),
    ("问候", "请稍等", "sd", "请您稍等，我查一下，两分钟内回复您。"),
    ("问候", "结束致谢", "js", "感谢您来{店铺名}，还有问题随时找我们。祝您喝茶愉快。"),
    ("物流", "发货时间", "fh", "下午四点前付款的订单当天发出，之后的次日发出。江浙沪一般次日到。"),
    ("物流", "物流没有更新", "wl", "我已经联系快递核实，最晚{当前日期}下班前给您答复。"),
    (
        "售后",
        "退换货说明",
        "thh",
        "签收七天内、未冲泡过的茶叶和未使用的茶具可以退换，运费我们承担。",
    ),
    ("售后", "破损处理", "ps", "非常抱歉。请您拍一张破损处和外箱的照片，我马上为您登记补发。"),
    ("售后", "退款到账", "tk", "退款已提交，订单 {订单号} 的款项一到三个工作日退回原账户。"),
    ("茶知识", "绿茶冲泡", "lc", "绿茶用 80–85 度水，3 克茶配 150 毫升，第一泡约 40 秒出汤。"),
    (
        "茶知识",
        "紫砂壶开壶",
        "zs",
        "新壶先用温水洗净，小火煮二十分钟，晾干后用将泡的茶再煮一次即可。",
    ),
)
ENGLISH = (
    ("Greetings", "Opening", "hi", "Hello {customer_name}, this is {agent_name}. How can I help?"),
    ("Delivery", "Dispatch time", "ship", "Orders paid before 4 pm leave the same day."),
    ("Returns", "Returning goods", "ret", "Unopened goods can be returned within seven days."),
)
TEAM = (
    ("投诉", "先致歉", "zq", "给您添麻烦了，真抱歉。我是专席{客服昵称}，这件事由我跟到底。"),
    ("投诉", "约定回电", "hd", "我们今天 18:00 前给您回电，编号 {会话编号}，请您留意接听。"),
)
MINE = (("", "我的签名", "qm", "{客服昵称} · {店铺名} · {当前时间}"),)
EDITED_SHARE = 0.2


def add_canned(
    connection: Connection, team: Team, places: Places, moment: datetime, rng: Random
) -> None:
    """Replies of the shop, of the complaints desk and of one agent, with two months of use."""
    made = moment - timedelta(days=90)
    senior = next(one for one in team.agents if one.member.email.startswith("senior@"))
    care = team.team_ids["care"]
    kept: list[tuple[Any, ...]]
    kept = [("shop", None, None, places.shop, "zh-CN", one) for one in SHOP]
    kept += [("shop", None, None, places.shop, "en", one) for one in ENGLISH]
    kept += [("team", None, care, None, "zh-CN", one) for one in TEAM]
    kept += [("personal", senior.id, None, None, "zh-CN", one) for one in MINE]
    with connection.cursor() as cursor:
        for level, owner, team_id, shop, language, (folder, title, shortcut, text) in kept:
            reply = uuid_at(made, rng)
            cursor.execute(
                "INSERT INTO canned_replies (id, level, owner_id, team_id, shop_id, language,"
                " folder, title, shortcut, text, keys)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                (reply, level, owner, team_id, shop, language, folder, title, shortcut, text,
                 canned_keys(title, shortcut, folder)),
            )  # fmt: skip
            users = [senior] if owner else rng.sample(team.agents, 5)
            often = rng.randint(3, 160)
            for place, agent in enumerate(users):
                used = max(1, often // (place + 1))
                last = moment - timedelta(minutes=rng.randint(10, 20_000))
                cursor.execute(
                    "INSERT INTO canned_uses (reply_id, staff_id, used, edited, last_at)"
                    " VALUES (%s, %s, %s, %s, %s)",
                    (reply, agent.id, used, round(used * rng.random() * EDITED_SHARE), last),
                )
