"""Links for wall screens: made and withdrawn, each audited."""

from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.auth.secrets import hash_token, new_token
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.insights.models import DisplayLink
from zhiyin.modules.insights.schemas import DisplayIn

KIND = "display_link"


async def make_link(
    session: WriteSession, access: Access, body: DisplayIn, visible: frozenset[UUID] | None
) -> tuple[DisplayLink, str]:
    """Makes a link that shows these teams, and never more than its maker sees. Answers its token,
    which is told once.
    """
    wanted = set(body.team_ids)
    if visible is not None:
        wanted = (wanted or set(visible)) & visible
        if not wanted:
            raise NotFoundError
    token = new_token()
    row = DisplayLink(
        id=new_id(),
        name=body.name,
        token_hash=hash_token(token),
        team_ids=sorted(wanted),
        made_by=access.id,
        made_at=now(),
    )
    session.add(row)
    after = {"name": row.name, "team_ids": [str(one) for one in row.team_ids]}
    audit(session, "insights.make_display_link", ObjectRef(KIND, row.id), after=after)
    return row, token


async def revoke_link(session: WriteSession, link_id: UUID) -> None:
    """Makes a link invalid: its screen goes dark at its next look."""
    row = await session.get(DisplayLink, link_id, with_for_update=True)
    if row is None or row.revoked_at is not None:
        raise NotFoundError
    row.revoked_at = now()
    audit(
        session, "insights.revoke_display_link", ObjectRef(KIND, row.id), before={"name": row.name}
    )
