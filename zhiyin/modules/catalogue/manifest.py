"""What the catalogue contributes."""

from zhiyin.kernel.contracts.module import Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.catalogue import http, permissions
from zhiyin.modules.catalogue.contributions.bin import BIN

module = Module(
    name="catalogue",
    title=Text("问题分类", "Subjects"),
    routes=(http.routes,),
    permissions=(permissions.MANAGE,),
    bin=(BIN,),
)
