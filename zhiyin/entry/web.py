"""The web process: screens, sockets and the ledger, served by uvicorn."""

import os
import socket

import uvicorn

from zhiyin.entry.process import LISTENER_VARIABLE
from zhiyin.kernel.environment import get_environment

# A frame larger than this closes its socket: the largest text plus its JSON escapes fits well.
LARGEST_FRAME = 256 * 1024


def main() -> None:
    """Serve until told to stop; open sockets get a few seconds to say goodbye."""
    environment = get_environment()
    config = uvicorn.Config(
        "zhiyin.entry.app:create_app",
        factory=True,
        host=environment.host,
        port=environment.port,
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_max_size=LARGEST_FRAME,
        # An idle socket costs 33 KB without compression and 72 KB with it.
        ws_per_message_deflate=False,
        backlog=2048,
        proxy_headers=True,
        forwarded_allow_ips=environment.trusted_proxies,
        server_header=False,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=5,
    )
    listener = os.environ.get(LISTENER_VARIABLE)
    # Handing over the socket itself keeps its family known; uvicorn's `fd` would take it for a
    # unix socket and leave small packets waiting.
    sockets = [socket.socket(fileno=int(listener))] if listener else None
    uvicorn.Server(config).run(sockets=sockets)


if __name__ == "__main__":
    main()
