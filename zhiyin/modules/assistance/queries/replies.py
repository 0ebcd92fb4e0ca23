"""The reply that fits a customer's newest words best (建议回复), or none: from what colleagues
answered to the like, or an article the bot would answer with by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.house import House
from zhiyin.kernel.i18n.text import Language
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.kernel.text.language import language_of
from zhiyin.kernel.thinking.contract import ThinkingUnavailable
from zhiyin.modules.assistance.choosing import ALIKE, choose_reply
from zhiyin.modules.assistance.pairing import key_of, newest_turn
from zhiyin.modules.assistance.queries.near import find_near
from zhiyin.modules.assistance.schemas.replies import ReplySuggestion
from zhiyin.modules.assistance.settings import SUGGEST
from zhiyin.modules.conversations.interface import Brief, access_brief, get_utterances
from zhiyin.modules.knowledge.interface import find_answers

LOOKED_AT = 60
# A reply counts once two customers got it: it then says nothing that is one's alone.
LEAST_CUSTOMERS = 2

_BACKED = text("""
    SELECT reply_key FROM reply_examples
    WHERE shop_id = :shop_id AND reply_key = ANY(:keys) AND reply_key <> ''
    GROUP BY reply_key HAVING count(DISTINCT customer_id) >= :least
""")


@dataclass(frozen=True)
class Asked:
    """What a customer waits for an answer to, and what stands in the conversation already."""

    up_to: int
    question: str
    locale: Language
    said: frozenset[str]


async def suggest_reply(house: House, access: Access, conversation_id: UUID) -> ReplySuggestion:
    """What the caller could answer now; nothing where it is not likely right, not the agent's turn,
    switched off, or nobody thinks.
    """
    async with house.database.reading() as session:
        brief = await access_brief(session, access, conversation_id)
        place = Place(shop_id=brief.shop_id, team_id=brief.team_id, user_id=access.id)
        wanted = brief.state != "closed" and await get_setting(session, SUGGEST, place)
        asked = await _asked(session, brief) if wanted else None
    if asked is None:
        return ReplySuggestion(up_to=0)
    try:
        found = await _from_replies(house, brief, asked)
        return found or await _from_articles(house, brief, asked)
    except ThinkingUnavailable:
        return ReplySuggestion(up_to=asked.up_to)


async def _asked(session: ReadSession, brief: Brief) -> Asked | None:
    said = (await get_utterances(session, [brief.id], LOOKED_AT))[brief.id]
    turn = newest_turn(said)
    question = turn.question
    if not question:
        return None
    return Asked(
        turn.said[-1].number,
        question,
        language_of(question, "en" if brief.language == "en" else "zh-CN"),
        frozenset(key_of(one.text) for one in said if one.sender != "customer"),
    )


async def _from_replies(house: House, brief: Brief, asked: Asked) -> ReplySuggestion | None:
    near = await find_near(
        house, asked.question, shop_id=brief.shop_id, locale=asked.locale, besides=brief.id
    )
    keys = sorted({one.key for one in near if one.key and one.alike >= ALIKE})
    if not keys:
        return None
    async with house.database.reading() as session:
        backed = await _backed(session, brief.shop_id, keys)
    chosen = choose_reply(asked.question, near, backed, asked.said)
    if chosen is None:
        return None
    return ReplySuggestion(
        up_to=asked.up_to, text=chosen.reply, source="replies", sure=round(chosen.sure, 3)
    )


async def _backed(session: ReadSession, shop_id: UUID, keys: Sequence[str]) -> set[str]:
    """Those of these replies that several customers got."""
    values = {"shop_id": shop_id, "keys": list(keys), "least": LEAST_CUSTOMERS}
    return set((await session.execute(_BACKED, values)).scalars())


async def _from_articles(house: House, brief: Brief, asked: Asked) -> ReplySuggestion:
    """The short answer of an article, where the bot would give it by itself."""
    answers = await find_answers(
        house, asked.question, shop_id=brief.shop_id, locale=asked.locale, level=None
    )
    sure = answers.items and answers.answerable >= answers.threshold
    if not sure or key_of(answers.items[0].words) in asked.said:
        return ReplySuggestion(up_to=asked.up_to)
    best = answers.items[0]
    return ReplySuggestion(
        up_to=asked.up_to,
        text=best.words,
        source="article",
        sure=round(answers.answerable, 3),
        article_id=best.article_id,
    )
