"""The environment variables: documented, forgiving, and never printed with their secrets."""

import re
from pathlib import Path

import pytest

from zhiyin.kernel.environment import Environment, libpq_url, sqlalchemy_url

PAGE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "admin" / "settings.md"
DOCUMENTED = re.compile(r"^\| `(ZHIYIN_[A-Z_]+)` \| (.+?) \|", re.MULTILINE)


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Environment.model_fields:
        monkeypatch.delenv(f"ZHIYIN_{name.upper()}", raising=False)


def test_every_variable_is_documented_and_nothing_else() -> None:
    documented = {name for name, _ in DOCUMENTED.findall(PAGE.read_text(encoding="utf-8"))}
    assert documented == {f"ZHIYIN_{name.upper()}" for name in Environment.model_fields}


def test_documented_defaults_are_the_real_ones() -> None:
    documented = dict(DOCUMENTED.findall(PAGE.read_text(encoding="utf-8")))
    for name, field in Environment.model_fields.items():
        text = documented[f"ZHIYIN_{name.upper()}"]
        if field.default is not None:
            assert f"`{field.default}`" in text


def test_every_variable_says_what_it_is_for() -> None:
    for field in Environment.model_fields.values():
        assert (field.description or "").endswith(".")


def test_a_variable_set_to_nothing_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "SMTP_URL", "PUBLIC_URL", "FILES_URL", "KEYRING"):
        monkeypatch.setenv(f"ZHIYIN_{name}", "")
    environment = Environment()
    assert environment.database_url is None
    assert environment.keyring is None
    assert environment.base_url == "http://127.0.0.1:8600"


def test_secrets_do_not_appear_when_the_environment_is_printed() -> None:
    environment = Environment(
        database_url="postgresql://zhiyin:geheim@db/zhiyin",
        redis_url="redis://:geheim@redis",
        smtp_url="smtp://me:geheim@mail",
    )
    assert "geheim" not in repr(environment)


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True),
        ("0.0.0.0", False), ("::", False), ("10.0.0.3", False), ("chat.shop.example", False),
    ],
)  # fmt: skip
def test_loopback_is_told_from_the_world(host: str, loopback: bool) -> None:
    assert Environment(host=host).is_loopback is loopback


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "http://127.0.0.1:8600"),
        ({"host": "0.0.0.0", "port": 9000}, "http://127.0.0.1:9000"),
        ({"host": "::1"}, "http://[::1]:8600"),
        ({"public_url": "https://chat.shop.example/"}, "https://chat.shop.example"),
    ],
)
def test_base_url_is_what_people_type(values: dict[str, object], expected: str) -> None:
    assert Environment.model_validate(values).base_url == expected


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_addresses_of_databases_are_spelled_for_each_reader(scheme: str) -> None:
    url = f"{scheme}://u:p@h/d?host=%2Frun%2Fa"
    assert sqlalchemy_url(url) == "postgresql+psycopg://u:p@h/d?host=%2Frun%2Fa"
    assert libpq_url(url) == "postgresql://u:p@h/d?host=%2Frun%2Fa"
