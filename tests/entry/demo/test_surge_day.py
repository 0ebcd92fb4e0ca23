"""The demo's busiest day: the stages rise, and everything is as it was afterwards."""

import asyncio

import psycopg
import pytest

from tests.servers.processes import Processes
from zhiyin.entry.demo.load import load_demo
from zhiyin.entry.demo.surge_day import DAY, USUAL, Phase, play
from zhiyin.kernel.environment import Environment, libpq_url

LEFT = """
    SELECT (SELECT count(*) FROM settings WHERE source = 'demo.surge_day'),
           (SELECT count(*) FROM arrival_counts
            WHERE team_id = '00000000-0000-0000-0000-0000000000d5')
"""


def test_the_day_rises_to_five_times_the_usual_and_falls_again() -> None:
    rates = [phase.a_minute for phase in DAY]
    peak = rates.index(max(rates))
    assert rates[0] == USUAL
    assert rates[peak] >= 5 * USUAL
    assert rates[: peak + 1] == sorted(rates[: peak + 1])
    assert rates[-1] <= USUAL


@pytest.mark.slow
def test_a_short_day_brings_a_stage_and_leaves_nothing_behind(
    database_url: str, processes: Processes
) -> None:
    load_demo(
        database_url, processes.folder / "data", lambda *_: None, customers=60, conversations=80
    )
    web = processes.start("web")
    processes.start("worker")
    environment = Environment(
        data_dir=processes.folder / "data", database_url=database_url, port=web.port
    )
    said: list[str] = []
    asyncio.run(play(environment, said.append, (Phase("高峰", "Peak", 45, 60),)))
    assert any("→" in line for line in said), said
    with psycopg.connect(libpq_url(database_url)) as connection:
        assert connection.execute(LEFT).fetchone() == (0, 0)
