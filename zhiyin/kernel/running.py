"""Processes one has started, and may have started in an earlier life."""

import os
import signal
import subprocess
import time
from typing import Protocol

_LOOK_SECONDS = 0.02


class Running(Protocol):
    """A started process, as `subprocess.Popen` shows it."""

    pid: int

    def poll(self) -> int | None:
        """What it ended with; None while it runs."""

    def terminate(self) -> None:
        """Ask it to end."""

    def kill(self) -> None:
        """End it."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; raises `subprocess.TimeoutExpired` after so many seconds."""


class Inherited:
    """A child of this process, started by the program that the process was before."""

    def __init__(self, pid: int) -> None:
        """Known by its number alone, which is its own until its end was looked at here."""
        self.pid = pid
        self._code: int | None = None

    def poll(self) -> int | None:
        """What it ended with; None while it runs."""
        if self._code is None:
            found, status = os.waitpid(self.pid, os.WNOHANG)
            if found:
                self._code = os.waitstatus_to_exitcode(status)
        return self._code

    def terminate(self) -> None:
        """Ask it to end."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self._send(signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; raises `subprocess.TimeoutExpired` after so many seconds."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if deadline is not None and time.monotonic() > deadline:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0.0)
            time.sleep(_LOOK_SECONDS)
        return code

    def _send(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)
