"""Puts a process's services together from the environment and the modules."""

from zhiyin.entry.modules import all_modules
from zhiyin.kernel.crypto.keyring import KeyRing
from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.environment import Environment, sqlalchemy_url
from zhiyin.kernel.files.store import FileStore
from zhiyin.kernel.house import House
from zhiyin.kernel.live.bus import Bus, LocalBus, RedisBus
from zhiyin.kernel.live.hub import Hub


def build_house(environment: Environment, *, pool_size: int = 10) -> House:
    """The house of this process; nothing is connected yet."""
    if environment.database_url is None:
        raise RuntimeError("ZHIYIN_DATABASE_URL is not set; start with `zhiyin serve`.")
    bus: Bus = RedisBus(environment.redis_url) if environment.redis_url else LocalBus()
    return House(
        environment=environment,
        database=Database(sqlalchemy_url(environment.database_url), pool_size=pool_size),
        hub=Hub(bus),
        keyring=KeyRing.open(environment.keyring_path),
        files=FileStore(environment.files_dir, environment.files_url),
        modules=all_modules(),
    )
