"""Versions and test questions, pure: what undoes a change, who is drawn, what got worse."""

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from zhiyin.kernel.comparing import compare
from zhiyin.kernel.drawing import is_drawn
from zhiyin.modules.bot.rules import Decision, Found, Kind, Search
from zhiyin.modules.bot.testing import WORTH, Judged, Verdict, figures, judge, moved, sample
from zhiyin.modules.bot.versioning import Change, Step, read_stored, stored, way_back
from zhiyin.modules.knowledge.interface import MoreWordings

ARTICLES = [UUID(int=one) for one in range(1, 4)]
Wording = tuple[UUID, str]
wordings = st.sets(st.tuples(st.sampled_from(ARTICLES), st.sampled_from("abcd")), max_size=5)


def _as_more(pairs: set[Wording]) -> tuple[MoreWordings, ...]:
    return tuple(MoreWordings(key, (text,)) for key, text in sorted(pairs))


def _pairs(more: tuple[MoreWordings, ...]) -> set[Wording]:
    return {(one.article_id, text) for one in more for text in one.texts}


@given(wordings, st.lists(st.tuples(wordings, wordings), max_size=6))
def test_the_way_back_leads_to_where_it_was(
    held: set[Wording], changes: list[tuple[set[Wording], set[Wording]]]
) -> None:
    steps, now = [], set(held)
    for wanted, unwanted in changes:
        removed = unwanted & now
        now -= removed
        added = wanted - now
        now |= added
        steps.append(Step(_as_more(added), _as_more(removed)))
    back = way_back(steps)
    assert (now | _pairs(back.added)) - _pairs(back.removed) == held
    assert not _pairs(back.added) & _pairs(back.removed)


@given(wordings)
def test_what_is_stored_is_read_again(pairs: set[Wording]) -> None:
    more = _as_more(pairs)
    assert read_stored(stored(more)) == more


def test_a_change_is_written_alike_whatever_its_order() -> None:
    one = Change((MoreWordings(ARTICLES[1], ("b", "a")), MoreWordings(ARTICLES[0], ("c",))))
    other = Change((MoreWordings(ARTICLES[0], ("c",)), MoreWordings(ARTICLES[1], ("a", "b"))))
    assert one.as_json() == other.as_json()
    assert one.as_json() != Change(settings={"least_sure": 3}).as_json()


@given(st.uuids(), st.binary(max_size=16), st.integers(0, 99))
def test_who_is_drawn_stays_drawn_and_a_larger_share_takes_nobody_out(
    conversation: UUID, lot: bytes, share: int
) -> None:
    assert not is_drawn(conversation, lot, 0)
    assert is_drawn(conversation, lot, 100)
    if is_drawn(conversation, lot, share):
        assert is_drawn(conversation, lot, share)
        assert is_drawn(conversation, lot, share + 1)


def test_a_share_is_drawn_about_as_large_and_anew_with_every_lot() -> None:
    ids = [UUID(int=(n * 0x9E3779B97F4A7C15) % 2**128) for n in range(4000)]
    first = {one for one in ids if is_drawn(one, b"7", 20)}
    second = {one for one in ids if is_drawn(one, b"8", 20)}
    assert 680 < len(first) < 920
    assert len(first & second) < 300


RIGHT, OTHER = Found(ARTICLES[0], "right", 0.9), Found(ARTICLES[1], "other", 0.5)


def test_what_a_decision_is_worth() -> None:
    answer = Decision("answer", article=RIGHT)
    choices = Decision("choices", choices=(OTHER, RIGHT))
    ask, handover = Decision("ask"), Decision("handover", "unsure")
    search = Search((RIGHT,), 0.91234, 0.8)
    wanted, none = ARTICLES[0], None

    def verdict(decision: Decision, article_id: UUID | None) -> str:
        return judge(decision, search, article_id).verdict

    assert verdict(answer, wanted) == "right"
    assert verdict(answer, ARTICLES[2]) == "wrong"
    assert verdict(answer, none) == "wrong"
    assert verdict(choices, wanted) == "offered"
    assert verdict(choices, ARTICLES[2]) == "missed"
    assert verdict(ask, wanted) == verdict(handover, wanted) == "missed"
    assert {verdict(one, none) for one in (choices, ask, handover)} == {"refused"}
    assert judge(answer, search, wanted).likely == 0.912
    assert judge(handover, None, wanted).likely is None


verdicts = st.sampled_from(list(WORTH))


@given(verdicts, verdicts)
def test_what_is_mended_one_way_is_broken_the_other(before: Verdict, after: Verdict) -> None:
    there, back = moved(before, after), moved(after, before)
    assert (there, back) in {(None, None), ("mended", "broken"), ("broken", "mended")}


def _judged(verdict: Verdict) -> tuple[Judged, UUID | None]:
    kinds: dict[Verdict, Kind] = {"right": "answer", "wrong": "answer", "offered": "choices"}
    wanted = None if verdict == "refused" else ARTICLES[0]
    return Judged(kinds.get(verdict, "ask"), verdict), wanted


@given(st.lists(verdicts, max_size=30))
def test_figures_count_every_question_once(said: list[Verdict]) -> None:
    counted = figures(map(_judged, said))
    assert counted["questions"] == len(said)
    assert counted["answerable"] + counted["unanswerable"] == len(said)
    assert counted["right"] + counted["wrong"] == counted["answered"]
    assert counted["refused"] == counted["unanswerable"]


def test_of_many_questions_those_a_change_touches_are_asked_first() -> None:
    pairs = [(uuid4(), ARTICLES[n % 3]) for n in range(60)]
    chosen = sample(pairs, {ARTICLES[1]}, 25)
    assert len(chosen) == 25
    assert {one for one, article in pairs if article == ARTICLES[1]} <= chosen
    assert sample(pairs, {ARTICLES[1]}, 25) == chosen


def test_a_trial_is_better_worse_alike_or_not_clear_yet() -> None:
    assert compare((500, 1000), (600, 1000), 0.5).verdict == "better"
    assert compare((600, 1000), (500, 1000), 0.5).verdict == "worse"
    assert compare((5000, 10000), (5000, 10000), 0.5).verdict == "alike"
    few = compare((5, 10), (6, 10), 0.2)
    assert (few.verdict, few.needed > 100) == ("unclear", True)
    none = compare((0, 0), (0, 0), 0.2)
    assert (none.verdict, none.live, none.difference) == ("unclear", None, None)
