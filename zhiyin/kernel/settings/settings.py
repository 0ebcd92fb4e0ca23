"""Settings: contributed with type, default and explanation; inherited along the scopes.

A temporary override wins, then user, team, shop, organisation, and last the default.
"""

import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError, ProblemError
from zhiyin.kernel.i18n.text import LANGUAGES, Text
from zhiyin.kernel.settings.tables import ORGANISATION_ID, SettingRow

Scope = Literal["organisation", "shop", "team", "user"]
ValueType = Literal["bool", "int", "text", "Text", "choice", "duration"]

# How long a process may use what it has read; a change made here is seen at once.
CACHE_SECONDS = 5.0
_CHANGED = "settings_changed"
MAX_TEXT = 4000


class BadSettingError(ProblemError):
    """A value of the wrong type or out of range."""

    code = "bad_setting"
    status = 422
    text = Text("这个值不能用：{hint}。", "This value cannot be used: {hint}.")


@dataclass(frozen=True)
class Setting:
    """One setting a module contributes. A duration is in seconds."""

    key: str
    type: ValueType
    default: Any
    title: Text
    description: Text
    group: Text
    scopes: tuple[Scope, ...] = ("organisation", "shop", "team")
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[str, ...] = ()

    def check(self, value: Any) -> Any:
        """The value as it may be stored; refuses one of the wrong type or out of range."""
        if self.type in ("int", "duration"):
            low = self.minimum if self.minimum is not None else -(2**31)
            high = self.maximum if self.maximum is not None else 2**31
            if type(value) is not int or not low <= value <= high:
                raise BadSettingError(hint=f"{low} … {high}")
            return value
        fits = {
            "bool": isinstance(value, bool),
            "choice": value in self.choices,
            "text": _is_text(value),
            "Text": isinstance(value, dict)
            and set(value) == set(LANGUAGES)
            and all(_is_text(one) for one in value.values()),
        }
        if not fits[self.type]:
            raise BadSettingError(hint=self.type)
        return value


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= MAX_TEXT


@dataclass(frozen=True)
class Place:
    """For whom a setting is asked; the nearest scope with a value decides."""

    shop_id: UUID | None = None
    team_id: UUID | None = None
    user_id: UUID | None = None

    def chain(self) -> list[tuple[Scope, UUID]]:
        """Scopes from the nearest to the farthest."""
        near: list[tuple[Scope, UUID | None]] = [
            ("user", self.user_id),
            ("team", self.team_id),
            ("shop", self.shop_id),
            ("organisation", ORGANISATION_ID),
        ]
        return [(scope, scope_id) for scope, scope_id in near if scope_id is not None]


@dataclass
class SettingStore:
    """All settings of the house and a short-lived copy of the stored values."""

    known: dict[str, Setting] = field(default_factory=dict)
    _rows: dict[str, list[SettingRow]] = field(default_factory=dict)
    _read_at: float = -1e9
    _forgotten: int = 0

    def add(self, setting: Setting) -> None:
        """Makes a setting known."""
        self.known[setting.key] = setting

    def forget(self) -> None:
        """The next question reads the database again."""
        self._read_at = -1e9
        self._forgotten += 1

    async def refresh(self, session: ReadSession | WriteSession) -> None:
        """Reads the stored values if the copy is old."""
        if time.monotonic() - self._read_at < CACHE_SECONDS:
            return
        asked_at = self._forgotten
        rows = (await session.execute(select(SettingRow))).scalars().all()
        by_key: dict[str, list[SettingRow]] = {}
        for row in rows:
            session.expunge(row)
            by_key.setdefault(row.key, []).append(row)
        self._rows = by_key
        # What changed while we were reading is not in it.
        if asked_at == self._forgotten:
            self._read_at = time.monotonic()

    def resolve(self, key: str, place: Place, moment: datetime | None = None) -> tuple[Any, str]:
        """The value and where it comes from, from the copy."""
        setting = self.known[key]
        rows = self._rows.get(key, [])
        moment = moment or now()
        chain = place.chain()
        for scope, scope_id in chain:
            for row in rows:
                here = (row.scope, row.scope_id) == (scope, scope_id)
                if row.source and here and (row.until is None or row.until > moment):
                    return row.value, f"override:{row.source}"
        for scope, scope_id in chain:
            for row in rows:
                if not row.source and (row.scope, row.scope_id) == (scope, scope_id):
                    return row.value, scope
        return setting.default, "default"


async def get_setting(
    session: ReadSession | WriteSession, setting: Setting, place: Place | None = None
) -> Any:
    """The value that holds at `place`."""
    store = session.house.settings
    await store.refresh(session)
    return store.resolve(setting.key, place or Place())[0]


async def put_setting(
    session: WriteSession,
    key: str,
    scope: Scope,
    scope_id: UUID | None,
    value: Any,
) -> None:
    """Sets a value for a scope."""
    setting = session.house.settings.known.get(key)
    if setting is None or scope not in setting.scopes:
        raise NotFoundError
    row = await session.get(SettingRow, (key, scope, scope_id or ORGANISATION_ID, ""))
    if row is None:
        row = SettingRow(key=key, scope=scope, scope_id=scope_id or ORGANISATION_ID, source="")
        row.version = 0
        session.add(row)
    row.value = setting.check(value)
    row.version += 1
    session.info[_CHANGED] = True


async def clear_setting(
    session: WriteSession, key: str, scope: Scope, scope_id: UUID | None
) -> None:
    """Goes back to the inherited value."""
    row = await session.get(SettingRow, (key, scope, scope_id or ORGANISATION_ID, ""))
    if row is not None:
        await session.delete(row)
    session.info[_CHANGED] = True


def forget_changed(session: WriteSession) -> None:
    """After the commit: before it, another request would read the old values and keep them."""
    if session.info.pop(_CHANGED, False):
        session.house.settings.forget()
