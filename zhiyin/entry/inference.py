"""The process for models and indexes. Nothing needs it yet: it only says that it is alive."""

import signal
import threading


def main() -> None:
    """Wait until told to stop. It imports no learning library, because no module brings one."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    # Short waits let the interpreter run signal handlers between them on every platform.
    while not stopping.wait(60.0):
        pass


if __name__ == "__main__":
    main()
