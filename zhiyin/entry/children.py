"""How the supervisor starts a process as a program of its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Mapping

from zhiyin.entry.process import LISTENER_VARIABLE, START_VARIABLE, SUPERVISOR_VARIABLE
from zhiyin.kernel.running import Running


def spawn(
    name: str, environment: Mapping[str, str], database_url: str, listener: socket.socket
) -> Running:
    """Start a process as a program of its own, which imports only what it needs."""
    told, tell = os.pipe()
    passed = [told]
    if name == "web":
        passed.append(listener.fileno())
        environment = {**environment, LISTENER_VARIABLE: str(listener.fileno())}
    process = subprocess.Popen(
        [sys.executable, "-m", "zhiyin.entry.process", name],
        env={
            **os.environ,
            **environment,
            SUPERVISOR_VARIABLE: str(os.getpid()),
            START_VARIABLE: str(told),
        },
        pass_fds=passed,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(told)
    with os.fdopen(tell, "w", encoding="utf-8") as pipe:
        pipe.write(database_url)
    return process
