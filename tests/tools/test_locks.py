"""The lock files: complete, with hashes, and silent about where packages come from."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)(?: ;.*)? \\$", re.MULTILINE)
NPM_LOCKS = sorted(ROOT.glob("web/*/package-lock.json"))


def _wanted(*groups: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = list(project["project"]["dependencies"])
    for group in groups:
        lines += project["dependency-groups"][group]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(("name", "groups"), [("run.lock", ()), ("dev.lock", ("dev",))])
def test_lock_holds_what_the_project_asks_for(name: str, groups: tuple[str, ...]) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    pinned = {canonicalize_name(package): version for package, version in PINNED.findall(text)}
    for requirement in _wanted(*groups):
        version = pinned.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement} is not in {name}"
        assert requirement.specifier.contains(version, prereleases=True), f"{name}: {requirement}"


@pytest.mark.parametrize("name", ["run.lock", "dev.lock"])
def test_lock_carries_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    entries = re.split(r"^(?=[A-Za-z0-9_.-]+==)", text, flags=re.MULTILINE)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("path", NPM_LOCKS, ids=lambda path: path.parent.name)
def test_npm_lock_is_complete_and_carries_no_addresses(path: Path) -> None:
    packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert not name or package.get("integrity"), name
        # `npm ci` refuses a lock that lacks an optional package of another platform.
        for optional in package.get("optionalDependencies", {}):
            nested = f"{name}/node_modules/{optional}"
            assert f"node_modules/{optional}" in packages or nested in packages, optional
