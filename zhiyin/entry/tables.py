"""Every table of the product in one place, for migrations and for the tests over all tables."""

from sqlalchemy import MetaData

from zhiyin.kernel.audit import audit
from zhiyin.kernel.db.base import Base
from zhiyin.kernel.events import tables as events
from zhiyin.kernel.files import tables as files
from zhiyin.kernel.mail import outbox
from zhiyin.kernel.settings import tables as settings
from zhiyin.kernel.timers import tables as timers
from zhiyin.modules.catalogue import models as catalogue
from zhiyin.modules.channels import models as channels
from zhiyin.modules.conversations import models as conversations
from zhiyin.modules.customers import models as customers
from zhiyin.modules.dispatch import models as dispatch
from zhiyin.modules.people import models as people

DEFINED_IN = (
    audit,
    events,
    files,
    outbox,
    settings,
    timers,
    people,
    catalogue,
    channels,
    customers,
    dispatch,
    conversations,
)


def all_tables() -> MetaData:
    """The tables as the models describe them."""
    return Base.metadata
