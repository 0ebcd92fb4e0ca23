"""Webhooks as notices refer to them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.module import Face, ObjectKind
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.webhooks.models import Webhook
from zhiyin.modules.webhooks.permissions import MANAGE
from zhiyin.modules.webhooks.rules import KIND


async def look(
    session: ReadSession | WriteSession, access: Access | None, ids: Sequence[UUID]
) -> dict[UUID, Face]:
    """These webhooks, for who may manage them."""
    if access is not None and not access.may(MANAGE):
        return {}
    rows = await session.execute(select(Webhook.id, Webhook.name).where(Webhook.id.in_(ids)))
    return {row.id: Face(row.name, f"/settings/webhooks/{row.id}") for row in rows}


WEBHOOK = ObjectKind(KIND, Text("Webhook", "Webhook"), look)
