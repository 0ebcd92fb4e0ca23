"""Subjects in the bin."""

from zhiyin.kernel.contracts.bin import BinKind
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.catalogue.models import Subject
from zhiyin.modules.catalogue.permissions import MANAGE


def _name(subject: Subject) -> dict[str, str]:
    return subject.name


async def _find_a_place(session: WriteSession, subject: Subject) -> None:
    """A subject whose parent was deleted, too, comes back at the top."""
    if subject.parent_id is not None:
        parent = await session.get(Subject, subject.parent_id, with_for_update=True)
        if parent is None or parent.deleted_at is not None:
            subject.parent_id = None


BIN = BinKind("subject", Text("问题分类", "Subject"), MANAGE, Subject, _name, _find_a_place)
