"""Settings of assistance."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

GROUP = Text("坐席辅助", "Assistance")

WORDING = Setting(
    "assistance.wording",
    "bool",
    True,
    Text("用语检查", "Check the wording"),
    Text(
        "客服发送前按词表检查用语：提示、提醒一次或拒绝发送。关闭后不检查，词表保留。",
        "Checks agents' words against the list before they are sent: a hint, a question once, or a"
        " refusal. Off: nothing is checked, the list stays.",
    ),
    GROUP,
    scopes=("organisation", "shop"),
)
OTHERS_DATA = Setting(
    "assistance.others_data",
    "bool",
    True,
    Text("提醒他人的个人信息", "Warn of others' personal data"),
    Text(
        "回复里出现顾客自己没有说过的手机号、邮箱或证件号时，发送前提醒一次。",
        "Asks once before an answer is sent that holds a phone number, address of mail or card"
        " number the customer has not written.",
    ),
    GROUP,
    scopes=("organisation", "shop"),
)
ALL = (WORDING, OTHERS_DATA)
