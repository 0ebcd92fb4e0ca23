"""Every setting is explained, holds its own default, and is shown by a test to act."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhiyin.entry.modules import all_modules
from zhiyin.kernel.i18n.text import LANGUAGES, Text
from zhiyin.kernel.settings.settings import Setting

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = {one.key: one for module in all_modules() for one in module.settings}
# By the name of the module-level constant, to find where it is asked for.
NAMED = {
    (path.parent.name, node.targets[0].id): node.value.args[0].value
    for path in (ROOT / "zhiyin" / "modules").glob("*/*settings.py")
    for node in ast.parse(path.read_text(encoding="utf-8")).body
    if isinstance(node, ast.Assign)
    and isinstance(node.targets[0], ast.Name)
    and isinstance(node.value, ast.Call)
    and isinstance(node.value.args[0], ast.Constant)
    and node.value.args[0].value in SETTINGS
}


def _marked() -> Iterator[str]:
    """The keys in `@pytest.mark.acts(…)` of all tests; reading them is cheaper than collecting."""
    for path in (ROOT / "tests").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if "mark.acts(" not in source:
            continue
        for node in ast.walk(ast.parse(source)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and ast.unparse(node.func) == "pytest.mark.acts"
            ):
                yield from (ast.literal_eval(argument) for argument in node.args)


def test_every_setting_is_shown_to_act() -> None:
    marked = set(_marked())
    assert not SETTINGS.keys() - marked, (
        "no test is marked with pytest.mark.acts for"
        f" {sorted(SETTINGS.keys() - marked)}: write one that fails if the setting is ignored"
    )
    assert not marked - SETTINGS.keys(), f"unknown: {sorted(marked - SETTINGS.keys())}"


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda one: one.key)
def test_a_setting_is_explained_in_both_languages_and_its_default_may_be_stored(
    setting: Setting,
) -> None:
    assert setting.check(setting.default) == setting.default
    for words in (setting.title, setting.description, setting.group):
        assert set(words.as_json()) == set(LANGUAGES)
        assert all(one.strip() for one in words.as_json().values())
    assert setting.description != setting.title != Text("", "")


def test_what_may_differ_by_shop_or_team_is_asked_for_with_a_place() -> None:
    """A value for a team that nobody asks for with the team would be stored and do nothing."""
    assert len(NAMED) == len(SETTINGS)
    wrong = []
    for path in (ROOT / "zhiyin" / "modules").rglob("*.py"):
        module = path.relative_to(ROOT / "zhiyin" / "modules").parts[0]
        tree = ast.parse(path.read_text(encoding="utf-8"))
        owner = {
            alias.name: node.module.split(".")[2]
            for node in tree.body
            if isinstance(node, ast.ImportFrom)
            and node.module
            and node.module.startswith("zhiyin.modules.")
            for alias in node.names
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) != "get_setting":
                continue
            name = ast.unparse(node.args[1])
            key = NAMED.get((owner.get(name, module), name))
            if key and len(node.args) < 3 and SETTINGS[key].scopes != ("organisation",):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} {key}")
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_settings_of_every_module_have_a_page_with_a_name(language: str) -> None:
    path = ROOT / "web" / "console" / "src" / "shell" / "strings" / f"{language}.json"
    words = json.loads(path.read_text(encoding="utf-8"))
    assert {f"rules.{key.partition('.')[0]}" for key in SETTINGS} <= words.keys()
