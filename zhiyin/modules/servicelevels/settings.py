"""Settings of service levels."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

GROUP = Text("服务等级", "Service levels")

WARN_AT = Setting(
    "servicelevels.warn_at",
    "int",
    70,
    Text("提前预警（百分比）", "Warn at (per cent)"),
    Text(
        "承诺时间过去这么多时预警；规则里可以单独设置。",
        "Warns when this share of a promised time has passed; a policy may set its own.",
    ),
    GROUP,
    minimum=10,
    maximum=99,
)
PEAK = Setting(
    "servicelevels.peak",
    "bool",
    False,
    Text("高峰时段", "Peak"),
    Text(
        "打开时，新的计时使用规则里的高峰时限（例如 15 秒响应）。",
        "While on, new clocks use the peak times of their policy (15 s to respond, for example).",
    ),
    GROUP,
)
RAISE_BY = Setting(
    "servicelevels.raise_by",
    "duration",
    300,
    Text("超时后提前的时间", "How far a breach moves ahead"),
    Text(
        "规则要求提高优先级时，超时的会话在排队中相当于早到这么久。",
        "Where a policy raises the priority, a breached item stands in line as if it had come so"
        " much earlier.",
    ),
    GROUP,
    scopes=("organisation",),
    minimum=0,
    maximum=7200,
)
ALL = (WARN_AT, PEAK, RAISE_BY)
