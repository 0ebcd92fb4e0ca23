"""Numbers with their units in a text, however they are written: pure."""

import re
import unicodedata

from zhiyin.kernel.text.sections import read_sections

# A number as plain digits, and its unit; `None` where it has none or only counts something.
Fact = tuple[str, str | None]

_WORDS = read_sections("zhiyin.modules.languagemodel", "measures_words.txt")
_UNITS = [name for name in _WORDS if name.startswith("unit ")]
# Both ways to write zero stand first.
_ZERO, _TWO = _WORDS["zero"], _WORDS["two"]
_CHINESE = {one: value for value, one in enumerate(_WORDS["digits"][0])}
_CHINESE |= dict.fromkeys(_ZERO, 0) | dict.fromkeys(_TWO, 2)
_POWERS = {one: 10**power for power, one in enumerate(_WORDS["powers"][0], 1)}
_ENGLISH_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
_ENGLISH = {name: value for value, name in enumerate(_ENGLISH_WORDS.split())} | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100,
}  # fmt: skip
_ENGLISH_AMOUNT = rf"\b(?:{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})\b"


def _any(name: str) -> str:
    return "|".join(_WORDS[name])


_UNIT = "|".join(f"(?P<u{place}>{_any(name)})" for place, name in enumerate(_UNITS))
_FACT = re.compile(
    rf"(?P<sign>{_any('percent of')}|[¥$])?\s*(?P<amount>{_any('amount')}|{_ENGLISH_AMOUNT})"
    rf"(?P<wan>{_any('ten thousand')})?(?:\s*-?\s*(?:{_UNIT}|(?P<counted>{_any('counted')})))?"
)
_DATE = re.compile(_any("date"))
_BETWEEN = {*_WORDS["from to"], *_WORDS["between"]}
_SIGNS = {"¥": "unit yuan", "$": "unit dollar"}


def even(text: str) -> str:
    """Width and case made equal, and numbers without marks for thousands."""
    text = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)


def facts(text: str) -> set[Fact]:
    """Every number of a text with its unit; days of the year and ranges also as a whole."""
    text = even(text)
    found: set[Fact] = {(f"{one[1]}/{one[2]}", "date") for one in _DATE.finditer(text)}
    # Numbers without a unit, and whether they are numbers by themselves: the first number of a
    # range has the unit of the second.
    waiting: list[tuple[str, bool]] = []
    last = 0
    for match in _FACT.finditer(text):
        amount, unit = _amount(match), _unit(match)
        between = text[last : match.start()].strip()
        if waiting and between not in _BETWEEN:
            found |= {(one, None) for one, sure in waiting if sure}
            waiting = []
        last = match.end()
        if unit is None and (match["counted"] is None or match["amount"] in _WORDS["vague"]):
            waiting.append((amount, match["amount"][0].isdigit()))
            continue
        if waiting and between in _WORDS["from to"]:
            found.add((f"{waiting[-1][0]}-{amount}", unit))
        found |= {(one, unit) for one, _ in waiting} | {(amount, unit)}
        waiting = []
    return found | {(one, None) for one, sure in waiting if sure}


def hold(said: set[Fact], named: set[Fact]) -> bool:
    """Whether every number that is said is named, with the same unit where it has one."""
    amounts = {amount for amount, _ in named}
    return all(
        amount in amounts if unit is None else (amount, unit) in named for amount, unit in said
    )


def _amount(match: re.Match[str]) -> str:
    raw = match["amount"]
    if raw[0].isdigit():
        value = raw.lstrip("0") if ":" in raw or raw.count(".") > 1 else _trim(raw)
    elif raw in _WORDS["half"]:
        value = "0.5"
    elif raw in _ENGLISH:
        value = str(_ENGLISH[raw])
    else:
        value = _from_chinese(raw)
    if match["wan"] and value.replace(".", "", 1).isdigit():
        value = _trim(str(float(value) * 10_000))
    return value


def _unit(match: re.Match[str]) -> str | None:
    if match["sign"]:
        return _SIGNS.get(match["sign"], "unit percent")
    return next((name for place, name in enumerate(_UNITS) if match[f"u{place}"]), None)


def _from_chinese(raw: str) -> str:
    if not any(one in _POWERS for one in raw):
        return _trim("".join(str(_CHINESE[one]) for one in raw))
    total, digit = 0, 0
    for one in raw:
        if one in _POWERS:
            total += (digit or 1) * _POWERS[one]
            digit = 0
        else:
            digit = _CHINESE[one]
    return str(total + digit)


def _trim(raw: str) -> str:
    whole, _, part = raw.partition(".")
    part = part.rstrip("0")
    return f"{whole.lstrip('0') or '0'}.{part}" if part else whole.lstrip("0") or "0"
