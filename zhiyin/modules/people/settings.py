"""Settings of people."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

EXTRA_SLOTS = Setting(
    "people.extra_slots",
    "int",
    0,
    Text("临时增加的接待上限", "Extra slots"),
    Text(
        "每位客服可同时接待的会话比其上限多这么多；高峰方案会临时提高它。",
        "How many conversations more than their own limit each agent may hold; surge plans raise"
        " it for a while.",
    ),
    Text("人员", "People"),
    scopes=("organisation",),
    minimum=0,
    maximum=10,
)
ALL = (EXTRA_SLOTS,)
