"""Entries of the wording list in the bin."""

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.bin import BinKind, nothing
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.assistance.actions.wording import REF, bring_entry_back
from zhiyin.modules.assistance.models import WordingEntry
from zhiyin.modules.assistance.permissions import MANAGE, may_keep


def _name(row: WordingEntry) -> dict[str, str]:
    words = " / ".join(row.phrases)[:80]
    return {"zh-CN": words, "en": words}


def _may_touch(access: Access, row: WordingEntry) -> bool:
    return may_keep(access, row.shop_id)


BIN = BinKind(
    REF,
    Text("用语", "Wording"),
    MANAGE,
    WordingEntry,
    _name,
    bring_entry_back,
    nothing,
    _may_touch,
)
