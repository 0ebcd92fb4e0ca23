"""Where vectors come from is set up, its key is kept, and trying it says what is wrong."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.servers.language_model import KEY, LanguageModel
from tests.servers.shop import Shop
from tests.servers.vectors import SIZE, VECTOR_MODEL, VectorMode

PATH = "/api/language-model/embedding"


@pytest.fixture
def shop(module_shop: Shop) -> Iterator[Shop]:
    yield module_shop
    module_shop.run("DELETE FROM embedding_endpoint")


def put(shop: Shop, **body: Any) -> dict[str, Any]:
    with shop.client("owner") as owner:
        answer = owner.patch(PATH, json=body)
    answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    return told


def set_up(shop: Shop, model: LanguageModel, **more: Any) -> dict[str, Any]:
    return put(shop, **model.vectors.settings(model.address, KEY, **more))


def tried(shop: Shop) -> dict[str, Any]:
    with shop.client("owner") as owner:
        answer = owner.post(f"{PATH}/try")
    answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    return told


def test_it_is_off_until_somebody_sets_it_up(module_shop: Shop) -> None:
    with module_shop.client("owner") as owner:
        told = owner.get(PATH).json()
        assert (told["on"], told["has_key"], told["address"]) == (False, False, "")
        refused = owner.patch(PATH, json={"on": True})
        assert refused.json()["error"]["code"] == "incomplete_endpoint"
        wrong = owner.patch(PATH, json={"address": "api.example.com"})
        assert wrong.json()["error"]["code"] == "bad_endpoint_address"
    with module_shop.client("agent_senior") as agent:
        assert agent.get(PATH).status_code == 403
        assert agent.post(f"{PATH}/try").status_code == 403
        assert agent.get("/api/knowledge/reports/vectors").status_code == 403


def test_the_key_is_kept_sealed_and_goes_to_its_address_only(
    shop: Shop, model: LanguageModel
) -> None:
    told = set_up(shop, model)
    assert told["has_key"]
    assert KEY not in str(told)
    assert KEY.encode() not in bytes(shop.run("SELECT key_sealed FROM embedding_endpoint")[0][0])
    audit = shop.run(
        "SELECT before::text, after::text FROM audit WHERE verb = 'languagemodel.edit_embedding'"
    )
    assert '"key": "set"' in str(audit)
    assert KEY not in str(audit)
    assert put(shop, address=f"{model.address}/embeddings")["has_key"]
    assert not put(shop, address=model.address.replace("127.0.0.1", "localhost"))["has_key"]
    assert tried(shop)["reason"] == "wrong_key"


def test_two_who_edit_at_once_do_not_overwrite_each_other(shop: Shop, model: LanguageModel) -> None:
    version = set_up(shop, model)["version"]
    with shop.client("owner", **{"If-Match": f'"{version}"'}) as owner:
        assert owner.patch(PATH, json={"milliseconds": 300}).status_code == 200
        assert owner.patch(PATH, json={"milliseconds": 500}).status_code == 409


def test_trying_it_says_how_many_numbers_a_vector_has(shop: Shop, model: LanguageModel) -> None:
    set_up(shop, model)
    assert (tried(shop)["ok"], tried(shop)["dimensions"]) == (True, SIZE)
    put(shop, dimensions=64)
    assert tried(shop)["dimensions"] == 64
    assert model.vectors.bodies[-1]["dimensions"] == 64
    assert put(shop, dimensions=0)["dimensions"] is None


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        ("server_error", "server_error"),
        ("limited", "limited"),
        ("page", "not_protocol"),
        ("text", "not_protocol"),
        ("too_few", "nonsense"),
        ("empty", "nonsense"),
        ("nothing", "nonsense"),
        ("endless", "not_protocol"),
        ("other_size", "other_dimensions"),
    ],
)
def test_trying_it_says_what_is_wrong(
    shop: Shop, model: LanguageModel, mode: VectorMode, reason: str
) -> None:
    set_up(shop, model, dimensions=SIZE)
    model.vectors.mode = mode
    said = tried(shop)
    assert (said["ok"], said["reason"]) == (False, reason)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"key": "sk-another"}, "wrong_key"),
        ({"model": f"{VECTOR_MODEL}-new"}, "no_such_model"),
        ({"address": "http://127.0.0.1:9/v1", "key": KEY}, "unreachable"),
    ],
)
def test_trying_it_names_what_was_entered_wrong(
    shop: Shop, model: LanguageModel, wrong: dict[str, str], reason: str
) -> None:
    set_up(shop, model)
    put(shop, **wrong)
    assert tried(shop)["reason"] == reason
