"""What the bot decides: a wish for a person always brings one, and nobody is kept in circles."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyin.kernel.text.language import language_of
from zhiyin.modules.bot.rules import (
    Decision,
    Found,
    Limits,
    Search,
    Standing,
    TaskState,
    after_search,
    before_search,
    labels,
    next_step,
)
from zhiyin.modules.bot.understanding import Heard, Lists, hear, wishes_person

WISHES = """人工
转人工
轉人工
找真人
我要跟人说
人工客服
human please
I'd like a person
我要找客服
能不能换个人来跟我聊
叫你们经理来
有人吗
有没有人工
我不要机器人
别让机器人回了
帮我转一下人工服务
我想和真人聊
接人工
speak to an agent
Can I talk to someone?
real person
agent please
我要和你们的人说
可以人工吗
人工在吗
转接客服
请安排专员联系我
来个活人
representative
给我找个能解决的人
真人客服呢
customer service
转人工客服谢谢
ＨＵＭＡＮ""".splitlines()
QUESTIONS = """这个茶是人工采摘的吗
人工费多少钱
有没有人工智能音箱
你是机器人吗
不用转人工了
退货运费谁出
什么时候发货
两个人喝用多大的壶
送人用什么包装好
一个人能喝几泡
how long does shipping take
is it good for a person with asthma
要怎么泡
客服电话是多少
几点上班
纯人工炒制的吗
我要送人""".splitlines()


@pytest.mark.parametrize("words", WISHES)
def test_a_wish_for_a_person_is_heard_in_any_wording(words: str) -> None:
    assert wishes_person(words)


@pytest.mark.parametrize("words", QUESTIONS)
def test_a_question_is_no_wish_for_a_person(words: str) -> None:
    assert not wishes_person(words)


found = st.builds(Found, st.uuids(), st.text(max_size=5), st.floats(0, 1))
searches = st.builds(
    Search,
    st.lists(found, max_size=5).map(tuple),
    st.floats(0, 1),
    st.floats(0, 1),
    st.booleans(),
)
standings = st.builds(
    Standing,
    st.integers(0, 5),
    st.just({}),
    st.none() | st.just("some.task"),
)
limits = st.builds(Limits, st.floats(0, 1), st.floats(0.01, 1))
intents = st.lists(st.just("some.task"), max_size=1)


@given(st.sampled_from(WISHES), st.text(max_size=20), standings, intents)
def test_who_wants_a_person_gets_one_whatever_else_holds(
    wish: str, more: str, standing: Standing, wanted: list[str]
) -> None:
    for words in (wish, f"{more}\n{wish}"):
        if wishes_person(words):
            heard = hear(words, Lists())
            assert before_search(heard, standing, wanted) == Decision("handover", "asked")
    assert wishes_person(wish)


@given(st.lists(searches, min_size=2, max_size=2), limits)
def test_two_unsure_turns_in_a_row_bring_a_person(turns: list[Search], allowed: Limits) -> None:
    first = after_search(turns[0], Standing(), allowed)
    second = after_search(turns[1], Standing(unsure=int(first.unsure)), allowed)
    assert not (first.unsure and second.unsure)


@given(searches, standings, limits)
def test_the_bot_answers_only_what_it_is_sure_of(
    search: Search, standing: Standing, allowed: Limits
) -> None:
    decision = after_search(search, standing, allowed)
    sure = search.answerable >= max(search.threshold, allowed.least_sure)
    assert (decision.kind == "answer") == (sure and bool(search.items) and not search.away)
    assert len(decision.choices) <= 3
    assert search.away == (decision.reason == "thinking_away")


def test_angry_and_sensitive_words_bring_a_person() -> None:
    lists = Lists(angry=("骗子",), sensitive=("过敏",))
    for words, reason in (("你们是骗子", "angry"), ("喝完過敏了", "sensitive")):
        decision = before_search(hear(words, lists), Standing(), ["some.task"])
        assert decision == Decision("handover", reason)


def test_a_near_question_is_chosen_by_saying_it() -> None:
    meant = uuid4()
    offered = labels([{"label": "怎么 退货？", "article_id": str(meant)}])
    decision = before_search(hear("怎么 退貨?", Lists()), Standing(1, offered), [])
    assert decision is not None
    assert decision.chosen_id == meant
    # None of them: the second time in a row that the bot did not know.
    none = before_search(hear("都不是", Lists()), Standing(1, offered), [])
    assert none == Decision("handover", "unsure")


@given(st.text(max_size=30))
def test_everything_is_heard_without_falling_over(words: str) -> None:
    assert hear(words, Lists(("x",), ("y",), ("z",))).text is not None
    assert language_of(words, "en") in ("zh-CN", "en")


NAMES = ("message", "contact")


@given(
    st.lists(
        st.tuples(
            st.dictionaries(st.sampled_from(NAMES), st.text(min_size=1, max_size=3)),
            st.booleans(),
            st.booleans(),
        ),
        min_size=12,
        max_size=12,
    ),
    st.booleans(),
)
def test_a_task_ends_whatever_is_answered(
    turns: list[tuple[dict[str, str], bool, bool]], confirm: bool
) -> None:
    """Done, cancelled or given to a person: nobody is asked for ever."""
    state = TaskState()
    steps = []
    for read, yes, no in turns:
        heard = Heard("", yes=yes, no=no and not yes)
        step, state = next_step(NAMES, state, read, heard, confirm=confirm)
        steps.append(step)
        if step not in ("ask", "confirm"):
            break
    changed = len({str(read) for read, _, _ in turns})
    assert steps[-1] in ("run", "cancel", "fail") or changed > 2
    assert steps[-1] != "run" or all(name in state.slots for name in NAMES)


def test_where_nothing_was_offered_nothing_is_chosen() -> None:
    assert UUID(int=0) not in labels([])
