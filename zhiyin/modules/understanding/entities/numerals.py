"""Numbers as people write and say them: 两千三, 一百二十八块五, 幺三八, 3.5."""

import re
from decimal import Decimal
from typing import Final

DIGITS: Final = {
    **{sign: at for at, sign in enumerate("零一二三四五六七八九")},
    **{sign: at for at, sign in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "幺": 1,
    "两": 2,
    "兩": 2,
    "俩": 2,
    "倆": 2,
    "仨": 3,
}
_UNITS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE: Final = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}
# Runs that are read as one number.
HAN: Final = "零〇一二三四五六七八九两兩十百千万萬亿半壹贰叁肆伍陆柒捌玖拾佰仟"
# Digits said one by one.
SPOKEN: Final = "零〇一二三四五六七八九幺两"
PLAIN: Final = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+万\d(?!\d)|\d+(?:\.\d+)?"
_FOLDED: Final = str.maketrans("０１２３４５６７８９．，：－＋＠", "0123456789.,:-+@")


def folded(text: str) -> str:
    """The same text, as long, with the digits and signs of a plain keyboard."""
    return text.translate(_FOLDED)


def spoken_digits(said: str) -> str:
    """Digits said one by one, or written; whatever parts them is left out."""
    return "".join(
        one if one.isdigit() and one.isascii() else str(DIGITS[one])
        for one in said
        if one in DIGITS or (one.isdigit() and one.isascii())
    )


def number_of(said: str) -> Decimal | None:
    """The number that was written or said; none, if it is no number."""
    said = folded(said).strip()
    if re.fullmatch(PLAIN, said):
        whole, _, more = said.replace(",", "").partition("万")
        return Decimal(whole) * 10_000 + Decimal(more) * 1000 if more else Decimal(whole)
    if said == "半":
        return Decimal("0.5")
    if not said or any(
        one not in DIGITS and one not in _UNITS and one not in _LARGE for one in said
    ):
        return None
    return _said_number(said)


def _said_number(said: str) -> Decimal | None:
    total, section, digit, last = 0, 0, None, 1
    zero = False
    for one in said:
        if one in DIGITS:
            if digit is not None and not zero:
                return Decimal(spoken_digits(said)) if _only_digits(said) else None
            digit, zero = DIGITS[one], DIGITS[one] == 0
        elif one in _UNITS:
            last = _UNITS[one]
            section += (1 if digit is None or zero else digit) * last
            digit, zero = None, False
        else:
            last = _LARGE[one]
            total = (total + section + (digit or 0)) * last
            section, digit, zero = 0, None, False
    if digit:
        # 两千三 is 2300, 一百零三 is 103: a digit at the end stands for the next unit below.
        above = "零" in said[-2:-1] or "〇" in said[-2:-1] or last in (1, 10)
        section += digit if above else digit * last // 10
    return Decimal(total + section)


def _only_digits(said: str) -> bool:
    return all(one in DIGITS for one in said)
