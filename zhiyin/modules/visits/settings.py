"""Settings of visits."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

GROUP = Text("访问足迹", "Page trail")

PAGE_TRAIL = Setting(
    "visits.page_trail",
    "choice",
    "off",
    Text("记录访客浏览的页面", "Record the pages visitors look at"),
    Text(
        "off：不记录，也不询问。ask：聊天窗口打开时询问访客，同意后才记录。"
        "page：由您的网页征得同意，再告诉聊天窗口。浏览器要求不跟踪时一律不记录。",
        "off: neither asked nor recorded. ask: the chat window asks. page: your page asks and tells"
        " the window. Only for who agreed, and never where a browser asks not to be tracked.",
    ),
    GROUP,
    scopes=("organisation", "shop"),
    choices=("off", "ask", "page"),
)
TRAIL_QUESTION = Setting(
    "visits.trail_question",
    "Text",
    Text(
        "允许客服看到您这次访问浏览过的页面吗？这样能更快明白您的问题。不同意也不影响咨询。",
        "May our agents see the pages you look at during this visit? It helps them understand"
        " you sooner. You are served just as well if you say no.",
    ).as_json(),
    Text("征求同意的说明", "Question to visitors"),
    Text(
        "询问访客时显示，随每次回答存入同意记录。",
        "What visitors are asked; stored with each answer as evidence.",
    ),
    GROUP,
    scopes=("organisation", "shop"),
)
KEPT_PARAMETERS = Setting(
    "visits.kept_parameters",
    "text",
    "",
    Text("保留的网址参数", "Kept parameters of addresses"),
    Text(
        "网址中“?”之后的内容不记录，这里列出的参数名除外，用逗号分隔。例如商品编号 sku。",
        "What follows ? in an address is not recorded, except parameters named here, separated by"
        " commas, for example sku.",
    ),
    GROUP,
    scopes=("organisation", "shop"),
)
KEPT_DAYS = Setting(
    "visits.kept_days",
    "int",
    90,
    Text("足迹保留天数", "Days a trail is kept"),
    Text("更早的访问自动删除。", "Earlier visits are removed by themselves."),
    GROUP,
    scopes=("organisation",),
    minimum=1,
    maximum=730,
)
ALL = (PAGE_TRAIL, TRAIL_QUESTION, KEPT_PARAMETERS, KEPT_DAYS)
