"""What access keys can be made for: the form of a new key asks."""

from zhiyin.entry.mcp.endpoint import PATH
from zhiyin.entry.mcp.tools import declared, method_of
from zhiyin.kernel.auth.access import SIGNED_IN, Permission
from zhiyin.kernel.http.routes import (
    SAFE_METHODS,
    Caller,
    CurrentHouse,
    Routes,
    declared_permission,
)
from zhiyin.kernel.http.shapes import Labels, Shape

routes = Routes("access keys", "/access-keys")

# Permissions that open no tool of their own: with these, tools show more or reach further.
SEEING = ("conversations.read_all", "customers.see_personal", "customers.fields.sensitive")
REACHING = ("conversations.override",)


class KeyTool(Shape):
    """A tool for assistants."""

    name: str
    title: Labels
    writes: bool
    # Whether keys that are limited to some shops have it.
    by_shop: bool


class KeyPermission(Shape):
    """A permission a key can be given, with the tools it opens. `writes`: it means nothing to a
    key that only reads.
    """

    name: str
    title: Labels
    description: Labels
    writes: bool
    tools: list[KeyTool]


class KeyChoices(Shape):
    """Where assistants connect, and what the caller can give a key."""

    address: str
    permissions: list[KeyPermission]


@routes.get("/choices", permit=SIGNED_IN, response_model=KeyChoices)
async def get_choices(access: Caller, house: CurrentHouse) -> KeyChoices:
    """The permissions of the caller that mean something to a key."""
    opened: dict[str, list[KeyTool]] = {}
    for tool, route in declared(house):
        name = declared_permission(route) or SIGNED_IN.name
        writes = method_of(route) not in SAFE_METHODS
        shown = KeyTool(
            name=tool.name, title=Labels.of(tool.title), writes=writes, by_shop=tool.by_shop
        )
        opened.setdefault(name, []).append(shown)
    held = [name for name in (*opened, *SEEING, *REACHING) if name in access.scopes]
    return KeyChoices(
        address=house.environment.base_url + PATH,
        permissions=[_show(house.permissions[name], opened.get(name, [])) for name in held],
    )


def _show(permission: Permission, tools: list[KeyTool]) -> KeyPermission:
    only_writes = bool(tools) and all(tool.writes for tool in tools)
    return KeyPermission(
        name=permission.name,
        title=Labels.of(permission.title),
        description=Labels.of(permission.description),
        writes=only_writes or permission.name in REACHING,
        tools=tools,
    )
