"""Old state and frames make the fresh state: for staff who see all, for staff who see masked
texts, and for the customer, after every action and after any row of them.
"""

import asyncio
import io
import json
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.modules.conversations.held import Held
from tests.servers.shop import Ear, Shop

FULL, MASKED = "owner", "quality"
# Longer than the horizon poll needs to mend a lost push.
PATIENCE = 10.0


@dataclass
class Scene:
    """One conversation, those who look at it, and what each of them holds."""

    shop: Shop
    token: str
    conversation: str
    visitor: Ear
    ears: dict[str, Ear]
    held: dict[str, Held] = field(default_factory=dict)

    def post(self, path: str, role: str = FULL, **body: Any) -> None:
        """A staff route; a refusal is as good, as then nothing may change."""
        with self.shop.client(role) as client:
            answer = client.post(f"/api/conversations/{self.conversation}{path}", json=body)
            assert answer.status_code < 500, answer.text

    def visit(self, path: str, **body: Any) -> None:
        """A customer route."""
        with self.shop.visiting(self.token) as client:
            assert client.post(f"/api/visitor{path}", json=body).status_code < 500

    def latest(self, sender: str) -> str:
        """The id of the last words of the customer or of staff."""
        rows = self.shop.run(
            "SELECT id FROM messages WHERE conversation_id = %s AND sender_kind = %s"
            " AND kind IN ('text', 'image', 'note') ORDER BY number DESC LIMIT 1",
            self.conversation, sender,
        )  # fmt: skip
        return str(rows[0][0]) if rows else str(uuid.uuid4())

    def fresh_for_staff(self, role: str) -> Held:
        """What a console that opens the conversation now is told."""
        with self.shop.client(role) as client:
            detail = client.get(f"/api/conversations/{self.conversation}").json()
        held = Held(only=self.conversation)
        return held.load(detail["conversation"], detail["messages"])

    async def fresh_for_visitor(self) -> Held:
        """What a widget that opens now is told."""
        async with self.shop.visitor(self.token) as widget:
            return Held().load(widget.state["conversation"], widget.state["messages"])

    def differences(self, name: str, fresh: Held) -> list[str]:
        """What is not as it should be, of what is drawn."""
        if name == "visitor":
            return self.held[name].as_drawn_by_widget().differs(fresh.as_drawn_by_widget())
        return self.held[name].differs(fresh)

    async def settle(self, after: str) -> None:
        """Everybody's held state becomes the fresh one by frames alone."""
        for name, ear in self.ears.items():
            await self._settle(name, ear, after)

    async def _settle(self, name: str, ear: Ear, after: str) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            fresh = (
                await self.fresh_for_visitor()
                if name == "visitor"
                else await asyncio.to_thread(self.fresh_for_staff, name)
            )
            await self._hear(name, ear)
            differences = self.differences(name, fresh)
            if not differences:
                return
            assert time.monotonic() < end, f"{name} after {after}: {differences}"

    async def _hear(self, name: str, ear: Ear) -> None:
        while True:
            try:
                raw = await asyncio.wait_for(ear.socket.recv(), 0.15)
            except TimeoutError:
                return
            told = json.loads(raw)
            for frame in told if isinstance(told, list) else [told]:
                self.held[name].hear(frame)


Action = Callable[[Scene], Awaitable[None] | None]


async def customer_writes(scene: Scene) -> None:
    await scene.visitor.say(type="post", key=uuid.uuid4().hex, kind="text", text="壶呢")


async def customer_tells_a_phone(scene: Scene) -> None:
    words = "打我手机 13812345678"
    await scene.visitor.say(type="post", key=uuid.uuid4().hex, kind="text", text=words)


async def customer_sends_a_picture(scene: Scene) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "PNG")
    with scene.shop.visiting(scene.token) as client:
        answer = client.post(
            "/api/visitor/files", content=picture.getvalue(), headers={"X-File-Name": "pot.png"}
        )
    await scene.visitor.say(
        type="post", key=uuid.uuid4().hex, kind="image", file_id=answer.json()["id"]
    )


async def customer_reads(scene: Scene) -> None:
    await scene.visitor.say(type="seen", number=10_000)


def customer_takes_back(scene: Scene) -> None:
    scene.visit(f"/messages/{scene.latest('customer')}/recall")


def customer_leaves_a_contact(scene: Scene) -> None:
    scene.visit("/contact", email=f"{uuid.uuid4().hex[:8]}@post.example", name="陈女士")


def customer_ends(scene: Scene) -> None:
    scene.visit("/end")


def staff_writes(scene: Scene) -> None:
    scene.post("/messages", key=uuid.uuid4().hex, text="在路上，单号 13912345678")


def staff_notes(scene: Scene) -> None:
    scene.post("/messages", key=uuid.uuid4().hex, kind="note", text="老顾客")


def staff_takes_back(scene: Scene) -> None:
    scene.post(f"/messages/{scene.latest('staff')}/recall")


async def staff_reads(scene: Scene) -> None:
    await scene.ears[FULL].say(type="seen", conversation_id=scene.conversation, number=10_000)


def staff_picks(scene: Scene) -> None:
    scene.post("/pick")


def staff_hands_to_a_colleague(scene: Scene) -> None:
    scene.post("/transfer", staff_id=scene.shop.ids["agent_senior"], note="请跟进")


def staff_hands_to_a_team(scene: Scene) -> None:
    scene.post("/transfer", team_id=scene.shop.team_id, note="急")


def staff_gives_back(scene: Scene) -> None:
    scene.post("/return")


def staff_invites(scene: Scene) -> None:
    scene.post("/participants", staff_id=scene.shop.ids["agent_junior"])


def staff_lets_go(scene: Scene) -> None:
    with scene.shop.client(FULL) as client:
        path = f"/api/conversations/{scene.conversation}/participants"
        client.delete(f"{path}/{scene.shop.ids['agent_junior']}")


def staff_mentions(scene: Scene) -> None:
    who = scene.shop.ids["agent_junior"]
    words = "@agent_junior 13812345678 麻烦看一下"
    scene.post("/messages", key=uuid.uuid4().hex, kind="note", text=words, mentions=[who])


def staff_asks_a_colleague(scene: Scene) -> None:
    scene.post("/transfer", staff_id=scene.shop.ids["agent_senior"], note="", ask=True)


def supervisor_whispers(scene: Scene) -> None:
    with scene.shop.client("supervisor") as client:
        body = {"key": uuid.uuid4().hex, "text": "先道歉"}
        client.post(f"/api/conversations/{scene.conversation}/whisper", json=body)


def supervisor_takes_over(scene: Scene) -> None:
    with scene.shop.client("supervisor") as client:
        client.post(f"/api/conversations/{scene.conversation}/take-over")


def staff_closes(scene: Scene) -> None:
    scene.post("/close", note="好了")


def staff_reopens(scene: Scene) -> None:
    scene.post("/reopen")


def staff_raises_the_priority(scene: Scene) -> None:
    with scene.shop.client(FULL) as client:
        client.patch(f"/api/conversations/{scene.conversation}", json={"priority": 7})


def staff_names_the_customer(scene: Scene) -> None:
    with scene.shop.client(FULL) as client:
        customer = scene.held[FULL].conversation
        assert customer is not None
        path = f"/api/customers/{customer['customer']['id']}"
        name = f"顾客{uuid.uuid4().hex[:4]}"
        client.patch(path, json={"name": name, "tags": ["老客"]}).raise_for_status()


ONCE_THROUGH: tuple[Action, ...] = (
    customer_writes, staff_notes, staff_picks, staff_reads, staff_writes, customer_reads,
    customer_tells_a_phone, staff_takes_back, customer_takes_back, customer_sends_a_picture,
    staff_invites, staff_mentions, staff_asks_a_colleague, supervisor_whispers, staff_lets_go,
    staff_raises_the_priority, staff_names_the_customer, customer_leaves_a_contact,
    staff_hands_to_a_colleague, staff_hands_to_a_team, staff_picks, staff_gives_back, staff_picks,
    supervisor_takes_over, supervisor_whispers,
    staff_closes, staff_reopens, staff_closes, customer_writes, staff_picks, customer_ends,
    customer_writes,
)  # fmt: skip


async def play(shop: Shop, actions: list[Action] | tuple[Action, ...], *, together: bool) -> None:
    """Carries the actions out; compares after each, or only after all of them."""
    token = shop.session()["token"]
    async with AsyncExitStack() as stack:
        visitor = await stack.enter_async_context(shop.visitor(token))
        first = await visitor.post("在吗")
        conversation = first["message"]["conversation_id"]
        ears = {role: await stack.enter_async_context(shop.staff(role)) for role in (FULL, MASKED)}
        scene = Scene(shop, token, conversation, visitor, {**ears, "visitor": visitor})
        for role, ear in ears.items():
            await ear.say(type="watch", topics=[f"conversation:{conversation}", "queue"])
            await ear.hear("watching")
            scene.held[role] = scene.fresh_for_staff(role)
        scene.held["visitor"] = await scene.fresh_for_visitor()
        for action in actions:
            done = action(scene)
            if done is not None:
                await done
            if not together:
                await scene.settle(action.__name__)
        await scene.settle(", ".join(action.__name__ for action in actions))


@pytest.mark.whole
async def test_the_frames_of_every_action_make_the_fresh_state(module_shop: Shop) -> None:
    await play(module_shop, ONCE_THROUGH, together=False)


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(st.sampled_from(sorted(set(ONCE_THROUGH), key=str)), min_size=2, max_size=10))
def test_any_row_of_actions_ends_in_the_fresh_state(
    module_shop: Shop, actions: list[Action]
) -> None:
    asyncio.run(play(module_shop, actions, together=True))
