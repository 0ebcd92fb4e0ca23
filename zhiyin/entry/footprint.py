"""The running processes of an installation and the memory each of them really costs."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from zhiyin.entry.process import SUPERVISOR_VARIABLE
from zhiyin.kernel.db.embedded import EmbeddedPostgres
from zhiyin.kernel.db.embedded_places import EmbeddedPostgresError

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class RunningProcess:
    """One process: what it is and its proportional memory (PSS: shared pages are split up)."""

    name: str
    pid: int
    memory_mb: float


def running_processes(data_dir: Path) -> list[RunningProcess]:
    """Every process of the installation in `data_dir`, the database included."""
    found = [*_own_processes(data_dir.resolve()), *_database_processes(data_dir)]
    return sorted(found, key=lambda process: (process.name, process.pid))


def _own_processes(data_dir: Path) -> Iterator[RunningProcess]:
    supervisors: set[int] = set()
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            environment = process.environ()
            supervisor = environment.get(SUPERVISOR_VARIABLE)
            words = process.cmdline()
            if (
                supervisor is None
                or environment.get("ZHIYIN_DATA_DIR") != str(data_dir)
                or "zhiyin.entry.process" not in words
            ):
                continue
            supervisors.add(int(supervisor))
            yield RunningProcess(words[-1], process.pid, memory_mb(process))
    for pid in supervisors - {os.getpid()}:
        with contextlib.suppress(psutil.Error):
            yield RunningProcess("supervisor", pid, memory_mb(psutil.Process(pid)))


def _database_processes(data_dir: Path) -> Iterator[RunningProcess]:
    try:
        pgdata = EmbeddedPostgres(data_dir).places.pgdata
    except EmbeddedPostgresError:
        return
    for process in psutil.process_iter(["name"]):
        if process.info["name"] != "postgres":
            continue
        with contextlib.suppress(psutil.Error, OSError):
            if Path(process.cwd()) == pgdata:
                yield RunningProcess("database", process.pid, memory_mb(process))


def memory_mb(process: psutil.Process) -> float:
    """Proportional memory where the system tells it, else resident memory."""
    try:
        full = process.memory_full_info()
    except psutil.AccessDenied:
        return float(process.memory_info().rss / MEGABYTE)
    return float(getattr(full, "pss", full.rss) / MEGABYTE)
