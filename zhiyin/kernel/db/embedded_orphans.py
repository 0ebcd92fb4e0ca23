"""Servers of a data folder that outlived who started them."""

import contextlib
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

STOP_SECONDS = 30.0


def servers_of(pgdata: Path) -> Iterator[psutil.Process]:
    """Every living postgres process of this data folder; each has it as working folder."""
    for process in psutil.process_iter(["name"]):
        if process.info["name"] != "postgres":
            continue
        with contextlib.suppress(psutil.Error, OSError):
            if Path(process.cwd()) == pgdata:
                yield process


def kill_servers_of(pgdata: Path) -> None:
    """End orphans: a fast shutdown for a postmaster, no patience for what lost its postmaster."""
    for number, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGKILL, 10.0)):
        processes = list(servers_of(pgdata))
        orphans = {process.pid for process in processes}
        for process in processes:
            with contextlib.suppress(psutil.Error):
                if process.ppid() not in orphans:
                    is_postmaster = "-D" in process.cmdline()
                    process.send_signal(number if is_postmaster else signal.SIGKILL)
        _wait_until_dead(processes, seconds)


def _wait_until_dead(processes: list[psutil.Process], seconds: float) -> None:
    """Wait for processes that are not our children; one that nobody buries is dead as well."""
    deadline = time.monotonic() + seconds
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            while process.status() != psutil.STATUS_ZOMBIE and time.monotonic() < deadline:
                time.sleep(0.02)
