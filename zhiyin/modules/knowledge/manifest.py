"""What knowledge contributes."""

from zhiyin.kernel.contracts.module import Chore, Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.knowledge import events, permissions, settings
from zhiyin.modules.knowledge.actions.minding import forget_searches, remind_owners
from zhiyin.modules.knowledge.actions.trials import stop_expired
from zhiyin.modules.knowledge.actions.vectors import LOOK_EVERY, make_vectors
from zhiyin.modules.knowledge.contributions.bin import BIN
from zhiyin.modules.knowledge.contributions.notices import NOTICES
from zhiyin.modules.knowledge.contributions.objects import ARTICLE
from zhiyin.modules.knowledge.contributions.personal import PERSONAL
from zhiyin.modules.knowledge.http import (
    articles,
    categories,
    reports,
    searching,
    transfer,
    trials,
    versions,
)
from zhiyin.modules.knowledge.jobs import JOBS

module = Module(
    name="knowledge",
    title=Text("知识库", "Knowledge base"),
    routes=(
        categories.routes,
        articles.routes,
        versions.routes,
        searching.routes,
        reports.routes,
        transfer.routes,
        trials.routes,
    ),
    permissions=permissions.ALL,
    settings=settings.ALL,
    events=(events.ArticleChanged, events.SynonymsChanged, events.TrialChanged),
    bin=BIN,
    notices=NOTICES,
    object_kinds=(ARTICLE,),
    jobs=JOBS,
    personal=(PERSONAL,),
    chores=(
        Chore("knowledge.remind_owners", 900.0, remind_owners),
        Chore("knowledge.stop_expired_trials", 300.0, stop_expired),
        Chore("knowledge.forget_searches", 3600.0, forget_searches),
        Chore("knowledge.vectors", LOOK_EVERY, make_vectors),
    ),
    thinking="zhiyin.modules.knowledge.thinking.thinker:make",
    lab="zhiyin.modules.knowledge.thinking.lab:make",
)
