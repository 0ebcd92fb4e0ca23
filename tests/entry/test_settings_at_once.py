"""Two who set the same for the first time at once."""

from concurrent.futures import ThreadPoolExecutor

from tests.servers.shop import Shop

MANY = 8


def test_a_setting_is_set_for_the_first_time_by_several_at_once(shop: Shop) -> None:
    def put(percent: int) -> int:
        body = {"scope": "organisation", "value": percent}
        with shop.client("owner") as owner:
            return owner.put("/api/settings/insights.target_csat", json=body).status_code

    with ThreadPoolExecutor(MANY) as pool:
        codes = list(pool.map(put, range(MANY)))
    assert set(codes) == {200}
    ((value, version),) = shop.run(
        "SELECT value, version FROM settings WHERE key = 'insights.target_csat'"
    )
    assert value in range(MANY)
    assert version >= 1
