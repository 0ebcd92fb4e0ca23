"""What assistance contributes."""

from zhiyin.kernel.contracts.module import Chore, Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.assistance import permissions, settings
from zhiyin.modules.assistance.actions.learning import (
    FORGET_EVERY,
    LOOK_BACK_EVERY,
    LOOK_EVERY,
    forget_replies,
    learn_replies,
    look_back,
)
from zhiyin.modules.assistance.actions.tagging import TAG_EVERY, tag_ended
from zhiyin.modules.assistance.contributions.bin import BIN
from zhiyin.modules.assistance.contributions.personal import PERSONAL
from zhiyin.modules.assistance.contributions.words import WORDING
from zhiyin.modules.assistance.http import suggestions, translations, wording
from zhiyin.modules.assistance.listeners import RECALLED

module = Module(
    name="assistance",
    title=Text("坐席辅助", "Assistance"),
    routes=(wording.routes, suggestions.routes, translations.routes),
    permissions=permissions.ALL,
    settings=settings.ALL,
    bin=(BIN,),
    listeners=(RECALLED,),
    words_checks=(WORDING,),
    personal=(PERSONAL,),
    chores=(
        Chore("assistance.learn_replies", LOOK_EVERY, learn_replies),
        Chore("assistance.tag_ended", TAG_EVERY, tag_ended),
        Chore("assistance.look_back", LOOK_BACK_EVERY, look_back),
        Chore("assistance.forget_replies", FORGET_EVERY, forget_replies),
    ),
)
