"""The processes of an installation: `python -m zhiyin.entry.process web|worker|inference|live`.

The supervisor starts each of them this way, and so do the commands `zhiyin web` and the like. The
name alone decides what is imported, so a web process carries no worker and none of them carries
the command line.
"""

import ctypes
import importlib
import os
import signal
import sys
from collections.abc import Callable

PROCESSES = {
    "web": "zhiyin.entry.web:main",
    "worker": "zhiyin.entry.worker:main",
    "inference": "zhiyin.entry.inference:main",
    "live": "zhiyin.entry.demo.live:main",
}

# Imported before the database is there to be used: most of a process's start.
AHEAD = {"web": "zhiyin.entry.app"}

SUPERVISOR_VARIABLE = "ZHIYIN_SUPERVISOR_PID"
"""Set by the supervisor for its children: the process with which they live and die."""

START_VARIABLE = "ZHIYIN_START_FD"
"""Set by the supervisor: where the address of the database will be told as soon as it answers.

So a process can import while the database starts, and the password stands in no environment that
another process could read.
"""

_PR_SET_PDEATHSIG = 1


def run_process(name: str) -> None:
    """Run one of the processes until it is told to stop."""
    _die_with_supervisor()
    module_name, _, function_name = PROCESSES[name].partition(":")
    main: Callable[[], None] = getattr(importlib.import_module(module_name), function_name)
    _wait_for_database(name)
    main()


def _wait_for_database(name: str) -> None:
    start = os.environ.pop(START_VARIABLE, None)
    if start is None:
        return
    if name in AHEAD:
        importlib.import_module(AHEAD[name])
    with os.fdopen(int(start), encoding="utf-8") as told:
        url = told.read()
    if not url:  # the supervisor gave up before the database was there
        sys.exit(0)
    os.environ["ZHIYIN_DATABASE_URL"] = url


def _die_with_supervisor() -> None:
    """Be killed when the supervisor is, however it ended; nobody else would stop us."""
    supervisor = os.environ.get(SUPERVISOR_VARIABLE)
    if supervisor is None or sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != int(supervisor):  # it died before we asked
        sys.exit(1)


if __name__ == "__main__":
    run_process(sys.argv[1])
