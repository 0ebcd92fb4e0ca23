"""What the bot does with what it has heard and found: pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from zhiyin.modules.bot.understanding import Heard, normal

# Says with every turn by which rules it was decided.
MODEL = "rules-1"
# So many turns in a row without knowing what was meant, and a person takes over.
MOST_UNSURE = 2
MOST_CHOICES = 3
# What is much less likely than the best is no near question.
NEAR_ENOUGH = 0.12
# Nobody is asked for the same thing more often.
MOST_ASKED = 2

Kind = Literal["answer", "choices", "ask", "task", "handover", "talk"]
Talk = Literal["hello", "thanks", "bye", "fine", "who", "cancelled"]


@dataclass(frozen=True)
class Found:
    """An article that may answer."""

    article_id: UUID
    title: str
    likely: float
    words: str = ""
    matched: str = ""


@dataclass(frozen=True)
class Search:
    """What the knowledge base answered. `away`: it could not be asked."""

    items: tuple[Found, ...] = ()
    answerable: float = 0.0
    threshold: float = 1.0
    away: bool = False


@dataclass(frozen=True)
class Limits:
    """How sure the bot must be, as shares of one."""

    least_sure: float = 0.0
    near_from: float = 0.12


@dataclass(frozen=True)
class Standing:
    """How the conversation stands: unsure turns in a row, what was offered, the task that runs."""

    unsure: int = 0
    # By the normal form of its label: the article behind a near question that was offered.
    offered: Mapping[str, UUID] = field(default_factory=dict)
    task: str | None = None


@dataclass(frozen=True)
class Decision:
    """What to do, and why."""

    kind: Kind
    reason: str | None = None
    article: Found | None = None
    # An article that was chosen among those offered.
    chosen_id: UUID | None = None
    choices: tuple[Found, ...] = ()
    task: str | None = None
    talk: Talk | None = None
    # Worded by a language model: the articles its words rest on, in their order.
    cited: tuple[Found, ...] = ()

    @property
    def unsure(self) -> bool:
        """Whether the bot did not know what was meant."""
        return self.kind in ("choices", "ask")


def hand_over(reason: str) -> Decision:
    """A person goes on."""
    return Decision("handover", reason)


def must_hand_over(heard: Heard) -> str | None:
    """Why a person must go on whatever else was said; `None` if nothing demands it."""
    if heard.wish:
        return "asked"
    if heard.sensitive:
        return "sensitive"
    return "angry" if heard.angry else None


def before_search(heard: Heard, standing: Standing, intents: Sequence[str]) -> Decision | None:
    """What needs no article: hand-over, the task that runs or begins, small talk, a choice."""
    reason = must_hand_over(heard)
    if reason is not None:
        return hand_over(reason)
    if standing.task is not None:
        return Decision("task", task=standing.task)
    chosen = standing.offered.get(heard.text)
    if chosen is not None:
        return Decision("answer", chosen_id=chosen)
    if heard.none_of_these or heard.attachment:
        return _unsure(standing)
    if intents:
        return Decision("task", task=intents[0])
    return _talk(heard)


def _talk(heard: Heard) -> Decision | None:
    talks: tuple[tuple[bool, Talk], ...] = (
        (heard.asks_who, "who"),
        (heard.bye, "bye"),
        (heard.thanks, "thanks"),
        (heard.fine or heard.yes or heard.no, "fine"),
        (heard.hello, "hello"),
    )
    return next((Decision("talk", talk=name) for said, name in talks if said), None)


def _unsure(standing: Standing) -> Decision:
    if standing.unsure + 1 >= MOST_UNSURE:
        return hand_over("unsure")
    return Decision("ask")


def after_search(search: Search, standing: Standing, limits: Limits) -> Decision:
    """Answer, near questions, or a question back; a person after too many of the latter two."""
    if search.away:
        return hand_over("thinking_away")
    sure = max(search.threshold, limits.least_sure)
    if search.items and search.answerable >= sure:
        return Decision("answer", article=search.items[0])
    if standing.unsure + 1 >= MOST_UNSURE:
        return hand_over("unsure")
    near = near_questions(search, limits)
    if near:
        return Decision("choices", choices=near)
    return Decision("ask")


def near_questions(search: Search, limits: Limits) -> tuple[Found, ...]:
    """What may have been meant, likeliest first; nothing where even the best is far off."""
    if not search.items or search.answerable < limits.near_from:
        return ()
    least = NEAR_ENOUGH * search.items[0].likely
    near = [one for one in search.items if one.likely >= least]
    return tuple(near[:MOST_CHOICES])


def labels(offered: Sequence[Mapping[str, str]]) -> dict[str, UUID]:
    """By what a customer chooses a near question: saying its words."""
    return {normal(one["label"]): UUID(one["article_id"]) for one in offered}


@dataclass(frozen=True)
class TaskState:
    """A task between two turns: what it knows, what was asked for last and how often."""

    slots: Mapping[str, str] = field(default_factory=dict)
    asked: str | None = None
    times: int = 0


TaskStep = Literal["ask", "confirm", "run", "cancel", "fail"]
CONFIRM = "confirm"


def next_step(
    names: Sequence[str], state: TaskState, read: Mapping[str, str], heard: Heard, *, confirm: bool
) -> tuple[TaskStep, TaskState]:
    """How a task goes on after a turn. `read` holds what the words said of each slot.

    The slot that was asked for takes what fits it; others are filled by the way. Nobody is asked
    for the same thing more than twice: then a person goes on.
    """
    if state.asked == CONFIRM:
        if heard.yes:
            return "run", TaskState(state.slots)
        if heard.no:
            return "cancel", TaskState()
    elif heard.no and state.asked is not None and state.asked not in read:
        return "cancel", TaskState()
    slots = {**state.slots, **{name: read[name] for name in names if name in read}}
    missing = next((name for name in names if name not in slots), None)
    wanted = missing or (CONFIRM if confirm else None)
    if wanted is None:
        return "run", TaskState(slots)
    times = state.times + 1 if wanted == state.asked and slots == dict(state.slots) else 1
    if times > MOST_ASKED:
        return "fail", TaskState(slots)
    return ("confirm" if wanted == CONFIRM else "ask"), TaskState(slots, wanted, times)
