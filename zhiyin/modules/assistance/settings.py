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
SUGGEST = Setting(
    "assistance.suggest",
    "bool",
    True,
    Text("建议回复", "Suggest replies"),
    Text(
        "顾客问到同事答过多次的问题时，输入框里用浅色字给出那条回复，按 Tab 采用。"
        "店铺关闭后不再从它的会话学习。",
        "What colleagues have answered to the like stands pale in the composer, and Tab takes it."
        " Off for a shop: nothing is learned from its conversations any more.",
    ),
    GROUP,
    scopes=("organisation", "shop", "team", "user"),
)
TAG = Setting(
    "assistance.tag",
    "bool",
    True,
    Text("自动打标签", "Tag by itself"),
    Text(
        "会话结束后，给它打上同类会话都有的标签。关闭后只在右侧建议，由人点选。",
        "Puts the tags on a conversation that has ended which the like have. Off: they are only"
        " proposed beside the conversation.",
    ),
    GROUP,
    scopes=("organisation", "shop"),
)
TRANSLATE = Setting(
    "assistance.translate",
    "bool",
    True,
    Text("翻译会话", "Translate conversations"),
    Text(
        "顾客用别的语言写时，在消息下面显示译文，回复先译成顾客的语言再发出。"
        "要先在“语言模型”页打开翻译。",
        "Where a customer writes in another language, their messages show a translation, and"
        " answers are translated before they go out. Translation must be allowed under Language"
        " model first.",
    ),
    GROUP,
    scopes=("organisation", "shop", "team", "user"),
)
ALL = (WORDING, OTHERS_DATA, SUGGEST, TAG, TRANSLATE)
