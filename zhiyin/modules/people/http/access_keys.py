"""Routes of access keys."""

from uuid import UUID

from fastapi import Response

from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.people.actions.access_keys import make_key, revoke_key
from zhiyin.modules.people.permissions import HOLD_KEYS
from zhiyin.modules.people.queries.access_keys import list_keys, show_key, today_of
from zhiyin.modules.people.schemas.access_keys import AccessKeyIn, AccessKeyMade, AccessKeyOut

routes = Routes("access keys", "/access-keys")


@routes.get("", permit=SIGNED_IN, response_model=list[AccessKeyOut])
async def get_list(access: Caller, house: CurrentHouse) -> list[AccessKeyOut]:
    """One's own keys; those of everybody for who manages staff."""
    async with house.database.reading() as session:
        return await list_keys(session, access)


@routes.post("", permit=HOLD_KEYS, status=201, response_model=AccessKeyMade)
async def post_key(
    body: AccessKeyIn, response: Response, access: Caller, house: CurrentHouse
) -> AccessKeyMade:
    """Makes a key for oneself; its token is told once."""
    # Not even with the answers that are kept for who sends the same request again.
    response.headers["cache-control"] = "no-store"
    async with house.database.writing(access.actor) as session:
        row, token = await make_key(session, access, body)
        shown = show_key(row, access.name, await today_of(session))
    return AccessKeyMade(**shown.model_dump(), token=token)


@routes.delete("/{key_id}", permit=SIGNED_IN)
async def delete_key(key_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Revokes a key: its next call is refused."""
    async with house.database.writing(access.actor) as session:
        await revoke_key(session, access, key_id)
