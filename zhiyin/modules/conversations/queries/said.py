"""What a customer has said themselves."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession

_SAID = text("""
    SELECT EXISTS (
        SELECT 1 FROM conversations here
        JOIN conversations c ON c.customer_id = here.customer_id
        JOIN messages m ON m.conversation_id = c.id
        WHERE here.id = :id AND m.sender_kind = 'customer' AND strpos(m.text, p.piece) > 0)
    FROM unnest(CAST(:pieces AS text[])) WITH ORDINALITY AS p(piece, place)
    ORDER BY p.place
""")


async def was_said_by_customer(
    session: ReadSession | WriteSession, conversation_id: UUID, pieces: Sequence[str]
) -> list[bool]:
    """For each of these words whether the customer of the conversation ever wrote them."""
    if not pieces:
        return []
    found = await session.execute(_SAID, {"id": conversation_id, "pieces": list(pieces)})
    return [bool(one) for one in found.scalars()]
