"""What assistance contributes."""

from zhiyin.kernel.contracts.module import Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.assistance import http, permissions, settings
from zhiyin.modules.assistance.contributions.bin import BIN
from zhiyin.modules.assistance.contributions.words import WORDING

module = Module(
    name="assistance",
    title=Text("坐席辅助", "Assistance"),
    routes=(http.routes,),
    permissions=permissions.ALL,
    settings=settings.ALL,
    bin=(BIN,),
    words_checks=(WORDING,),
)
