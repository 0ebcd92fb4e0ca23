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

SUPERVISOR_VARIABLE = "ZHIYIN_SUPERVISOR_PID"
"""Set by the supervisor for its children: the process with which they live and die."""

_PR_SET_PDEATHSIG = 1


def run_process(name: str) -> None:
    """Run one of the processes until it is told to stop."""
    _die_with_supervisor()
    module_name, _, function_name = PROCESSES[name].partition(":")
    main: Callable[[], None] = getattr(importlib.import_module(module_name), function_name)
    main()


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
