"""Subjects and custom fields in the bin."""

from zhiyin.kernel.contracts.bin import BinKind
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.catalogue.actions.fields import REF
from zhiyin.modules.catalogue.models import FieldDefinition, Subject
from zhiyin.modules.catalogue.permissions import MANAGE, MANAGE_FIELDS
from zhiyin.modules.catalogue.queries import forget_fields


def _name(subject: Subject) -> dict[str, str]:
    return subject.name


async def _find_a_place(session: WriteSession, subject: Subject) -> None:
    """A subject whose parent was deleted, too, comes back at the top."""
    if subject.parent_id is not None:
        parent = await session.get(Subject, subject.parent_id, with_for_update=True)
        if parent is None or parent.deleted_at is not None:
            subject.parent_id = None


def _name_of_field(row: FieldDefinition) -> dict[str, str]:
    return row.name


async def _read_anew(session: WriteSession, row: FieldDefinition) -> None:
    forget_fields(session)


BIN = BinKind("subject", Text("问题分类", "Subject"), MANAGE, Subject, _name, _find_a_place)
FIELDS_BIN = BinKind(
    REF,
    Text("自定义字段", "Custom field"),
    MANAGE_FIELDS,
    FieldDefinition,
    _name_of_field,
    _read_anew,
)
