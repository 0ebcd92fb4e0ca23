"""Having a language model sum a conversation up, where one is set up; else what was said stands."""

from typing import Literal
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.house import House
from zhiyin.modules.conversations.models.conversations import RetoldConversation
from zhiyin.modules.conversations.queries.lists import access_conversation
from zhiyin.modules.conversations.queries.summaries import get_summary_lines
from zhiyin.modules.conversations.queries.words import get_utterances
from zhiyin.modules.conversations.retelling import (
    MOST_SAID,
    Retold,
    fault,
    instructions,
    worth_telling,
)
from zhiyin.modules.conversations.schemas.summaries import SummaryOut
from zhiyin.modules.conversations.summing import Utterance
from zhiyin.modules.languagemodel.interface import (
    Judgement,
    Masks,
    ModelUnavailableError,
    Question,
    complete,
    may_ask,
)

USE: Literal["summaries"] = "summaries"


async def may_retell(house: House) -> bool:
    """Whether a model is set up and may be used for this."""
    return await may_ask(house, USE)


async def retell(house: House, access: Access, conversation_id: UUID) -> SummaryOut:
    """The summary, worded by the model as the conversation stands now, or as it was without one.
    What was worded before is not asked for again.
    """
    can_word = await may_retell(house)
    async with house.database.reading() as session:
        summary = await get_summary_lines(session, access, conversation_id, can_word=can_word)
        row = await access_conversation(session, access, conversation_id)
        said = (await get_utterances(session, [row.id]))[row.id]
        name, customer_id = row.customer_card.get("name", ""), row.customer_id
    told = worth_telling(said)
    if not can_word or summary.worded or not told:
        return summary
    try:
        lines = await _ask(house, access, conversation_id, customer_id, name, told)
    except ModelUnavailableError:
        return summary.model_copy(update={"can_word": False})
    values = {"up_to": summary.up_to, "lines": lines}
    row_of = {"conversation_id": conversation_id, "language": access.language, **values}
    async with house.database.writing() as session:
        made = insert(RetoldConversation).values(row_of)
        await session.execute(
            made.on_conflict_do_update(index_elements=["conversation_id", "language"], set_=values)
        )
    async with house.database.reading() as session:
        return await get_summary_lines(session, access, conversation_id, can_word=True)


async def _ask(
    house: House,
    access: Access,
    conversation_id: UUID,
    customer_id: UUID,
    name: str,
    told: list[Utterance],
) -> list[str]:
    texts = {one.number: one.text[:MOST_SAID] for one in told}

    async def judge(retold: Retold, masks: Masks) -> Judgement | None:
        hidden = {number: masks.hide(text) for number, text in texts.items()}
        reason = fault(retold, hidden, masks.placeholders)
        return Judgement("discarded", reason) if reason else None

    answered = await complete(
        house,
        Question(
            USE,
            instructions(access.language),
            {},
            {
                "said": [
                    {"number": one.number, "who": one.sender, "text": texts[one.number]}
                    for one in told
                ]
            },
            Retold,
            judge,
            names=[name],
            conversation_id=conversation_id,
            customer_id=customer_id,
        ),
    )
    return [answered.masks.restore(one.text).strip() for one in answered.reply.lines]
