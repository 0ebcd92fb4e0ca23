"""A child of an earlier life is known by its number alone."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from zhiyin.kernel.running import Inherited

_SLEEPS = "import time; print(flush=True); time.sleep(600)"


@pytest.fixture
def child() -> Iterator[Inherited]:
    """A process that only its number is kept of."""
    process = subprocess.Popen([sys.executable, "-c", _SLEEPS], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    inherited = Inherited(process.pid)
    yield inherited
    inherited.kill()
    process.returncode = inherited.wait()
    process.stdout.close()


def test_it_runs_until_it_is_asked_to_end(child: Inherited) -> None:
    assert child.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        child.wait(0.05)
    child.terminate()
    assert child.wait() == -signal.SIGTERM
    # Told again, though the system knows of it no more.
    assert child.poll() == -signal.SIGTERM


def test_what_has_ended_is_not_signalled_again(
    child: Inherited, monkeypatch: pytest.MonkeyPatch
) -> None:
    child.kill()
    assert child.wait() == -signal.SIGKILL
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("its number may be somebody else's"))
    child.terminate()
    child.kill()
