"""Puts a process's services together from the environment and the modules."""

import importlib

from zhiyin.entry.modules import all_modules
from zhiyin.kernel.crypto.keyring import KeyRing
from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.environment import Environment, sqlalchemy_url
from zhiyin.kernel.files.store import FileStore
from zhiyin.kernel.house import House
from zhiyin.kernel.live.bus import Bus, LocalBus
from zhiyin.kernel.live.hub import Hub

REDIS_BUS = "zhiyin.kernel.live.redis_bus"


def build_house(environment: Environment, *, pool_size: int = 10) -> House:
    """The house of this process; nothing is connected yet."""
    if environment.database_url is None:
        raise RuntimeError("ZHIYIN_DATABASE_URL is not set; start with `zhiyin serve`.")
    return House(
        environment=environment,
        database=Database(sqlalchemy_url(environment.database_url), pool_size=pool_size),
        hub=Hub(_bus(environment)),
        keyring=KeyRing.open(environment.keyring_path),
        files=FileStore(environment.files_dir, environment.files_url),
        modules=all_modules(),
    )


def _bus(environment: Environment) -> Bus:
    if environment.redis_url is None:
        return LocalBus()
    # By name: only an installation that uses Redis pays for its library.
    bus: Bus = importlib.import_module(REDIS_BUS).RedisBus(environment.redis_url)
    return bus
