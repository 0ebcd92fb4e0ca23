"""Questions asked before that are near to one asked now: narrowed down by what they are about and
by their words in the database, compared one by one by the inference process.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.house import House
from zhiyin.kernel.i18n.text import Language
from zhiyin.modules.assistance.choosing import Neighbour
from zhiyin.modules.understanding.interface import (
    COMPARE_SECONDS,
    Code,
    Compare,
    Encode,
    Encoded,
    Known,
    compare,
    encode,
)

# Of each likely intent, and of those that share rare words.
MOST_OF_INTENT: Final = 40
MOST_BY_WORDS: Final = 80
# A frequent pair of words stands in more than anybody looks at.
MOST_LOOKED_AT: Final = 600
RAREST: Final = 5

# Index ranges only: as quick with a hundred thousand examples as with a thousand.
_NEAR = text("""
    WITH near AS (
        SELECT e.conversation_id, e.number FROM unnest(CAST(:intents AS text[])) AS i(intent)
        CROSS JOIN LATERAL (
            SELECT conversation_id, number FROM reply_examples
            WHERE shop_id = :shop_id AND locale = :locale AND intent = i.intent
            ORDER BY at DESC LIMIT :of_intent) e
        UNION
        (SELECT w.conversation_id, w.number FROM (
            SELECT conversation_id, number, tokens, at FROM reply_examples
            WHERE tokens @@ CAST(:words AS tsquery) AND shop_id = :shop_id AND locale = :locale
            LIMIT :looked_at) w
        ORDER BY ts_rank(w.tokens, CAST(:words AS tsquery)) DESC, w.at DESC LIMIT :by_words)
    )
    SELECT e.conversation_id, e.question, e.reply, e.reply_key, e.direction
    FROM near JOIN reply_examples e USING (conversation_id, number)
    WHERE e.signature = :signature AND e.conversation_id <> :besides
    ORDER BY e.at DESC
""")


async def find_near(
    house: House, question: str, *, shop_id: UUID, locale: Language, besides: UUID
) -> list[Neighbour]:
    """Questions like this one, as customers of this shop asked them in other conversations.

    Raises `ThinkingUnavailable` without an answer of the inference process in time.
    """
    encoded = await encode(house, Encode([question]), within=COMPARE_SECONDS)
    async with house.database.reading() as session:
        rows = await _narrowed(session, encoded, shop_id, locale, besides)
    if not rows:
        return []
    others = [Known(row.question, row.direction) for row in rows]
    compared = await compare(house, Compare(question, others))
    return [
        Neighbour(row.conversation_id, alike, row.question, row.reply_key, row.reply)
        for row, alike in zip(rows, compared.alike, strict=True)
        if alike > 0
    ]


async def _narrowed(
    session: ReadSession, encoded: Encoded, shop_id: UUID, locale: Language, besides: UUID
) -> Sequence[Any]:
    (code,) = encoded.codes
    values = {
        "intents": code.intents,
        "words": _query(code),
        "shop_id": shop_id,
        "locale": locale,
        "signature": encoded.signature,
        "besides": besides,
        "of_intent": MOST_OF_INTENT,
        "by_words": MOST_BY_WORDS,
        "looked_at": MOST_LOOKED_AT,
    }
    return (await session.execute(_NEAR, values)).all()


def _query(code: Code) -> str:
    """Two of the rarest words each, in the database's own notation; empty finds nothing."""
    words = ["'" + word.replace("\\", "\\\\").replace("'", "''") + "'" for word in code.words]
    rarest = words[:RAREST]
    if len(rarest) == 1:
        return rarest[0]
    return " | ".join(f"({one} & {other})" for one, other in combinations(rarest, 2))
