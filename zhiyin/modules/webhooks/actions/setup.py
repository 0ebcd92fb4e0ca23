"""Webhooks are made, changed, and taken away, each audited."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import InvalidInputError, NotFoundError
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.webhooks.errors import TooManyWebhooksError
from zhiyin.modules.webhooks.models import Webhook
from zhiyin.modules.webhooks.queries import get_webhook
from zhiyin.modules.webhooks.rules import KIND
from zhiyin.modules.webhooks.schemas import WebhookIn
from zhiyin.modules.webhooks.signing import new_secret

MOST = 50
# Long enough to put the new secret into every receiver.
BOTH_SECRETS = timedelta(hours=24)
_UNKNOWN = Text("没有这种事件，请刷新后重选。", "There is no such event. Reload and choose again.")
# Two who make the last one at once would both be let in.
_IN_TURN = text("SELECT pg_advisory_xact_lock(hashtext('webhooks.make'))")
_DROP_WAITING = text("""
    UPDATE webhook_deliveries SET state = 'dead', ended_at = now()
    WHERE webhook_id = :id AND state = 'waiting'
""")


async def make_webhook(
    session: WriteSession, access: Access, body: WebhookIn
) -> tuple[Webhook, str]:
    """Makes a webhook; answers its secret, which is told once."""
    _check_kinds(session, body)
    await session.execute(_IN_TURN)
    if (await session.scalar(select(func.count()).select_from(Webhook)) or 0) >= MOST:
        raise TooManyWebhooksError(most=MOST)
    secret = new_secret()
    row = Webhook(
        id=new_id(),
        **_values(body),
        secret_sealed=session.house.keyring.seal(secret.encode()),
        since=now(),
        made_by=access.id,
    )
    session.add(row)
    await session.flush()
    audit(session, "webhooks.make", ObjectRef(KIND, row.id), after=_values(body))
    return row, secret


async def edit_webhook(
    session: WriteSession, webhook_id: UUID, body: WebhookIn, version: int | None
) -> None:
    """Changes a webhook. What was waiting for another address, or while it was on, is given up."""
    _check_kinds(session, body)
    row = await _held(session, webhook_id)
    shown = (await get_webhook(session, webhook_id)).model_dump(mode="json")
    check_version(row, version, shown)
    before = {name: getattr(row, name) for name in _values(body)}
    if body.url != row.url or not body.on:
        await session.execute(_DROP_WAITING, {"id": row.id})
    if not row.on or sorted(body.kinds) != row.kinds:
        row.since = now()
    if body.on:
        row.off_reason = None
    if body.url != row.url or (body.on and not row.on):
        row.failing_since = None
    for name, value in _values(body).items():
        setattr(row, name, value)
    audit(session, "webhooks.edit", ObjectRef(KIND, row.id), before=before, after=_values(body))


async def change_secret(session: WriteSession, webhook_id: UUID) -> str:
    """Makes a new secret; for a day deliveries are signed with both."""
    row = await _held(session, webhook_id)
    secret = new_secret()
    row.old_secret_sealed, row.old_until = row.secret_sealed, now() + BOTH_SECRETS
    row.secret_sealed = session.house.keyring.seal(secret.encode())
    row.version += 1
    audit(session, "webhooks.change_secret", ObjectRef(KIND, row.id))
    return secret


async def drop_webhook(session: WriteSession, webhook_id: UUID) -> None:
    """Takes a webhook away, with the record of what it was sent."""
    row = await _held(session, webhook_id)
    before = {"name": row.name, "url": row.url, "kinds": row.kinds}
    await session.delete(row)
    audit(session, "webhooks.drop", ObjectRef(KIND, webhook_id), before=before)


async def _held(session: WriteSession, webhook_id: UUID) -> Webhook:
    row = await session.get(Webhook, webhook_id, with_for_update=True)
    if row is None:
        raise NotFoundError
    return row


def _values(body: WebhookIn) -> dict[str, object]:
    kinds = sorted(set(body.kinds))
    return {"name": body.name, "url": body.url, "kinds": kinds, "on": body.on}


def _check_kinds(session: WriteSession, body: WebhookIn) -> None:
    if not set(body.kinds) <= session.house.registry.types.keys():
        raise InvalidInputError(fields={"kinds": _UNKNOWN})
