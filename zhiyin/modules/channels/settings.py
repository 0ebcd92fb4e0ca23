"""Settings of channels."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

PROBE_EVERY = Setting(
    "channels.probe_every",
    "duration",
    60,
    Text("渠道探测间隔", "Probe channels every"),
    Text(
        "每隔多久像顾客一样打开一次聊天窗口，打不开时提醒能管理渠道的人。0 表示不探测。",
        "How often each widget is opened as a customer would; when it fails, those who may manage"
        " channels are warned. 0: never.",
    ),
    Text("渠道", "Channels"),
    scopes=("organisation",),
    minimum=0,
    maximum=3600,
)
