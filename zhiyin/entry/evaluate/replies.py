"""`zhiyin evaluate replies`: how often the suggested reply is one that was given to the question,
asked of the demo shop's conversations, each without itself.
"""

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import typer

from zhiyin.entry.demo.articles import read_questions
from zhiyin.entry.demo.history import CONVERSATIONS, make_world
from zhiyin.entry.demo.load import SEED
from zhiyin.entry.evaluate.labs import open_likeness_lab
from zhiyin.entry.evaluate.sets import keep_to_one_core
from zhiyin.entry.evaluate.speak import say
from zhiyin.kernel.contracts.evaluations import LikenessLab
from zhiyin.modules.assistance.interface import Neighbour, choose_reply, key_of, pairs
from zhiyin.modules.conversations.interface import Utterance
from zhiyin.modules.customers.interface import personal_spans

MOMENT = datetime(2026, 11, 22, tzinfo=UTC)
LEAST_CUSTOMERS = 2


@dataclass(frozen=True)
class Example:
    """A question of the demo, and what was said to it."""

    conversation_id: UUID
    customer_id: UUID
    question: str
    reply: str
    key: str


def run(
    conversations: Annotated[int, typer.Option(min=100, help="Of the demo shop.")] = CONVERSATIONS,
    asked: Annotated[int, typer.Option(min=10, help="Questions drawn from them.")] = 1000,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Suggest replies to questions of the demo shop, leaving out the conversation asked about."""
    keep_to_one_core()
    examples = _examples(conversations)
    lab = open_likeness_lab()
    lab.keep([one.question for one in examples])
    given: dict[str, set[str]] = defaultdict(set)
    customers: dict[str, set[UUID]] = defaultdict(set)
    for one in examples:
        given[one.question].add(one.key)
        customers[one.key].add(one.customer_id)
    shown = same = right = 0
    began = time.perf_counter()
    drawn = examples[:: max(len(examples) // asked, 1)][:asked]
    for one in drawn:
        found = _suggest(lab, examples, customers, one.question, one)
        if found is not None:
            shown += 1
            same += found == one.key
            right += found in given[one.question]
    seconds = time.perf_counter() - began
    strange = [text for text, title in read_questions() if title is None]
    wrong = sum(_suggest(lab, examples, customers, text, None) is not None for text in strange)
    result = {
        "examples": len(examples),
        "fit": round(sum(bool(one.key) for one in examples) / len(examples), 4),
        "asked": len(drawn),
        "shown": round(shown / len(drawn), 4),
        "same": round(same / max(shown, 1), 4),
        "given_before": round(right / max(shown, 1), 4),
        "unanswerable": len(strange),
        "unanswerable_shown": round(wrong / max(len(strange), 1), 4),
        "ms": round(seconds / len(drawn) * 1000, 1),
    }
    say(result, as_json=as_json)


def _examples(conversations: int) -> list[Example]:
    world = make_world(SEED, MOMENT, conversations=conversations)
    found: list[Example] = []
    for talk in world.talks:
        if talk.closed is None or talk.language != "zh-CN":
            continue
        lines = [one for one in talk.lines if one.kind == "text"]
        said = [
            Utterance(at, one.sender, "text", one.text, personal_spans(one.text), None, one.at)
            for at, one in enumerate(lines)
        ]
        for pair in pairs(said, talk.person.name):
            key = key_of(pair.reply)
            found.append(Example(talk.id, talk.person.id, pair.question, pair.reply, key))
    return found


def _suggest(
    lab: LikenessLab,
    examples: Sequence[Example],
    customers: dict[str, set[UUID]],
    question: str,
    besides: Example | None,
) -> str | None:
    """The key of the reply that is suggested, if one is."""
    found = [(examples[place], alike) for place, alike in lab.nearest(question)]
    near = [
        Neighbour(one.conversation_id, alike, one.question, one.key, one.reply)
        for one, alike in found
        if besides is None or one.conversation_id != besides.conversation_id
    ]
    left = {besides.customer_id} if besides else set()
    backed = {one.key for one in near if len(customers[one.key] - left) >= LEAST_CUSTOMERS}
    chosen = choose_reply(question, near, backed - {""})
    return None if chosen is None else chosen.key
