"""Pure rules of tasks: when they are in time, who gets one, in which line one waits."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from zhiyin.kernel.i18n.text import DEFAULT_LANGUAGE, Language, Text, label
from zhiyin.modules.dispatch.interface import EVERYBODY, TASK, Candidate, Need, Waiting, rank

KIND = "task"
BY_HAND = "by_hand"
# Of tasks that stand for a step of a case: what comes of them is chosen there.
STEP = "procedures.step"
CASE = "case"
CASE_STEP = "case_step"
NEED = Need(channel=TASK)
UNDO_WITHIN = timedelta(seconds=30)

_LINES = UUID("6f1c2b1e-7a53-5d0e-9d53-0b8f6a1f4c11")


def words_of(row: Any, part: str, language: Language) -> str:
    """Title, text or result of a task for a reader of this language."""
    said = (row.labels or {}).get(part)
    words: str = label(said, language) if said else getattr(row, part)
    return words


def stored_words(**said: str | Text) -> dict[str, Any]:
    """Words of a task as they are stored: in one language each, and in all where they have them."""
    labels = {part: words.as_json() for part, words in said.items() if isinstance(words, Text)}
    plain = {
        part: words.say(DEFAULT_LANGUAGE) if isinstance(words, Text) else words
        for part, words in said.items()
    }
    return {**plain, "labels": labels or None}


def line_of(team_id: UUID | None) -> UUID:
    """The line in which tasks of a team wait: apart from its customers, so that a place in line
    told to a customer counts customers only.
    """
    return uuid5(_LINES, str(team_id or EVERYBODY))


def reminders(
    due_at: datetime, moment: datetime, remind_before: float, climb_after: float
) -> list[tuple[str, datetime]]:
    """What to say when: soon, due, overdue; what has passed already is not said any more."""
    wanted = [("due", due_at), ("overdue", due_at + timedelta(seconds=climb_after))]
    if remind_before > 0:
        wanted.insert(0, ("soon", due_at - timedelta(seconds=remind_before)))
    return [(stage, at) for stage, at in wanted if at > moment or stage == "overdue"]


def may_undo(ended_at: datetime, moment: datetime) -> bool:
    """Whether an end is young enough to be taken back."""
    return moment - ended_at <= UNDO_WITHIN


def choose_owners(
    waiting: Sequence[tuple[UUID, UUID | None]],
    candidates: Sequence[Candidate],
    held: Mapping[UUID, int],
    most: int,
) -> list[tuple[UUID, UUID, str]]:
    """Task, owner and reason for each task that somebody has room for, in the given order.

    `held` is how many tasks each has; `most` how many one may have. The order of candidates for
    one task is dispatch's own.
    """
    now_held = dict(held)
    given = []
    for task_id, team_id in waiting:
        able = [
            Candidate(
                one.staff_id,
                most,
                now_held.get(one.staff_id, 0),
                one.team_ids,
                one.last_assigned_at,
                one.grade,
                one.skills,
            )
            for one in candidates
        ]
        ranked = rank(able, Waiting(task_id, team_id, need=NEED)) if most > 0 else []
        if ranked:
            chosen, reason = ranked[0]
            now_held[chosen.staff_id] = now_held.get(chosen.staff_id, 0) + 1
            given.append((task_id, chosen.staff_id, reason))
    return given
