"""Processor time of the measured processes: what a figure costs, whatever else the machine does."""

from collections.abc import Mapping

import psutil


def cpu_seconds(roots: Mapping[str, int]) -> dict[str, float]:
    """Processor seconds so far of each process with its living children, by name."""
    return {name: _with_children(pid) for name, pid in roots.items()}


def cpu_between(
    before: Mapping[str, float], after: Mapping[str, float], per: int
) -> dict[str, float]:
    """Milliseconds of processor time for each of `per` pieces of work, by process."""
    spent = {name: (after[name] - before[name]) * 1000 / max(1, per) for name in before}
    return {name: round(value, 3) for name, value in spent.items()}


def _with_children(pid: int) -> float:
    total = 0.0
    root = psutil.Process(pid)
    for process in [root, *root.children(recursive=True)]:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total
