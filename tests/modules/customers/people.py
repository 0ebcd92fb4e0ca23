"""Customers with a past, and following their jobs."""

import asyncio
import io
import time
from pathlib import Path
from typing import Any

from PIL import Image

from tests.servers.processes import Processes
from tests.servers.shop import Shop


def picture() -> bytes:
    """A small real picture."""
    held = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(held, "PNG")
    return held.getvalue()


async def talk(shop: Shop, *words: str, token: str | None = None) -> dict[str, Any]:
    """A visitor writes; answers the token, the conversation and the customer."""
    token = token or shop.session()["token"]
    async with shop.visitor(token) as visitor:
        for word in words:
            message = (await visitor.post(word))["message"]
    conversation = message["conversation_id"]
    row = shop.run("SELECT customer_id FROM conversations WHERE id = %s", conversation)[0]
    return {"token": token, "conversation": conversation, "customer": str(row[0])}


def leave(shop: Shop, who: dict[str, Any], **contact: str) -> None:
    """They leave a phone number or an address."""
    with shop.visiting(who["token"]) as visitor:
        visitor.post("/api/visitor/contact", json=contact).raise_for_status()


async def send_file(shop: Shop, who: dict[str, Any]) -> str:
    """They send a picture; answers its id."""
    with shop.visiting(who["token"]) as visitor:
        headers = {"X-File-Name": "id-card.png", "Content-Type": "application/octet-stream"}
        answer = visitor.post("/api/visitor/files", content=picture(), headers=headers)
        answer.raise_for_status()
        file_id: str = answer.json()["id"]
    async with shop.visitor(who["token"]) as visitor:
        await visitor.post("", kind="image", file_id=file_id)
    return file_id


def follow(shop: Shop, role: str, job_id: str, *states: str) -> dict[str, Any]:
    """Waits until a job has ended."""
    with shop.client(role) as client:
        for _ in range(2400):
            job: dict[str, Any] = client.get(f"/api/jobs/{job_id}").json()
            if job["state"] in (states or ("done", "failed", "cancelled")):
                return job
            time.sleep(0.05)
    raise AssertionError(job)


def stored_files(processes: Processes) -> list[Path]:
    """What lies in the store of files."""
    folder = processes.folder / "data" / "files"
    return [path for path in folder.rglob("*") if path.is_file()]


async def until_somebody_waits(shop: Shop) -> None:
    """Waits until a transaction stands at a lock."""
    for _ in range(2400):
        waiting = shop.run(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
            " AND wait_event_type = 'Lock'"
        )
        if waiting:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("nobody waits for the lock")
