"""Deliveries are handed over, tried again, given up, and sent once more when somebody asks."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from sqlalchemy import Row, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.crypto.keyring import KeyRing
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.house import House
from zhiyin.kernel.outward import Called, make_client, post, read_networks
from zhiyin.modules.people.interface import NewNotice, get_holders, notify
from zhiyin.modules.webhooks.actions.reading import read_record
from zhiyin.modules.webhooks.errors import SecretLostError, WebhookOffError
from zhiyin.modules.webhooks.models import Webhook, WebhookDelivery
from zhiyin.modules.webhooks.permissions import MANAGE
from zhiyin.modules.webhooks.queries import show_delivery
from zhiyin.modules.webhooks.rules import (
    FAILING,
    KIND,
    SWITCHED_OFF,
    TEST_TYPE,
    outcome_of,
    wait_after,
)
from zhiyin.modules.webhooks.schemas import DeliveryOut
from zhiyin.modules.webhooks.signing import headers_of

SECONDS = 10.0
AT_ONCE = 8
CLIENT = "webhooks.client"
USER_AGENT = "Zhiyin-Webhooks/1"
# An address that took nothing for so long, though it was tried again and again, is switched off.
GIVE_UP_AFTER = timedelta(days=5)
DELIVERED_DAYS = 7
DEAD_DAYS = 30

_IS_DUE = text("""
    SELECT EXISTS (SELECT FROM webhook_deliveries WHERE state = 'waiting' AND next_at <= now())
""")
# Taken with a lease: what a killed worker held is due again. At most a few of each address, so
# that a slow one does not keep the others waiting.
_TAKE = text("""
    WITH due AS (
        SELECT id FROM (
            SELECT d.id, d.next_at,
                   row_number() OVER (PARTITION BY d.webhook_id ORDER BY d.next_at, d.id) AS place
            FROM webhook_deliveries d
            WHERE d.state = 'waiting' AND d.next_at <= now()
            ORDER BY d.next_at LIMIT 400) AS waiting
        WHERE place <= 4 ORDER BY next_at LIMIT 32),
    taken AS (
        SELECT d.id FROM webhook_deliveries d JOIN due ON due.id = d.id
        WHERE d.state = 'waiting' AND d.next_at <= now() FOR UPDATE OF d SKIP LOCKED)
    UPDATE webhook_deliveries d
    SET tries = d.tries + 1, next_at = now() + interval '1 minute'
    FROM taken, webhooks w
    WHERE d.id = taken.id AND w.id = d.webhook_id
    RETURNING d.id, d.webhook_id, d.event_id, d.kind, d.body, d.tries,
              w.url, w.name, w.secret_sealed, w.old_secret_sealed, w.old_until
""")
# Before the delivery, as whoever edits a webhook does.
_LOCK = text("SELECT FROM webhooks WHERE id = :id FOR UPDATE")
_NOTE = text("""
    UPDATE webhook_deliveries SET state = :state, status = :status, problem = :problem,
        answer = :answer, milliseconds = :milliseconds,
        next_at = now() + make_interval(secs => :wait),
        ended_at = CASE WHEN :state = 'waiting' THEN NULL ELSE now() END
    WHERE id = :id AND tries = :tries AND state = 'waiting'
    RETURNING id
""")
_SUCCEEDED = text("""
    UPDATE webhooks SET succeeded_at = now(), failing_since = NULL WHERE id = :id
""")
_FAILED = text("""
    UPDATE webhooks SET failing_since = coalesce(failing_since, now()) WHERE id = :id
    RETURNING failing_since
""")
_SWITCH_OFF = text("""
    UPDATE webhooks SET "on" = false, off_reason = :reason, version = version + 1
    WHERE id = :id AND "on" RETURNING name
""")
_GIVE_UP = text("""
    UPDATE webhook_deliveries SET state = 'dead', ended_at = now()
    WHERE webhook_id = :id AND state = 'waiting'
""")
_AGAIN = text("""
    UPDATE webhook_deliveries SET state = 'waiting', tries = 0, next_at = now(), ended_at = NULL
    WHERE webhook_id = :webhook_id AND state <> 'waiting'
      AND (CAST(:id AS uuid) IS NULL AND state = 'dead' OR id = :id)
    RETURNING id
""")
_FORGET = text("""
    DELETE FROM webhook_deliveries WHERE id IN (
        SELECT id FROM webhook_deliveries
        WHERE ended_at < now() - make_interval(days => :delivered)
          AND (state = 'delivered' OR ended_at < now() - make_interval(days => :dead))
        LIMIT 5000)
    RETURNING id
""")


async def tell(database: Database) -> None:
    """Reads what happened and hands it over; without a webhook it is one short look."""
    if await read_record(database):
        await send_due(database)


async def send_due(database: Database) -> None:
    """Hands over everything that is due, a few at a time."""
    while True:
        async with database.reading() as looking:
            if not await looking.scalar(_IS_DUE):
                return
        async with database.writing() as session:
            rows = (await session.execute(_TAKE)).all()
        if not rows:
            return
        limit = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(_deliver(database, row, limit) for row in rows))


async def _deliver(database: Database, row: Row[Any], limit: asyncio.Semaphore) -> None:
    async with limit:
        called = await _call(database.house, row, row.id, row.body)
    async with database.writing() as session:
        await _note(session, row, called)


async def _call(
    house: House, webhook: Webhook | Row[Any], delivery_id: UUID, said: dict[str, Any]
) -> Called:
    moment = now()
    body = msgspec.json.encode(said)
    signed = headers_of(_secrets(house.keyring, webhook, moment), str(delivery_id), moment, body)
    headers = {"content-type": "application/json", "user-agent": USER_AGENT, **signed}
    if CLIENT not in house.shelf:
        house.shelf[CLIENT] = make_client()
    inside = read_networks(house.environment.webhook_networks)
    client = house.shelf[CLIENT]
    return await post(client, webhook.url, body, headers, seconds=SECONDS, inside=inside)


def _secrets(ring: KeyRing, row: Webhook | Row[Any], moment: datetime) -> list[str]:
    """What it is signed with. Without the key ring that sealed it nothing is: receivers refuse it,
    and that shows.
    """
    sealed = [row.secret_sealed]
    if row.old_secret_sealed is not None and row.old_until is not None and row.old_until > moment:
        sealed.append(row.old_secret_sealed)
    try:
        return [ring.open_value(bytes(one)).decode() for one in sealed]
    except (InvalidTag, KeyError):
        return []


async def _note(session: WriteSession, row: Row[Any], called: Called) -> None:
    outcome = outcome_of(called.status, row.tries)
    wait = wait_after(row.tries, row.id.int % 1000 / 1000) if outcome == "again" else None
    values = {
        "id": row.id,
        "tries": row.tries,
        "state": {"delivered": "delivered", "again": "waiting"}.get(outcome, "dead"),
        "status": called.status,
        "problem": called.problem,
        "answer": _storable(called.answer),
        "milliseconds": called.milliseconds,
        "wait": wait or 0,
    }
    await session.execute(_LOCK, {"id": row.webhook_id})
    if (await session.execute(_NOTE, values)).first() is None:
        return
    if outcome == "delivered":
        await session.execute(_SUCCEEDED, {"id": row.webhook_id})
        return
    since = await session.scalar(_FAILED, {"id": row.webhook_id})
    if outcome == "gone":
        await _switch_off(session, row.webhook_id, "gone")
    elif outcome == "dead" and since is not None and now() - since > GIVE_UP_AFTER:
        await _switch_off(session, row.webhook_id, "failing")
    elif outcome == "dead" and row.kind != TEST_TYPE and since is not None:
        await _warn(session, FAILING, row.webhook_id, row.name, since.isoformat())


def _storable(answer: str) -> str:
    """The database stores no null characters in text."""
    return answer.replace("\0", "\N{REPLACEMENT CHARACTER}")


async def _switch_off(session: WriteSession, webhook_id: UUID, reason: str) -> None:
    name = await session.scalar(_SWITCH_OFF, {"id": webhook_id, "reason": reason})
    if name is None:
        return
    await session.execute(_GIVE_UP, {"id": webhook_id})
    audit(session, "webhooks.switch_off", ObjectRef(KIND, webhook_id), after={"reason": reason})
    await _warn(session, SWITCHED_OFF, webhook_id, name, str(new_id()))


async def _warn(session: WriteSession, kind: str, webhook_id: UUID, name: str, once: str) -> None:
    about = ObjectRef(KIND, webhook_id)
    key = f"{kind}:{webhook_id}:{once}"
    people = await get_holders(session, MANAGE.name)
    await notify(
        session, [NewNotice(one.staff_id, kind, key, about, {"name": name}) for one in people]
    )


async def send_test(house: House, webhook_id: UUID) -> DeliveryOut:
    """Sends a test at once, without trying again; answers what came of it. Also while it is off."""
    async with house.database.reading() as session:
        webhook = await session.get(Webhook, webhook_id)
        if webhook is None:
            raise NotFoundError
    if not _secrets(house.keyring, webhook, now()):
        raise SecretLostError
    moment = now()
    row = WebhookDelivery(
        id=new_id(),
        webhook_id=webhook_id,
        kind=TEST_TYPE,
        body={"type": TEST_TYPE, "timestamp": moment.isoformat(), "data": {}},
        tries=1,
        made_at=moment,
    )
    called = await _call(house, webhook, row.id, row.body)
    taken = outcome_of(called.status, 1) == "delivered"
    row.state, row.ended_at = "delivered" if taken else "dead", now()
    row.status, row.problem = called.status, called.problem
    row.answer, row.milliseconds = _storable(called.answer), called.milliseconds
    async with house.database.writing() as writing:
        # Somebody may have taken the webhook away meanwhile.
        if await writing.get(Webhook, webhook_id, with_for_update=True) is None:
            raise NotFoundError
        writing.add(row)
        await writing.flush()
        return show_delivery(row)


async def redeliver(session: WriteSession, webhook_id: UUID, delivery_id: UUID | None) -> int:
    """Sends one delivery again, or all that were given up; answers how many."""
    webhook = await session.get(Webhook, webhook_id, with_for_update=True)
    if webhook is None:
        raise NotFoundError
    if not webhook.on:
        raise WebhookOffError
    values = {"webhook_id": webhook_id, "id": delivery_id}
    count = len((await session.execute(_AGAIN, values)).all())
    audit(session, "webhooks.redeliver", ObjectRef(KIND, webhook_id), after={"count": count})
    return count


async def forget_old(database: Database) -> None:
    """What was delivered is forgotten after a week, what was given up after a month."""
    gone = 1
    while gone:
        async with database.writing() as session:
            values = {"delivered": DELIVERED_DAYS, "dead": DEAD_DAYS}
            gone = len((await session.execute(_FORGET, values)).all())
