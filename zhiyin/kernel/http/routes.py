"""Routes that say who may call them. A route without a permission cannot be written."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Request

from zhiyin.kernel.auth.access import MARKERS, PUBLIC, SIGNED_IN, VISITOR, Access, Permission
from zhiyin.kernel.errors.problems import NotAllowedError, NotSignedInError
from zhiyin.kernel.house import House
from zhiyin.kernel.http.keyed import KeyedRoute, carry_out_once
from zhiyin.kernel.http.tools import Tool

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])

CSRF_HEADER = "x-zhiyin"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def house_of(request: Request) -> House:
    """The services of this process."""
    house: House = request.app.state.house
    return house


async def staff_access(request: Request) -> Access:
    """The signed-in member of staff; refuses everybody else, and foreign sites' forms."""
    known: Access | None = getattr(request.state, "access", None)
    if known is not None:
        return known
    if request.method not in SAFE_METHODS and CSRF_HEADER not in request.headers:
        raise NotAllowedError
    access = await house_of(request).authenticate_staff(request)
    if access is None:
        raise NotSignedInError
    request.state.access = access
    return access


CurrentHouse = Annotated[House, Depends(house_of)]
Caller = Annotated[Access, Depends(staff_access)]


def _guard(permission: Permission) -> list[Any]:
    if permission is PUBLIC:
        return []
    if permission is VISITOR:
        return [Depends(_visitor_only)]

    async def check(access: Caller) -> None:
        if permission is not SIGNED_IN:
            access.check(permission)

    return [Depends(check)]


async def _visitor_only(request: Request) -> None:
    if not request.headers.get("authorization", "").startswith("Visitor "):
        raise NotSignedInError


class Routes:
    """A module's routes. Every one names its permission, its answer and its place in the docs;
    one that names a `tool` is offered to assistants, too.
    """

    def __init__(self, tag: str, prefix: str = "") -> None:
        self.router = APIRouter(prefix=f"/api{prefix}", tags=[tag], route_class=KeyedRoute)
        # What assistants are offered of them, by name.
        self.tools: dict[str, Tool] = {}

    def _add(
        self,
        method: str,
        path: str,
        permit: Permission,
        status: int,
        *,
        own_key: bool = False,
        tool: Tool | None = None,
        **options: Any,
    ) -> Callable[[Endpoint], Endpoint]:
        extra = {"x-permission": permit.name}
        if tool is not None:
            self.tools[tool.name] = tool
            extra["x-tool"] = tool.name
        # After the guard: a stored answer is for who may still ask.
        once = [Depends(carry_out_once)] if method == "POST" and not own_key else []
        return self.router.api_route(
            path,
            methods=[method],
            status_code=status,
            dependencies=[*_guard(permit), *once],
            openapi_extra=extra,
            **options,
        )

    def get(
        self, path: str, *, permit: Permission, **options: Any
    ) -> Callable[[Endpoint], Endpoint]:
        """A read."""
        return self._add("GET", path, permit, 200, **options)

    def post(
        self,
        path: str,
        *,
        permit: Permission,
        status: int = 200,
        own_key: bool = False,
        **options: Any,
    ) -> Callable[[Endpoint], Endpoint]:
        """A change, carried out once per `Idempotency-Key`.

        `own_key` is for routes whose body carries a key that does the same.
        """
        return self._add("POST", path, permit, status, own_key=own_key, **options)

    def put(
        self, path: str, *, permit: Permission, **options: Any
    ) -> Callable[[Endpoint], Endpoint]:
        """Sets a value."""
        return self._add("PUT", path, permit, 200, **options)

    def patch(
        self, path: str, *, permit: Permission, **options: Any
    ) -> Callable[[Endpoint], Endpoint]:
        """Changes some fields of a row."""
        return self._add("PATCH", path, permit, 200, **options)

    def delete(
        self, path: str, *, permit: Permission, status: int = 204, **options: Any
    ) -> Callable[[Endpoint], Endpoint]:
        """Takes something away."""
        return self._add("DELETE", path, permit, status, **options)


def declared_permission(route: Any) -> str | None:
    """The permission a route declares; the test over all routes refuses `None`."""
    extra = getattr(route, "openapi_extra", None) or {}
    name: str | None = extra.get("x-permission")
    return name


def declared_tool(route: Any) -> str | None:
    """The name of the tool a route is offered as, if it is."""
    extra = getattr(route, "openapi_extra", None) or {}
    name: str | None = extra.get("x-tool")
    return name


MARKER_NAMES = tuple(marker.name for marker in MARKERS)
