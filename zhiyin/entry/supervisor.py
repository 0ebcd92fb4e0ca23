"""Runs a whole installation on one machine: the database and every process, until told to stop.

It lives twice, under one number. What starts an installation imports everything first and forks
from that; a forked process soon has pages of its own, and each of those costs a second time for as
long as what it was forked from keeps the old one. So it then becomes a program that holds nothing
but this file (`watching`), with the same children.
"""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Self

from zhiyin.entry.children import spawn
from zhiyin.entry.process import FORKED
from zhiyin.entry.roll import write_roll
from zhiyin.kernel.db.embedded_server import EmbeddedServer, HandedOver
from zhiyin.kernel.running import Inherited, Running

Say = Callable[[str], None]
Fork = Callable[[str, Mapping[str, str], socket.socket, Callable[[], None]], Running]
"""Starts a process by its name, as a copy; the last argument drops, in it, what it does not own."""

_STOP_SECONDS = 10.0
_HEALTHY_AFTER = 30.0
_LONGEST_PAUSE = 15.0
_STOPPING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class PortTakenError(RuntimeError):
    """Somebody else listens on our port."""


@dataclass
class Child:
    """One process we keep alive."""

    name: str
    process: Running | None = None
    started_at: float = 0.0
    failures: int = 0
    start_at: float = 0.0

    def pause_after_failure(self, now: float) -> float:
        """Seconds to wait before the next start: none at first, then longer and longer."""
        if now - self.started_at > _HEALTHY_AFTER:
            self.failures = 0
        self.failures += 1
        return 0.0 if self.failures == 1 else min(0.25 * 2**self.failures, _LONGEST_PAUSE)


@dataclass
class Supervisor:
    """Starts children, restarts those that die, and stops all of them in order.

    The database outlives the children: they are told to stop first and get some seconds. Without
    `fork` every child is started as a program of its own.
    """

    data_dir: Path
    say: Say
    database: EmbeddedServer | None = None
    database_url: str = ""
    fork: Fork | None = None
    _children: list[Child] = field(default_factory=list)
    _listener: socket.socket | None = None
    _stopping: bool = False
    _wake: int = -1

    @classmethod
    def inherit(cls, told: IO[str], say: Say) -> Self:
        """The same supervisor in another program: `told` is what it has handed over."""
        known: dict[str, Any] = json.load(told)
        data_dir = Path(known["data_dir"])
        server = known["server"]
        listener = socket.socket(fileno=known["listener"])
        listener.set_inheritable(False)
        own = cls(
            data_dir,
            say,
            EmbeddedServer.inherit(data_dir, HandedOver(*server)) if server else None,
            known["database_url"],
            _children=[
                Child(**one, process=Inherited(pid) if pid else None)
                for pid, one in known["children"]
            ],
            _listener=listener,
        )
        own._catch_signals()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING_SIGNALS)
        return own

    def hand_over(self) -> None:
        """Becomes the program that only watches, with the same children. Comes back when told to
        stop meanwhile.
        """
        # What comes from here on waits until the next program hears.
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING_SIGNALS)
        if self._stopping:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING_SIGNALS)
            return
        assert self._listener is not None
        self._listener.set_inheritable(True)
        # Through a pipe: the address of the database holds its password.
        told, tell = os.pipe()
        os.set_inheritable(told, True)
        with os.fdopen(tell, "w", encoding="utf-8") as pipe:
            json.dump(self._known(), pipe)
        sys.stdout.flush()
        sys.stderr.flush()
        program = [sys.executable, "-m", "zhiyin.entry.watching", str(told)]
        os.execv(sys.executable, program)  # noqa: S606 - a shell would be of no use

    def listen(self, host: str, port: int) -> None:
        """Take the port before anything slow happens, so that a taken one is said at once."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            listener.close()
            raise PortTakenError(
                f"Port {port} on {host} cannot be used ({error.strerror}). "
                "Stop what uses it, or choose another with ZHIYIN_PORT."
            ) from error
        self._listener = listener

    def start(self, names: Sequence[str]) -> None:
        """Start every child on the database that is there now."""
        assert self._listener is not None
        self._listener.listen(2048)
        self._catch_signals()
        self._children = [Child(name) for name in names]
        for child in self._children:
            self._start(child)
        self._write_roll()

    def wait_until(self, healthy: Callable[[], bool], seconds: float = 60.0) -> bool:
        """Wait for the web process to answer; false when it did not, or we are told to stop."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self._stopping:
            if healthy():
                return True
            self._look_after_children()
            self._sleep(0.05)
        return False

    def watch(self) -> None:
        """Keep everything running until a signal says stop."""
        while not self._stopping:
            self._look_after_children()
            self._sleep(1.0)

    def stop(self) -> None:
        """Stop the children, then the database. Never leaves a process behind."""
        self._stopping = True
        running = [child.process for child in self._children if child.process]
        for process in running:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + _STOP_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._listener is not None:
            self._listener.close()
        if self.database is not None:
            self.database.stop()

    def _known(self) -> dict[str, Any]:
        assert self._listener is not None
        return {
            "data_dir": str(self.data_dir),
            "database_url": self.database_url,
            "server": self.database.hand_over() if self.database else None,
            "listener": self._listener.fileno(),
            "children": [
                (
                    one.process.pid if one.process else None,
                    {
                        "name": one.name,
                        "started_at": one.started_at,
                        "failures": one.failures,
                        "start_at": one.start_at,
                    },
                )
                for one in self._children
            ],
        }

    def _start(self, child: Child) -> None:
        assert self._listener is not None
        environment = {"ZHIYIN_DATA_DIR": str(self.data_dir.resolve())}
        child.started_at = time.monotonic()
        if self.fork and child.name in FORKED:
            told = environment | {"ZHIYIN_DATABASE_URL": self.database_url}
            child.process = self.fork(child.name, told, self._listener, self._forget)
        else:
            child.process = spawn(child.name, environment, self.database_url, self._listener)

    def _forget(self) -> None:
        """In a forked child: the database and its siblings are not its to stop."""
        self._children = []
        if self.database is not None:
            self.database.let_go()

    def _write_roll(self) -> None:
        running = {child.process.pid: child.name for child in self._children if child.process}
        write_roll(self.data_dir, {os.getpid(): "supervisor", **running})

    def _look_after_children(self) -> None:
        if self.database is not None and self.database.restart_if_dead():
            self.say("The database ended unexpectedly and was started again.")
        now = time.monotonic()
        for child in self._children:
            if child.process is not None and (code := child.process.poll()) is not None:
                child.process = None
                pause = child.pause_after_failure(now)
                child.start_at = now + pause
                when = f"in {pause:.1f} s" if pause else "now"
                self.say(f"{child.name} ended unexpectedly (code {code}); starting again {when}.")
            if child.process is None and now >= child.start_at and not self._stopping:
                self._start(child)
                self._write_roll()

    def _catch_signals(self) -> None:
        self._wake, write_end = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(write_end, False)
        signal.set_wakeup_fd(write_end, warn_on_full_buffer=False)
        for number in _STOPPING_SIGNALS:
            signal.signal(number, self._on_stop)
        # A handler must exist for the wake-up to be written when a child dies.
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def _on_stop(self, *_: object) -> None:
        self._stopping = True

    def _sleep(self, seconds: float) -> None:
        """Wait, but wake at once for a signal or the death of a child."""
        readable, _, _ = select.select([self._wake], [], [], seconds)
        if readable:
            os.read(self._wake, 4096)
