"""Editing where a model is: what is given changes, and no audit ever says which key it was."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.modules.languagemodel.errors import BadAddressError, IncompleteEndpointError
from zhiyin.modules.languagemodel.models import EmbeddingEndpoint, ModelEndpoint
from zhiyin.modules.languagemodel.queries import ONLY
from zhiyin.modules.languagemodel.rules import clean_address

Row = TypeVar("Row", ModelEndpoint, EmbeddingEndpoint)


async def hold_only(session: WriteSession, kind: type[Row], **begin: Any) -> Row:
    """The one row there is, made if need be, locked."""
    await session.execute(insert(kind).values(id=ONLY, **begin).on_conflict_do_nothing())
    return await session.get_one(kind, ONLY, with_for_update=True)


def change_row(
    session: WriteSession,
    row: ModelEndpoint | EmbeddingEndpoint,
    values: Mapping[str, Any],
    *,
    address: str | None,
    key: str | None,
    noted: Sequence[str],
    act: str,
) -> list[str]:
    """Writes down what is given, and answers what differs now, `key` among it.

    Raises `BadAddressError`, and `IncompleteEndpointError` where it is to be used and is not whole.
    """
    before = _noted(row, noted)
    for name, value in values.items():
        setattr(row, name, value)
    if address is not None:
        cleaned = clean_address(address) if address else ""
        if cleaned is None:
            raise BadAddressError
        if cleaned != row.address:
            # A key goes only to the address it was given for.
            row.address, row.key_sealed = cleaned, None
    if key is not None:
        row.key_sealed = session.house.keyring.seal(key.encode()) if key else None
    if row.on and not (row.address and row.model):
        raise IncompleteEndpointError
    after = _noted(row, noted)
    changed = [name for name in after if after[name] != before[name]]
    if key is not None:
        after["key"], before["key"] = ("set" if key else "removed"), None
        changed.append("key")
    audit(
        session,
        act,
        None,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    return changed


def _noted(row: ModelEndpoint | EmbeddingEndpoint, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names} | {"has_key": row.key_sealed is not None}
