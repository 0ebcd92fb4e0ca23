"""What webhooks contribute."""

from zhiyin.kernel.contracts.module import Chore, Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.webhooks import http, permissions
from zhiyin.modules.webhooks.actions.reading import read_record
from zhiyin.modules.webhooks.actions.sending import forget_old, send_due
from zhiyin.modules.webhooks.contributions.notices import NOTICES
from zhiyin.modules.webhooks.contributions.objects import WEBHOOK

module = Module(
    name="webhooks",
    title=Text("Webhook 推送", "Webhooks"),
    routes=(http.routes,),
    permissions=permissions.ALL,
    notices=NOTICES,
    object_kinds=(WEBHOOK,),
    chores=(
        Chore("webhooks.read", 1.0, read_record),
        Chore("webhooks.send", 1.0, send_due),
        Chore("webhooks.forget", 3600.0, forget_old),
    ),
)
