"""Payouts as other modules use them: held until a choice, paid by the house itself."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from tests.modules.remedies.payouts import cases, finance, note
from tests.modules.tickets.cases import make as make_ticket
from tests.servers.shop import Shop
from zhiyin.entry.building import build_house
from zhiyin.kernel.actor import Actor, ObjectRef
from zhiyin.kernel.contracts.payouts import PayoutKind, PayoutOrder
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.house import House
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.remedies.actions.following import go_on
from zhiyin.modules.remedies.events import PayoutDue
from zhiyin.modules.remedies.interface import (
    PayoutDraft,
    given,
    may_grant,
    payouts,
    payouts_about,
    propose,
    release,
    withdraw,
)


@dataclass
class Scene:
    """A shop's house in this process, a ticket, and who acts."""

    shop: Shop
    house: House
    about: ObjectRef
    owner: Actor

    def draft(self, key: str, amount: int = 700, **more: object) -> PayoutDraft:
        shop_id = UUID(self.shop.shop_id)
        return PayoutDraft(self.about, shop_id, None, amount, "补偿", key, **more)  # type: ignore[arg-type]


@pytest.fixture
async def scene(shop: Shop, database_url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    house = build_house(Environment(data_dir=tmp_path, database_url=database_url))
    ticket = make_ticket(shop, "manager", team_id=shop.team_id)["id"]
    owner = Actor("staff", UUID(shop.ids["owner"]))
    yield Scene(shop, house, ObjectRef("ticket", UUID(ticket)), owner)
    await house.database.close()


async def test_what_is_held_is_paid_only_when_it_is_released(scene: Scene) -> None:
    writing = scene.house.database.writing
    drafts = [scene.draft(f"offer:{place}", held=True) for place in (1, 2)]
    async with writing(scene.owner) as session:
        chosen, other = await propose(session, scene.owner, drafts)
        # Asked for again under the same keys, nothing is added.
        again = await propose(session, scene.owner, drafts)
        assert [one.id for one in again] == [chosen.id, other.id]
    assert (chosen.state, other.state) == ("approved", "approved")
    finance(scene.shop)
    rows = [{"id": str(one.id)} for one in (chosen, other)]
    early = note(scene.shop, "sent", *rows, method="alipay").json()
    assert (early["done"], len(early["skipped"])) == ([], 2)
    for _ in range(2):
        async with writing(scene.owner) as session:
            await withdraw(session, scene.owner, [other.id], "客户选了别的")
            await release(session, scene.owner, [chosen.id])
    async with scene.house.database.reading() as session:
        found = await payouts(session, [chosen.id, other.id])
        sums = await given(session, [scene.about])
        listed = await payouts_about(session, [scene.about])
    assert (found[chosen.id].state, found[other.id].state) == ("due", "withdrawn")
    assert sums == {scene.about: {"CNY": 700}}
    assert [one.id for one in listed[scene.about]] == [chosen.id, other.id]


async def test_what_is_released_before_it_is_approved_is_due_with_the_approval(
    scene: Scene,
) -> None:
    writing = scene.house.database.writing
    junior = Actor("staff", UUID(scene.shop.ids["agent_junior"]))
    async with writing(junior) as session:
        (row,) = await propose(session, junior, [scene.draft("offer:1", 5_000, held=True)])
        assert not await may_grant(session, junior, row.shop_id, 5_000, "CNY")
    assert row.state == "requested"
    async with writing(junior) as session:
        await release(session, junior, [row.id])
    with scene.shop.client("supervisor") as client:
        approved = client.post(f"/api/payouts/{row.id}/approve", json={}).json()
    assert (approved["state"], approved["held"]) == ("due", False)


async def test_what_the_house_pays_by_itself_is_not_given_to_finance(scene: Scene) -> None:
    paid: list[PayoutOrder] = []

    async def pay(session: WriteSession, order: PayoutOrder) -> None:
        paid.append(order)

    scene.house.payout_kinds["points"] = PayoutKind("points", Text("积分", "Points"), pay)
    async with scene.house.database.writing(scene.owner) as session:
        (row,) = await propose(session, scene.owner, [scene.draft("points:1", kind="points")])
    told = PayoutDue(row.id, scene.about.kind, scene.about.id, None)
    at = datetime(2026, 11, 24, tzinfo=UTC)
    kind = PayoutDue.event_kind()
    stored = StoredEvent(1, kind, told, (scene.about,), scene.owner, None, at)
    async with scene.house.database.writing() as session:
        await go_on(session, [stored])
    assert [(one.amount, one.key) for one in paid] == [(700, f"payout:{row.id}")]
    assert cases(scene.shop, {"id": str(row.id)}) == []
