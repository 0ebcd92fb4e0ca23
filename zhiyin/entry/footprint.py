"""The running processes of an installation and the memory each of them really costs."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from zhiyin.entry.roll import ROLL
from zhiyin.kernel.db.embedded import EmbeddedPostgres
from zhiyin.kernel.db.embedded_orphans import servers_of
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
    try:
        roll = json.loads((data_dir / ROLL).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return
    for one in roll:
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(one["pid"])
            # Numbers are given out anew; the moment of its start tells whether it is the same.
            if process.create_time() == one["since"] and process.status() != psutil.STATUS_ZOMBIE:
                yield RunningProcess(one["name"], process.pid, memory_mb(process))


def _database_processes(data_dir: Path) -> Iterator[RunningProcess]:
    try:
        pgdata = EmbeddedPostgres(data_dir).places.pgdata
    except EmbeddedPostgresError:
        return
    for process in servers_of(pgdata):
        with contextlib.suppress(psutil.Error):
            yield RunningProcess("database", process.pid, memory_mb(process))


def memory_mb(process: psutil.Process) -> float:
    """Proportional memory where the system tells it, else resident memory."""
    try:
        full = process.memory_full_info()
    except psutil.AccessDenied:
        return float(process.memory_info().rss / MEGABYTE)
    return float(getattr(full, "pss", full.rss) / MEGABYTE)
