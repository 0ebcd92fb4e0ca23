"""Reads of proactive invitations."""

from datetime import timedelta

from sqlalchemy import select

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.modules.conversations.models.invitations import InvitationDay, InvitationRule
from zhiyin.modules.conversations.schemas.invitations import (
    InvitationDayOut,
    InvitationRuleOut,
    InvitationsOut,
)


async def list_invitations(session: ReadSession, days: int) -> InvitationsOut:
    """All rules, and what came of them in the last days."""
    query = select(InvitationRule).order_by(InvitationRule.priority.desc(), InvitationRule.id)
    since = (now() - timedelta(days=days)).date()
    counted = select(InvitationDay).where(InvitationDay.day > since)
    counted = counted.order_by(InvitationDay.day, InvitationDay.rule_id)
    rules = (await session.execute(query)).scalars()
    figures = (await session.execute(counted)).scalars()
    return InvitationsOut(
        rules=[InvitationRuleOut.model_validate(row) for row in rules],
        days=[InvitationDayOut.model_validate(row) for row in figures],
    )
