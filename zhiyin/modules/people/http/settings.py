"""Routes of settings: what there is, what holds where, and changing it."""

from typing import Any, Literal
from uuid import UUID

from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import SIGNED_IN, Access
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done, Labels, Shape
from zhiyin.kernel.settings.settings import (
    KeptElsewhereError,
    Place,
    Scope,
    Setting,
    clear_setting,
    get_stored,
    put_setting,
)
from zhiyin.modules.people.permissions import MANAGE_SETTINGS

routes = Routes("settings", "/settings")


class SettingOut(Shape):
    """A setting with the value that holds at the place asked for."""

    key: str
    module: str
    group: Labels
    type: Literal["bool", "int", "text", "Text", "choice", "duration"]
    value: Any
    default: Any
    inherited_from: str
    title: Labels
    description: Labels
    scopes: list[str]
    minimum: int | None
    maximum: int | None
    choices: list[str]
    # The page where it is changed for the organisation, if not here.
    kept_at: str


class SettingIn(Shape):
    """A value for a place."""

    scope: Scope = "organisation"
    scope_id: UUID | None = None
    value: Any


class MineIn(Shape):
    """A value for oneself."""

    value: Any


def _place(scope: Scope, scope_id: UUID | None) -> Place:
    if scope == "organisation":
        return Place()
    if scope_id is None:
        raise NotFoundError
    return Place(**{f"{scope}_id": scope_id})


def _check_place(access: Access, scope: Scope, scope_id: UUID | None) -> None:
    """A role in one shop or team changes settings there only."""
    held = access.scope(MANAGE_SETTINGS)
    if held == "all":
        return
    allowed = {"team": access.team_ids, "shop": access.shop_ids}.get(scope, frozenset())
    if scope_id not in allowed:
        raise NotFoundError


def _check_kept_here(house: CurrentHouse, key: str, scope: Scope) -> None:
    setting = house.settings.known.get(key)
    if setting is not None and setting.kept_at and scope == "organisation":
        raise KeptElsewhereError


@routes.get("", permit=MANAGE_SETTINGS, response_model=list[SettingOut])
async def list_settings(
    house: CurrentHouse, scope: Scope = "organisation", scope_id: UUID | None = None
) -> list[SettingOut]:
    """Every setting, with what holds at the place and where it comes from."""
    place = _place(scope, scope_id)
    async with house.database.reading() as session:
        stored = await get_stored(session)
    return [_shown(house.settings.resolve(stored, one.key, place), one) for one in _all(house)]


def _all(house: CurrentHouse) -> list[Setting]:
    return list(house.settings.known.values())


def _shown(resolved: tuple[Any, str], one: Setting) -> SettingOut:
    return SettingOut(
        key=one.key,
        module=one.key.partition(".")[0],
        group=Labels.of(one.group),
        type=one.type,
        value=resolved[0],
        default=one.default,
        inherited_from=resolved[1],
        title=Labels.of(one.title),
        description=Labels.of(one.description),
        scopes=list(one.scopes),
        minimum=one.minimum,
        maximum=one.maximum,
        choices=list(one.choices),
        kept_at=one.kept_at,
    )


def _own(access: Access) -> Place:
    """Where one's own preferences are asked: a single team's values stand behind them."""
    teams = list(access.team_ids)
    return Place(user_id=access.id, team_id=teams[0] if len(teams) == 1 else None)


def _choosable(house: CurrentHouse, key: str) -> None:
    setting = house.settings.known.get(key)
    if setting is None or "user" not in setting.scopes:
        raise NotFoundError


@routes.get("/mine", permit=SIGNED_IN, response_model=list[SettingOut])
async def list_mine(access: Caller, house: CurrentHouse) -> list[SettingOut]:
    """What everybody may choose for themselves, with what holds for the caller."""
    async with house.database.reading() as session:
        stored = await get_stored(session)
    place = _own(access)
    return [
        _shown(house.settings.resolve(stored, one.key, place), one)
        for one in _all(house)
        if "user" in one.scopes
    ]


@routes.put("/mine/{key}", permit=SIGNED_IN, response_model=Done)
async def put_mine(key: str, body: MineIn, access: Caller, house: CurrentHouse) -> Done:
    """Chooses for oneself."""
    _choosable(house, key)
    async with house.database.writing(access.actor) as session:
        await put_setting(session, key, "user", access.id, body.value)
    return Done()


@routes.delete("/mine/{key}", permit=SIGNED_IN)
async def delete_mine(key: str, access: Caller, house: CurrentHouse) -> None:
    """Goes back to what holds for everybody."""
    _choosable(house, key)
    async with house.database.writing(access.actor) as session:
        await clear_setting(session, key, "user", access.id)


@routes.put("/{key}", permit=MANAGE_SETTINGS, response_model=Done)
async def put_one(key: str, body: SettingIn, access: Caller, house: CurrentHouse) -> Done:
    """Sets a value for a place."""
    _check_place(access, body.scope, body.scope_id)
    _check_kept_here(house, key, body.scope)
    async with house.database.writing(access.actor) as session:
        await put_setting(session, key, body.scope, body.scope_id, body.value)
        audit(session, "settings.put", None, after={"key": key, **body.model_dump(mode="json")})
    return Done()


@routes.delete("/{key}", permit=MANAGE_SETTINGS)
async def delete_one(
    key: str,
    access: Caller,
    house: CurrentHouse,
    scope: Scope = "organisation",
    scope_id: UUID | None = None,
) -> None:
    """Goes back to the inherited value."""
    _check_place(access, scope, scope_id)
    _check_kept_here(house, key, scope)
    if key not in house.settings.known:
        raise NotFoundError
    async with house.database.writing(access.actor) as session:
        await clear_setting(session, key, scope, scope_id)
        after = {"key": key, "scope": scope, "scope_id": str(scope_id) if scope_id else None}
        audit(session, "settings.clear", None, after=after)
