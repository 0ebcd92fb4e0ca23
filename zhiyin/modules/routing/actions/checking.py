"""Routing checks (分流复核): what was sent wrong, and a sample of the rest, is looked at again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.catalogue.interface import get_subjects
from zhiyin.modules.conversations.interface import KIND as CONVERSATION
from zhiyin.modules.people.interface import are_known
from zhiyin.modules.routing.errors import NothingBetterError
from zhiyin.modules.routing.events import ConversationPlaced, RoutingChecked
from zhiyin.modules.routing.models import RoutingCheck
from zhiyin.modules.routing.queries.checks import access_check, show_checks
from zhiyin.modules.routing.schemas.rules import CheckIn

_PLACE = text("""
    INSERT INTO placements (conversation_id, rule_id, team_id, subject_id)
    SELECT p.conversation_id, p.rule_id, p.team_id, p.subject_id
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS p(
        conversation_id uuid, rule_id uuid, team_id uuid, subject_id uuid)
    ON CONFLICT (conversation_id) DO NOTHING
""")


async def note_placements(session: WriteSession, placements: Sequence[ConversationPlaced]) -> None:
    """Writes down where new conversations were sent; the first time counts."""
    if placements:
        await session.execute(_PLACE, {"rows": msgspec.json.encode(placements).decode()})


@dataclass(frozen=True)
class Suspect:
    """A conversation whose routing should be looked at, and why."""

    conversation_id: UUID
    customer_id: UUID
    cause: str
    moved_to: UUID | None = None


# The first cause counts: a check that exists is left as it is. Who was moved within the team they
# were sent to was not routed wrong.
_SUSPECT = text("""
    INSERT INTO routing_checks (id, conversation_id, customer_id, cause, rule_id, rule_name,
        team_id, subject_id, moved_to)
    SELECT s.id, s.conversation_id, s.customer_id, s.cause, p.rule_id, r.name, p.team_id,
        p.subject_id, s.moved_to
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS s(
        id uuid, conversation_id uuid, customer_id uuid, cause text, moved_to uuid)
    JOIN placements p ON p.conversation_id = s.conversation_id
    LEFT JOIN entry_rules r ON r.id = p.rule_id
    WHERE s.cause <> 'transferred' OR s.moved_to IS DISTINCT FROM p.team_id
    ORDER BY s.conversation_id
    ON CONFLICT (conversation_id) DO NOTHING
""")


async def begin_checks(session: WriteSession, suspects: Sequence[Suspect]) -> None:
    """Opens a check for each, once a conversation."""
    if suspects:
        rows = [_row(one) for one in suspects]
        await session.execute(_SUSPECT, {"rows": msgspec.json.encode(rows).decode()})


def _row(one: Suspect) -> dict[str, Any]:
    return {
        "id": new_id(),
        "conversation_id": one.conversation_id,
        "customer_id": one.customer_id,
        "cause": one.cause,
        "moved_to": one.moved_to,
    }


async def judge(
    session: WriteSession, access: Access, check_id: UUID, body: CheckIn, version: int | None
) -> RoutingCheck:
    """Says whether a conversation was sent right; if not, where it belonged."""
    await access_check(session, access, check_id)
    row = await session.get_one(
        RoutingCheck, check_id, with_for_update=True, populate_existing=True
    )
    check_version(row, version, (await show_checks(session, [row]))[0].model_dump(mode="json"))
    wrong = body.verdict == "wrong"
    if wrong and body.right_team_id is None and body.right_subject_id is None:
        raise NothingBetterError
    teams = [body.right_team_id] if body.right_team_id else []
    unknown = body.right_subject_id and body.right_subject_id not in await get_subjects(session)
    if unknown or not await are_known(session, team_ids=teams):
        raise NotFoundError
    before = {"verdict": row.verdict, "right_team_id": row.right_team_id}
    row.verdict = body.verdict
    row.right_team_id = body.right_team_id if wrong else None
    row.right_subject_id = body.right_subject_id if wrong else None
    row.reason = body.reason
    row.checked_by, row.checked_at = access.id, now()
    after = {"verdict": row.verdict, "right_team_id": row.right_team_id}
    ref = ObjectRef("routing_check", row.id)
    audit(session, "routing.judge", ref, before=before, after=after)
    checked = RoutingChecked(row.id, row.conversation_id, body.verdict, row.rule_id)
    emit(session, checked, ref, ObjectRef(CONVERSATION, row.conversation_id))
    return row
