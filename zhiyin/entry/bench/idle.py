"""`zhiyin bench idle`: what an open, silent socket costs, and whether messages still flow."""

import json
import resource
from typing import Annotated

import psutil
import typer

from zhiyin.entry.bench.chat_parts import load, make_visitors, order
from zhiyin.entry.bench.stand import machine, percentiles, run_aside, say, standing

TALKING = 20
SECONDS = 5


def run(
    sockets: Annotated[int, typer.Option(help="How many visitors are connected.")] = 5000,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Server memory per idle connected visitor, and messages per second beside them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, sockets * 2 + 1000)), hard))
    with standing(2) as stand:
        port = stand.start_web()
        stand.start_worker()
        talking = make_visitors(stand, TALKING, port)
        say("warming up", quiet=as_json)
        wanted = order(stand, talking, [port], seconds=2)
        load(stand, wanted)
        running = stand.webs[0].running
        assert running is not None
        web = psutil.Process(running.pid)
        before = web.memory_full_info().pss
        idle = make_visitors(stand, sockets, port)
        say(f"connecting {sockets} visitors", quiet=as_json)
        result = run_aside(
            "zhiyin.entry.bench.idle_load",
            wanted | {"idle_tokens": idle, "seconds": SECONDS, "base": 10_000, "pid": web.pid},
            stand.environment(),
        )
        answer = {
            "sockets": sockets,
            "kb_per_socket": round((result["pss"] - before) / sockets / 1024, 1),
            "acked_per_s": round(result["acked"] / result["seconds"]),
            "ack_ms": percentiles(result["ack_seconds"], 50, 95, 99),
            **machine(stand.database_url),
        }
    print(json.dumps(answer) if as_json else json.dumps(answer, indent=2))
