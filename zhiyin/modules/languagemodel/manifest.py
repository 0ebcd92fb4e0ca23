"""What the language model contributes."""

from zhiyin.kernel.contracts.module import Chore, Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.languagemodel import http
from zhiyin.modules.languagemodel.actions.setup import forget_requests
from zhiyin.modules.languagemodel.contributions.personal import PERSONAL
from zhiyin.modules.languagemodel.contributions.translators import TRANSLATOR

module = Module(
    name="languagemodel",
    title=Text("语言模型", "Language model"),
    routes=(http.routes,),
    personal=(PERSONAL,),
    translators=(TRANSLATOR,),
    chores=(Chore("languagemodel.forget", 3600.0, forget_requests),),
)
