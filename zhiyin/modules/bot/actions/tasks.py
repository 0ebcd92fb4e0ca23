"""Carrying out tasks: what is known is kept between turns, and nothing is done twice."""

from dataclasses import dataclass

from zhiyin.kernel.contracts.skills import Skill, SkillCall, SkillResult
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
    begun = row.task == skill.name
    state = TaskState(row.slots, row.asked, row.asked_times) if begun else TaskState()
    if skill.level == "proven" and not owed.proven:
        return TaskTurn(CANNOT.say(language), "bot", "cancel", TaskState())
    read = read_slots(skill, text, state.asked)
    # The words that begin a task answer nothing yet: no “yes” of theirs confirms it.
    step, after = next_step(
        [slot.name for slot in skill.slots],
        state,
        read,
        heard if begun else Heard(heard.text),
        confirm=skill.confirm is not None,
    )
    if step == "run":
        result = await _do(session, skill, owed, language, after)
        return TaskTurn(result.words, result.then, step, after)
    if step == "fail":
        return TaskTurn("", "hand_over", step, after)
    if step == "cancel":
        return TaskTurn(TALK["cancelled"].say(language), "bot", step, after)
    return TaskTurn(_question(skill, after, language), "bot", step, after)


async def _do(
    session: WriteSession, skill: Skill, owed: Owed, language: Language, state: TaskState
) -> SkillResult:
    return await skill.run(
        session,
        SkillCall(
            owed.id,
            owed.customer_id,
            owed.shop_id,
            owed.team_id,
            language,
            "proven" if owed.proven else "anonymous",
            dict(state.slots),
        ),
    )


def _question(skill: Skill, state: TaskState, language: Language) -> str:
    again = state.times > 1
    if state.asked == CONFIRM and skill.confirm is not None:
        said = skill.confirm.say(language, **state.slots)
        return f"{said}\n{YES_OR_NO.say(language)}" if again else said
    slot = next(one for one in skill.slots if one.name == state.asked)
    return (slot.wrong if again else slot.ask).say(language)
