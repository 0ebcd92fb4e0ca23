"""What a newer version adds to built-in roles is given once."""

import time

from tests.servers.patience import PATIENCE, until
from tests.servers.processes import Processes
from tests.servers.shop import furnish


def test_what_a_newer_version_adds_is_given_once_and_may_be_taken_away(
    processes: Processes, database_url: str
) -> None:
    shop = furnish(processes.start("web"), database_url)
    names = ("routing.manage", "people.manage_skills")
    # As before the upgrade that brought the first; the second was taken away by hand.
    shop.run("UPDATE roles SET permissions = array_remove(permissions, %s)", names[0])
    shop.run("UPDATE roles SET offered = array_remove(offered, %s)", names[0])
    shop.run("UPDATE roles SET permissions = array_remove(permissions, %s)", names[1])
    processes.start("worker")
    held = "SELECT %s = ANY(permissions) FROM roles WHERE code = 'supervisor'"
    deadline = time.monotonic() + PATIENCE
    while not shop.run(held, names[0])[0][0]:
        assert time.monotonic() < deadline, "the worker gave nothing"
        time.sleep(0.2)
    assert shop.run(held, names[1]) == [(False,)]
    junior = "SELECT %s = ANY(permissions) FROM roles WHERE code = 'agent_junior'"
    assert shop.run(junior, names[0]) == [(False,)]


def test_a_role_that_a_newer_version_brings_is_made(
    processes: Processes, database_url: str
) -> None:
    shop = furnish(processes.start("web"), database_url)
    shop.run("DELETE FROM roles WHERE code = 'finance'")
    processes.start("worker")
    until(lambda: shop.run("SELECT builtin FROM roles WHERE code = 'finance'") == [(True,)])
