"""The encoder that is shipped: what means alike points the same way, in other words, too."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiyin.modules.understanding import encoder as encoding
from zhiyin.modules.understanding.encoder import Encoder, shipped
from zhiyin.modules.understanding.pack import unseen_of_pack
from zhiyin.modules.understanding.reading import features

MEGABYTE = 1024 * 1024


def _near(one: str, two: str) -> float:
    first, second = shipped().encode([one, two])
    return float(first @ second)


@pytest.mark.parametrize(
    ("asked", "meant", "not_meant"),
    [
        ("下周我就出差了，寄得过来不", "能在指定日期前送到吗", "怎么开发票"),
        ("两个码之间纠结，脚背高", "尺码怎么选", "多久发货"),
        ("打了三遍了没一个活人", "怎么转人工", "能便宜点吗"),
        ("钱什么时候回到我卡里", "退款多久到账", "怎么清洗"),
    ],
)
def test_what_means_alike_is_nearer_than_what_does_not(
    asked: str, meant: str, not_meant: str
) -> None:
    assert _near(asked, meant) > _near(asked, not_meant) + 0.1


def test_script_width_and_long_numbers_make_no_difference() -> None:
    assert features("運費怎麼算ABC") == features("运费怎么算ａｂｃ")
    assert _near("订单20261103558899到哪了", "订单99887766554433到哪了") == pytest.approx(1.0)


def test_talk_that_is_none_of_a_shops_business_is_told() -> None:
    encoder = shipped()
    talk = encoder.outside(encoder.encode(unseen_of_pack().outside))
    asked = encoder.outside(encoder.encode(["我的快递到哪了", "这个能退吗", "发票抬头开错了"]))
    assert float(np.median(talk)) > 3 * float(asked.max())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=4))
def test_any_text_has_a_direction_of_length_one_or_none_at_all(texts: list[str]) -> None:
    directions = shipped().encode(texts)
    assert directions.shape == (len(texts), shipped().size)
    lengths = np.linalg.norm(directions, axis=1)
    assert np.all(np.isclose(lengths, 1.0, atol=1e-4) | (lengths == 0.0))
    assert np.isfinite(directions).all()


def test_it_may_be_shipped() -> None:
    path = Path(str(files("zhiyin.modules.understanding").joinpath("domain", "encoder.npz")))
    assert path.stat().st_size <= 30 * MEGABYTE


def test_one_that_was_learned_from_another_reading_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "encoder.npz"
    shipped().save(path)
    again = Encoder.load(path)
    assert again.signature == shipped().signature
    monkeypatch.setattr(encoding, "VERSION", encoding.VERSION + 1)
    with pytest.raises(ValueError, match="another version"):
        Encoder.load(path)
