"""What texts are filed under, learned from a few of them."""

import pytest

from zhiyin.modules.understanding.thinking.classes import learn_classes

RETURNS = [f"{thing}{how}" for thing in ("衣服", "鞋子", "茶壶", "台灯") for how in
           ("想退货", "不想要了怎么退", "申请退货没人理", "退回去运费谁出")]  # fmt: skip
PARCELS = [f"{thing}{how}" for thing in ("快递", "包裹", "我的单子", "物流") for how in
           ("到哪了", "三天没动", "怎么还没派送", "显示签收没收到")]  # fmt: skip
BILLS = [f"{how}发票{what}" for how in ("我要开", "什么时候开", "补开一张", "查一下") for what in
         ("抬头写公司", "", "发到邮箱", "税号填错了")]  # fmt: skip


def test_unseen_texts_are_filed_under_what_is_like_them() -> None:
    examples = [
        *((text, "returns") for text in RETURNS),
        *((text, "parcels") for text in PARCELS),
        *((text, "bills") for text in BILLS),
    ]
    classes = learn_classes(examples)
    likely = classes.likely(["这个杯子我要退货", "包裹怎么三天没动了", "发票抬头开错了"])
    assert [max(one, key=lambda name: one[name]) for one in likely] == [
        "returns",
        "parcels",
        "bills",
    ]
    assert all(sum(one.values()) == pytest.approx(1) for one in likely)


def test_of_two_classes_one_is_as_unlikely_as_the_other_is_likely() -> None:
    examples = [*((text, "a") for text in RETURNS), *((text, "b") for text in PARCELS)]
    first = learn_classes(examples).likely(["包裹到哪了"])[0]
    assert first["b"] > first["a"]


def test_the_first_line_names_the_matter() -> None:
    examples = [
        *((f"{text}\n说了很多别的事情", "a") for text in RETURNS),
        *((f"{text}\n说了很多别的事情", "b") for text in PARCELS),
    ]
    assert len(learn_classes(examples).machines[0][0].parts) == 4


def test_one_class_is_none() -> None:
    with pytest.raises(ValueError, match="two classes"):
        learn_classes([("退货", "a"), ("退款", "a")])
