"""What keys can be made for: the tools, for the form of a new key."""

from zhiyin.entry.mcp.tools import declared
from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.http.routes import SAFE_METHODS, CurrentHouse, Routes, declared_permission
from zhiyin.kernel.http.shapes import Labels, Shape

routes = Routes("access keys", "/access-keys")


class ToolOut(Shape):
    """A tool for assistants, and the permission it needs; `None`: none of its own."""

    name: str
    title: Labels
    hint: Labels
    permission: str | None
    writes: bool
    by_shop: bool


@routes.get("/tools", permit=SIGNED_IN, response_model=list[ToolOut])
async def get_tools(house: CurrentHouse) -> list[ToolOut]:
    """All tools that keys can open."""
    return [
        ToolOut(
            name=tool.name,
            title=Labels.of(tool.title),
            hint=Labels.of(tool.hint),
            permission=None if name == SIGNED_IN.name else name,
            writes=min(route.methods) not in SAFE_METHODS,
            by_shop=tool.by_shop,
        )
        for tool, route in declared(house)
        if (name := declared_permission(route))
    ]
