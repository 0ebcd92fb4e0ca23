"""What tells who somebody is does not leave, and comes back unchanged."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.languagemodel.actions.asking import Question, masked_prompt
from zhiyin.modules.languagemodel.masking import PLACEHOLDER, Masks
from zhiyin.modules.languagemodel.protocol import Endpoint, request_body

phones = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
mails = st.from_regex(r"[a-z]{3,10}\.[a-z]{2,8}@[a-z]{3,8}\.(com|cn)", fullmatch=True)
cards = st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True)
orders = st.from_regex(r"(SF|T|TB)?-?[0-9]{8,16}", fullmatch=True)
addresses = st.builds(
    "{}市{}区{}路{}号{}室".format,
    st.sampled_from(["杭州", "广州", "成都"]),
    st.sampled_from(["西湖", "天河", "武侯"]),
    st.sampled_from(["文三", "中山大", "人民南"]),
    st.integers(1, 999),
    st.integers(101, 3602),
)
names = st.sampled_from(["欧阳晓晴", "王小明", "Katherine", "李雷"])
private = st.one_of(phones, mails, cards, orders, addresses)
around = st.sampled_from(["，", "。", " ", "我的是 ", "\n", "：", "（"])


@given(st.lists(st.tuples(around, private), min_size=1, max_size=6), names)
def test_nothing_that_is_masked_is_left_and_everything_comes_back(
    said: list[tuple[str, str]], name: str
) -> None:
    text = "".join(before + value for before, value in said) + f" 我叫{name}，谢谢"
    masks = Masks([name])
    hidden = masks.hide(text)
    for value in [one for _, one in said] + [name]:
        assert value not in hidden
    assert masks.restore(hidden) == text
    # Nor does it leave by an article in which it happens to stand.
    covered = masks.cover(f"请找 {name} 或寄回：{said[0][1]}。")
    assert name not in covered
    assert said[0][1] not in covered


class Shape(msgspec.Struct):
    text: str


async def _unjudged(_: Shape, __: Masks) -> None:
    return None


@given(st.lists(st.tuples(around, private), min_size=2, max_size=6), names)
def test_no_request_holds_what_is_masked(said: list[tuple[str, str]], name: str) -> None:
    """Wherever it stands: in the question, in what was said before, in an article."""
    words = [f"{before}{value}" for before, value in said]
    question = Question(
        "answers",
        "Answer.",
        {"articles": [{"number": 1, "text": f"请写给{name}：{said[0][1]}，或到店。"}]},
        {"earlier": [{"customer": words[0], "answer": words[1]}], "question": f"{name} {words}"},
        Shape,
        _unjudged,
        names=[name],
    )
    endpoint = Endpoint("http://127.0.0.1/v1", None, "tea-1", "tools", 8)
    sent = json.dumps(
        request_body(endpoint, masked_prompt(question, Masks([name]))), ensure_ascii=False
    )
    assert not [value for _, value in said if value in sent]
    assert name not in sent


@pytest.mark.parametrize(
    "text",
    [
        "下单 7 天内可以退货，运费 12.5 元，满 99 元包邮",
        "请走文三路，到西湖边",
        "我住在北京，几天能到",
        "iPhone 15 的 128G 有货吗",
        "24 hours a day, 7 days a week",
        "这款 5号 电池在哪里买",
    ],
)
def test_what_is_nobodys_stays(text: str) -> None:
    assert Masks().hide(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "收货人电话 138****2046",
        "邮箱 w***@example.cn",
        "寄到浙江省杭州市西湖区文三路 508号2幢301室",
        "望京小区3号楼2单元501",
        "send it to 221 Baker Street please",
        "订单 T-2611-000123 到哪了",
        "身份证 11010119900307123X",
    ],
)
def test_what_is_somebodys_goes(text: str) -> None:
    masks = Masks()
    hidden = masks.hide(text)
    assert PLACEHOLDER.search(hidden), hidden
    private = ("2046", "example", "508", "501", "Baker", "0123", "1990")
    assert not any(one in hidden for one in private)
    assert masks.restore(hidden) == text


@pytest.mark.parametrize(
    "text",
    [
        "１３８００１３８０００",
        "138\u200b0013\u200b8000",
        "1 3 8 0 0 1 3 8 0 0 0",
        "138.0013.8000",
        "一三八零零一三八零零零",
        "幺三八零零幺三八零零零",
        "ｌｉ．ｌｅｉ＠ｅｘａｍｐｌｅ．ｃｎ",
    ],
)
def test_writing_it_otherwise_does_not_get_it_out(text: str) -> None:
    assert PLACEHOLDER.fullmatch(Masks().hide(text))


def test_nobody_gets_at_anothers_data_by_writing_a_placeholder() -> None:
    masks = Masks()
    hidden = masks.hide("我的手机 13800138000，[CONTACT_1] [NAME_2]")
    assert masks.restore(hidden).count("13800138000") == 1


def test_a_value_keeps_its_placeholder_in_a_whole_request() -> None:
    masks = Masks(["王小明"])
    first, second = masks.hide("我是王小明 13800138000"), masks.hide("王小明的电话是13800138000")
    assert PLACEHOLDER.findall(first)[0] in second
    assert len(masks.placeholders) == 2
    assert json.dumps([first, second], ensure_ascii=False).count("NAME") == 2
