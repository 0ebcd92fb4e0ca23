"""Probing channels (渠道探测): the worker opens each widget as a customer would."""

import asyncio
import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.channels.events import ChannelDown, ChannelUp
from zhiyin.modules.channels.interface import get_channels
from zhiyin.modules.channels.models import ChannelProbe
from zhiyin.modules.channels.rules import Health, after_probe
from zhiyin.modules.channels.settings import PROBE_EVERY

LIMIT_SECONDS = 10.0
MOST_BYTES = 1_000_000
# A channel that has just failed is tried again so soon: is it dead, or was it an accident?
AGAIN_SECONDS = 10
_TOKENS = "channels.probe_tokens"

# Whoever moves the time forward probes: several workers do not probe the same at once.
_CLAIM = text("""
    INSERT INTO channel_probes (channel_account_id)
    SELECT id FROM channel_accounts WHERE kind = 'web' AND active ORDER BY id
    ON CONFLICT (channel_account_id) DO UPDATE SET checked_at = now()
    WHERE channel_probes.checked_at < now() - make_interval(
        secs => CASE WHEN channel_probes.failures > 0 THEN :again ELSE :every END)
    RETURNING channel_account_id
""")


async def probe_channels(database: Database) -> None:
    """Probes the widgets whose turn it is."""
    async with database.writing() as session:
        house = session.house
        every = await get_setting(session, PROBE_EVERY)
        if not every:
            return
        times = {"every": every, "again": min(every, AGAIN_SECONDS)}
        due = set((await session.execute(_CLAIM, times)).scalars())
        channels = await get_channels(session)
    tokens: dict[UUID, str] = house.shelf.setdefault(_TOKENS, {})
    for channel_id in sorted(due & channels.keys()):
        began = time.monotonic()
        fault, token = await asyncio.to_thread(
            _visit, house.environment.base_url, channels[channel_id].key, tokens.get(channel_id)
        )
        if token:
            tokens[channel_id] = token
        await _note(database, channel_id, fault, round((time.monotonic() - began) * 1000))


def _visit(base_url: str, key: str, token: str | None) -> tuple[str | None, str | None]:
    """Fetches the script and opens a session as a page of our own; the fault, and the token.

    The token is kept, so that a year of probes is one visitor.
    """
    fault = "script"
    try:
        if b"data-widget" not in _fetch(f"{base_url}/widget/widget.js"):
            return fault, None
        fault = "session"
        body = json.dumps({"widget": key, "token": token}).encode()
        headers = {"Content-Type": "application/json", "Origin": base_url}
        told: dict[str, Any] = json.loads(_fetch(f"{base_url}/api/visitor/session", body, headers))
        return None, str(told["token"])
    except urllib.error.HTTPError as error:
        return "server" if error.code >= 500 else fault, None
    except TimeoutError:
        return "slow", None
    except OSError:
        return "unreachable", None
    except (ValueError, KeyError):
        return fault, None


def _fetch(url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> bytes:
    # The address is this installation's own, from its environment.
    question = urllib.request.Request(url, body, dict(headers or {}))  # noqa: S310
    with urllib.request.urlopen(question, timeout=LIMIT_SECONDS) as answer:  # noqa: S310
        content: bytes = answer.read(MOST_BYTES)
    return content


async def _note(database: Database, channel_id: UUID, fault: str | None, took_ms: int) -> None:
    async with database.writing() as session:
        row = await session.get_one(ChannelProbe, channel_id, with_for_update=True)
        moment = now()
        was = Health(row.failures, row.down_since)
        health = after_probe(was, moment, failed=fault is not None)
        row.failures, row.down_since = health.failures, health.down_since
        row.fault, row.took_ms, row.checked_at = fault, took_ms, moment
        ref = ObjectRef("channel", channel_id)
        if fault is not None and was.down_since is None and health.down_since is not None:
            emit(session, ChannelDown(channel_id, fault), ref)
        elif was.down_since is not None and health.down_since is None:
            lasted = round((moment - was.down_since).total_seconds())
            emit(session, ChannelUp(channel_id, lasted), ref)
