"""What webhooks contribute."""

from zhiyin.kernel.contracts.module import Chore, Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.webhooks import http, permissions
from zhiyin.modules.webhooks.actions.sending import forget_old, tell
from zhiyin.modules.webhooks.contributions.automation import ACTIONS
from zhiyin.modules.webhooks.contributions.notices import NOTICES
from zhiyin.modules.webhooks.contributions.objects import WEBHOOK

module = Module(
    name="webhooks",
    title=Text("Webhook 推送", "Webhooks"),
    routes=(http.routes,),
    permissions=permissions.ALL,
    notices=NOTICES,
    object_kinds=(WEBHOOK,),
    automation_actions=ACTIONS,
    chores=(
        Chore("webhooks.tell", 1.0, tell),
        Chore("webhooks.forget", 3600.0, forget_old),
    ),
)
