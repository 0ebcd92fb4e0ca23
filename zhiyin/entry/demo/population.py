"""The demo's customers: most are a name or less, some hundred have a full file."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from zhiyin.entry.demo.chance import sample, uuid_at
from zhiyin.entry.demo.organisation import SHOPPERS
from zhiyin.entry.demo.talk import Speaker
from zhiyin.entry.demo.words import (
    BROWSERS,
    ENGLISH_NAMES,
    GIVEN_MEN,
    GIVEN_WOMEN,
    LEVELS,
    NOTES,
    PLACES,
    SURNAMES,
    TAGS,
    Place,
)

CUSTOMERS = 3000
FULL_FILES = 340
KNOWN = 0.66
ENGLISH = 0.05


@dataclass
class Person:
    """A customer, and the browser they come with."""

    id: UUID
    visitor_id: UUID
    name: str
    call: str
    language: str
    place: Place
    user_agent: str
    # How often they come, compared with others.
    eagerness: float
    first_seen: datetime
    last_contact: datetime
    user_id: str | None = None
    phone: str | None = None
    email: str | None = None
    level: str | None = None
    tags: list[str] = field(default_factory=list)
    note: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def thread_key(self) -> str:
        """The thread their conversations belong to."""
        return f"user:{self.user_id}" if self.user_id else f"visitor:{self.visitor_id}"

    @property
    def speaker(self) -> Speaker:
        """What the texts need to know."""
        return Speaker(self.call, self.level or "普通", self.email or "me@example.com")

    @property
    def card(self) -> dict[str, Any]:
        """The copy that conversations keep."""
        return {"name": self.name, "level": self.level, "tags": self.tags}


def _name(rng: Random) -> tuple[str, str]:
    """A Chinese name, and how an agent addresses its owner."""
    surname = rng.choice(SURNAMES)
    if rng.random() < 0.64:
        return surname + rng.choice(GIVEN_WOMEN), surname + rng.choice(("小姐", "女士"))
    return surname + rng.choice(GIVEN_MEN), surname + "先生"


def _newcomer(rng: Random, start: datetime, end: datetime) -> Person:
    seen = start - timedelta(days=rng.expovariate(1 / 160)) if rng.random() < 0.45 else start
    english = rng.random() < ENGLISH
    visitor_id = uuid_at(seen, rng)
    known = rng.random() < KNOWN
    if english:
        name = rng.choice(ENGLISH_NAMES) if known else f"Visitor {visitor_id.hex[-4:]}"
        call = name.split()[0] if known else "there"
    elif known:
        name, call = _name(rng)
    else:
        name, call = f"访客 {visitor_id.hex[-4:]}", ""
    person = Person(
        id=uuid_at(seen, rng),
        visitor_id=visitor_id,
        name=name,
        call=call,
        language="en" if english else "zh-CN",
        place=rng.choice(PLACES),
        user_agent=rng.choice(BROWSERS),
        eagerness=min(rng.paretovariate(1.25), 40.0),
        first_seen=seen,
        last_contact=end,
    )
    if known:
        person.user_id = f"u{rng.randint(100_000, 999_999)}{rng.randint(10, 99)}"
    return person


def _facts(rng: Random, level: str, place: Place) -> dict[str, Any]:
    """What the shop's own system would write down, as labelled values."""
    orders = {"普通": 3, "银卡": 9, "金卡": 18, "黑金": 40}[level] + rng.randint(0, 6)
    spent = orders * rng.randint(120, 320)
    return {
        "orders": {"label": {"zh-CN": "累计订单", "en": "Orders"}, "value": f"{orders} 单"},
        "spent": {"label": {"zh-CN": "累计消费", "en": "Spent"}, "value": f"¥{spent:,}"},
        "points": {
            "label": {"zh-CN": "积分", "en": "Points"},
            "value": f"{spent // 10 * 2:,}",
        },
        "returns": {
            "label": {"zh-CN": "退货", "en": "Returns"},
            "value": f"{rng.randint(0, max(1, orders // 6))} 次",
        },
        "city": {"label": {"zh-CN": "常用收货城市", "en": "City"}, "value": place.zh},
    }


def _complete(rng: Random, person: Person, serial: int) -> None:
    """Gives a customer a full file. Numbers and addresses are ones nobody has."""
    person.level = rng.choices(LEVELS, (4, 3, 2, 0.6))[0]
    person.tags = sample(rng, TAGS, 3)
    person.note = rng.choice(NOTES) if rng.random() < 0.5 else ""
    person.facts = _facts(rng, person.level, person.place)
    if rng.random() < 0.92:
        prefix = rng.choice(("138", "139", "136", "150", "158", "186", "177", "199"))
        person.phone = f"+86{prefix}0000{serial:04d}"
    if person.phone is None or rng.random() < 0.55:
        person.email = f"customer{serial:04d}@example.com"
    person.eagerness *= 2.2


def make_people(rng: Random, start: datetime, end: datetime, count: int) -> list[Person]:
    """The customers; the ones of the demo page's buttons come first."""
    people: list[Person] = []
    taken: set[str] = set()
    while len(people) < count:
        person = _newcomer(rng, start, end)
        if person.user_id is not None and person.user_id in taken:
            continue
        taken.add(person.user_id or "")
        people.append(person)
    for person, shopper in zip(people, SHOPPERS, strict=False):
        english = shopper.user_id == "demo-emily"
        person.name, person.call = shopper.name, shopper.call
        person.user_id, person.phone, person.email = shopper.user_id, shopper.phone, shopper.email
        person.language = "en" if english else "zh-CN"
        person.level = shopper.level
        person.tags = ["常送礼", "好评多"] if not english else ["海外"]
        person.facts = _facts(rng, shopper.level, person.place)
        person.eagerness = 6.0
    known = [one for one in people[len(SHOPPERS) :] if one.user_id and one.language == "zh-CN"]
    full = min(FULL_FILES, len(known))
    for serial, person in enumerate(rng.sample(known, full), start=1):
        _complete(rng, person, serial)
    return people
