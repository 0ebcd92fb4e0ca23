"""The setting of finding named things in what customers write (信息识别)."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

ENTITIES = Setting(
    "conversations.entities",
    "bool",
    True,
    Text("识别顾客消息里的信息", "Find what can be used in customers' messages"),
    Text(
        "识别消息里的订单号、运单号、电话、邮箱、地址、金额、日期等，显示在消息下方，点一下即可复制或搜索；"
        "从会话新建工单时用来预填字段。关闭后不再识别新消息。",
        "Numbers, phones, addresses, amounts, dates and the like are shown under a message to copy"
        " or search, and fill in fields of its tickets. Off: new messages are not looked at.",
    ),
    Text("信息识别", "What messages hold"),
    scopes=("organisation",),
)
ALL = (ENTITIES,)
