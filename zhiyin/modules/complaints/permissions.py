"""Who may see complaints and what they may do; which complaints follows from the tickets."""

from zhiyin.kernel.auth.access import Permission
from zhiyin.kernel.i18n.text import Text

SEE = Permission(
    "complaints.see",
    Text("查看投诉", "See complaints"),
    Text(
        "查看能看到的工单上的投诉：级别、方案、客户的选择和教训。",
        "See the complaints of tickets one can see: level, offers, choice and lesson.",
    ),
)
FILE = Permission(
    "complaints.file",
    Text("受理投诉", "Take complaints"),
    Text(
        "登记投诉、标记已安抚、记录回访和教训、把相同的投诉归到一个问题。",
        "File complaints, note that the customer is calmed, record follow-up and lesson, join the"
        " same ones into a problem.",
    ),
)
GRADE = Permission(
    "complaints.grade",
    Text("调整投诉级别", "Set the level of complaints"),
    Text(
        "改变系统给出的级别，需要说明原因；也可以修改问题的状态。",
        "Set another level than the one proposed, with a reason; change the state of problems.",
    ),
)
OFFER = Permission(
    "complaints.offer",
    Text("提出解决方案", "Offer resolutions"),
    Text(
        "给客户一到四个方案供选择，代客户记录选择；补偿金额按补偿额度审批。",
        "Offer a customer one to four options and record their choice; payouts are approved by the"
        " limits of payouts.",
    ),
)
FIGURES = Permission(
    "complaints.figures",
    Text("查看投诉统计", "See figures of complaints"),
    Text(
        "按级别、原因、商品和店铺查看投诉数量、时效、重开和补偿。",
        "Complaints by level, cause, product and shop: how many, how soon, reopened, compensation.",
    ),
)
ALL = (SEE, FILE, GRADE, OFFER, FIGURES)
