"""Which processes run on a data folder, written down for whoever looks at them."""

import json
from collections.abc import Mapping
from pathlib import Path

import psutil

ROLL = "processes.json"


def write_roll(data_dir: Path, running: Mapping[int, str]) -> None:
    """Writes down which processes run on this folder, by their numbers."""
    roll = [
        {"pid": pid, "name": name, "since": psutil.Process(pid).create_time()}
        for pid, name in running.items()
        if psutil.pid_exists(pid)
    ]
    fresh = data_dir / f"{ROLL}.new"
    fresh.write_text(json.dumps(roll), encoding="utf-8")
    fresh.replace(data_dir / ROLL)
