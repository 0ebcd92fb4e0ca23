"""Access keys: made and revoked, each audited."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.auth.secrets import hash_token, new_token
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.people.errors import TooPowerfulError
from zhiyin.modules.people.models import AccessKey, Shop
from zhiyin.modules.people.queries.access_keys import visible
from zhiyin.modules.people.schemas.access_keys import AccessKeyIn

KIND = "access_key"
# Names the product to tools that look for secrets in files.
PREFIX = "zhiyin_"
HINT = len(PREFIX) + 4


async def make_key(
    session: WriteSession, access: Access, body: AccessKeyIn
) -> tuple[AccessKey, str]:
    """Makes a key for the caller, never with more than they hold. Answers its token, which is
    told once.
    """
    permissions = sorted(set(body.permissions))
    if not set(permissions) <= set(access.scopes):
        raise TooPowerfulError
    shop_ids = sorted(set(body.shop_ids))
    there = select(Shop.id).where(Shop.id.in_(shop_ids))
    if set((await session.execute(there)).scalars()) != set(shop_ids):
        raise NotFoundError
    token = PREFIX + new_token()
    row = AccessKey(
        id=new_id(),
        staff_id=access.id,
        name=body.name,
        hint=token[:HINT],
        token_hash=hash_token(token),
        read_only=body.read_only,
        permissions=permissions,
        shop_ids=shop_ids,
        calls_a_minute=body.calls_a_minute,
        writes_a_day=body.writes_a_day,
        made_at=now(),
        expires_at=now() + timedelta(days=body.days),
        day_calls=0,
        day_writes=0,
    )
    session.add(row)
    after = {
        "name": row.name,
        "read_only": row.read_only,
        "permissions": permissions,
        "shop_ids": [str(one) for one in shop_ids],
        "expires_at": row.expires_at.isoformat(),
    }
    audit(session, "people.make_access_key", ObjectRef(KIND, row.id), after=after)
    return row, token


async def revoke_key(session: WriteSession, access: Access, key_id: UUID) -> None:
    """Makes a key invalid from its next call on."""
    query = select(AccessKey).where(AccessKey.id == key_id, visible(access)).with_for_update()
    row = await session.scalar(query)
    if row is None:
        raise NotFoundError
    row.revoked_at = now()
    before = {"name": row.name, "staff_id": str(row.staff_id)}
    audit(session, "people.revoke_access_key", ObjectRef(KIND, row.id), before=before)
