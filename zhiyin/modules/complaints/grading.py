"""How grave a complaint is (定级): points for what it says and whose it is. Pure.

Level 1 is grave, 4 ordinary. Every reason is named with its points, so that whoever looks can say
why, and say otherwise.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.text.sections import read_sections
from zhiyin.kernel.text.simplified import simplified

Level = Literal[1, 2, 3, 4]
LEVELS: tuple[Level, ...] = (1, 2, 3, 4)
ORDINARY: Level = 4
# From how many points on a complaint is of level 1, 2, 3.
THRESHOLDS = (72, 34, 10)
MOST_POINTS = 100
# What the inference process must be sure of, to be told.
SURE = 0.5
# So much money is much, and so much is a lot; in fen.
MUCH, A_LOT = 100_000, 500_000

NAMES: dict[str, Text] = {
    "harm": Text("有人受到严重伤害或险些", "Grave harm to somebody, or nearly"),
    "safety": Text("可能危及人身安全", "Somebody may come to harm"),
    "many": Text("牵涉多位客户", "Concerns many customers"),
    "threat": Text("扬言投诉、起诉或曝光", "Threatens authorities, courts or the press"),
    "public": Text("要在网上公开", "Will tell it in public"),
    "fraud": Text("涉嫌欺诈或违法", "Speaks of fraud or breach of law"),
    "rude": Text("服务人员态度恶劣", "Speaks of rude staff"),
    "money": Text("涉及金额较大", "Much money is concerned"),
    "ruined": Text("造成难以挽回的损失", "Something was ruined for good"),
    "again": Text("反映过仍未解决", "Told before without effect"),
    "earlier": Text("近期投诉过", "Has complained lately"),
    "contacts": Text("近期多次联系", "Has been in touch often lately"),
    "repeats": Text("同一问题七天内再次投诉", "The same again within seven days"),
    "long": Text("拖了很久", "Has taken long"),
    "waiting": Text("客户还在等答复", "The customer still waits for an answer"),
    "angry": Text("情绪激动", "Angry"),
    "tier": Text("重要客户", "Key customer"),
    "mild": Text("语气平和", "Speaks calmly"),
}
POINTS = {
    "harm": 74, "safety": 40, "many": 26, "threat": 28, "public": 12, "fraud": 24, "rude": 18,
    "ruined": 14, "again": 14, "long": 10, "angry": 10, "tier": 12, "mild": -12, "repeats": 14,
}  # fmt: skip
# What makes any matter worse; all of it together makes no ordinary matter a grave one.
WORSE = frozenset(
    {"money", "again", "long", "angry", "tier", "earlier", "contacts", "repeats", "waiting"}
)
MOST_WORSE = 18
# A threat that nobody put into words we know.
SUPPOSED = 10


class Felt(NamedTuple):
    """What the inference process reads from the words: how likely anger and threats are."""

    angry: float
    threat: float


@dataclass(frozen=True)
class Facts:
    """What is known of a complaint when it is graded; `felt` is none while nobody could read it."""

    words: str
    felt: Felt | None = None
    # Complaints of this customer within ninety days, and conversations within seven.
    earlier: int = 0
    contacts: int = 0
    # The same was settled for them a few days ago.
    repeats: bool = False
    key_customer: bool = False
    # Hours for which the customer has been waiting for an answer of ours.
    waiting_hours: float = 0.0


class Reason(NamedTuple):
    """Why a complaint has points: which reason, how many, by which words of it."""

    code: str
    points: int
    words: str = ""


class Grade(NamedTuple):
    """What comes of it."""

    level: Level
    points: int
    reasons: tuple[Reason, ...]


def grade(facts: Facts, thresholds: Sequence[int] = THRESHOLDS) -> Grade:
    """The level, with its reasons, the weightiest first."""
    reasons = [*_said(simplified(facts.words)), *_known(facts)]
    codes = {one.code for one in reasons}
    if facts.felt is not None:
        if facts.felt.threat >= SURE and "threat" not in codes:
            reasons.append(Reason("threat", SUPPOSED))
        if facts.felt.angry >= SURE and "angry" not in codes:
            reasons.append(Reason("angry", POINTS["angry"]))
    # Harm, threats and fraud are not made smaller by being told politely.
    if codes & {"harm", "safety", "threat", "fraud", "many"}:
        reasons = [one for one in reasons if one.code != "mild"]
    if "harm" in codes:
        reasons = [one for one in reasons if one.code != "safety"]
    worse = min(MOST_WORSE, sum(one.points for one in reasons if one.code in WORSE))
    itself = sum(one.points for one in reasons if one.code not in WORSE)
    points = max(0, min(MOST_POINTS, itself + worse))
    ordered = sorted(reasons, key=lambda one: (-abs(one.points), one.code))
    return Grade(level_of(points, thresholds), points, tuple(ordered))


def level_of(points: int, thresholds: Sequence[int] = THRESHOLDS) -> Level:
    """The level that so many points mean."""
    return next(
        (level for level, least in zip(LEVELS, thresholds, strict=False) if points >= least),
        ORDINARY,
    )


def _said(words: str) -> list[Reason]:
    found = []
    for code, pattern in _patterns().items():
        one = pattern.search(words)
        if one is not None:
            found.append(Reason(code, POINTS[code], one.group().strip()[:40]))
    sum_of = money_in(words)
    if sum_of >= MUCH:
        found.append(Reason("money", 18 if sum_of >= A_LOT else 10))
    return found


def _known(facts: Facts) -> list[Reason]:
    found = []
    if facts.earlier:
        found.append(Reason("earlier", min(16, 8 * facts.earlier)))
    if facts.contacts > 2:
        found.append(Reason("contacts", 6))
    if facts.repeats:
        found.append(Reason("repeats", POINTS["repeats"]))
    if facts.key_customer:
        found.append(Reason("tier", POINTS["tier"]))
    if facts.waiting_hours >= 4:
        found.append(Reason("waiting", 10 if facts.waiting_hours >= 24 else 5))
    return found


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    sections = read_sections("zhiyin.modules.complaints", "grading_words.txt")
    return {code: re.compile("|".join(sections[code])) for code in POINTS if code in sections}


@cache
def _money() -> list[re.Pattern[str]]:
    """How sums are named; the first counts in ten thousands."""
    sections = read_sections("zhiyin.modules.complaints", "grading_words.txt")
    return [re.compile(line) for line in sections["money"]]


@cache
def _numerals() -> dict[str, int]:
    sections = read_sections("zhiyin.modules.complaints", "grading_words.txt")
    return {sign: int(value) for sign, value in (line.split() for line in sections["numerals"])}


def money_in(words: str) -> int:
    """The largest sum a text names, in fen; nothing, if none."""
    largest = 0
    for place, pattern in enumerate(_money()):
        for one in pattern.finditer(words):
            if one.lastindex == 2:
                value = _numerals()[one[1]] * _numerals()[one[2]]
            else:
                value = int(float(one[1]) * (10_000 if place == 0 else 1))
            largest = max(largest, value * 100)
    return largest
