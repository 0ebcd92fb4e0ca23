"""All tables of the code, for comparing them with what the steps make."""

import importlib
import pkgutil

from sqlalchemy import MetaData

import zhiyin.kernel
import zhiyin.modules
from zhiyin.kernel.db.base import Base


def all_tables() -> MetaData:
    """Import every file that defines tables and return what they define."""
    for found in pkgutil.walk_packages(zhiyin.kernel.__path__, "zhiyin.kernel."):
        importlib.import_module(found.name)
    for found in pkgutil.walk_packages(zhiyin.modules.__path__, "zhiyin.modules."):
        if "models" in found.name.split("."):
            importlib.import_module(found.name)
    return Base.metadata


def is_ours(item: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:  # noqa: FBT001 - Alembic calls it so
    """For Alembic: partitions are made as time goes by, the code names only their parent; the
    queue's tables are Procrastinate's.
    """
    table = name if kind == "table" else getattr(getattr(item, "table", None), "name", "")
    return not (
        reflected and other is None and (table or "").startswith(("events_", "procrastinate_"))
    )
