"""`zhiyin serve`, run for real in a folder of its own."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from tests.servers.folders import passable_folder
from tests.servers.patience import PATIENCE
from zhiyin.entry.bench.stand import free_port
from zhiyin.entry.footprint import RunningProcess, running_processes


@dataclass
class Installation:
    """One installation: start it, look at its processes, stop it in any way."""

    folder: Path
    port: int
    variables: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    python: Path = Path(sys.executable)
    cwd: Path | None = None

    @property
    def data_dir(self) -> Path:
        """Its data folder."""
        return self.folder / "data"

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """The variables its commands run with."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("ZHIYIN_")}
        own = {"ZHIYIN_DATA_DIR": str(self.data_dir), "ZHIYIN_PORT": str(self.port)}
        return kept | own | self.variables

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one command of `zhiyin` to its end."""
        return subprocess.run(
            [self.python, "-m", "zhiyin.entry.cli.main", *words],
            cwd=self.cwd, env=self.environment, capture_output=True, text=True, check=False,
            timeout=120,
        )  # fmt: skip

    def serve(self, *words: str) -> None:
        """Start `zhiyin serve` and wait until it says that it is running."""
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [self.python, "-m", "zhiyin.entry.cli.main", "serve", *words],
                cwd=self.cwd, env=self.environment, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
        self.wait_for("is running")

    @property
    def log(self) -> Path:
        """What `serve` printed."""
        return self.folder / "serve.log"

    def wait_for(self, words: str, seconds: float = PATIENCE) -> None:
        """Wait until `serve` printed these words."""
        deadline = time.monotonic() + seconds
        while words not in self.log.read_text(errors="replace"):
            assert self.process is not None
            assert self.process.poll() is None, self.log.read_text(errors="replace")
            assert time.monotonic() < deadline, self.log.read_text(errors="replace")
            time.sleep(0.05)

    def is_healthy(self) -> bool:
        """Whether the web process answers."""
        try:
            return httpx.get(f"{self.url}/api/health", timeout=10).status_code == 200
        except httpx.HTTPError:
            return False

    def processes(self) -> list[RunningProcess]:
        """All its processes."""
        return running_processes(self.data_dir)

    def pid_of(self, name: str) -> int:
        """One of its processes, by name."""
        return next(one.pid for one in self.processes() if one.name == name)

    def wait_until_gone(self, processes: list[RunningProcess]) -> None:
        """Wait until none of these processes lives."""
        living = []
        for one in processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                living.append(psutil.Process(one.pid))
        assert psutil.wait_procs(living, timeout=PATIENCE)[1] == []

    def end(self, number: int) -> int:
        """Send `serve` a signal and wait for it; returns its exit code."""
        assert self.process is not None
        self.process.send_signal(number)
        code = self.process.wait(60)
        self.process = None
        return code


@contextmanager
def installation(**variables: str) -> Iterator[Installation]:
    """An installation that is stopped in the end, whatever happened."""
    with passable_folder() as folder:
        shop = Installation(folder, free_port(), variables)
        try:
            yield shop
        finally:
            if shop.process is not None:
                processes = shop.processes()
                shop.process.terminate()
                shop.process.wait(60)
                shop.wait_until_gone(processes)
