"""Turns a scenario into one conversation's words: wording chosen, blanks filled."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from zhiyin.entry.demo.chance import LOCAL
from zhiyin.entry.demo.library import Library, Role, Scenario
from zhiyin.entry.demo.words import CARRIERS, COMPANIES, PLACES, PRODUCTS


@dataclass(frozen=True)
class Said:
    """One message: who, and what."""

    role: Role
    text: str


@dataclass(frozen=True)
class Speaker:
    """What the blanks need to know of the customer."""

    call: str
    level: str = "普通"
    email: str = "me@example.com"


def fill(
    rng: Random, speaker: Speaker, agent: str, moment: datetime, scenario: Scenario
) -> dict[str, str]:
    """Values for all blanks of one conversation."""
    local = moment.astimezone(LOCAL)
    english = scenario.language == "en"
    fitting = [one for one in PRODUCTS if scenario.goods in (None, one.kind)]
    product, second = rng.sample(fitting, 2)
    place = rng.choice(PLACES)
    carrier = rng.choice(CARRIERS)
    days = rng.randint(3, 7)
    ordered = local - timedelta(days=days)
    before = local - timedelta(days=rng.randint(1, 3))
    after = local + timedelta(days=rng.randint(3, 6))
    price = product.price / 100
    return {
        "name": speaker.call,
        "agent": agent,
        "level": speaker.level,
        "email": speaker.email,
        "product": product.en if english else product.zh,
        "product2": second.en if english else second.zh,
        "price": f"{price:.0f}",
        "amount": f"{price * rng.choice((1.0, 0.9, 0.85)):.2f}",
        "fee": str(rng.choice((6, 8, 10, 12, 15))),
        "order": f"{ordered:%Y%m%d}{rng.randint(1, 9999):04d}",
        "tracking": f"{carrier[2]}{rng.randint(10**11, 10**12 - 1)}",
        "carrier": carrier[1] if english else carrier[0],
        "city": place.en if english else place.zh,
        "address": f"{place.zh}市{place.street} {rng.randint(1, 399)} 号 {rng.randint(1, 28)} 幢",
        "days": str(days),
        "n": str(rng.randint(2, 40)),
        "points": str(rng.randint(3, 90) * 100),
        "budget": f"{rng.choice((200, 300, 500))} {'yuan' if english else '元'}",
        "ago": rng.choice(("前天", "上周", "三天前", "大前天")),
        "date": f"{before:%d %B}" if english else f"{before.month} 月 {before.day} 日",
        "later": f"{after:%d %B}" if english else f"{after.month} 月 {after.day} 日",
        "time": f"{rng.randint(8, 20):02d}:{rng.randint(0, 59):02d}",
        "company": rng.choice(COMPANIES),
        "tax": f"9133{rng.randint(10**10, 10**11 - 1)}{rng.choice('ABDEFGH')}{rng.randint(10, 99)}",
    }


def filled(text: str, values: dict[str, str]) -> str:
    """The text with its blanks filled; nobody's name leaves no comma behind."""
    if not values["name"]:
        text = text.replace("{name}，", "").replace("，{name}。", "。")
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text.lstrip("，")


def write(
    rng: Random,
    library: Library,
    scenario: Scenario,
    values: dict[str, str],
    *,
    first_contact: bool = True,
) -> list[Said]:
    """The messages of one conversation in their order."""
    english = scenario.language == "en"
    said: list[Said] = []

    def add(role: Role, text: str) -> None:
        said.append(Said(role, filled(text, values)))

    if not english and first_contact and rng.random() < 0.35:
        add("customer", rng.choice(library.phrases["greet.customer"]))
        if rng.random() < 0.7:
            add("staff", rng.choice(library.phrases["greet.agent"]))
    for turn in scenario.turns:
        if turn.optional and rng.random() < 0.5:
            continue
        if turn.role == "staff" and rng.random() < 0.08:
            add("staff", rng.choice(library.phrases["hold.agent.en" if english else "hold.agent"]))
        add(turn.role, rng.choice(turn.wordings))
        if scenario.mood == "angry" and turn.role == "customer" and rng.random() < 0.12:
            add("customer", rng.choice(library.phrases["pushing.customer"]))
    if not english and rng.random() < 0.14:
        place = rng.randrange(len(library.phrases["more.customer"]))
        add("customer", library.phrases["more.customer"][place])
        add("staff", library.phrases["more.agent"][place])
    if rng.random() < 0.75:
        add("staff", rng.choice(library.phrases["thanks.agent.en" if english else "thanks.agent"]))
    return said
