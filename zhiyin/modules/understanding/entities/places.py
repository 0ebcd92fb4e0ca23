"""Addresses: from the largest division that is named down to the door."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from zhiyin.modules.understanding.entities.found import Entity
from zhiyin.modules.understanding.entities.lists import places

_HAN: Final = r"[\u3400-\u9fff]"
# Small words end an address.
_NAME: Final = r"(?:(?![的了吗呢吧就能可我你他她吗嘛麻请])[\u3400-\u9fffA-Za-z0-9·])"
_ROAD: Final = (
    r"(?:大街|大道|公路|环路|路|街|道|巷|弄|胡同|里|条|村|屯|庄|坊|塘|桥|段|线|浜|河沿|園區|园区|"
    r"工业园|科技园|开发区|開發區)"
)
_DOOR: Final = (
    r"(?:[甲乙丙附之]?(?:\d+|[一二三四五六七八九十百]{1,4})(?:[-－、—~]\d+)*[甲乙丙]?"
    r"(?:号院|号楼|号|號|弄|巷)(?!线|店|仓|下午|上午|那天|之前)(?:内|旁|院|附)?)"
)
_PART: Final = (
    r"(?:小区|社区|花园|花苑|大厦|大廈|广场|廣場|公寓|苑|园|園|城|中心|府|庭|湾|家园|新村|新城|"
    r"宿舍|大学|大學|学院|医院|中学|"
    r"小学|学校|公司|商场|商城|市场|超市|酒店|宾馆|饭店|商店|大楼|号楼|楼|樓|座|栋|棟|幢|单元|單元|"
    r"室|层|層|期|号门|房|铺|"
    r"仓|厂|车站|地铁站|国际|数码港|会所|院|馆|塔|村|组|队|巷|号|號|F)"
)
_ROOM: Final = (
    r"(?:[A-Za-z]?\d{1,5}(?:-\d{1,4}){0,3}[A-Za-z]?(?:室|房|号|號|楼|樓|层|F)?|[A-Z](?![a-z]))"
)
_LEADS: Final = re.compile(
    r".*(?:寄回|寄到|寄往|寄去|寄|送到|送去|送往|送|发到|发往|发去|發到|发|改成|改为|改到|換成|"
    r"换成|换到|地址是|地址为|地址|住在|"
    r"我家在|我在|家在|是在|不是|就是|是|在|到|去|放到|放在|往|收货|收件|把|从|，|。|,|：|:|；|;|"
    r"\s)"
)
_ANCHOR: Final = re.compile(
    rf"{_NAME}{{1,9}}?{_ROAD}{_DOOR}"
    rf"|{_HAN}{{1,6}}(?:区|區|县|镇|街道){_NAME}{{1,9}}?(?:{_ROAD}|{_PART})"
)
_ENGLISH: Final = re.compile(
    r"(?:\b(?:Flat|Room|Rm|Unit|Apt|Apartment|Suite|Floor|No)\.? ?[\w-]{1,6},? )?"
    r"\b\d{1,5}[A-Za-z]? (?:[A-Z][\w'.-]*,? ){1,4}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Square|Place|"
    r"Terrace)\b\.?"
    r"(?:,? (?:#|Apt\.?|Unit|Suite|Flat) ?[\w-]{1,6})?"
    r"(?:, ?[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,2}(?: \d{4,6})?){0,4}"
)
_SHORTEST = 5
# Without a door it must say more.
_WHOLE = 8


@cache
def _pattern() -> re.Pattern[str]:
    named = "|".join(sorted(places(), key=len, reverse=True))
    division = (
        rf"(?P<division>(?:(?:{named})(?:特别行政区|自治区|自治州|省|市|地区)?){{1,3}}(?:市辖区)?)?"
        rf"(?P<district>(?:{_HAN}{{1,6}}?(?:新区|新區|自治县|区|區|县|縣|旗|市)(?!域|场|場|长|面|"
        rf"政府)){{0,2}})"
        rf"(?P<town>(?:{_HAN}{{1,7}}?(?:街道|镇|鎮|乡|鄉)){{0,2}})"
    )
    road = (
        rf"(?P<road>{_NAME}{{1,10}}?{_ROAD}"
        r"(?:[东西南北中]?(?:[一二三四五六七八九十\d]{1,2})?[路街段道巷条里])?)"
    )
    # Nothing has to come after it, so that no text makes it look twice at what it has read.
    rest = rf"(?P<rest>(?:{_NAME}{{0,12}}{_PART})*(?:\s?{_ROOM})?(?:\s\d+[号室幢栋楼]\S{{0,8}})?)"
    return re.compile(rf"{division}(?:{road})?(?P<door>{_DOOR})?{rest}")


@cache
def _beginnings() -> re.Pattern[str]:
    named = "|".join(sorted(places(), key=len, reverse=True))
    return re.compile(
        rf"(?:{named})(?=省|市|自治|特别|{_HAN}{{1,12}}(?:区|區|县|縣|市|镇|鎮|路|街|道|胡同|里|"
        rf"\d))"
    )


def addresses(text: str) -> Iterator[Entity]:
    """Addresses with a road and a door, or a district and a place in it."""
    for one in _ENGLISH.finditer(text):
        yield Entity("address", *one.span(), one.group())
    at = 0
    for piece in re.finditer(r"[^，。；;,!！?？\n（）()：:]+", text):
        at = max(at, piece.start())
        while at < piece.end():
            found = _in_piece(text, at, piece.end())
            if found is None:
                break
            at = found.end
            yield found


def _in_piece(text: str, start: int, end: int) -> Entity | None:
    begun = _beginnings().search(text, start, end)
    if begun is not None:
        found = _from(text, begun.start(), end)
        if found is not None:
            return found
    anchor = _ANCHOR.search(text, start, end)
    if anchor is None:
        return None
    # A word that leads to an address stands before it, not in its last letters.
    road = re.search(_ROAD, text[anchor.start() : anchor.end()])
    limit = anchor.start() + (road.start() if road else 0)
    lead = _LEADS.match(text, start, max(limit - 1, start))
    return _from(text, lead.end() if lead else start, end)


def _from(text: str, start: int, end: int) -> Entity | None:
    one = _pattern().match(text, start, end)
    if one is None:
        return None
    stop = one.end()
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    held = text[start:stop]
    doors = bool(one["door"]) or bool(re.search(r"\d+\s?(?:号|號|弄|栋|幢|座|室|楼|单元|米)", held))
    within = bool(one["district"] or one["town"]) and bool(one["road"] or one["rest"])
    placed = bool(one["road"] or one["division"]) or within
    enough = (doors and placed and len(held) >= _SHORTEST) or (within and len(held) >= _WHOLE)
    return Entity("address", start, stop, held) if enough else None
