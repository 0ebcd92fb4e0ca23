"""How the supervisor starts processes at first: forked from itself, so that what all of them have
imported is there once.
"""

import gc
import os
import signal
import socket
import subprocess
from collections.abc import Callable, Mapping
from multiprocessing import get_context
from multiprocessing.context import ForkProcess

from sqlalchemy.orm import configure_mappers

from zhiyin.entry.importing import import_whole
from zhiyin.entry.process import FORKED, LISTENER_VARIABLE, SUPERVISOR_VARIABLE, run_process
from zhiyin.kernel.environment import get_environment
from zhiyin.kernel.running import Running

_OWN_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)


class Forked:
    """A process forked from this one, with the face of `subprocess.Popen`."""

    def __init__(self, name: str, process: ForkProcess) -> None:
        self.name = name
        self._process = process
        process.start()
        assert process.pid is not None
        self.pid = process.pid

    def poll(self) -> int | None:
        """What it ended with; None while it runs."""
        return self._process.exitcode

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def kill(self) -> None:
        """End it."""
        self._process.kill()

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; raises `subprocess.TimeoutExpired` after so many seconds."""
        self._process.join(timeout)
        code = self._process.exitcode
        if code is None:
            raise subprocess.TimeoutExpired(self.name, timeout or 0.0)
        return code


def import_ahead() -> None:
    """Import what forked processes need, once for all of them."""
    for module in FORKED.values():
        import_whole(module)
    # Otherwise each process does it at its first statement, and has the outcome for itself.
    configure_mappers()
    # What is there now is never looked through again, so its pages stay shared after a fork.
    gc.collect()
    gc.freeze()


def fork(
    name: str,
    environment: Mapping[str, str],
    listener: socket.socket,
    forget: Callable[[], None],
) -> Running:
    """Start a process as a copy of this one, which must have a single thread.

    `forget` drops, in the copy, what belongs to the supervisor alone.
    """
    supervisor = os.getpid()

    def live() -> None:
        # Ctrl-C in a terminal reaches its whole process group; we pass it on in order.
        os.setsid()
        signal.set_wakeup_fd(-1)
        for number in _OWN_SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        forget()
        os.environ.update(environment)
        os.environ[SUPERVISOR_VARIABLE] = str(supervisor)
        if name == "web":
            os.environ[LISTENER_VARIABLE] = str(os.dup(listener.fileno()))
        listener.close()
        get_environment.cache_clear()
        run_process(name)

    return Forked(name, get_context("fork").Process(target=live, name=name))
