"""What payouts say of a customer."""

from typing import cast
from uuid import UUID

from sqlalchemy import select, text, update

from zhiyin.kernel.contracts.personal import ExportPart, Identities, PersonalData
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import DEFAULT_LANGUAGE, Text
from zhiyin.modules.remedies.models import Payout
from zhiyin.modules.remedies.rules import GONE, STATES, State, reference, say_amount

TITLE = Text("补偿", "Payouts")
COLUMNS = {
    "at": Text("时间", "When"),
    "number": Text("编号", "Number"),
    "amount": Text("金额", "Amount"),
    "state": Text("状态", "State"),
    "reason": Text("理由", "Reason"),
    "reference": Text("付款流水号", "Reference"),
}
# What was paid when stays for the books; words about them go.
_ERASE = text("""
    UPDATE payouts SET reason = :gone, why = '', reference = '', version = version + 1
    WHERE customer_id = :id AND (reason <> :gone OR why <> '' OR reference <> '')
""")


async def erase(session: WriteSession, customer_id: UUID, identities: Identities) -> bool:
    """Words about them go."""
    await session.execute(_ERASE, {"id": customer_id, "gone": GONE})
    return False


async def export(
    session: ReadSession, customer_id: UUID, identities: Identities
) -> list[ExportPart]:
    """Every payout to them."""
    query = select(Payout).where(Payout.customer_id == customer_id).order_by(Payout.id)
    rows = [
        {
            "at": row.requested_at,
            "number": reference(row.requested_at, row.number),
            "amount": say_amount(row.amount, row.currency),
            "state": STATES[cast(State, row.state)].say(DEFAULT_LANGUAGE),
            "reason": row.reason,
            "reference": row.reference,
        }
        for row in (await session.execute(query)).scalars()
    ]
    return [ExportPart(TITLE, COLUMNS, rows)] if rows else []


async def merge(session: WriteSession, from_id: UUID, into_id: UUID) -> None:
    """Payouts go with the file that stays."""
    await session.execute(
        update(Payout).where(Payout.customer_id == from_id).values(customer_id=into_id)
    )
    await session.execute(
        update(Payout)
        .where(Payout.about_kind == "customer", Payout.about_id == from_id)
        .values(about_id=into_id)
    )


PERSONAL = PersonalData("remedies", TITLE, ("payouts",), erase, export, merge)
