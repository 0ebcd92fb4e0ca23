"""The endpoint is set up, its key is kept, and trying it says in plain words what is wrong."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.servers.language_model import KEY, MODEL, LanguageModel, Mode
from tests.servers.shop import Shop

PATH = "/api/language-model"


@pytest.fixture
def shop(module_shop: Shop) -> Iterator[Shop]:
    yield module_shop
    module_shop.run("DELETE FROM model_endpoint")
    module_shop.run("DELETE FROM model_requests")


def put(shop: Shop, **body: Any) -> dict[str, Any]:
    with shop.client("owner") as owner:
        answer = owner.patch(PATH, json=body)
    answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    return told


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


def test_the_key_is_kept_sealed_and_told_to_nobody(shop: Shop, model: LanguageModel) -> None:
    told = put(shop, **model.settings())
    assert told["has_key"]
    assert KEY not in str(told)
    sealed = bytes(shop.run("SELECT key_sealed FROM model_endpoint")[0][0])
    assert KEY.encode() not in sealed
    audit = shop.run(
        "SELECT before::text, after::text FROM audit WHERE verb = 'languagemodel.edit'"
    )
    assert audit
    assert KEY not in str(audit)
    assert '"key": "set"' in str(audit)


def test_a_key_does_not_go_along_to_another_address(shop: Shop, model: LanguageModel) -> None:
    put(shop, **model.settings())
    moved = put(shop, address=model.address.replace("127.0.0.1", "localhost"))
    assert not moved["has_key"]
    assert tried(shop)["reason"] == "wrong_key"
    assert put(shop, address=model.address, key=KEY)["has_key"]
    assert put(shop, address=f"{model.address}/chat/completions")["has_key"]
    assert not put(shop, key="")["has_key"]


def test_two_who_edit_at_once_do_not_overwrite_each_other(shop: Shop, model: LanguageModel) -> None:
    version = put(shop, **model.settings())["version"]
    with shop.client("owner", **{"If-Match": f'"{version}"'}) as owner:
        assert owner.patch(PATH, json={"seconds": 5}).status_code == 200
        assert owner.patch(PATH, json={"seconds": 6}).status_code == 409


def test_trying_it_says_that_it_answers(shop: Shop, model: LanguageModel) -> None:
    put(shop, **model.settings())
    said = tried(shop)
    assert (said["ok"], said["dialect"], said["tokens"]) == (True, "tools", 760)
    assert "sum" in str(model.bodies[0])
    with shop.client("owner") as owner:
        figures = owner.get(f"{PATH}/figures").json()
    assert (figures["asked"], figures["tokens"]) == (0, 760)


@pytest.mark.parametrize(
    ("refuses", "dialect"),
    [(frozenset({"tools"}), "json"), (frozenset({"tools", "response_format"}), "plain")],
)
def test_a_plainer_endpoint_is_asked_in_a_plainer_way(
    shop: Shop, model: LanguageModel, refuses: frozenset[str], dialect: str
) -> None:
    put(shop, **model.settings())
    model.refuses = refuses
    assert tried(shop)["dialect"] == dialect
    with shop.client("owner") as owner:
        assert owner.get(PATH).json()["dialect"] == dialect


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        ("server_error", "server_error"),
        ("limited", "limited"),
        ("cut", "cut"),
        ("nonsense", "nonsense"),
        ("wrong_shape", "nonsense"),
        ("empty", "nonsense"),
        ("page", "not_protocol"),
        ("endless", "nonsense"),
    ],
)
def test_trying_it_says_what_is_wrong(
    shop: Shop, model: LanguageModel, mode: Mode, reason: str
) -> None:
    put(shop, **model.settings())
    model.mode = mode
    said = tried(shop)
    assert (said["ok"], said["reason"]) == (False, reason)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"key": "sk-another"}, "wrong_key"),
        ({"model": f"{MODEL}-new"}, "no_such_model"),
        ({"address": "http://127.0.0.1:9/v1", "key": KEY}, "unreachable"),
        ({"address": "http://nowhere.invalid/v1", "key": KEY}, "unreachable"),
    ],
)
def test_trying_it_names_what_was_entered_wrong(
    shop: Shop, model: LanguageModel, wrong: dict[str, str], reason: str
) -> None:
    put(shop, **model.settings())
    put(shop, **wrong)
    assert tried(shop)["reason"] == reason


def test_a_path_that_nobody_serves_is_named(shop: Shop, model: LanguageModel) -> None:
    put(shop, **model.settings(address=model.address.removesuffix("/v1")))
    assert tried(shop)["reason"] == "not_found"
