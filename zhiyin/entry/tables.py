"""Every table of the product in one place, for migrations and for the tests over all tables."""

import importlib
from importlib.util import find_spec

from sqlalchemy import MetaData

from zhiyin.entry.modules import all_modules
from zhiyin.kernel.audit import audit
from zhiyin.kernel.db.base import Base
from zhiyin.kernel.events import tables as events
from zhiyin.kernel.files import tables as files
from zhiyin.kernel.jobs import tables as jobs
from zhiyin.kernel.mail import outbox
from zhiyin.kernel.push import tables as push
from zhiyin.kernel.settings import tables as settings
from zhiyin.kernel.timers import tables as timers

KERNEL = (audit, events, files, jobs, outbox, push, settings, timers)


def all_tables() -> MetaData:
    """The tables as the models describe them."""
    for module in all_modules():
        name = f"zhiyin.modules.{module.name}.models"
        if find_spec(name) is not None:
            importlib.import_module(name)
    return Base.metadata
