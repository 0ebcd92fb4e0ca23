"""The processes of an installation: `python -m zhiyin.entry.process web|worker|inference|live`.

The commands `zhiyin web` and the like run them this way too. The supervisor forks those in
`FORKED` from itself instead, see there. The name alone decides what is imported, so that none of
them carries the command line.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

from zhiyin.entry.importing import import_whole

PROCESSES = {
    "web": "zhiyin.entry.web:main",
    "worker": "zhiyin.entry.worker:main",
    "inference": "zhiyin.entry.inference:main",
    "live": "zhiyin.entry.demo.live:main",
}

# Forked by the supervisor, and what it has imported for them before: those pages are there once.
FORKED = {"web": "zhiyin.entry.app", "worker": "zhiyin.entry.worker"}

SUPERVISOR_VARIABLE = "ZHIYIN_SUPERVISOR_PID"
"""Set by the supervisor for its children: the process with which they live and die."""

START_VARIABLE = "ZHIYIN_START_FD"
"""Set by the supervisor: where the address of the database is told.

So the password stands in no environment that another process could read.
"""

LISTENER_VARIABLE = "ZHIYIN_LISTENER_FD"
"""Set by the supervisor: the number of the listening socket that all web processes share."""

_PR_SET_PDEATHSIG = 1
_PR_SET_NAME = 15


def run_process(name: str) -> None:
    """Run one of the processes until it is told to stop."""
    _die_with_supervisor()
    bear_name(name)
    module_name, _, function_name = PROCESSES[name].partition(":")
    main: Callable[[], None] = getattr(import_whole(module_name), function_name)
    _hear_of_database()
    main()


def _hear_of_database() -> None:
    start = os.environ.pop(START_VARIABLE, None)
    if start is not None:
        with os.fdopen(int(start), encoding="utf-8") as told:
            os.environ["ZHIYIN_DATABASE_URL"] = told.read()


def bear_name(name: str) -> None:
    """For `ps` and `top`: a forked process would be shown as its supervisor."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_NAME, f"zhiyin-{name}".encode())


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
