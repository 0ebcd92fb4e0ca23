"""Days and times of day."""

import re
from collections.abc import Iterator
from typing import Final

from zhiyin.modules.understanding.entities.found import Entity
from zhiyin.modules.understanding.entities.numerals import number_of

_N: Final = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR: Final = r"(?P<y>(?:19|20)\d{2}|[二两]\s?[零〇一二三四五六七八九]{3})"
_FULL: Final = (
    re.compile(rf"(?<!\d){_YEAR}\s?年\s?(?P<m>{_N})\s?月\s?(?P<d>{_N})\s?[日号號]?"),
    re.compile(r"(?<![\d.-])(?P<y>(?:19|20)\d{2})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?![\d.])"),
    re.compile(
        r"(?<![\dA-Za-z])(?P<y>20[2-3]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
    ),
)
_MONTH_DAY: Final = (
    re.compile(rf"(?<![\d一二三四五六七八九十])(?P<m>{_N})\s?月份?\s?(?P<d>{_N})\s?[日号號]"),
    re.compile(r"(?<!\d)(?P<m>1[0-2]|[1-9])\s?月(?P<d>3[01]|[12]\d|[1-9])(?![\d日号號个])"),
    re.compile(r"(?<![\d./-])(?P<m>0?[1-9]|1[0-2])/(?P<d>0?[1-9]|[12]\d|3[01])(?![\d/])"),
    re.compile(
        r"(?<![\d.A-Za-z-])(?P<m>0?[1-9]|1[0-2])-(?P<d>0?[1-9]|[12]\d|3[01])"
        r"(?=[号日]|那天|当天|到[的货]|下单|买|付款|签收|发的?货|之前|前[要能发送到])"
    ),
)
_YEAR_MONTH: Final = re.compile(rf"(?<!\d){_YEAR}\s?年\s?(?P<m>{_N})\s?月(?!\s?{_N}\s?[日号號])")
# A point between two numbers is a day only beside such words.
_POINTED: Final = re.compile(
    r"(?<![\d.¥￥$])(?P<m>1[0-2]|[1-9])\.(?P<d>[12]\d|3[01]|[1-9])(?![\d.元块%％寸])"
    r"(?=(?:号|日|那天|当天|下单|下的|买|拍|付|签收|发货|之前|前|活动|到)|\s*$)"
)
_MONTHS: Final = {
    name: at + 1
    for at, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    )
}
_ENGLISH_DAY: Final = re.compile(
    r"\b(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?"
    r"(?:,? (?P<y>20\d{2}))?\b"
    r"|\b(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<m2>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|"
    r"apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\b",
    re.IGNORECASE,
)
_WEEKDAY: Final = r"[一二三四五六日天1-6末]"
_RELATIVE: Final = re.compile(
    rf"(?:上上|下下|上|下|这个?|這個?|本|每)?(?:个)?(?:周|週|星期|礼拜|"
    rf"禮拜)(?:{_WEEKDAY})(?![a-z年月])"
    rf"|(?:上上|下下|上|下|这|這|本)(?:个)?(?:周|週|星期|礼拜)"
    rf"|(?:上上|下下|上|下|这|這|本)个?月(?:{_N}[日号號]|初|底|中旬?|末)?"
    rf"|(?:今年|去年|明年|前年)(?:{_N}月(?:{_N}[日号號])?(?:份|底|初)?)?"
    r"|大前天|大后天|大後天|前天|后天|後天|昨天|昨日|昨晚|昨夜|昨早|今天|今日|今早|今晚|今儿|昨儿|"
    r"明儿|"
    r"明天|明日|明早|明晚|聽日|琴日|寻日|今朝|前晚|后晚|明后天|前两天|这两天|这几天|"
    r"月底|月初|月末|年底|年前|年初|周末|週末|"
    rf"(?:[一二两三四五六七八九十半\d]{{1,3}})(?:天|个?星期|个?礼拜|周|个?月|年)(?:之前|以前|前|后|"
    rf"之后|以后)(?!面)"
    r"|(?:除夕|春节|春節|元旦|元宵|清明|端午|中秋|国庆|國慶|圣诞节?|聖誕|七夕|情人节|母亲节|父亲节|"
    r"儿童节|"
    r"劳动节|教师节|重阳|双十一|双11|双十二|双12|雙十一|六一八|黑五)(?:节|節|当天|假期)?"
)
_ENGLISH_RELATIVE: Final = re.compile(
    r"\b(?:(?:last|next|this|on) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:today|tomorrow|yesterday|tonight|the day (?:before yesterday|after tomorrow))\b"
    r"|\b(?:last|next|this) (?:week(?:end)?|month|year)\b"
    r"|\b(?:\d+|two|three|four|five|six|seven|a few) (?:days|weeks|months) ago\b"
    r"|\b(?:black friday|christmas|new year'?s? (?:day|eve)|double eleven)\b",
    re.IGNORECASE,
)
_DAY_ONLY: Final = re.compile(
    r"(?<![\d一二三四五六七八九十.第#/-])(?P<d>[12]\d|3[01]|[1-9]|[一二]?十[一二三四五六七八九]?|"
    r"三十一?)[号號]"
    r"(?![线楼樓门門院栋棟店幢色码馆库仓厅桌床机铺台商街路电池钢弄巷座技师客])"
)
_LUNAR_MONTH: Final = re.compile(
    rf"(?<![\d一二三四五六七八九十])(?P<m>{_N})月(?:份|底|初|中旬|上旬|下旬|(?=的|之前|以前|以后|"
    rf"买|下单|就|$))"
)

_PART: Final = (
    r"(?:早上|早晨|清晨|凌晨|上午|中午|正午|下午|午后|傍晚|晚上|夜里|夜晚|半夜|深夜|午夜|下晝|上晝|"
    r"朝早|"
    r"(?<![今昨明前后])[早晚])"
)
_HOUR: Final = (
    r"(?:[01]?\d|2[0-4]|[一二两三四五六七八九]|十[一二三四五六七八九]?|二十[一二三四]?|零)"
)
_CLOCK: Final = re.compile(
    rf"(?P<p>{_PART})?\s?(?P<before>差(?P<less>五|十|一刻|5|10)分?)?(?<![\d.第])(?P<h>{_HOUR})\s?"
    r"(?:点钟?|點鐘?|时(?!候|间|常|刻|不|尚|髦))"
    r"(?!半天|评|餐|击|心|名|开心|不|了\w{0,2}赞|赞|意见|建议|要求|错|事|东西|小|都|也|水|儿|头|用|"
    r"亏|问题|好处)"
    r"(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<m>[0-5]?\d|[二三四五]?十[一二三四五六七八九]?|"
    r"[零〇]?[一二三四五六七八九])"
    r"(?:分(?!钟|鐘))?(?![\d块元个件天]))?(?P<more>多)?(?:整)?"
)
_DIGITAL: Final = re.compile(
    rf"(?P<p>{_PART})?\s?(?<![\d:.])(?P<h>[01]?\d|2[0-4])[:：](?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
    r"(?:\s?(?P<e>[ap]\.?m\.?)\b)?",
    re.IGNORECASE,
)
_ENGLISH_CLOCK: Final = re.compile(
    r"\b(?P<h>1[0-2]|[1-9])(?::(?P<m>[0-5]\d))? ?(?P<e>[ap])\.?m\b\.?", re.IGNORECASE
)
_NOON: Final = re.compile(r"\b(?P<w>noon|midnight)\b", re.IGNORECASE)
_EVENING: Final = re.compile(r"下午|午后|傍晚|晚|夜|下晝")
_NIGHT: Final = re.compile(r"凌晨|半夜|深夜|午夜|夜里")
_UNTIL: Final = re.compile(r"\s?(?:到|至|-|~|—|～)\s?")
# From such an hour on a night hour is still of the evening.
_LATE = 6
_BEFORE_PART = 4


def days(text: str) -> Iterator[Entity]:
    """Days, as dates or as people name them from today."""
    for pattern in (*_FULL, *_MONTH_DAY, _POINTED):
        for one in pattern.finditer(text):
            held = one.groupdict()
            month, day = number_of(held["m"]), number_of(held["d"])
            if month is None or day is None or not (1 <= month <= 12 and 1 <= day <= 31):
                continue
            written = f"{int(month):02}-{int(day):02}"
            if held.get("y"):
                year = held["y"].replace("两", "二")
                spoken = number_of(year)
                written = f"{int(spoken) if spoken else year}-{written}"
            yield Entity("date", *one.span(), written)
    for one in _YEAR_MONTH.finditer(text):
        said, month = number_of(one["y"].replace("两", "二")), number_of(one["m"])
        yield Entity("date", *one.span(), f"{said}-{int(month or 0):02}")
    for one in _ENGLISH_DAY.finditer(text):
        named = _MONTHS[(one["m"] or one["m2"])[:3].lower()]
        written = f"{named:02}-{int(one['d'] or one['d2']):02}"
        yield Entity("date", *one.span(), f"{one['y']}-{written}" if one["y"] else written)
    for pattern in (_RELATIVE, _ENGLISH_RELATIVE, _DAY_ONLY, _LUNAR_MONTH):
        for one in pattern.finditer(text):
            start = one.start() + (3 if one.group().lower().startswith("on ") else 0)
            yield Entity("date", start, one.end(), text[start : one.end()])


def times(text: str) -> Iterator[Entity]:
    """Times of day, of 24 hours. 九点到六点 ends in the evening."""
    until = dict[int, str]()
    for found in sorted(_every_time(text), key=lambda each: each.start):
        begun, one = until.get(found.start), found
        if begun is not None and one.value < begun and one.value < "12":
            one = one._replace(value=f"{int(one.value[:2]) + 12}{one.value[2:]}")
        between = _UNTIL.match(text, one.end)
        if between:
            until[between.end()] = one.value
        yield one


def _every_time(text: str) -> Iterator[Entity]:
    for one in _DIGITAL.finditer(text):
        part, after = one["p"] or _part_before(text, one.start()), (one["e"] or "").lower()[:1]
        yield _time(text, one, int(one["h"]), int(one["m"]), part, after)
    for one in _ENGLISH_CLOCK.finditer(text):
        yield _time(text, one, int(one["h"]), int(one["m"] or 0), "", one["e"].lower())
    for one in _NOON.finditer(text):
        yield Entity("time", *one.span(), "12:00" if one["w"].lower() == "noon" else "00:00")
    for one in _CLOCK.finditer(text):
        found = _spoken(text, one)
        if found is not None:
            yield found


def _spoken(text: str, one: re.Match[str]) -> Entity | None:
    hour = number_of(one["h"])
    if hour is None:
        return None
    minutes = 0
    if one["half"]:
        minutes = 30
    elif one["quarter"]:
        minutes = 15 if one["quarter"] == "一" else 45
    elif one["m"]:
        minutes = int(number_of(one["m"].lstrip("零〇") or "0") or 0)
    total = int(hour) * 60 + minutes
    if one["before"]:
        total -= 15 if one["less"] == "一刻" else int(number_of(one["less"]) or 0)
    part = one["p"] or _part_before(text, one.start())
    return _time(text, one, total // 60, total % 60, part, "")


def _part_before(text: str, start: int) -> str:
    """昨晚十点 is ten in the evening, though 昨晚 is the day."""
    found = re.search(r"([早晚夜])\s?$", text[max(0, start - _BEFORE_PART) : start])
    return found[1] if found else ""


def _time(text: str, one: re.Match[str], hour: int, minute: int, part: str, half: str) -> Entity:
    if (
        (half == "p" or _EVENING.search(part))
        and hour < 12
        and not (_NIGHT.search(part) and hour < _LATE)
    ):
        hour += 12
    elif (half == "a" or _NIGHT.search(part) or "晚" in part) and hour == 12:
        hour = 0
    elif ("中午" in part and hour < 3) or (
        _NIGHT.search(part) and _LATE <= hour < 12 and "凌晨" not in part
    ):
        hour += 12
    start = one.start()
    while text[start].isspace():
        start += 1
    end = one.end()
    while text[end - 1].isspace():
        end -= 1
    return Entity("time", start, end, f"{hour % 24:02}:{minute:02}")
