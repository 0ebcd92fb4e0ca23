"""What knowledge contributes."""

from zhiyin.kernel.contracts.module import Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.knowledge import events, permissions, settings
from zhiyin.modules.knowledge.http import (
    articles,
    categories,
    reports,
    searching,
    transfer,
    versions,
)

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
    ),
    permissions=permissions.ALL,
    settings=settings.ALL,
    events=(events.ArticleChanged, events.SynonymsChanged),
    thinking="zhiyin.modules.knowledge.thinking.thinker:make",
    lab="zhiyin.modules.knowledge.thinking.lab:make",
)
