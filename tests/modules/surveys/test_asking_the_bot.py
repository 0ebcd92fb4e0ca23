"""Which words ask the bot for the rating card."""

import pytest

from zhiyin.modules.bot.actions.thinking import wants
from zhiyin.modules.bot.understanding import normal
from zhiyin.modules.surveys.contributions.skills import RATE


@pytest.mark.parametrize(
    "words",
    ["我想给你评价一下", "怎么评价", "评价", "我要打分", "给个好评", "I want to rate this chat",
     "can I leave a rating", "give feedback"],
)  # fmt: skip
def test_who_wants_to_rate_is_understood(words: str) -> None:
    assert wants(RATE, normal(words))


@pytest.mark.parametrize(
    "words",
    ["我想看看买家评价", "这款茶评价怎么样", "给我看一下好评", "我要修改商品评价", "怎么退货",
     "what is your exchange rate", "where can I read reviews"],
)  # fmt: skip
def test_what_others_say_of_goods_is_no_wish_to_rate(words: str) -> None:
    assert not wants(RATE, normal(words))
