"""Settings as the owner changes them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tests.servers.shop import Shop


def put_settings(shop: Shop, values: Mapping[str, Any], **place: str) -> None:
    """Sets values by key, for the organisation unless a scope and its id are given.

    The web process that is asked sees them at once, others within five seconds: what a worker is
    to see is put before it starts.
    """
    with shop.client("owner") as owner:
        for key, value in values.items():
            body = {"scope": "organisation", **place, "value": value}
            owner.put(f"/api/settings/{key}", json=body).raise_for_status()


@contextmanager
def holding(shop: Shop, values: Mapping[str, Any], **place: str) -> Iterator[None]:
    """These values hold for the length of the block; afterwards what is inherited holds again."""
    put_settings(shop, values, **place)
    try:
        yield
    finally:
        with shop.client("owner") as owner:
            for key in values:
                owner.delete(f"/api/settings/{key}", params=place).raise_for_status()
