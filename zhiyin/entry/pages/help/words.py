"""The pages' own words."""

from zhiyin.kernel.i18n.text import Language, Text

TEXTS = {
    "skip": Text("跳到正文", "Skip to the text"),
    "home": Text("首页", "Home"),
    "search": Text("搜索", "Search"),
    "search_for": Text("搜索帮助文章", "Search the help articles"),
    "search_hint": Text("例如：怎么退货", "For example: how do I return something"),
    "suggestions": Text("可能想找的文章", "Articles that may fit"),
    "main": Text("主要链接", "Main links"),
    "path": Text("当前位置", "You are here"),
    "categories": Text("按主题查看", "By subject"),
    "most_read": Text("大家常看", "Most read"),
    "articles": Text("{count} 篇文章", "{count} articles"),
    "article": Text("1 篇文章", "1 article"),
    "all_of": Text("查看全部", "See all"),
    "more": Text("其他问题", "Other questions"),
    "inside": Text("分类", "Subjects"),
    "empty": Text("这里还没有文章。", "There are no articles here yet."),
    "empty_hint": Text(
        "有问题可以直接联系我们。", "You are welcome to ask us directly in the meantime."
    ),
    "updated": Text("更新于 {day}", "Updated {day}"),
    "in_short": Text("简要回答", "In short"),
    "video": Text("观看视频", "Watch the video"),
    "situation": Text("情况", "Situation"),
    "task": Text("要解决的问题", "The task"),
    "action": Text("做法", "What was done"),
    "result": Text("结果", "The result"),
    "related": Text("相关文章", "Related articles"),
    "helped": Text("这篇文章有帮助吗？", "Did this article help?"),
    "yes": Text("有帮助", "Yes"),
    "no": Text("没帮助", "No"),
    "thanks": Text("感谢您的反馈。", "Thank you for telling us."),
    "why": Text("感谢您的反馈。哪里不够好？（选填）", "Thank you. What was missing? (optional)"),
    "reason_wrong": Text("内容有误或已过时", "It is wrong or out of date"),
    "reason_unclear": Text("看不明白", "It is hard to understand"),
    "reason_incomplete": Text("没有说到我的情况", "It does not cover my case"),
    "reason_other": Text("其他", "Something else"),
    "comment": Text(
        "想补充的话（请勿填写电话等个人信息）",
        "Anything to add (please leave out personal details)",
    ),
    "send": Text("提交", "Send"),
    "noted": Text("已收到，我们会改进。", "We have noted it and will improve the article."),
    "ask": Text("问人工客服", "Ask a person"),
    "ask_hint": Text("没有找到答案？", "Did not find the answer?"),
    "contact": Text("联系我们", "Contact us"),
    "contact_none": Text(
        "目前没有留下其他联系方式，请在我们的店铺页面联系我们。",
        "No other way to reach us is listed here. Please contact us on our shop's page.",
    ),
    "address": Text("地址", "Address"),
    "map": Text("在地图上查看", "Show on a map"),
    "phone": Text("电话", "Phone"),
    "email": Text("邮箱", "E-mail"),
    "chat": Text("打开在线对话", "Open the chat"),
    "about": Text("关于文章：", "About the article: "),
    "found": Text("“{query}”的搜索结果", "Results for “{query}”"),
    "found_many": Text("找到 {count} 篇", "{count} found"),
    "found_none": Text("没有找到“{query}”", "Nothing found for “{query}”"),
    "found_near": Text(
        "没有完全相符的文章，下面这些可能有关。",
        "No article fits exactly. These may be of use.",
    ),
    "found_hint": Text(
        "换一种说法，或少写几个字再试。也可以直接问我们。",
        "Try other or fewer words, or ask us directly.",
    ),
    "search_title": Text("搜索", "Search"),
    "missing": Text("没有这个页面", "There is no such page"),
    "missing_hint": Text(
        "它可能已更新或下架。可以搜索一下，或回到首页。",
        "It may have been changed or withdrawn. Search for it, or go back to the start.",
    ),
    "busy": Text("请求太多，请稍等片刻再打开。", "Too many requests. Please wait a moment."),
    "closed": Text("这里没有帮助中心。", "There is no help centre here."),
    "other_language": Text("English", "简体中文"),
    "earlier": Text("上一页", "Previous page"),
    "later": Text("下一页", "Next page"),
    "page": Text("第 {page} 页", "Page {page}"),
    "callout_info": Text("说明", "Note"),
    "callout_tip": Text("提示", "Tip"),
    "callout_warning": Text("注意", "Please note"),
}


def words(language: Language) -> dict[str, str]:
    """All of them in one language, those with places still to fill as they are."""
    return {key: text.say(language) for key, text in TEXTS.items()}


def say(language: Language, key: str, **values: object) -> str:
    """One of them, filled in."""
    return TEXTS[key].say(language, **values)
