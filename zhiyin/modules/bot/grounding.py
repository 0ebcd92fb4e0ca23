"""Whether what a model has worded really stands in the articles it names: pure.

The model is asked to keep to them, and may do otherwise all the same. What can be checked without
understanding is checked here, strictly: an answer that is thrown away costs little, as the bot goes
on without; a number nobody promised costs a lot.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence

from zhiyin.kernel.i18n.text import Language
from zhiyin.modules.bot.composing import MOST_SENTENCES, MOST_WORDS, Composed, plain
from zhiyin.modules.languagemodel.interface import PLACEHOLDER

# A sentence shares at least this part of its words with what it names.
LEAST_SHARED = 0.3
FEWEST_PIECES = 6
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")

_LINK = re.compile(
    r"https?://[^\s,;。，；、）)\]】》\u4e00-\u9fff]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.])(?:[a-z0-9-]+\.)+(?:com|cn|net|org|shop|store|top|cc|io|co|me|xyz|info)\b[\w/.?=&%-]*"
)
_MARKUP = re.compile(r"\]\(|<\s*/?\s*[a-z]|!\[", re.IGNORECASE)

_UNITS: dict[str, str] = {
    "workday": r"个?工作日|(?:business|working|work) ?days?",
    "day": r"个?自然日|天|日|号|(?:calendar )?days?",
    "hour": r"个?小时|个?钟头?|hours?|hrs?\b|h\b",
    "minute": r"分钟?|minutes?|mins?\b",
    "year": r"周?年|years?",
    "week": r"周|个?星期|个?礼拜|weeks?",
    "month": r"个月|months?",
    "month of the year": r"月份?",
    "yuan": r"元|块钱?|圆|yuan|rmb|cny",
    "dollar": r"美元|dollars?|usd",
    "cent": r"角|毛",
    "percent": r"%|percent|个百分点",
    "tenths": r"折",
    "o'clock": r"点钟?|时|o'clock|[ap]\.?m\b\.?",
    "kilo": r"公斤|千克|kg|kilos?|kilograms?",
    "gram": r"克|g\b|grams?",
    "litre": r"升|l\b|litres?|liters?",
    "millilitre": r"毫升|ml\b",
    "metre": r"米|m\b|met(?:re|er)s?",
    "centimetre": r"厘米|cm\b|centimet(?:re|er)s?",
    "degree": r"度|℃|°c?|degrees?",
}
# Said of one thing as often as of its number.
_VAGUE = ("一", "one", "半")
# How many of something: said in too many ways to tell apart.
_COUNTED = r"[个件份次位只套张条双台包箱把片杯款级楼层名家]|items?|pieces?|times|orders?"
_UNIT = (
    "|".join(f"(?P<u{place}>{pattern})" for place, pattern in enumerate(_UNITS.values()))
    + f"|(?P<counted>{_COUNTED})"
)
_NAMES = list(_UNITS)
_CHINESE = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_POWERS = {"十": 10, "百": 100, "千": 1000}
_ENGLISH_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
_ENGLISH = {name: value for value, name in enumerate(_ENGLISH_WORDS.split())} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "hundred": 100,
}
_AMOUNT = (
    r"\d+(?:[.:]\d+)*|半|[零〇一二两三四五六七八九十百千]+"
    rf"|\b(?:{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})\b"
)
_FACT = re.compile(
    rf"(?P<sign>百分之|[¥$])?\s*(?P<amount>{_AMOUNT})(?P<wan>万)?(?:\s*-?\s*(?:{_UNIT}))?"
)
_DATE = re.compile(r"(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]")
_RANGE = re.compile(r"\s*(?:-|–|—|~|至|到|to|and|or|或|、)\s*")

# What costs the shop money if it is said without reason, in both languages.
_PROMISES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![不没无未非])(?:免费|包邮|免邮|免运费|不收费|不收取)|\bfree\b",
        r"(?<![不没无未非])(?:赔|补偿)|compensat",
        r"(?<![不没无未非])(?:保证|承诺|一定|肯定)|guarantee|promise|certainly|definitely",
        r"全额|in full|full refund",
        r"终身|永久|lifetime|forever|permanent",
        r"无条件|unconditional|no questions",
        r"立即|立刻|马上|immediately|at once|right away|instantly",
        r"(?<![不没无未非])(?:优惠|折扣|立减|赠送|送您)|discount|coupon|gift",
    )
)

Fact = tuple[str, str | None]


def fault(
    composed: Composed, articles: Sequence[str], known: Collection[str], language: Language
) -> str | None:
    """Why an answer must not be said, or `None`. `articles` are the texts it may name, in their
    order; `known` the placeholders that stand for something.
    """
    whole = " ".join(plain(one.text) for one in composed.sentences)
    if not whole.strip() or len(composed.sentences) > MOST_SENTENCES or len(whole) > MOST_WORDS:
        return "length"
    if _MARKUP.search(whole):
        return "markup"
    if any(one not in known for one in PLACEHOLDER.findall(whole)):
        return "placeholder"
    if not _fits(whole, language):
        return "language"
    for sentence in composed.sentences:
        numbers = set(sentence.articles)
        if not numbers or not numbers <= set(range(1, len(articles) + 1)):
            return "citation"
        named = " \n ".join(articles[number - 1] for number in sorted(numbers))
        problem = unfounded(plain(sentence.text), named)
        if problem is not None:
            return problem
    return None


def unfounded(said: str, named: str) -> str | None:
    """What of a sentence does not stand in the articles it names."""
    # What was hidden is put back unchanged, and states nothing of ours.
    said, named = (_even(PLACEHOLDER.sub(" ", one)) for one in (said, named))
    links = {link.rstrip(".") for link in _LINK.findall(said)}
    if not links <= {link.rstrip(".") for link in _LINK.findall(named)}:
        return "link"
    if not _facts_hold(facts(_LINK.sub(" ", said)), facts(_LINK.sub(" ", named))):
        return "number"
    if any(one.search(said) and not one.search(named) for one in _PROMISES):
        return "promise"
    if _shared(said, named) < LEAST_SHARED:
        return "unfounded"
    return None


def facts(text: str) -> set[Fact]:
    """Numbers with their units, however written: 7天, 七日 and seven days are the same."""
    text = _even(text)
    found: set[Fact] = {(f"{one[1]}/{one[2]}", "date") for one in _DATE.finditer(text)}
    # Numbers without a unit, and whether they are numbers by themselves: the first number of a
    # range has the unit of the second.
    waiting: list[tuple[str, bool]] = []
    last = 0
    for match in _FACT.finditer(text):
        amount, unit = _amount(match), _unit(match)
        if waiting and not _RANGE.fullmatch(text[last : match.start()]):
            found |= {(one, None) for one, sure in waiting if sure}
            waiting = []
        last = match.end()
        sure = match["amount"][0].isdigit()
        if unit is None and (match["counted"] is None or match["amount"] in _VAGUE):
            waiting.append((amount, sure))
            continue
        found |= {(one, unit) for one, _ in waiting} | {(amount, unit)}
        waiting = []
    return found | {(one, None) for one, sure in waiting if sure}


def _facts_hold(said: set[Fact], named: set[Fact]) -> bool:
    amounts = {amount for amount, _ in named}
    return all(
        (amount, unit) in named if unit is not None else amount in amounts for amount, unit in said
    )


def _amount(match: re.Match[str]) -> str:
    raw = match["amount"]
    if raw[0].isdigit():
        value = raw.lstrip("0") if ":" in raw or raw.count(".") > 1 else _trim(raw)
    elif raw == "半":
        value = "0.5"
    elif raw in _ENGLISH:
        value = str(_ENGLISH[raw])
    else:
        value = str(_from_chinese(raw))
    if match["wan"] and value.replace(".", "", 1).isdigit():
        value = _trim(str(float(value) * 10_000))
    return value


def _unit(match: re.Match[str]) -> str | None:
    if match["sign"]:
        return {"百分之": "percent", "¥": "yuan", "$": "dollar"}[match["sign"]]
    return next((name for place, name in enumerate(_NAMES) if match[f"u{place}"]), None)


def _from_chinese(raw: str) -> int:
    if not any(one in _POWERS for one in raw):
        return int("".join(str(_CHINESE[one]) for one in raw))
    total, digit = 0, 0
    for one in raw:
        if one in _POWERS:
            total += (digit or 1) * _POWERS[one]
            digit = 0
        else:
            digit = _CHINESE[one]
    return total + digit


def _trim(raw: str) -> str:
    whole, _, part = raw.partition(".")
    part = part.rstrip("0")
    return f"{whole.lstrip('0') or '0'}.{part}" if part else whole.lstrip("0") or "0"


def _even(text: str) -> str:
    """Width and case made equal, and numbers without marks for thousands."""
    text = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)


def _fits(text: str, language: Language) -> bool:
    clean = PLACEHOLDER.sub("", text)
    wide = len(_HAN.findall(clean))
    return wide > 0 if language == "zh-CN" else wide * 3 < max(len(clean), 1)


_WORD = re.compile(r"[a-z]{4,}")


def _shared(said: str, named: str) -> float:
    """The share of its pairs of Chinese characters, or of its longer words, that stand in what it
    names; 1 where it has too few of them, or the two are of different languages.
    """
    if bool(_HAN.search(said)) != bool(_HAN.search(named)):
        return 1.0
    pieces = set(_WORD.findall(said)) | {
        said[place : place + 2]
        for place in range(len(said) - 1)
        if _HAN.match(said[place]) and _HAN.match(said[place + 1])
    }
    if len(pieces) < FEWEST_PIECES:
        return 1.0
    return sum(one in named for one in pieces) / len(pieces)
