"""Goods by their names: words that are known, with what stands before and belongs to them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from zhiyin.modules.understanding.entities.found import Entity
from zhiyin.modules.understanding.entities.lists import goods

_MODEL: Final = re.compile(r"[A-Z][A-Z0-9]{0,5}-?\d{2,5}[A-Z]{0,3}(?=[\u3400-\u9fff])")
# 手机 beside a number is where somebody is reached.
_NO_GOODS: Final = re.compile(
    r"手机\|(?:号|尾|上|端|版|没|登|验|收|接|打|\d|[:：])|(?:打|用|换|我的?|别打我|打我|拿)手机\||"
    r"k金\||手机\|\s?\d"
)
_COUNTED: Final = re.compile(
    r"(?:\d|[一二两三四五六七八九十百千俩])(?:个|只|把|套|件|条|双|盒|瓶|罐|箱|包|袋|台|张|床|块|"
    r"支)"
    r"((?![的了都也就吧吗是哪])[\u3400-\u9fff]{1,3}?[壶杯罐碗盘盏灯锅垫椅桌柜帽鞋裤裙伞笔巾枕被毯刀桶扇果橙梨肉鱼虾蛋米面茶酒奶糖饼糕粉油纸衣表机器包箱])(?![子里上裹装员会])"
)
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'-]*")


@cache
def _known() -> dict[str, str]:
    held = goods()
    return {
        **dict.fromkeys(held["heads"], "head"),
        **dict.fromkeys(held["modifiers"], "modifier"),
        **dict.fromkeys(held["goods"], "goods"),
    }


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in _known():
        found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def products(text: str) -> Iterator[Entity]:
    """Goods that are named; a head alone (杯, 机) names nothing."""
    at = 0
    while at < len(text):
        end = _name(text, at)
        if end is None:
            at += 1
        else:
            yield Entity("product", at, end, text[at:end])
            at = end
    yield from _counted(text)
    yield from _english(text)


def _counted(text: str) -> Iterator[Entity]:
    """What is counted is goods, though its name is known by its end only: 五十个纸杯."""
    for one in _COUNTED.finditer(text):
        yield Entity("product", *one.span(1), one[1])


def _name(text: str, start: int) -> int | None:
    """Where a name that begins here ends."""
    at, best = start, None
    named = before = False
    model = _MODEL.match(text, at)
    if model is not None:
        at, before = model.end(), True
    while at < len(text):
        word = next(
            (
                text[at : at + n]
                for n in _lengths().get(text[at], ())
                if text[at : at + n] in _known()
            ),
            None,
        )
        if word is None:
            break
        kind = _known()[word]
        if kind == "head" and (not (named or before) or text[at] == text[at - 1]):
            break
        at += len(word)
        before = True
        if kind == "goods":
            named = True
        if kind in ("goods", "head"):
            best = at
    if best is not None and _NO_GOODS.search(text[:best] + "|" + text[best : best + 2]):
        return None
    return best


def _english(text: str) -> Iterator[Entity]:
    held = goods()
    belonging = held["before_english"] | held["english"]
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and words[end].group().lower() in belonging:
            if end > at and text[words[end - 1].end() : words[end].start()] != " ":
                break
            end += 1
        while end > at and words[end - 1].group().lower() not in held["english"]:
            end -= 1
        if end > at:
            start, stop = words[at].start(), words[end - 1].end()
            yield Entity("product", start, stop, text[start:stop])
        at = max(end, at + 1)
