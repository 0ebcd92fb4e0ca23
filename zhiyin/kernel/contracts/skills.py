"""What a module lets the bot do for a customer: a task with slots that are asked for one by one.

A skill runs in the bot's transaction, as the bot on behalf of the customer, and may do only what
that customer may do at the level at which they are known.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Language, Text

# Anonymous: a browser. Proven: signed in at the shop, which vouches for them.
Level = Literal["anonymous", "proven"]


@dataclass(frozen=True)
class Slot:
    """One thing a task must know. `read` takes it out of the customer's words, checked and in its
    normal form, or answers `None`.
    """

    name: str
    title: Text
    ask: Text
    read: Callable[[str], str | None]
    # Said when the words hold nothing that fits.
    wrong: Text
    # Takes any words: only those said when it was asked for.
    free: bool = False


@dataclass(frozen=True)
class SkillCall:
    """For whom a skill runs, where, and what they said."""

    conversation_id: UUID
    customer_id: UUID
    shop_id: UUID
    team_id: UUID | None
    language: Language
    level: Level
    slots: Mapping[str, str]


@dataclass(frozen=True)
class SkillResult:
    """What the customer is told, and who goes on: the bot, a person, or a person to whom the skill
    has handed the conversation already.
    """

    words: str
    then: Literal["bot", "hand_over", "handed_over"] = "bot"


@dataclass(frozen=True)
class Skill:
    """A task of the bot (任务). It begins when a customer's words match `wanted`.

    With `confirm` nothing is done before the customer has said yes to it; slots stand in it by
    name.
    """

    name: str
    title: Text
    description: Text
    # Patterns of the words that ask for it, in each language.
    wanted: Text
    run: Callable[[WriteSession, SkillCall], Awaitable[SkillResult]]
    slots: tuple[Slot, ...] = ()
    confirm: Text | None = None
    # Writes of lower modules (a customer's file), which are locked before the conversation is;
    # `run` follows in the same transaction.
    prepare: Callable[[WriteSession, SkillCall], Awaitable[None]] | None = None
    level: Level = "anonymous"
    # Whether a shop has what the task tells; where it says no, the task is not there.
    ready: Callable[[ReadSession | WriteSession, UUID], Awaitable[bool]] | None = None
