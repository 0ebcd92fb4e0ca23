"""Every route declares who may call it, and holds to it with every role and with nobody."""

from typing import Any
from uuid import uuid4

import pytest
from fastapi.routing import APIRoute

from tests.servers.shop import ROLES, Shop
from zhiyin.entry.describing import described_app, described_routes
from zhiyin.kernel.auth.access import MARKERS
from zhiyin.kernel.http.routes import declared_permission
from zhiyin.modules.people.interface import BUILTIN_ROLES

APP = described_app()
ROUTES = described_routes(APP)
MARKED = {marker.name for marker in MARKERS}
HELD = {code: set(permissions) for code, _, _, permissions in BUILTIN_ROLES}
# Rows of these tables may move when a call is refused: counting failures is their job.
UNCOUNTED = {"sign_in_failures", "event_readers", "alembic_version", "presence", "visitors"}


def _name(route: APIRoute) -> str:
    return f"{min(route.methods)} {route.path}"


def _call(shop: Shop, route: APIRoute, role: str | None) -> int:
    path = route.path
    for name in route.param_convertors:
        path = path.replace("{" + name + "}", str(uuid4()))
    with shop.client(role) as client:
        body: Any = {} if min(route.methods) in ("POST", "PUT", "PATCH") else None
        return client.request(min(route.methods), path, json=body).status_code


def _moved(shop: Shop) -> dict[str, int]:
    tables = shop.run(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind = 'r'"
    )
    names = [name for (name,) in tables if name not in UNCOUNTED]
    parts = [f"SELECT '{n}', sum(n_tup_ins + n_tup_upd + n_tup_del)::int FROM"
             f" pg_stat_xact_user_tables WHERE false UNION ALL SELECT '{n}', count(*)::int"
             f" FROM {n}" for n in names]  # fmt: skip
    return {row[0]: row[1] for row in shop.run(" UNION ALL ".join(parts)) if row[1] is not None}


@pytest.mark.parametrize("route", ROUTES, ids=_name)
def test_route_declares_a_known_permission_and_an_answer(route: APIRoute) -> None:
    permission = declared_permission(route)
    assert permission is not None, "declare `permit=` on the route line"
    known = MARKED | set(APP.state.house.permissions)
    assert permission in known, f"{permission} is contributed by no module"
    answers = route.response_model is not None or route.status_code == 204
    streams = "Streaming" in getattr(route.response_class, "__name__", "")
    assert answers or streams, "declare `response_model=`"
    assert route.endpoint.__doc__, "say in a docstring what the route does"


def test_nobody_gets_past_a_route_that_needs_somebody(module_shop: Shop) -> None:
    guarded = [r for r in ROUTES if declared_permission(r) != "public"]
    before = _moved(module_shop)
    answers = {_name(route): _call(module_shop, route, None) for route in guarded}
    assert set(answers.values()) == {401}, answers
    assert _moved(module_shop) == before


@pytest.mark.parametrize("role", ROLES)
def test_roles_are_refused_where_they_lack_the_permission(module_shop: Shop, role: str) -> None:
    forbidden = [
        route
        for route in ROUTES
        if (permission := declared_permission(route)) not in MARKED and permission not in HELD[role]
    ]
    before = _moved(module_shop)
    answers = {_name(route): _call(module_shop, route, role) for route in forbidden}
    assert set(answers.values()) <= {403}, answers
    assert _moved(module_shop) == before


def test_a_change_without_our_header_is_refused(module_shop: Shop) -> None:
    with module_shop.client("owner") as client:
        del client.headers["X-Zhiyin"]
        assert client.put("/api/presence", json={"status": "online"}).status_code == 403
        assert client.get("/api/auth/me").status_code == 200
