"""The command `zhiyin` says in a line what is wrong, never in a traceback."""

from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from tests.servers.serve import Installation, installation
from zhiyin.entry.cli.main import COMMANDS, build


@pytest.fixture
def shop() -> Iterator[Installation]:
    with installation() as running:
        yield running


@pytest.mark.whole
def test_help_names_every_command(shop: Installation) -> None:
    answer = shop.run("--help")
    assert answer.returncode == 0
    for name in COMMANDS:
        assert f" {name} " in answer.stdout


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_explains_itself(name: str) -> None:
    answer = CliRunner().invoke(build([name]), [name, "--help"])
    assert answer.exit_code == 0, answer.output
    assert "Usage" in answer.output


@pytest.mark.whole
@pytest.mark.parametrize(
    ("variables", "words", "line"),
    [
        ({"ZHIYIN_PORT": "eighty"}, ["serve"], "ZHIYIN_PORT"),
        ({"ZHIYIN_LOG_FORMAT": "xml"}, ["doctor"], "ZHIYIN_LOG_FORMAT"),
        ({}, ["web"], "ZHIYIN_DATABASE_URL is not set"),
        ({}, ["worker"], "ZHIYIN_DATABASE_URL is not set"),
        (
            {"ZHIYIN_DATABASE_URL": "postgresql://me:geheim@127.0.0.1:1/none"},
            ["serve"],
            "The database does not answer",
        ),
        (
            {"ZHIYIN_DATABASE_URL": "postgresql://me:geheim@127.0.0.1:1/none"},
            ["backup", "file"],
            "Connection refused",
        ),
        ({}, ["restore", "/nowhere.tar.gz"], "/nowhere.tar.gz does not exist"),
    ],
)
def test_mistakes_are_said_in_a_line(
    shop: Installation, variables: dict[str, str], words: list[str], line: str
) -> None:
    shop.variables |= variables
    answer = shop.run(*words)
    assert answer.returncode == 1
    assert line in " ".join(answer.stderr.split())
    assert "Traceback" not in answer.stderr
    assert "geheim" not in answer.stderr + answer.stdout


@pytest.mark.whole
def test_migrate_says_what_is_missing_and_does_it(shop: Installation) -> None:
    assert shop.run("migrate", "--check").returncode == 1
    assert shop.run("migrate").returncode == 0
    assert shop.run("migrate", "--check").returncode == 0
