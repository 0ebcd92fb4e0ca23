"""One turn of the bot: what the customer said is answered, once, in one transaction."""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import Actor, ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.house import House
from zhiyin.kernel.i18n.text import choose_language
from zhiyin.modules.bot.actions.composing import compose
from zhiyin.modules.bot.actions.saying import (
    Said,
    farewell,
    find_pages,
    greeted,
    record,
    say,
    shown,
)
from zhiyin.modules.bot.actions.tasks import prepare_task
from zhiyin.modules.bot.actions.thinking import Asked, Thought, think
from zhiyin.modules.bot.events import BotHandedOver
from zhiyin.modules.bot.models import BotSession, BotTurn
from zhiyin.modules.bot.queries.versions import get_holding
from zhiyin.modules.bot.rules import Standing, labels
from zhiyin.modules.bot.understanding import normal
from zhiyin.modules.conversations.interface import (
    KIND,
    Owed,
    get_turn,
    hand_to_people,
    hold_for_bot,
    said_by_customer,
    say_as_bot,
    summarise_wishes,
)
from zhiyin.modules.customers.interface import lock_customer, mask_spans, personal_spans
from zhiyin.modules.knowledge.interface import note_bot_search, note_bot_use
from zhiyin.modules.people.interface import BotRecord

# Why the conversation went back to the queue, as its line there says.
CAUSE = "bot"
MOST_QUESTION = 500
# Near questions can be chosen this many turns later.
OFFERED_FOR = 3
# So much of what the customer said is looked at for the summary.
SAID_BEFORE = 12


class TooLateError(Exception):
    """The customer wrote more, somebody took over, or this was answered: nothing is changed."""


@dataclass(frozen=True)
class Given:
    """What a turn answers: the words, as they are kept, up to which message, by which version."""

    text: str
    question: str
    number: int
    version: int | None


@dataclass(frozen=True)
class Considered:
    """A turn that is decided but not answered yet."""

    owed: Owed
    asked: Asked
    given: Given
    thought: Thought


async def consider(house: House, owed: Owed) -> Considered | None:
    """What to do with what a customer has written; nothing is said or kept yet."""
    async with house.database.reading() as session:
        turn = await get_turn(session, owed.id)
        row = await session.get(BotSession, owed.id)
        standing = await _standing(session, row)
        holding = await get_holding(session)
    if not turn:
        return None
    version = row.version if row else holding.number_for(owed.id)
    texts = [one.text for one in turn if one.kind == "text" and one.text.strip()]
    last = texts[-1] if texts else ""
    text = last if normal(last) in standing.offered else "\n".join(texts)
    asked = Asked(
        text,
        owed.shop_id,
        owed.team_id,
        owed.level,
        choose_language(owed.language),
        attachment=not texts,
        conversation_id=owed.id,
        customer_id=owed.customer_id,
        trial=holding.trial_of(version),
    )
    thought = await think(house, asked, standing)
    question = mask_spans(text, personal_spans(text) or [])[:MOST_QUESTION]
    return Considered(owed, asked, Given(text, question, turn[-1].number, version), thought)


async def word(house: House, considered: Considered) -> Considered:
    """The same, worded by a language model where it can."""
    owed, asked = considered.owed, considered.asked
    thought = await compose(house, asked, considered.thought, owed.customer_id)
    return replace(considered, thought=thought)


async def finish(house: House, bot: BotRecord, considered: Considered) -> bool:
    """Says it and writes it down; false when it is no longer the bot's turn."""
    owed, given, thought = considered.owed, considered.given, considered.thought
    try:
        async with house.database.writing(_actor(bot, owed)) as session:
            said = await _write(session, bot, owed, given, thought)
    except TooLateError:
        return False
    await _count(house, bot, owed, given.question, thought, said)
    return True


async def give_up(house: House, bot: BotRecord, owed: Owed, reason: str) -> None:
    """Hands a conversation over unread: the bot must go, or something broke."""
    async with house.database.reading() as session:
        turn = await get_turn(session, owed.id)
    async with house.database.writing(_actor(bot, owed)) as session:
        number = turn[-1].number if turn else None
        if not await hold_for_bot(session, owed.id, bot.id, up_to=number, giving=True):
            return
        holding = await get_holding(session)
        row = await _session_row(session, owed, holding.number_for(owed.id))
        words = await farewell(session, owed, reason, choose_language(owed.language))
        key = f"bot:away:{new_id()}"
        belongs = shown(new_id(), Said("handover", words))
        await say_as_bot(session, owed.id, bot.id, key, words, belongs)
        await _end(session, row, reason)
        await hand_to_people(session, owed.id, CAUSE)


def _actor(bot: BotRecord, owed: Owed) -> Actor:
    return Actor("staff", bot.id, on_behalf_of=owed.customer_id)


async def _standing(session: ReadSession, row: BotSession | None) -> Standing:
    if row is None:
        return Standing()
    query = (
        select(BotTurn.offered)
        .where(BotTurn.conversation_id == row.conversation_id)
        .order_by(BotTurn.number.desc())
        .limit(OFFERED_FOR)
    )
    offered: dict[str, UUID] = {}
    for one in (await session.execute(query)).scalars():
        offered = labels([each for each in one if each["article_id"]]) | offered
    return Standing(row.unsure, offered, row.task)


async def _write(
    session: WriteSession, bot: BotRecord, owed: Owed, given: Given, thought: Thought
) -> Said:
    """Everything that one turn changes; nothing at all if it is no longer the bot's turn."""
    text, number = given.text, given.number
    skill = next((one for one in thought.here.skills if one.name == thought.decision.task), None)
    if skill is not None:
        # Customers are locked before work and conversations.
        await lock_customer(session, owed.customer_id)
        await prepare_task(session, skill, owed, thought.heard, text, thought.language)
    # What is chosen may have been withdrawn, and a task may end with a person.
    giving = thought.decision.kind in ("handover", "task") or thought.decision.chosen_id is not None
    if not await hold_for_bot(session, owed.id, bot.id, up_to=number, giving=giving):
        raise TooLateError
    row = await _session_row(session, owed, given.version)
    said = await say(session, row, owed, text, thought)
    turn_id = await record(session, owed, number, given.question, thought, said)
    if turn_id is None:
        raise TooLateError
    await find_pages(session, owed, said)
    words = await greeted(session, bot, owed, thought.language, said.words)
    await say_as_bot(session, owed.id, bot.id, f"bot:{number}", words, shown(turn_id, said))
    row.unsure = row.unsure + 1 if thought.decision.unsure else 0
    if said.reason is not None:
        await _end(session, row, said.reason)
        if not said.handed:
            await hand_to_people(session, owed.id, CAUSE)
    return said


async def _session_row(session: WriteSession, owed: Owed, version: int | None) -> BotSession:
    await session.execute(
        insert(BotSession)
        .values(
            conversation_id=owed.id,
            customer_id=owed.customer_id,
            shop_id=owed.shop_id,
            subject_id=owed.subject_id,
            version=version,
        )
        .on_conflict_do_nothing()
    )
    # Held from here on, as it is written last: whoever posts sets timers, which come after it.
    row = await session.get_one(BotSession, owed.id, with_for_update={"key_share": True})
    if row.outcome is not None:
        # It has the conversation again: a supervisor gave it back.
        row.outcome = row.reason = row.ended_at = None
    return row


async def _end(session: WriteSession, row: BotSession, reason: str) -> None:
    """Notes why a person goes on, and what they need to know."""
    row.outcome, row.reason, row.ended_at = "handed_over", reason, now()
    said = await said_by_customer(session, row.conversation_id, SAID_BEFORE)
    row.summary = summarise_wishes(said)
    await session.flush()
    ref = ObjectRef(KIND, row.conversation_id)
    emit(session, BotHandedOver(row.conversation_id, reason), ref)


async def _count(
    house: House, bot: BotRecord, owed: Owed, question: str, thought: Thought, said: Said
) -> None:
    """Searches and answers count for the articles, as those of people do. In a transaction of its
    own: articles are locked before conversations.
    """
    searched = thought.search is not None and not thought.search.away
    chosen = thought.decision.chosen_id
    if not searched and said.article_id is None:
        return
    async with house.database.writing(_actor(bot, owed)) as session:
        asked = await _asked_before(session, owed.id) if chosen else question
        if asked and (searched or chosen):
            note_bot_search(
                session,
                bot.id,
                asked,
                found=len(thought.search.items)
                if thought.search and said.kind in ("answer", "choices")
                else int(chosen is not None),
                conversation_id=owed.id,
                customer_id=owed.customer_id,
                shop_id=owed.shop_id,
                locale=thought.language,
                # Only what the customer chose says something about what was meant.
                taken=chosen,
            )
        await note_bot_use(
            session,
            [article_id for article_id, _ in said.rests_on],
            "answered",
            actor=("bot", bot.id),
            conversation_id=owed.id,
            customer_id=owed.customer_id,
        )


async def _asked_before(session: WriteSession, conversation_id: UUID) -> str | None:
    """The question after which near ones were offered."""
    query = (
        select(BotTurn.question)
        .where(BotTurn.conversation_id == conversation_id, BotTurn.kind == "choices")
        .order_by(BotTurn.number.desc())
        .limit(1)
    )
    found: str | None = await session.scalar(query)
    return found
