"""Figures of how good answers are, with their sources of error left out of nothing."""

from collections import Counter
from collections.abc import Sequence
from math import ceil
from typing import NamedTuple, TypeVar

_Name = TypeVar("_Name", str, str | None)


class Outcome(NamedTuple):
    """One question: where its answer stood (0 is first, -1 nowhere), how sure we were, and whether
    there was one at all.
    """

    place: int
    likely: float
    in_scope: bool

    @property
    def right(self) -> bool:
        """Whether the first answer is the right one; never, where there is none."""
        return self.in_scope and self.place == 0


def area(above: Sequence[float], below: Sequence[float]) -> float:
    """How often one of the first is above one of the second, ties counted half (AUROC)."""
    if not above or not below:
        return 0.0
    ranks: dict[float, float] = {}
    everything = sorted([*above, *below])
    start = 0
    while start < len(everything):
        end = start
        while end < len(everything) and everything[end] == everything[start]:
            end += 1
        ranks[everything[start]] = (start + 1 + end) / 2
        start = end
    total = sum(ranks[value] for value in above)
    return (total - len(above) * (len(above) + 1) / 2) / (len(above) * len(below))


def answered_at(outcomes: Sequence[Outcome], precision: float) -> float:
    """The largest share of all questions that can be answered, surest first, while so many of the
    answers given are right.
    """
    right, most = 0, 0
    for count, one in enumerate(sorted(outcomes, key=lambda one: -one.likely), start=1):
        right += one.right
        if right / count >= precision:
            most = count
    return most / len(outcomes) if outcomes else 0.0


def faq_figures(
    outcomes: Sequence[Outcome], threshold: float, precision: float
) -> dict[str, float]:
    """What `evaluate faq` prints about answers."""
    known = [one for one in outcomes if one.in_scope]
    given = [one for one in outcomes if one.likely >= threshold]
    count = max(len(known), 1)
    return {
        "n": len(outcomes),
        "top1": sum(one.place == 0 for one in known) / count,
        "top3": sum(0 <= one.place < 3 for one in known) / count,
        "mrr": sum(1 / (one.place + 1) for one in known if one.place >= 0) / count,
        "oos_auroc": area(
            [one.likely for one in known], [one.likely for one in outcomes if not one.in_scope]
        ),
        "answered": len(given) / max(len(outcomes), 1),
        "precision": sum(one.right for one in given) / max(len(given), 1),
        "promised": precision,
        "answered_at_precision_90": answered_at(outcomes, 0.9),
    }


def shop_figures(outcomes: Sequence[Outcome], threshold: float) -> dict[str, float]:
    """What `evaluate demo` prints: answers given from the threshold on, to questions that the shop
    can answer and to such as it cannot; an answer to one of the latter is wrong. The figures with
    `_at_80` are those of the highest threshold from which on four fifths of the former are
    answered.
    """
    known = [one for one in outcomes if one.in_scope]
    unknown = [one for one in outcomes if not one.in_scope]
    count = max(len(known), 1)
    surest = sorted((one.likely for one in known), reverse=True)
    four_fifths = surest[ceil(0.8 * len(surest)) - 1] if surest else 0.0
    return {
        "n": len(outcomes),
        **_given(outcomes, threshold),
        **{f"{name}_at_80": value for name, value in _given(outcomes, four_fifths).items()},
        "top1": sum(one.place == 0 for one in known) / count,
        "top3": sum(0 <= one.place < 3 for one in known) / count,
        "oos_auroc": area([one.likely for one in known], [one.likely for one in unknown]),
    }


def _given(outcomes: Sequence[Outcome], threshold: float) -> dict[str, float]:
    known = [one for one in outcomes if one.in_scope]
    unknown = [one for one in outcomes if not one.in_scope]
    given = [one for one in outcomes if one.likely >= threshold]
    answered = [one for one in known if one.likely >= threshold]
    return {
        "right": sum(one.right for one in given) / max(len(given), 1),
        "right_of_known": sum(one.right for one in answered) / max(len(answered), 1),
        "answered": len(answered) / max(len(known), 1),
        "refused": sum(one.likely < threshold for one in unknown) / max(len(unknown), 1),
    }


def intent_figures(judged: Sequence[tuple[str | None, str | None]]) -> dict[str, float]:
    """What `evaluate intents` prints of pairs (wanted, understood); none is out of scope. A text
    in scope that was refused counts as not understood.
    """
    known = [one for one in judged if one[0] is not None]
    refused = [wanted for wanted, understood in judged if understood is None]
    outside = sum(wanted is None for wanted, _ in judged)
    rightly = sum(wanted is None for wanted in refused)
    return {
        "n": len(judged),
        "accuracy": sum(one == other for one, other in known) / max(len(known), 1),
        "macro_f1": macro_f1(known),
        "oos_n": outside,
        "oos_recall": rightly / max(outside, 1),
        "oos_precision": rightly / max(len(refused), 1),
    }


def f1(right: int, found: int, there: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / max(found + there, 1)


def accuracy(pairs: Sequence[tuple[_Name, _Name]]) -> float:
    """The share of pairs (wanted, understood) that are the same."""
    return sum(one == other for one, other in pairs) / max(len(pairs), 1)


def binary_f1(told: Sequence[tuple[bool, bool]]) -> float:
    """F1 of pairs (is so, was told)."""
    right = sum(so and said for so, said in told)
    return f1(right, sum(said for _, said in told), sum(so for so, _ in told))


def macro_f1(known: Sequence[tuple[_Name, _Name]]) -> float:
    """The mean of F1 over what was wanted, of pairs (wanted, understood)."""
    wanted = Counter(one for one, _ in known)
    understood = Counter(other for _, other in known)
    right = Counter(one for one, other in known if one == other)
    shares = [f1(right[name], understood[name], wanted[name]) for name in wanted]
    return sum(shares) / max(len(shares), 1)


# From here on an angry customer is told by default (`conversations.mood_sure`).
SURE = 0.7


def mood_figures(judged: Sequence[tuple[str, str, float]]) -> dict[str, float]:
    """What `evaluate moods` prints of triples (felt, read, how sure)."""
    pairs = [(felt, read) for felt, read, _ in judged]
    told = [felt == "angry" for felt, read, sure in judged if read == "angry" and sure >= SURE]
    angry = sum(felt == "angry" for felt, _ in pairs)
    read_angry = [felt for felt, read in pairs if read == "angry"]
    rightly = sum(felt == "angry" for felt in read_angry)
    return {
        "n": len(pairs),
        "accuracy": accuracy(pairs),
        "macro_f1": macro_f1(pairs),
        "angry_recall": rightly / max(angry, 1),
        "angry_precision": rightly / max(len(read_angry), 1),
        "alarms_recall": sum(told) / max(angry, 1),
        "alarms_precision": sum(told) / max(len(told), 1),
    }


def group_figures(wanted: Sequence[str], groups: Sequence[int]) -> dict[str, float]:
    """What `evaluate groups` prints of questions, what each asks for, and the group it was put in.

    B-cubed (Bagga and Baldwin 1998): of the questions in one's group, how many ask the same
    (precision); of those that ask the same, how many are in one's group (recall); the mean over
    all questions.
    """
    count = max(len(groups), 1)
    sizes, asking = Counter(groups), Counter(wanted)
    both = Counter(zip(wanted, groups, strict=True))
    precision = sum(held * held / sizes[group] for (_, group), held in both.items()) / count
    recall = sum(held * held / asking[want] for (want, _), held in both.items()) / count
    return {
        "n": len(groups),
        "asked": len(asking),
        "groups": sum(size > 1 for size in sizes.values()),
        "alone": sum(size == 1 for size in sizes.values()),
        "bcubed_precision": precision,
        "bcubed_recall": recall,
        "bcubed_f1": 2 * precision * recall / max(precision + recall, 1e-9),
    }
