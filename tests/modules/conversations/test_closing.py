"""What is said at the end of a conversation: how it came out, and whether to get back."""

import csv
import io
from typing import Any

from tests.servers.shop import Shop


def _exported(shop: Shop) -> list[dict[str, str]]:
    with shop.client("owner") as client:
        span = {"from": "2020-01-01T00:00:00Z", "to": "2099-01-01T00:00:00Z"}
        told = client.get("/api/conversation-times", params=span).text
    return list(csv.DictReader(io.StringIO(told.removeprefix("\ufeff"))))


async def test_the_outcome_is_kept_exported_and_replaced_by_the_next_end(shop: Shop) -> None:
    shop.online("agent_senior")
    async with shop.visitor(shop.session()["token"]) as visitor:
        conversation = (await visitor.post("在吗"))["message"]["conversation_id"]

    def close(**body: Any) -> int:
        with shop.client("agent_senior") as client:
            path = f"/api/conversations/{conversation}"
            client.post(f"{path}/pick")
            client.post(f"{path}/reopen")
            return client.post(f"{path}/close", json=body).status_code

    assert close(result="splendid") == 422
    assert close(result="unsolved", follow_up=True) == 200
    (row,) = _exported(shop)
    assert (row["outcome"], row["follow_up_wished"]) == ("unsolved", "yes")
    assert close(result="solved") == 200
    (row,) = _exported(shop)
    assert (row["outcome"], row["follow_up_wished"]) == ("solved", "")
    told = shop.run("SELECT after ->> 'result' FROM audit WHERE verb = 'conversations.close'")
    assert [result for (result,) in told] == ["unsolved", "solved"]
