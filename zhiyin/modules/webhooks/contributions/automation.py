"""What rules of automation can send to other systems."""

from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.automation import AutomationAction, AutomationCall
from zhiyin.kernel.contracts.procedures import AnySession, Choices
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.fields.field import CustomField
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.webhooks.errors import WebhookOffError
from zhiyin.modules.webhooks.models import Webhook, WebhookDelivery
from zhiyin.modules.webhooks.permissions import MANAGE
from zhiyin.modules.webhooks.rules import CALLED_TYPE


async def webhooks(session: AnySession) -> Choices:
    """The webhooks there are."""
    rows = await session.execute(select(Webhook.id, Webhook.name).order_by(Webhook.name))
    return {"webhook": {str(row.id): Text(row.name, row.name) for row in rows}}


async def call_webhook(session: WriteSession, call: AutomationCall) -> Text | None:
    """Has a webhook told of the object, signed and tried again as any event is."""
    webhook = await session.get(Webhook, UUID(str(call.values["webhook"])))
    if webhook is None:
        raise NotFoundError
    if not webhook.on:
        raise WebhookOffError
    body = {
        "type": CALLED_TYPE,
        "timestamp": now().isoformat(),
        "version": 1,
        "actor": {"kind": "system", "id": None},
        "about": [{"kind": call.about.kind, "id": str(call.about.id)}],
        "data": {"rule": call.rule, "run_id": str(call.run_id)},
    }
    session.add(WebhookDelivery(id=new_id(), webhook_id=webhook.id, kind=CALLED_TYPE, body=body))
    return None


ACTIONS = (
    AutomationAction(
        "webhooks.call",
        Text("调用 Webhook", "Call a webhook"),
        call_webhook,
        fields=(
            CustomField("webhook", Text("Webhook", "Webhook").as_json(), "choice", required=True),
        ),
        choices=webhooks,
        permission=MANAGE,
    ),
)
