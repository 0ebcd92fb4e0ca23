"""What customers do by the links they are sent, without signing in."""

from dataclasses import dataclass, field

from zhiyin.kernel.actor import Actor
from zhiyin.kernel.errors.problems import TooManyRequestsError
from zhiyin.kernel.house import House
from zhiyin.kernel.live.limits import Buckets
from zhiyin.modules.complaints.actions.choosing import Choice, choose
from zhiyin.modules.complaints.actions.following import Answer, answer
from zhiyin.modules.complaints.queries.offers import find_follow_up, find_offer
from zhiyin.modules.complaints.queries.visiting import show_offer, show_question
from zhiyin.modules.complaints.schemas.offers import VisitorFollowUp, VisitorOffer

SHELF = "complaints.visitors"


@dataclass
class Allowed:
    """How often one address may knock: enough for a family, too little for guessing."""

    addresses: Buckets = field(default_factory=lambda: Buckets(30, 0.5))


def check_address(house: House, address: str) -> None:
    """Refuses an address that knocks too often, before anything is looked up."""
    allowed: Allowed = house.shelf.setdefault(SHELF, Allowed())
    wait = allowed.addresses.take(address)
    if wait:
        raise TooManyRequestsError(seconds=max(1, round(wait)))


async def open_offer(house: House, address: str, token: str) -> VisitorOffer:
    """The offer behind a link; not found for one that is forged or no longer leads anywhere."""
    check_address(house, address)
    async with house.database.reading() as session:
        return await show_offer(session, *await find_offer(session, token))


async def choose_by_link(house: House, address: str, token: str, place: int) -> VisitorOffer:
    """Chooses an option. The first choice holds, however many come at once."""
    return await _choose(house, address, token, Choice(place, "", "link"))


async def decline_by_link(house: House, address: str, token: str, words: str) -> VisitorOffer:
    """None of them, and what the customer wants instead."""
    return await _choose(house, address, token, Choice(None, words, "link"))


async def _choose(house: House, address: str, token: str, choice: Choice) -> VisitorOffer:
    check_address(house, address)
    async with house.database.reading() as reading:
        row, offer = await find_offer(reading, token)
    async with house.database.writing(Actor("customer", row.customer_id)) as session:
        await choose(session, row.id, offer.id, choice)
    async with house.database.reading() as reading:
        return await show_offer(reading, *await find_offer(reading, token))


async def open_follow_up(house: House, address: str, token: str) -> VisitorFollowUp:
    """The question behind a link; not found for one that is forged."""
    check_address(house, address)
    async with house.database.reading() as session:
        return await show_question(session, *await find_follow_up(session, token))


async def answer_follow_up(
    house: House,
    address: str,
    token: str,
    *,
    settled: bool,
    score: int | None = None,
    words: str = "",
) -> VisitorFollowUp:
    """Whether it is settled, and how content the customer is."""
    check_address(house, address)
    async with house.database.reading() as reading:
        row, asked = await find_follow_up(reading, token)
    async with house.database.writing(Actor("customer", row.customer_id)) as session:
        await answer(session, row.id, asked.id, Answer(settled, score, words, "link"))
    async with house.database.reading() as reading:
        return await show_question(reading, *await find_follow_up(reading, token))
