"""What these pages say, and how they say days and amounts."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from zhiyin.kernel.fields.field import decimals_of
from zhiyin.kernel.i18n.text import Language, Text

TEXTS = {
    "title": Text("请选择解决方案", "Choose how we put it right"),
    "about": Text("您在 {day} 反映的问题（编号 {ref}）", "What you told us on {day} ({ref})"),
    "intro": Text(
        "我们准备了以下方案，请选一个您满意的，选定后我们马上办理。",
        "This is what we can do. Choose what suits you, and we begin at once.",
    ),
    "until": Text("{moment} 前有效", "Valid until {moment}"),
    "option": Text("方案 {place}", "Option {place}"),
    "goods": Text("实物", "Goods"),
    "money": Text("补偿", "Compensation"),
    "choose": Text("选这个方案", "Choose this"),
    "none": Text("都不合适", "None of these"),
    "none_hint": Text(
        "告诉我们您希望怎样解决，我们会重新给您方案。",
        "Tell us what you would like instead, and we will come back to you.",
    ),
    "none_label": Text("您希望怎样解决", "What you would like instead"),
    "none_send": Text("提交我的想法", "Send this"),
    "sure": Text("确定选择这个方案吗？", "Shall we do this?"),
    "sure_hint": Text(
        "确定后我们马上办理，不能再改选其他方案。",
        "We begin at once then, and the other options are no longer open.",
    ),
    "yes": Text("确定", "Yes, do this"),
    "back": Text("再看看", "Back"),
    "chosen": Text("您已选定，我们正在办理", "You have chosen, and we are on it"),
    "chosen_hint": Text(
        "办好以后会再联系您。需要调整请联系我们。",
        "We will be in touch when it is done. Contact us if anything should change.",
    ),
    "declined": Text("您的想法已收到", "We have what you told us"),
    "declined_hint": Text(
        "我们会尽快给您新的方案。", "We will come back to you with something else soon."
    ),
    "over": Text("这份方案已经失效", "This offer is no longer valid"),
    "over_hint": Text(
        "可能已过有效期，或者已有新的方案。请联系我们。",
        "Its time is over, or there is a newer one. Please contact us.",
    ),
    "unknown": Text("链接不完整或已失效", "This link is incomplete or no longer valid"),
    "unknown_hint": Text(
        "请从收到的消息里重新打开。", "Please open it again from the message you got."
    ),
    "words_missing": Text("请写下您希望怎样解决。", "Please say what you would like instead."),
    "reach": Text("联系我们", "Contact us"),
    "s_title": Text("问题解决了吗？", "Is it settled?"),
    "s_done": Text("我们为您办理了：{what}", "What we have done: {what}"),
    "s_yes": Text("已经解决", "Yes, it is"),
    "s_no": Text("还没有解决", "No, not yet"),
    "s_score": Text("对处理满意吗（选填）", "How content are you? (optional)"),
    "s_lowest": Text("很不满意", "Not at all"),
    "s_highest": Text("非常满意", "Very"),
    "s_words": Text("想说的话（选填）", "Anything to add (optional)"),
    "s_send": Text("提交", "Send"),
    "s_missing": Text("请先选择是否已经解决。", "Please say first whether it is settled."),
    "s_thanks": Text("谢谢您告诉我们", "Thank you for telling us"),
    "s_again": Text(
        "我们会继续跟进，尽快联系您。", "We are on it again and will be in touch soon."
    ),
    "s_glad": Text("很高兴问题解决了。", "We are glad that it is settled."),
    "s_over": Text("这个链接的有效时间已过", "The time of this link is over"),
    "s_over_hint": Text("如有需要请联系我们。", "Please contact us if there is anything."),
}


def say_day(day: date, language: Language) -> str:
    """A day as people write it."""
    if language == "zh-CN":
        return f"{day.year} 年 {day.month} 月 {day.day} 日"
    return f"{day.day} {day:%B} {day.year}"


def say_moment(moment: datetime, zone: str, language: Language) -> str:
    """A moment on the shop's clock."""
    there = moment.astimezone(ZoneInfo(zone))
    return f"{say_day(there.date(), language)} {there:%H:%M}"


def say_money(amount: int, currency: str) -> str:
    """An amount as customers know it."""
    decimals = decimals_of(currency)
    number = f"{amount / 10**decimals:,.{decimals}f}"
    return f"¥{number}" if currency == "CNY" else f"{number} {currency}"
