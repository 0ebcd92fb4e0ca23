"""The examples in deploy/: they parse, and name only what exists."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhiyin.entry.cli.main import COMMANDS
from zhiyin.kernel.environment import Environment

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
VARIABLES = {f"ZHIYIN_{name.upper()}" for name in Environment.model_fields}
TEXTS = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_only_real_variables_are_named(path: Path) -> None:
    named = set(re.findall(r"ZHIYIN_[A-Z_]+", path.read_text(encoding="utf-8")))
    assert named <= VARIABLES


def test_compose_runs_real_commands_with_valid_values(monkeypatch: pytest.MonkeyPatch) -> None:
    compose = _yaml("compose.yaml")[0]
    ours = {
        name: service for name, service in compose["services"].items()
        if service["image"] == "zhiyin"
    }  # fmt: skip
    assert {"zhiyin", "migrate", "web", "worker", "inference"} == set(ours)
    for service in ours.values():
        command = service.get("command", ["zhiyin", "serve"])
        assert command[0] == "zhiyin"
        assert command[1] in COMMANDS
        _check_values(service["environment"])
    for service in compose["services"].values():
        for volume in service.get("volumes", []):
            name = volume.split(":")[0]
            assert name in compose["volumes"] or (DEPLOY / name).exists()


def test_kubernetes_objects_fit_together() -> None:
    documents = _yaml("kubernetes/zhiyin.yaml")
    names = {(one["kind"], one["metadata"]["name"]) for one in documents}
    values: dict[str, str] = {}
    for one in documents:
        if one["kind"] == "ConfigMap":
            values |= one["data"]
        if one["kind"] == "Secret" and one["metadata"]["name"] == "zhiyin":
            values |= one["stringData"]
        if one["kind"] not in {"Deployment", "Job"}:
            continue
        spec = one["spec"]["template"]["spec"]
        for container in spec["containers"]:
            assert container["command"][1] in COMMANDS
            for source in container["envFrom"]:
                (kind, reference), *_ = source.items()
                wanted = "ConfigMap" if kind == "configMapRef" else "Secret"
                assert (wanted, reference["name"]) in names
            mounted = {mount["name"] for mount in container.get("volumeMounts", [])}
            assert mounted == {volume["name"] for volume in spec.get("volumes", [])}
        labels = one["spec"]["template"].get("metadata", {}).get("labels")
        if one["kind"] == "Deployment":
            assert labels == one["spec"]["selector"]["matchLabels"]
    _check_values(values)


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_units_run_real_commands(path: Path) -> None:
    unit = _unit(path)
    words = unit["Service"]["execstart"].split()
    assert Path(words[0]).name == "zhiyin"
    assert words[1] in COMMANDS
    # `zhiyin serve` stops its processes itself; systemd must not race it.
    assert unit["Service"]["killmode"] == "mixed"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_understands_the_units(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name.replace("@.", "@8601.")
    text = path.read_text().replace("/opt/zhiyin/bin/zhiyin", "/bin/true")
    copy.write_text(text.replace("User=zhiyin", "User=daemon"))
    answer = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", copy], capture_output=True, text=True, check=False
    )
    complaints = [line for line in answer.stderr.splitlines() if path.stem.rstrip("@") in line]
    assert complaints == []


def test_nginx_passes_sockets_and_large_files_on() -> None:
    text = re.sub(r"#.*", "", (DEPLOY / "nginx.conf").read_text())
    assert text.count("{") == text.count("}")
    sockets = text[text.index("location ~") :]
    for needed in ("Upgrade $http_upgrade", "proxy_buffering off", "proxy_read_timeout"):
        assert needed in sockets
    assert "client_max_body_size 21m" in text
    for directive in re.findall(r"^\s+(\w[^{};]*)$", text, flags=re.MULTILINE):
        pytest.fail(f"no semicolon after: {directive}")


def test_container_file_copies_what_exists_and_keeps_no_rights() -> None:
    lines = re.sub(r"\\\n", " ", (DEPLOY / "Containerfile").read_text()).splitlines()
    steps = [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]
    known = {
        "FROM", "RUN", "WORKDIR", "COPY", "ENV", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL",
        "HEALTHCHECK", "CMD",
    }  # fmt: skip
    assert {step[0] for step in steps} <= known
    for name, rest in steps:
        if name == "COPY" and not rest.startswith("--from"):
            assert (ROOT / rest.split()[0]).exists()
    assert ["USER", "zhiyin"] in steps


def _check_values(values: dict[str, str]) -> None:
    """The values make a valid environment, with the defaults of `${NAME:-default}` filled in."""
    filled = {
        name.removeprefix("ZHIYIN_").lower(): re.sub(r"\$\{\w+:-(.*?)\}", r"\1", str(value))
        for name, value in values.items()
    }
    Environment.model_validate(filled)


def _yaml(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((DEPLOY / name).read_text(encoding="utf-8")))


def _unit(path: Path) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.read(path)
    return unit
