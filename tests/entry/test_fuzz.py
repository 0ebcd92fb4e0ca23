"""Whatever a caller sends, no route breaks: every answer is one the server meant to give.

`make test` tries the same call of each route every time; `make test-all` many and other ones.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case

from tests.servers.shop import Shop

# Signing out would end the session that the others need; updates wait for half a minute.
LEFT_OUT = ("/api/auth/logout", "/api/visitor/updates")
QUICK = settings(
    max_examples=1,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
LONG = settings(QUICK, max_examples=60, derandomize=False, print_blob=True)
how_long = pytest.mark.parametrize(
    "how", [pytest.param(QUICK, id="quick"), pytest.param(LONG, id="long", marks=pytest.mark.slow)]
)


def _operations(shop: Shop) -> Iterator[Any]:
    # Its own way of fetching gives up after ten seconds.
    with shop.client() as client:
        description = client.get("/api/openapi.json").raise_for_status().json()
    described = schemathesis.openapi.from_dict(description)
    described.config.update(base_url=shop.server.url)
    for found in described.get_all_operations():
        operation = found.ok()
        if operation.path not in LEFT_OUT:
            yield operation


def _try(operation: Any, how: settings, call: Callable[[Case], Any]) -> None:
    @given(case=operation.as_strategy())
    @how
    def holds(case: Case) -> None:
        answer = call(case)
        assert answer.status_code < 500, f"{case.method} {case.path}: {answer.text[:300]}"
        if answer.status_code >= 400:
            assert set(answer.json()) == {"error"}

    holds()


@how_long
def test_no_route_breaks_for_whoever_may_do_everything(module_shop: Shop, how: settings) -> None:
    cookies = {"zhiyin_session": module_shop.cookies["owner"]}
    for operation in _operations(module_shop):
        _try(operation, how, lambda case: case.call(headers={"X-Zhiyin": "1"}, cookies=cookies))


@how_long
def test_no_route_breaks_for_a_visitor(module_shop: Shop, how: settings) -> None:
    token = module_shop.session()["token"]
    headers = {"Authorization": f"Visitor {token}", "Origin": module_shop.server.url}
    for operation in _operations(module_shop):
        if operation.path.startswith("/api/visitor/"):
            _try(operation, how, lambda case: case.call(headers=headers))
