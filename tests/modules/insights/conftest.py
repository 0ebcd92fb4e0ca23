"""What tests of insights share."""

import pytest

from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish


@pytest.fixture
def working(processes: Processes, database_url: str) -> Shop:
    """A shop with a worker."""
    shop = furnish(processes.start("web"), database_url)
    processes.start("worker")
    return shop
