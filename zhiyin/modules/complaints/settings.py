"""Settings of complaints."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

TAKING = Text("受理与定级", "Taking and grading")
PEOPLE = Text("各级负责人", "Who handles each level")
LIMITS = Text("各级时限", "Limits of each level")
OFFERING = Text("方案与回访", "Offers and follow-up")
WARNING = Text("投诉预警", "Early warning")

TYPES = Setting(
    "complaints.types",
    "text",
    "complaint",
    Text("投诉类工单类型", "Ticket types that are complaints"),
    Text(
        "这些类型的工单就是投诉，无论从哪里来。填写类型编号，用逗号分隔；第一个用于新登记的投诉。",
        "Tickets of these types are complaints, wherever they come from. Codes of types, separated"
        " by commas; the first is for complaints that are filed.",
    ),
    TAKING,
    scopes=("organisation", "shop"),
)
KEY_LEVELS = Setting(
    "complaints.key_levels",
    "Text",
    Text("VIP,金牌", "VIP,gold").as_json(),
    Text("重要客户的等级", "Levels of key customers"),
    Text(
        "这些等级的客户投诉会加分。用逗号分隔。",
        "Complaints of customers of these levels weigh more. Separated by commas.",
    ),
    TAKING,
    scopes=("organisation", "shop"),
)


def _points(key: str, level: int, default: int) -> Setting:
    return Setting(
        key,
        "int",
        default,
        Text(f"{level} 级的最低分", f"Points from which on it is level {level}"),
        Text(
            "定级的各项原因有分数，合计达到这个分数就是这一级。改变后新的定级按它计算。",
            "The reasons for a level have points; with so many together it is this level. Holds for"
            " what is graded from now on.",
        ),
        TAKING,
        scopes=("organisation", "shop"),
        minimum=1,
        maximum=100,
    )


POINTS_1 = _points("complaints.points_1", 1, 72)
POINTS_2 = _points("complaints.points_2", 2, 34)
POINTS_3 = _points("complaints.points_3", 3, 10)
POINTS = (POINTS_1, POINTS_2, POINTS_3)


def _role(key: str, level: int, default: str) -> Setting:
    return Setting(
        key,
        "text",
        default,
        Text(f"{level} 级投诉由谁处理", f"Who handles level {level}"),
        Text(
            "填写角色编号，如 manager（经理）、supervisor（主管）；空着就由工单负责人处理。"
            "一级和二级的这些人还会马上收到通知。",
            "Code of a role, such as manager or supervisor; empty: whoever has the ticket. For"
            " levels 1 and 2 these people are told at once.",
        ),
        PEOPLE,
        scopes=("organisation", "shop"),
    )


ROLE_1 = _role("complaints.role_1", 1, "manager")
ROLE_2 = _role("complaints.role_2", 2, "manager")
ROLE_3 = _role("complaints.role_3", 3, "supervisor")
ROLE_4 = _role("complaints.role_4", 4, "")
ROLES = (ROLE_1, ROLE_2, ROLE_3, ROLE_4)


def _calm(key: str, level: int, minutes: int) -> Setting:
    return Setting(
        key,
        "duration",
        minutes * 60,
        Text(f"{level} 级：安抚时限", f"Level {level}: calm within"),
        Text(
            "从登记到安抚客户，最多这么久（不分营业时间）。",
            "From filing until the customer is calmed, by the clock.",
        ),
        LIMITS,
        scopes=("organisation", "shop"),
        minimum=60,
        maximum=7 * 86_400,
    )


CALM_1 = _calm("complaints.calm_1", 1, 10)
CALM_2 = _calm("complaints.calm_2", 2, 15)
CALM_3 = _calm("complaints.calm_3", 3, 30)
CALM_4 = _calm("complaints.calm_4", 4, 60)
CALM = (CALM_1, CALM_2, CALM_3, CALM_4)


def _solve(key: str, level: int, hours: int) -> Setting:
    return Setting(
        key,
        "duration",
        hours * 3600,
        Text(f"{level} 级：解决时限", f"Level {level}: solve within"),
        Text(
            "从登记到方案选定并执行完，最多这么久（不分营业时间）。",
            "From filing until what was chosen is carried out, by the clock.",
        ),
        LIMITS,
        scopes=("organisation", "shop"),
        minimum=3600,
        maximum=90 * 86_400,
    )


SOLVE_1 = _solve("complaints.solve_1", 1, 24)
SOLVE_2 = _solve("complaints.solve_2", 2, 48)
SOLVE_3 = _solve("complaints.solve_3", 3, 72)
SOLVE_4 = _solve("complaints.solve_4", 4, 120)
SOLVE = (SOLVE_1, SOLVE_2, SOLVE_3, SOLVE_4)

VALID_HOURS = Setting(
    "complaints.valid_hours",
    "int",
    72,
    Text("方案有效时间（小时）", "Hours an offer is valid"),
    Text(
        "方案发出后，客户在多少小时内可以通过链接选择。",
        "For how many hours after it went out the customer can choose by the link.",
    ),
    OFFERING,
    scopes=("organisation", "shop"),
    minimum=1,
    maximum=720,
)
FOLLOW_UP_DAYS = Setting(
    "complaints.follow_up_days",
    "int",
    2,
    Text("解决几天后回访", "Days until the follow-up"),
    Text(
        "解决多少天后问客户是否真的解决、是否满意。0 表示马上问。",
        "So many days after it was solved the customer is asked whether all is well. 0: at once.",
    ),
    OFFERING,
    scopes=("organisation", "shop"),
    minimum=0,
    maximum=60,
)
SCRIPT = Setting(
    "complaints.script",
    "Text",
    Text(
        "非常抱歉让您遇到这样的事，您的心情我完全理解。我已经记录下来，会一直跟到解决。"
        "先和您核对一下经过，再告诉您什么时候答复，好吗？",
        "I am very sorry for what happened, and I understand how you feel. I have noted it and will"
        " stay with it. May I go through it with you, and then say when you hear from us?",
    ).as_json(),
    Text("安抚话术", "Calm-first words"),
    Text(
        "登记投诉时给客服的第一句话，可以直接放进回复。",
        "What agents are offered to say first when they file a complaint.",
    ),
    OFFERING,
    scopes=("organisation", "shop"),
)
RISING_LEAST = Setting(
    "complaints.rising_least",
    "int",
    5,
    Text("一小时至少几件才预警", "Complaints an hour that can be a sign"),
    Text(
        "一小时内投诉少于这个数不预警。0 表示不预警。",
        "With fewer complaints within an hour nobody is alerted. 0: never.",
    ),
    WARNING,
    scopes=("organisation", "shop"),
    minimum=0,
    maximum=10_000,
)
RISING_TIMES = Setting(
    "complaints.rising_times",
    "int",
    3,
    Text("达到平时的几倍预警", "Times the usual number"),
    Text(
        "一小时内的投诉达到过去四周同一时段平均数的几倍，就提醒主管。",
        "Supervisors are alerted when an hour has so many times the complaints that this hour had"
        " on average in the last four weeks.",
    ),
    WARNING,
    scopes=("organisation", "shop"),
    minimum=2,
    maximum=100,
)
ALL = (
    TYPES, KEY_LEVELS, *POINTS, *ROLES, *CALM, *SOLVE, VALID_HOURS, FOLLOW_UP_DAYS, SCRIPT,
    RISING_LEAST, RISING_TIMES,
)  # fmt: skip
