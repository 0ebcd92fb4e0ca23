"""Named things in messages: each kind by its forms, traps that are none, whatever else comes."""

import json
from pathlib import Path
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.understanding.entities.amounts import amounts, quantities
from zhiyin.modules.understanding.entities.numerals import number_of, spoken_digits
from zhiyin.modules.understanding.entities.reading import LONGEST, entities

DEV = Path(__file__).parents[3] / "entry" / "evaluate" / "entities_dev.jsonl"


def _read(text: str) -> list[tuple[str, str, str]]:
    return [(one.type, text[one.start : one.end], one.value) for one in entities(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("订单2611 0833 4521 78怎么还没发", [("order_no", "2611 0833 4521 78", "26110833452178")]),
        (
            "顺丰SF1409876543210三天没动",
            [("tracking_no", "SF1409876543210", "SF1409876543210")],
        ),
        (
            "号码是幺三八幺二三四五六七八",
            [("phone", "幺三八幺二三四五六七八", "13812345678")],
        ),
        ("138****5678打不通", [("phone", "138****5678", "138****5678")]),
        ("发到Li_Si88@163.com", [("email", "Li_Si88@163.com", "li_si88@163.com")]),
        (
            "寄到上海市浦东新区张江路88号3幢502室",
            [("address", "上海市浦东新区张江路88号3幢502室", "上海市浦东新区张江路88号3幢502室")],
        ),
        ("一百二十八块五", [("amount", "一百二十八块五", "12850")]),
        ("满200减50", [("amount", "200", "20000"), ("amount", "50", "5000")]),
        ("两千三的壶", [("amount", "两千三", "230000")]),
        ("2026年11月11日之前", [("date", "2026年11月11日", "2026-11-11")]),
        ("十月三号就签收了", [("date", "十月三号", "10-03")]),
        ("上周五说给我退", [("date", "上周五", "上周五")]),
        ("晚上八点半在家", [("time", "晚上八点半", "20:30")]),
        ("差五分十点", [("time", "差五分十点", "09:55")]),
        ("九点到六点上班", [("time", "九点", "09:00"), ("time", "六点", "18:00")]),
        ("两盒龙井", [("quantity", "两盒", "2"), ("product", "龙井", "龙井")]),
        ("少发了一个盖碗", [("quantity", "一个", "1"), ("product", "盖碗", "盖碗")]),
        ("五十个纸杯", [("quantity", "五十个", "50"), ("product", "纸杯", "纸杯")]),
    ],
)
def test_a_thing_is_found_with_its_value(text: str, found: list[tuple[str, str, str]]) -> None:
    assert _read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "税号91310115MA1K4XXXX1",
        "QQ 123456789 加一下",
        "验证码 482913",
        "身份证 310101199001011234",
        "一点都不好",
        "都一把年纪了",
        "7天无理由",
        "2024款和2025款有啥区别",
        "220V的还是110V的",
        "南京路附近有店吗",
        "https://shop.example/order/202611083345211",
    ],
)
def test_a_trap_is_nothing(text: str) -> None:
    assert _read(text) == []


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("两千三", "2300"),
        ("一百零三", "103"),
        ("十二", "12"),
        ("一万二", "12000"),
        ("1万5", "15000"),
        ("1,299.50", "1299.50"),
        ("半", "0.5"),
        ("仨", "3"),
    ],
)
def test_numbers_as_people_say_them(said: str, number: str) -> None:
    assert str(number_of(said)) == number


def test_what_is_no_number_is_none() -> None:
    assert number_of("好") is None
    assert spoken_digits("幺 三-8") == "138"


def test_most_things_of_the_development_set_are_found() -> None:
    right = found = there = 0
    for line in DEV.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        read = {(one.type, one.start, one.end) for one in entities(row["text"])}
        wanted = {(one["type"], one["start"], one["end"]) for one in row["entities"]}
        right, found, there = right + len(read & wanted), found + len(read), there + len(wanted)
    assert 2 * right / (found + there) >= 0.95


_PIECES = st.sampled_from(
    [
        *"号路街区一二十百万块元点半个幺年月日的在市012*-.:/@¥ ",
        "订单",
        "138",
        "a.cn",
        "SF",
        "寄到",
        "北京",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=400).map("".join)))
def test_whatever_comes_things_stand_in_the_text_and_none_upon_another(text: str) -> None:
    end = 0
    for one in entities(text):
        assert end <= one.start < one.end <= min(len(text), LONGEST)
        assert one.value
        end = one.end


def _work(text: str) -> float:
    """The least time of the thread that reading it takes, of some tries."""
    tries = list[float]()
    for _ in range(5):
        begun = thread_time()
        list(amounts(text))
        list(quantities(text))
        tries.append(thread_time() - begun)
    return min(tries)


@pytest.mark.parametrize("piece", ["1", "一", "万", "十百千", "一个", "1,234", "12.5"])
def test_a_text_eight_times_as_long_is_not_sixty_four_times_the_work(piece: str) -> None:
    short = (piece * 500)[:500]
    assert _work(short * 8) < 24 * _work(short)
