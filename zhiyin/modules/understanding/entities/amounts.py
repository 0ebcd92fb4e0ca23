"""Sums of money, and how many."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final

from zhiyin.modules.understanding.entities.found import Entity
from zhiyin.modules.understanding.entities.lists import counters, goods
from zhiyin.modules.understanding.entities.numerals import HAN, PLAIN, number_of

# Tried where a run of digits begins, and not once more at each of them.
_NUMBER: Final = rf"(?:(?<!\d)(?:{PLAIN})|(?<![{HAN}])[{HAN}]+)"
_BEFORE_SIGN: Final = re.compile(
    rf"(?:人民币|RMB|CNY|HK\$|US\$|NT\$|USD|HKD|EUR|GBP|"
    rf"[¥￥$€£])\s?(?P<n>{_NUMBER})(?P<k>[kKwW万千])?\s?"
    r"(?:元整?|块钱?|圓|塊)?",
    re.IGNORECASE,
)
_AFTER_SIGN: Final = re.compile(
    rf"(?P<n>{_NUMBER})(?P<k>[kKwW]|万|千)?\s?(?:多)?(?P<u>元整?|块钱|块(?!儿|状|头)|塊錢?|圓|美元|"
    rf"美金|港币|港元|日元|欧元|刀|"
    r"yuan|rmb|dollars?|bucks|usd|hkd|euros?|"
    r"pounds?)(?P<t>(?:(?<=[块塊])(?:[零〇一二三四五六七八九\d]|半)(?:[角毛])?|"
    r"[一二三四五六七八九\d][角毛])"
    r"(?![折个件块天年次位人盒套斤\d十百千万]))?"
    r"(?:[角毛](?P<f>[一二三四五六七八九\d])分?)?",
    re.IGNORECASE,
)
_SMALL: Final = re.compile(
    rf"(?<![第\d])(?P<n>{_NUMBER})(?P<u>[毛角](?!巾|衣|线|呢|病|绒|毯|笔|度)(?:钱)?|"
    rf"分钱)(?P<t>[一二三四五六七八九\d]分?)?"
)
# Beside such a word a bare number is money.
_PRICED: Final = re.compile(
    r"(?:一共|总共|总价|合计|付了?|花了?|退了?我?|赔了?我?|补了?我?|返了?|多扣了?我?|扣了?我?|"
    r"收了?我?|优惠|便宜了?|[减降]了?|满|"
    r"立减|差价|差了?|少退了?|多收了?|定金|尾款|押金|运费|邮费|售价|原价|卖|要价|标价|价格是?|单价|"
    r"只要|才|充了?|转了|"
    r"补偿我?|给我?|涨到|降到|变成?|仅|到手价?|价|的钱|砍到|抹到|折后|券后|实付|预付)\s?"
    rf"(?P<n>(?:{PLAIN}|[一二两三四五六七八九十百千万零]{{2,8}}))(?P<k>[kKwW](?![A-Za-z]))?"
    r"(?![\d.%％:：/年月日号號点點个個件盒把罐只支瓶份斤套条張张次天小分秒折倍位人台部双对米公克升种kKgGmM包袋箱本页层楼室栋期袋块元角毛-])"
)
_FROM_TO: Final = re.compile(
    r"(?<![\d.A-Za-z-])(?P<n>\d{1,6}(?:\.\d{1,2})?)(?=\s?(?:变|涨到|涨成|降到|降成|减\d|包邮|拿下|"
    r"到手))"
)
# 两千三的壶, 1.2万的货, 39.9那个: a number that is the price of what follows.
_WORTH: Final = re.compile(
    r"(?<![\d.A-Za-z第])(?P<n>\d{1,4}(?:\.\d)?)(?P<k>[wWkK万千])(?=\s?(?:的|那|以内|以下|以上|左右|"
    r"多|预算|出头))"
    r"|"
    r"(?P<n2>[一二两三四五六七八九][百千万][零〇一二三四五六七八九百千]{0,6})(?=\s?(?:的(?![人分])|"
    r"[买拍]的|入手|那款|那个|以内|以下|左右|出头))"
    r"|(?<!\d)(?P<n4>\d{1,3}万\d)(?=\s?(?:的|[买拍]的|左右|$))"
    r"|(?<![\d.A-Za-z-])(?P<n3>\d{1,5}\.(?:9|99|90|8|88|80|5|50|00))(?=\s?(?:的(?!版)|那|这[款个]|"
    r"一[个件盒]))"
)
_EACH: Final = {"打": 12, "对": 2, "對": 2}
_SAID_NUMBER: Final = r"(?:\d{1,5}(?:\.\d{1,2})?|[一二两三四五六七八九十百千万兩半]{1,5})"
_ENGLISH_NUMBERS: Final = {
    name: at + 1
    for at, name in enumerate("one two three four five six seven eight nine ten".split())  # noqa: SIM905
} | {"a": 1, "a dozen": 12, "twelve": 12, "twenty": 20}
_BARRED: Final = r"\d.第¥￥$A-Za-z每同哪这那几另某*#:：/-"
_COUNTED: Final = re.compile(
    rf"(?<![{_BARRED}])(?P<n>{_SAID_NUMBER})\s?(?P<u>{'|'.join(counters()['chinese'])})(?![a-z])"
)
_COUNTED_ENGLISH: Final = re.compile(
    rf"(?<![\d.$#])\b(?P<n>\d{{1,5}}|{'|'.join(_ENGLISH_NUMBERS)})\s?(?:more )?"
    rf"(?P<u>{'|'.join(counters()['english'])})\b",
    re.IGNORECASE,
)
_TIMES: Final = re.compile(
    r"(?<![\dA-Za-z.])(?:[x×*]\s?(?P<n>\d{1,4})|(?P<m>\d{1,4})\s?[×xX])(?![\dA-Za-z.*×])"
)
_PAIR: Final = re.compile(r"(?P<n>[俩仨倆])(?![口人手])")
# 一个月, 两个人, 一把年纪, 一件事: what follows makes it no count of goods.
_NO_GOODS: Final = re.compile(
    r"^(?:月|小时|小時|钟头|星期|礼拜|礼拜|人|客服|问题|問題|地方|电话|電話|地址|劲|勁|年|天|方面|"
    r"说法|解释|答复|理由|"
    r"办法|结果|态度|字|意思|样|樣|样子|事|选择|建议|要求|号码|小姐姐|师傅|朋友|同事|回复|交代|"
    r"好评|差评|评价|订单|单子|"
    r"单|链接|快递员|年纪|岁|心意|情况|情|说辞|话|路|腿|眼|嘴|消息|短信|邮件|验证码|机会|孩子|女儿|"
    r"儿子|老人|"
    r"店|平台|账号|群|比|个|起|点|儿|头|多|钱|半|价|次|位|步|遍|下|会|直|般|定|共|切|样|旦|些|服务)"
)
# So much before a number says what is counted.
_AROUND: Final = 40
_NO_COUNT: Final = re.compile(
    r"(?:重量|净重|毛重|容量|承重|体重)[是约为:： ]*\d[\d.]*\s?[a-zA-Z千公]?[斤克g]$|三包$|"
    r"[零〇一二三四五六七八九]{3,}[^百千万十]$|"
    r"(?:发|给)(?:我|他|她|你们?)一份$|(?:1|一)对$"
)
_TRAPS: Final = {
    "打": r"不|开|来|电话|印|折|算|包|给|过|车|字|扰|扮|我|他|你|的|了",
    "单": r"元|子|号|独|价|品|位|身|反|人|双",
    "对": r"[一1]|不|了|方|比|面|外|应|的|吗|吧",
    "个": r"不|都没|都不|性|别|税|体",
    "包": r"邮|退|换|裹|装|括|赔|修|税",
    "台": r"式|阶|风",
    "张": r"三|女|先|小",
    "本": r"来|身|店|月|周|人|次|地",
    "部": r"分|门|长|队",
    "套": r"路|餐",
    "条": r"件|款|码|形",
    "把": r"我|你|他|手|关|门|柄|握|这|那",
    "份": r"量|额",
    "杯": r"子|垫|盖",
    "块": r"钱|五|[\d]",
    "片": r"子|区|面",
    "粒": r"度",
    "根": r"本|据",
    "双": r"十|1",
}
_WANTED: Final = re.compile(
    r"(?:少发?了?|漏发?了?|缺了?|买了?|要|拍了?|收到了?|到了?|退了?|换了?|补发?了?|来|送了?|订了?|"
    r"定了?|坏了?|碎了?|只有|"
    r"剩|拿了?|下了?|加|各|共|发了?|寄了?|给我?|裂了?|丢了?|多了?|有|是|就|再|又|想要|带了?|用了?|"
    r"装了?|开了?|一共|错发?了?|"
    r"得|需要|备|囤了?|差|里|里面|盒|箱)\s?$"
)
_STANDS_ALONE: Final = re.compile(
    r"^(?:$|[\s，。,.!！?？、；;）)~～]|了|有|是|坏|裂|碎|破|没|吧|呢|吗|啊|装|都|全|的|可以|能|行|"
    r"就|还|也|和|跟|或|试)"
)


def amounts(text: str) -> Iterator[Entity]:
    """Sums of money in the smallest unit of their currency."""
    for one in _BEFORE_SIGN.finditer(text):
        value = number_of(one["n"])
        if value is not None:
            yield _money(text, one.start(), one.end(), value * _thousands(one["k"]))
    for one in _AFTER_SIGN.finditer(text):
        value = number_of(one["n"])
        if value is not None and one["n"][0] not in "百千万" and not _counted_block(text, one):
            value = value * _thousands(one["k"]) + _tenths(one["t"]) + _hundredths(one["f"])
            yield _money(text, one.start(), one.end(), value)
    for one in _SMALL.finditer(text):
        value = number_of(one["n"])
        if value is not None:
            unit = Decimal("0.01") if one["u"].startswith("分") else Decimal("0.1")
            more = number_of(one["t"][0]) if one["t"] else None
            yield _money(text, one.start(), one.end(), value * unit + (more or 0) * unit / 10)
    for one in _WORTH.finditer(text):
        value = number_of(one["n"] or one["n2"] or one["n3"] or one["n4"])
        if value is not None:
            yield _money(text, *one.span(), value * _thousands(one["k"]))
    for pattern in (_PRICED, _FROM_TO):
        for one in pattern.finditer(text):
            value = number_of(one["n"])
            thousands = one.groupdict().get("k")
            if value is not None and value > 0:
                end = one.end("k") if thousands else one.end("n")
                yield _money(text, one.start("n"), end, value * _thousands(thousands))


def _money(text: str, start: int, end: int, value: Decimal) -> Entity:
    while text[end - 1].isspace():
        end -= 1
    return Entity("amount", start, end, str(int((value * 100).to_integral_value())))


def _thousands(sign: str | None) -> int:
    return {"k": 1000, "千": 1000, "w": 10_000, "万": 10_000}.get((sign or "").lower(), 1)


def _tenths(said: str | None) -> Decimal:
    """块五 is five tenths."""
    if not said:
        return Decimal(0)
    return Decimal("0.5") if said[0] == "半" else (number_of(said[0]) or Decimal(0)) / 10


def _hundredths(said: str | None) -> Decimal:
    return (number_of(said) or Decimal(0)) / 100 if said else Decimal(0)


def _counted_block(text: str, one: re.Match[str]) -> bool:
    """两块肥皂 are goods: a small number of 块 before a word, without anything of money beside."""
    if one["u"] != "块" or one["t"]:
        return False
    value = number_of(one["n"])
    after = text[one.end() :]
    return bool(
        value is not None
        and value < 10
        and re.match(
            r"(?:表|手表|肥皂|香皂|布|地毯|毛巾|电池|硬盘|屏|板|面包|蛋糕|巧克力|糖|玉|石|砖|瓷砖|"
            r"抹布|垫|橡皮|牛排|肉|豆腐|披萨|饼)",
            after,
        )
    )


def quantities(text: str) -> Iterator[Entity]:
    """How many of something."""
    for one in _COUNTED.finditer(text):
        value = number_of(one["n"])
        if value is not None and _is_count(text, one):
            count = value * _EACH.get(one["u"], 1)
            yield Entity("quantity", *one.span(), _written(count))
    for one in _COUNTED_ENGLISH.finditer(text):
        said = one["n"].lower()
        yield Entity("quantity", *one.span(), str(_ENGLISH_NUMBERS.get(said, said)))
    for one in _before_goods().finditer(text):
        said = one["n"].lower()
        yield Entity("quantity", *one.span("n"), str(_ENGLISH_NUMBERS.get(said, said)))
    for one in _TIMES.finditer(text):
        yield Entity("quantity", *one.span(), one["n"] or one["m"])
    for one in _PAIR.finditer(text):
        yield Entity("quantity", *one.span(), _written(number_of(one["n"]) or Decimal(0)))


@cache
def _before_goods() -> re.Pattern[str]:
    held = goods()
    before, named = "|".join(held["before_english"]), "|".join(held["english"])
    numbers = "|".join(one for one in _ENGLISH_NUMBERS if one != "a")
    return re.compile(
        rf"(?<![\w$.#])(?P<n>{numbers}|\d{{1,3}}) (?=(?:(?:{before}) ){{0,3}}(?:{named})\b)",
        re.IGNORECASE,
    )


def _is_count(text: str, one: re.Match[str]) -> bool:
    before, after = text[max(0, one.start() - _AROUND) : one.start()], text[one.end() :]
    if _NO_GOODS.match(after) or _NO_COUNT.search(before + one.group()):
        return False
    if one["u"] in _TRAPS and re.match(_TRAPS[one["u"]], after):
        return False
    if one["n"] in ("一", "半") and one["u"] in (
        "个",
        "個",
        "件",
        "把",
        "份",
        "套",
        "片",
        "块",
        "排",
        "款",
        "单",
        "条",
    ):
        return bool(_WANTED.search(before) or _STANDS_ALONE.match(after))
    if one["u"] in ("部", "架", "杯", "壶", "碗", "单") and one["n"] in "一十百千万半":
        return bool(_WANTED.search(before))
    return True


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}"
