"""What complaints say of a customer."""

from typing import Any
from uuid import UUID

from sqlalchemy import select, text, update

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.complaints.models import Complaint, FollowUp, Offer, OfferOption
from zhiyin.modules.complaints.rules import GONE

TITLE = Text("投诉", "Complaints")
OFFERS = Text("投诉方案", "Offers about complaints")
ANSWERS = Text("投诉回访", "Answers after complaints")
COLUMNS = {
    "at": Text("时间", "When"),
    "words": Text("内容", "Words"),
    "wish": Text("诉求", "Wish"),
    "level": Text("级别", "Level"),
    "option": Text("方案", "Option"),
    "meaning": Text("说明", "Meaning"),
    "goods": Text("附带商品", "Goods"),
    "amount": Text("金额（分）", "Amount (fen)"),
    "chosen": Text("是否选定", "Chosen"),
    "declined": Text("未接受的原因", "Wanted instead"),
    "settled": Text("是否解决", "Settled"),
    "score": Text("满意度", "Score"),
}
_THEIRS = "(SELECT id FROM complaints WHERE customer_id = :id)"
# Level, times and sums stay for the figures. What stands in place of a link's hash is none.
_ERASE = (
    text("""
        UPDATE complaints SET words = :gone, wish = '', products = '{}', felt = NULL,
            level_reason = '', lesson_wrong = '', lesson_prevent = '',
            reasons = coalesce((SELECT jsonb_agg(one || '{"words": ""}'::jsonb)
                                FROM jsonb_array_elements(reasons) AS one), '[]'::jsonb)
        WHERE customer_id = :id
    """),
    text(f"UPDATE complaint_levels SET reason = '' WHERE complaint_id IN {_THEIRS}"),
    text(f"""
        UPDATE complaint_offers SET declined_words = '', token_hash = NULL,
            state = CASE WHEN state IN ('waiting', 'sent') THEN 'withdrawn' ELSE state END
        WHERE complaint_id IN {_THEIRS}
    """),
    text(f"""
        UPDATE complaint_options SET text = :gone, meaning = '', goods = ''
        WHERE offer_id IN (SELECT id FROM complaint_offers WHERE complaint_id IN {_THEIRS})
    """),
    text(f"""
        UPDATE complaint_follow_ups SET words = '', token_hash = NULL
        WHERE complaint_id IN {_THEIRS}
    """),
)  # fmt: skip


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Their words go, and what was written about them; links lead nowhere. That somebody
    complained, how gravely, and what it cost stays.
    """
    values = {"id": customer_id, "gone": GONE}
    for statement in _ERASE:
        wanted = {name: value for name, value in values.items() if f":{name}" in statement.text}
        await session.execute(statement, wanted)
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """What they complained of, what they were offered, what they chose and said afterwards."""
    query = select(Complaint).where(Complaint.customer_id == customer_id).order_by(Complaint.id)
    rows = (await session.execute(query)).scalars().all()
    ids = [row.id for row in rows]
    said: list[dict[str, Any]] = [
        {"at": row.filed_at, "words": row.words, "wish": row.wish, "level": row.level}
        for row in rows
    ]
    options = await session.execute(
        select(Offer, OfferOption)
        .join(OfferOption, OfferOption.offer_id == Offer.id)
        .where(Offer.complaint_id.in_(ids))
        .order_by(Offer.id, OfferOption.place)
    )
    offers: list[dict[str, Any]] = [
        {
            "at": offer.sent_at or offer.made_at,
            "option": option.text,
            "meaning": option.meaning,
            "goods": option.goods,
            "amount": option.amount,
            "chosen": offer.chosen_place == option.place,
            "declined": offer.declined_words,
        }
        for offer, option in options
    ]
    asked = select(FollowUp).where(FollowUp.complaint_id.in_(ids)).order_by(FollowUp.id)
    answers: list[dict[str, Any]] = [
        {
            "at": row.answered_at or row.asked_at,
            "settled": row.settled,
            "score": row.score,
            "words": row.words,
        }
        for row in (await session.execute(asked)).scalars()
    ]
    parts = ((TITLE, said), (OFFERS, offers), (ANSWERS, answers))
    return [
        ExportPart(title, {name: COLUMNS[name] for name in held[0]}, held)
        for title, held in parts
        if held
    ]


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Complaints go with the file that stays."""
    moved = update(Complaint).where(Complaint.customer_id == from_id)
    await session.execute(moved.values(customer_id=into_id))


PERSONAL = PersonalData(
    "complaints",
    TITLE,
    (
        "complaints",
        "complaint_levels",
        "complaint_offers",
        "complaint_options",
        "complaint_follow_ups",
    ),
    erase,
    export,
    merge,
)
