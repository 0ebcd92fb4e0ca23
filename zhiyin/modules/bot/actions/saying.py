"""What a decision becomes in words, and how it is shown and kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.i18n.text import Language
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.bot.actions.tasks import run_task
from zhiyin.modules.bot.actions.thinking import Thought
from zhiyin.modules.bot.models import BotSession, BotTurn
from zhiyin.modules.bot.rules import Decision, Found, TaskState
from zhiyin.modules.bot.settings import GREETING
from zhiyin.modules.bot.wording import (
    AGAIN,
    HANDED,
    HANDED_ALONE,
    NEAR,
    NO_PICTURES,
    NONE_OF_THESE,
    TALK,
    WHY,
)
from zhiyin.modules.conversations.interface import Owed
from zhiyin.modules.knowledge.interface import get_answers
from zhiyin.modules.people.interface import BotRecord, get_present


@dataclass
class Said:
    """What goes into the message and onto the record."""

    kind: str
    words: str
    article_id: UUID | None = None
    article_title: str = ""
    offered: list[dict[str, Any]] = field(default_factory=list)
    task: str | None = None
    reason: str | None = None
    # A skill has handed the conversation over already.
    handed: bool = False
    # Worded by a language model from these.
    cited: tuple[Found, ...] = ()
    # Where anybody may read what it rests on.
    pages: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def rests_on(self) -> list[tuple[UUID, str]]:
        """Id and title of the articles behind it, the first of them first."""
        if self.cited:
            return [(one.article_id, one.title) for one in self.cited]
        return [(self.article_id, self.article_title)] if self.article_id else []

    @property
    def sources(self) -> list[dict[str, str]]:
        """The same as clients show it."""
        return [
            {"article_id": str(one), "title": title}
            | ({"url": self.pages[one]} if one in self.pages else {})
            for one, title in self.rests_on
        ]


async def find_pages(session: WriteSession, owed: Owed, said: Said) -> None:
    """Notes where the customer may read on."""
    known = session.house.public_pages.get("article")
    ids = [one for one, _ in said.rests_on]
    if known is not None and ids:
        said.pages = await known.find(session, owed.shop_id, ids)


async def say(
    session: WriteSession, row: BotSession, owed: Owed, text: str, thought: Thought
) -> Said:
    """The words for a decision; a task is carried out here."""
    decision, language = thought.decision, thought.language
    if decision.kind == "handover":
        reason = decision.reason or "unsure"
        return Said("handover", await farewell(session, owed, reason, language), reason=reason)
    if decision.kind == "task":
        return await _task(session, row, owed, text, thought)
    if decision.kind == "answer":
        return await _article(session, owed, decision, language)
    if decision.kind == "choices":
        offered: list[dict[str, Any]] = [
            {"key": str(place), "label": one.title, "article_id": str(one.article_id)}
            for place, one in enumerate(decision.choices, 1)
        ]
        offered.append({"key": "0", "label": NONE_OF_THESE.say(language), "article_id": None})
        return Said("choices", NEAR.say(language), offered=offered)
    if decision.talk is not None:
        return Said("talk", TALK[decision.talk].say(language))
    return Said("ask", (NO_PICTURES if thought.heard.attachment else AGAIN).say(language))


async def _article(
    session: WriteSession, owed: Owed, decision: Decision, language: Language
) -> Said:
    if decision.article is not None:
        one = decision.article
        return Said("answer", one.words, one.article_id, one.title, cited=decision.cited)
    chosen = decision.chosen_id
    found = await get_answers(
        session,
        [chosen] if chosen else [],
        shop_id=owed.shop_id,
        level=owed.level,
        reader=owed.customer_id,
    )
    if chosen is None or chosen not in found:
        # It was withdrawn between the offer and the choice.
        reason = "unsure"
        return Said("handover", await farewell(session, owed, reason, language), reason=reason)
    title, words = found[chosen]
    return Said("answer", words, chosen, title)


async def _task(
    session: WriteSession, row: BotSession, owed: Owed, text: str, thought: Thought
) -> Said:
    name, language = thought.decision.task or "", thought.language
    skill = next((one for one in thought.here.skills if one.name == name), None)
    if skill is None:
        # It was switched off while it ran.
        keep_task(row, None, TaskState())
        return Said("talk", TALK["cancelled"].say(language))
    turn = await run_task(session, skill, row, owed, thought.heard, text, language)
    goes_on = turn.step in ("ask", "confirm")
    # What a person needs to go on is kept; what is done or given up is not.
    keep_task(row, name if goes_on or turn.then != "bot" else None, turn.state)
    if turn.step == "fail":
        reason = "task_failed"
        words = await farewell(session, owed, reason, language)
        return Said("handover", words, task=name, reason=reason)
    if turn.then != "bot":
        return Said(
            "task", turn.words, task=name, reason="asked", handed=turn.then == "handed_over"
        )
    return Said("task", turn.words, task=name)


def keep_task(row: BotSession, name: str | None, state: TaskState) -> None:
    """Notes how a task stands; what is done leaves nothing behind."""
    row.task = name
    row.slots = dict(state.slots) if name else {}
    row.asked = state.asked if name else None
    row.asked_times = state.times if name else 0


async def farewell(session: WriteSession, owed: Owed, reason: str, language: Language) -> str:
    """Says that a person goes on, and honestly whether one is there."""
    there = any(
        one.grade != "bot" and (owed.team_id is None or owed.team_id in one.team_ids)
        for one in await get_present(session)
    )
    handed = (HANDED if there else HANDED_ALONE).say(language)
    why = WHY.get(reason)
    return f"{why.say(language)}{'' if language == 'zh-CN' else ' '}{handed}" if why else handed


async def greeted(
    session: WriteSession, bot: BotRecord, owed: Owed, language: Language, words: str
) -> str:
    """With a greeting before the first words of a conversation."""
    before = select(func.count()).where(BotTurn.conversation_id == owed.id)
    if (await session.scalar(before) or 0) > 1:
        return words
    texts = await get_setting(session, GREETING, Place(shop_id=owed.shop_id, team_id=owed.team_id))
    greeting = texts.get(language, "").replace("{name}", bot.name).strip()
    return f"{greeting}\n\n{words}" if greeting else words


def shown(turn_id: UUID, said: Said) -> dict[str, Any]:
    """What belongs to the message, as visitors and staff see it."""
    return {
        "turn_id": str(turn_id),
        "kind": said.kind,
        "choices": [{"key": one["key"], "label": one["label"]} for one in said.offered],
        "rating": None,
        "can_rate": said.kind == "answer",
        "sources": said.sources,
    }


async def record(
    session: WriteSession, owed: Owed, number: int, question: str, thought: Thought, said: Said
) -> UUID | None:
    """Writes a turn down; `None` if this message has been answered before."""
    search = thought.search
    known = search is not None and not search.away
    stored: UUID | None = await session.scalar(
        insert(BotTurn)
        .values(
            id=new_id(),
            conversation_id=owed.id,
            number=number,
            customer_id=owed.customer_id,
            shop_id=owed.shop_id,
            locale=thought.language,
            question=question,
            kind=said.kind,
            words=said.words,
            article_id=said.article_id,
            task=said.task,
            reason=said.reason,
            likely=search.answerable if search and known else None,
            threshold=search.threshold if search and known else None,
            found=[
                {"article_id": str(one.article_id), "title": one.title, "likely": one.likely}
                for one in (search.items if search else ())
            ],
            cited=[{"article_id": str(one.article_id), "title": one.title} for one in said.cited],
            offered=said.offered,
            model=thought.model,
            milliseconds=thought.milliseconds,
        )
        .on_conflict_do_nothing()
        .returning(BotTurn.id)
    )
    return stored
