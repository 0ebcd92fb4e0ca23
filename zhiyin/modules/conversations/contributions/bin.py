"""Canned replies in the bin."""

from sqlalchemy import delete

from zhiyin.kernel.contracts.bin import BinKind, nothing
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.actions.canned import REF
from zhiyin.modules.conversations.models.canned import CannedReply, CannedUse
from zhiyin.modules.conversations.permissions import REPLY, may_keep


def _name(reply: CannedReply) -> dict[str, str]:
    return {"zh-CN": reply.title, "en": reply.title}


async def _forget_uses(session: WriteSession, reply: CannedReply) -> None:
    await session.execute(delete(CannedUse).where(CannedUse.reply_id == reply.id))


BIN = BinKind(
    REF, Text("话术", "Canned reply"), REPLY, CannedReply, _name, nothing, _forget_uses, may_keep
)
