"""What a supervisor becomes once everything runs: `python -m zhiyin.entry.watching NUMBER`.

The number is that of the pipe in which its earlier self has told what it must know.
"""

import os
import sys

from zhiyin.entry.process import bear_name
from zhiyin.entry.supervisor import Supervisor

_YELLOW, _PLAIN = "\x1b[33m", "\x1b[0m"


def main() -> None:
    """Watch until told to stop."""
    bear_name("supervisor")
    with os.fdopen(int(sys.argv[1]), encoding="utf-8") as told:
        supervisor = Supervisor.inherit(told, _say)
    try:
        supervisor.watch()
        sys.stdout.write("Stopping.\n")
        sys.stdout.flush()
    finally:
        supervisor.stop()


def _say(line: str) -> None:
    colours = (_YELLOW, _PLAIN) if sys.stderr.isatty() else ("", "")
    sys.stderr.write(line.join(colours) + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
