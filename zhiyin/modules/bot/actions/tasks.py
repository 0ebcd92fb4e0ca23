"""Carrying out tasks: what is known is kept between turns, and nothing is done twice."""

from dataclasses import dataclass

from zhiyin.kernel.contracts.skills import Skill, SkillCall
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.i18n.text import Language
from zhiyin.modules.bot.models import BotSession
from zhiyin.modules.bot.rules import CONFIRM, TaskState, TaskStep, next_step
from zhiyin.modules.bot.understanding import Heard
from zhiyin.modules.bot.wording import CANNOT, TALK, YES_OR_NO
from zhiyin.modules.conversations.interface import Owed


@dataclass(frozen=True)
class TaskTurn:
    """What a task says this time, who goes on, and how it stands then."""

    words: str
    then: str
    step: TaskStep
    state: TaskState


def read_slots(skill: Skill, text: str, asked: str | None) -> dict[str, str]:
    """What these words say of the task's slots."""
    read = {}
    for slot in skill.slots:
        if slot.free and slot.name != asked:
            continue
        value = slot.read(text)
        if value is not None:
            read[slot.name] = value
    return read


def plan(
    skill: Skill, row: BotSession | None, heard: Heard, text: str
) -> tuple[TaskStep, TaskState]:
    """What the next step of a task is, by what is known and what was just said."""
    begun = row is not None and row.task == skill.name
    state = TaskState(row.slots, row.asked, row.asked_times) if row and begun else TaskState()
    # The words that begin a task answer nothing yet: no “yes” of theirs confirms it.
    return next_step(
        [slot.name for slot in skill.slots],
        state,
        read_slots(skill, text, state.asked),
        heard if begun else Heard(heard.text),
        confirm=skill.confirm is not None,
    )


def may_run(skill: Skill, owed: Owed) -> bool:
    """Whether the customer is known well enough for it."""
    return skill.level == "anonymous" or owed.proven


async def prepare_task(
    session: WriteSession, skill: Skill, owed: Owed, heard: Heard, text: str, language: Language
) -> None:
    """What a task that is about to be done writes in lower modules: before the conversation is
    locked.
    """
    if skill.prepare is None or not may_run(skill, owed):
        return
    row = await session.get(BotSession, owed.id)
    step, after = plan(skill, row, heard, text)
    if step == "run":
        await skill.prepare(session, _call(owed, language, after))


async def run_task(
    session: WriteSession,
    skill: Skill,
    row: BotSession,
    owed: Owed,
    heard: Heard,
    text: str,
    language: Language,
) -> TaskTurn:
    """One turn of a task: asks for what is missing, has it confirmed, does it."""
    if not may_run(skill, owed):
        return TaskTurn(CANNOT.say(language), "bot", "cancel", TaskState())
    step, after = plan(skill, row, heard, text)
    if step == "run":
        result = await skill.run(session, _call(owed, language, after))
        return TaskTurn(result.words, result.then, step, after)
    if step == "fail":
        return TaskTurn("", "hand_over", step, after)
    if step == "cancel":
        return TaskTurn(TALK["cancelled"].say(language), "bot", step, after)
    return TaskTurn(_question(skill, after, language), "bot", step, after)


def _call(owed: Owed, language: Language, state: TaskState) -> SkillCall:
    return SkillCall(
        owed.id,
        owed.customer_id,
        owed.shop_id,
        owed.team_id,
        language,
        "proven" if owed.proven else "anonymous",
        dict(state.slots),
    )


def _question(skill: Skill, state: TaskState, language: Language) -> str:
    again = state.times > 1
    if state.asked == CONFIRM and skill.confirm is not None:
        said = skill.confirm.say(language, **state.slots)
        return f"{said}\n{YES_OR_NO.say(language)}" if again else said
    slot = next(one for one in skill.slots if one.name == state.asked)
    return (slot.wrong if again else slot.ask).say(language)
