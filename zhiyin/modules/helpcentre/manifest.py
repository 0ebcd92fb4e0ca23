"""What the help centre contributes."""

from zhiyin.kernel.contracts.module import Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.helpcentre import http, permissions
from zhiyin.modules.helpcentre.contributions.pages import ARTICLES

module = Module(
    name="helpcentre",
    title=Text("帮助中心", "Help centre"),
    routes=(http.routes,),
    permissions=(permissions.MANAGE,),
    public_pages=(ARTICLES,),
)
