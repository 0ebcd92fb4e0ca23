"""Addresses of mail, phone numbers, numbers of orders and parcels, and numbers that are none."""

import re
from collections.abc import Iterator
from typing import Final

from zhiyin.modules.understanding.entities.found import Entity, EntityType
from zhiyin.modules.understanding.entities.numerals import SPOKEN, spoken_digits

_EMAIL: Final = re.compile(r"[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
_URL: Final = re.compile(r"(?:https?://|www\.)\S+", re.ASCII | re.IGNORECASE)
# Numbers that people give for other ends; what follows such a word is none of ours.
_OTHER: Final = re.compile(
    r"(?:统一社会信用代码|纳税人识别号|税号|稅號|身份证(?:号码?|号)?|護照|护照号?|银行卡(?:号)?|"
    r"卡号|账号|"
    r"帐号|賬號|开户行|QQ群?号?|qq群?号?|扣扣|微信号?|vx|VX|wx|旺旺|群号|公众号|验证码|驗證碼|"
    r"校验码|密码|"
    r"取件码|提货码|核销码|兑换码|序列号|SN码?|车牌号?|批次号?|批号|生产日期|型号|货号|款号|色号|"
    r"工号|版本号?|"
    r"邮编|条形?码|学号|会员号|房间号|座位号|卡密|tax (?:id|number|no\.?)|verification code|"
    r"passcode|model|"
    r"version|password|PIN|code)"
    r"(?:最后|后)?(?:[一二三四五六\d]位)?\s*(?:是|为|：|:|=|is|"
    r"号)?\s*([A-Za-z0-9*][A-Za-z0-9*._\- ]{1,24}[A-Za-z0-9*])"
)
_MOBILE: Final = re.compile(
    r"(?<![\d*A-Za-z.])(?:(?:\+|00)?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?![\d*])"
    r"|(?<![\d*A-Za-z.])1[3-9]\d[- ]?\d{3}[- ]?\d{5}(?![\d*])"
)
_MASKED_PHONE: Final = re.compile(r"(?<![\d*])1[3-9]\d[ -]?[*xX＊•]{4}[ -]?\d{4}(?![\d*])")
_ABROAD: Final = re.compile(r"(?<!\d)\+(?!86)\d{1,3}(?:[ -]?\(?\d{1,4}\)?){2,4}(?!\d)")
_LANDLINE: Final = re.compile(
    r"(?<![\d*A-Za-z-])(?:\(0\d{2,3}\)|（0\d{2,3}）|0\d{2,3})[- ]?[2-8]\d{2,3}[- ]?\d{4}(?![\d*])"
)
_SERVICE: Final = re.compile(
    r"(?<![\d*])(?:[48]00[- ]?\d{3,4}[- ]?\d{3,4}|[48]00\d[- ]?\d{3}[- ]?\d{3})(?![\d*])"
)
_LOCAL: Final = re.compile(r"(?<![\d*A-Za-z])[2-8]\d{6,7}(?![\d*])")
_PHONE_WORDS: Final = re.compile(
    r"(?:电话|電話|座机|号码|联系|打|拨|致电|手机|手機|tel|phone|call|number)[^，。；,;\d]{0,6}$",
    re.IGNORECASE,
)
_SAID_PHONE: Final = re.compile(
    rf"[幺一1]\s*[三四五六七八九3-9](?:\s*[{SPOKEN}\d]){{9}}(?![{SPOKEN}\d])"
)

_RUN: Final = re.compile(
    r"(?<![A-Za-z0-9*#])(?:[A-Za-z]{1,6}-?)?\d(?:[ -]?\d){6,24}(?:[A-Za-z]{2})?(?![A-Za-z0-9*])"
    r"|(?<![A-Za-z0-9*#])[A-Za-z]{1,3}\d{2,8}(?:-\d{2,10}){1,3}(?![A-Za-z0-9*])"
    r"|(?<![A-Za-z0-9*#])\d{2,10}(?:-\d{2,10}){2,4}(?![A-Za-z0-9*])"
    r"|(?<![A-Za-z0-9*#])JD[A-Za-z]{0,2}\d{8,18}(?![A-Za-z0-9*])",
    re.ASCII,
)
_SAID_RUN: Final = re.compile(rf"(?<![{SPOKEN}\d])[{SPOKEN}\d](?:[ ,，]?[{SPOKEN}\d]){{7,24}}")
_MASKED_RUN: Final = re.compile(r"(?<![\d*])[A-Za-z]{0,3}\d{3,8}\*{2,12}\d{2,8}(?![\d*])")
# Begin and length of numbers as carriers give them.
_CARRIERS: Final = re.compile(
    r"(?:SF\d{12,15}|YT\d{12,16}|JDV?[A-Z]{0,2}\d{10,15}|JT\d{12,15}|DPK\d{9,15}|ZTO\d{9,15}|"
    r"STO\d{9,15}|"
    r"YD\d{10,15}|HT\d{10,15}|ZJS\d{9,15}|TT\d{10,15}|UC\d{10,15}|[A-Z]{2}\d{8,13}CN|"
    r"E[A-Z]\d{9}[A-Z]{2}|"
    r"1Z[0-9A-Z]{16})",
    re.IGNORECASE,
)
# Carriers that number with digits alone.
_BARE_PARCEL: Final = re.compile(r"77\d{13}|7[35689]\d{12}|4[36]\d{13}")
_PARCEL_WORDS: Final = re.compile(
    r"快递|快遞|运单|運單|物流|顺丰|順豐|中通|圆通|圓通|韵达|申通|极兔|德邦|邮政|郵政|EMS|京东快递|"
    r"百世|菜鸟|丰网|"
    r"面单|包裹|派件|揽收|tracking|parcel|courier|waybill|shipment|新单号|退回单号|寄回|寄出",
    re.IGNORECASE,
)
_ORDER_WORDS: Final = re.compile(
    r"订单|訂單|定单|单子|单号|單號|下单|拍单|这单|那单|退货单|退款单|售后单|order|purchase",
    re.IGNORECASE,
)
# 单号 alone is either's.
_WEAK: Final = re.compile("单号|單號")
_STRONG: Final = re.compile(r"订单|訂單|下单|退货单|售后单|退款单|order", re.IGNORECASE)
_BEFORE, _AFTER = 14, 10
_SHORTEST_BARE, _LONGEST_BARE = 10, 24
_SHORTEST_NAMED = 7


def others(text: str) -> list[tuple[int, int]]:
    """Where numbers stand that are given for other ends: of tax, cards, accounts, codes, links."""
    found = [one.span(1) for one in _OTHER.finditer(text) if not _shared_phone(text, one)]
    return found + [one.span() for one in _URL.finditer(text)]


def _shared_phone(text: str, one: re.Match[str]) -> bool:
    return "同号" in text[one.end() : one.end() + 4] or "同微信" in text[one.end() : one.end() + 5]


def emails(text: str) -> Iterator[Entity]:
    """Addresses of mail."""
    for one in _EMAIL.finditer(text):
        end = one.end() - (one.group()[-1] in ".-")
        yield Entity("email", one.start(), end, text[one.start() : end].lower())


def phones(text: str) -> Iterator[Entity]:
    """Phone numbers, also said digit by digit, also with their middle hidden."""
    for pattern in (_MASKED_PHONE, _MOBILE, _ABROAD, _LANDLINE, _SERVICE):
        for one in pattern.finditer(text):
            yield Entity("phone", *one.span(), _phone(one.group()))
    for one in _SAID_PHONE.finditer(text):
        digits = spoken_digits(one.group())
        if not one.group().strip().isascii():
            yield Entity("phone", *one.span(), digits)
    for one in _LOCAL.finditer(text):
        if _PHONE_WORDS.search(text[: one.start()]):
            yield Entity("phone", *one.span(), one.group())


def _phone(said: str) -> str:
    return re.sub(r"[xX＊•]", "*", re.sub(r"[^\d*xX＊•]", "", said))


def numbers(text: str) -> Iterator[Entity]:
    """Numbers of orders and of parcels, by their form and by the words beside them."""
    for one in _RUN.finditer(text):
        kept = re.sub(r"[ -]", "", one.group())
        kind = _kind(text, one.start(), one.end(), kept)
        if kind is not None:
            yield Entity(kind, *one.span(), kept)
    for one in _SAID_RUN.finditer(text):
        digits = spoken_digits(one.group())
        if one.group().isascii() or len(digits) < _SHORTEST_NAMED:
            continue
        kind = _by_words(text, one.start(), one.end())
        if kind is not None:
            yield Entity(kind, *one.span(), digits)
    for one in _MASKED_RUN.finditer(text):
        kind = _by_words(text, one.start(), one.end())
        if kind is not None:
            yield Entity(kind, *one.span(), one.group())


def _kind(text: str, start: int, end: int, kept: str) -> EntityType | None:
    digits = sum(one.isdigit() for one in kept)
    named = _by_words(text, start, end)
    if _CARRIERS.fullmatch(kept):
        # A large shop numbers its orders as its own carrier does parcels.
        return (
            "order_no" if kept.upper().startswith("JD") and named == "order_no" else "tracking_no"
        )
    if named is not None:
        return named if digits >= _SHORTEST_NAMED else None
    if kept.isdigit():
        if _BARE_PARCEL.fullmatch(kept):
            return "tracking_no"
        return "order_no" if _SHORTEST_BARE <= digits <= _LONGEST_BARE else None
    return "order_no" if digits >= _SHORTEST_NAMED else None


def _by_words(text: str, start: int, end: int) -> EntityType | None:
    """What the nearest word beside a number says it is; what stands before counts first."""
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    parcel, order = _last(_PARCEL_WORDS, before), _last(_ORDER_WORDS, before)
    if parcel >= 0 or order >= 0:
        # 快递单号 is a parcel's, though 单号 alone is an order's.
        if (
            parcel < 0
            and _WEAK.search(before)
            and not _STRONG.search(before)
            and _PARCEL_WORDS.search(after)
        ):
            return "tracking_no"
        with_parcel = parcel >= 0 and (
            order < parcel or not re.search("[，。,;；]", before[parcel:order])
        )
        return "tracking_no" if with_parcel else "order_no"
    if _PARCEL_WORDS.search(after):
        return "tracking_no"
    return "order_no" if _ORDER_WORDS.search(after) else None


def _last(words: re.Pattern[str], text: str) -> int:
    return max((one.start() for one in words.finditer(text)), default=-1)
