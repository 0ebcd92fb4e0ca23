"""Settings: contributed with type, default and explanation; inherited along the scopes.

A temporary override wins, then user, team, shop, organisation, and last the default.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError, ProblemError
from zhiyin.kernel.i18n.text import LANGUAGES, Text
from zhiyin.kernel.settings.tables import ORGANISATION_ID, SettingRow

if TYPE_CHECKING:
    from zhiyin.kernel.house import House

Scope = Literal["organisation", "shop", "team", "user"]
ValueType = Literal["bool", "int", "text", "Text", "choice", "duration"]

# How long a process may use what it has read; a change made here is seen at once.
CACHE_SECONDS = 5.0
STORED = "kernel.settings"
MAX_TEXT = 4000


class BadSettingError(ProblemError):
    """A value of the wrong type or out of range."""

    code = "bad_setting"
    status = 422
    text = Text("这个值不能用：{hint}。", "This value cannot be used: {hint}.")


class KeptElsewhereError(ProblemError):
    """A value that is changed for the organisation on a page of its own."""

    code = "kept_elsewhere"
    status = 409
    text = Text(
        "这一项在它自己的页面修改，那里会先测量，并留下可以撤回的版本。",
        "This is changed on a page of its own, which measures it first and keeps a version to go"
        " back to.",
    )


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
    # Where in the console it is changed for the organisation, if only there: changes are measured
    # and kept as versions. Shops and teams set theirs as any other.
    kept_at: str = ""

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


class Stored(msgspec.Struct, frozen=True):
    """A stored value: set for a scope, or a temporary override of it by `source`."""

    scope: str
    scope_id: UUID
    source: str
    value: Any
    until: datetime | None


# By key. Of several overrides of one place the one whose source comes last by name holds: it stands
# first.
StoredSettings = Mapping[str, Sequence[Stored]]


@dataclass
class SettingStore:
    """All settings of the house."""

    known: dict[str, Setting] = field(default_factory=dict)

    def add(self, setting: Setting) -> None:
        """Makes a setting known."""
        self.known[setting.key] = setting

    def resolve(
        self, stored: StoredSettings, key: str, place: Place, moment: datetime | None = None
    ) -> tuple[Any, str]:
        """The value and where it comes from."""
        setting = self.known[key]
        rows = stored.get(key, ())
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


async def get_stored(session: ReadSession | WriteSession) -> StoredSettings:
    """All stored values, as this process read them last."""

    async def read() -> StoredSettings:
        by_key: dict[str, list[Stored]] = {}
        query = select(SettingRow).order_by(SettingRow.source.desc())
        for row in (await session.execute(query)).scalars():
            one = Stored(row.scope, row.scope_id, row.source, row.value, row.until)
            by_key.setdefault(row.key, []).append(one)
        return by_key

    return await session.house.kept.get(session, STORED, CACHE_SECONDS, read)


async def get_setting(
    session: ReadSession | WriteSession, setting: Setting, place: Place | None = None
) -> Any:
    """The value that holds at `place`."""
    stored = await get_stored(session)
    return session.house.settings.resolve(stored, setting.key, place or Place())[0]


def peek_setting(house: "House", setting: Setting, place: Place | None = None) -> Any:
    """The value as this process read it last, without asking the database."""
    stored: StoredSettings = house.kept.peek(STORED) or {}
    return house.settings.resolve(stored, setting.key, place or Place())[0]


def listed(texts: Mapping[str, str]) -> list[str]:
    """The entries of a setting that holds several in each language, separated by commas."""
    whole = ",".join(texts.values()).replace("\N{FULLWIDTH COMMA}", ",")
    return [one.strip() for one in whole.split(",") if one.strip()]


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
    place = {"key": key, "scope": scope, "scope_id": scope_id or ORGANISATION_ID, "source": ""}
    row = await session.get(SettingRow, tuple(place.values()))
    checked = setting.check(value)
    if row is None:
        # Two who set it for the first time at once: the second finds what the first has made.
        made = insert(SettingRow).values(**place, value=checked, version=0)
        await session.execute(made.on_conflict_do_nothing())
        row = await session.get_one(SettingRow, tuple(place.values()))
    row.value = checked
    row.version += 1
    session.house.kept.forget(session, STORED)


async def hold_settings(session: WriteSession, keys: Collection[str]) -> None:
    """Keeps others from changing these until the transaction ends, for who will change some after
    rows of modules: what lies below is locked first.
    """
    held = SettingRow.key, SettingRow.scope, SettingRow.scope_id, SettingRow.source
    wanted = select(SettingRow).where(SettingRow.key.in_(keys)).order_by(*held)
    await session.execute(wanted.with_for_update())


async def clear_setting(
    session: WriteSession, key: str, scope: Scope, scope_id: UUID | None
) -> None:
    """Goes back to the inherited value."""
    row = await session.get(SettingRow, (key, scope, scope_id or ORGANISATION_ID, ""))
    if row is not None:
        await session.delete(row)
    session.house.kept.forget(session, STORED)


@dataclass(frozen=True)
class Override:
    """A value that holds for a while in place of what is set; nothing stored is written over."""

    key: str
    value: Any
    scope: Scope = "organisation"
    scope_id: UUID | None = None


async def put_overrides(
    session: WriteSession,
    source: str,
    overrides: Sequence[Override],
    *,
    reason: str = "",
    until: datetime | None = None,
) -> None:
    """Has exactly these overrides of `source` hold: others of it end. None at all ends it."""
    known = session.house.settings.known
    await session.execute(delete(SettingRow).where(SettingRow.source == source))
    for one in sorted(overrides, key=lambda each: (each.key, each.scope, str(each.scope_id))):
        setting = known.get(one.key)
        if setting is None or one.scope not in setting.scopes:
            raise NotFoundError
        session.add(
            SettingRow(
                key=one.key,
                scope=one.scope,
                scope_id=one.scope_id or ORGANISATION_ID,
                source=source,
                value=setting.check(one.value),
                reason=reason or None,
                until=until,
                version=1,
            )
        )
    await session.flush()
    session.house.kept.forget(session, STORED)
