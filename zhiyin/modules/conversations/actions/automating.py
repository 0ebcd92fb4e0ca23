"""What rules and macros do to conversations (自动化). A rule does it by right of its own; a macro
only what its user may, and speaks in their name.
"""

from typing import Any, cast
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.actor import SYSTEM, ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.automation import AutomationCall
from zhiyin.kernel.contracts.words import Spoken
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import InvalidInputError, NotFoundError
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.actions.calling import call_supervisors
from zhiyin.modules.conversations.actions.handling import (
    TRANSFERRED,
    close,
    close_all,
    give_back,
    transfer,
)
from zhiyin.modules.conversations.actions.lines import Line, add_lines
from zhiyin.modules.conversations.actions.marking import (
    edit_conversation,
    tell_changed,
    write_parts,
)
from zhiyin.modules.conversations.actions.mentioning import note_to
from zhiyin.modules.conversations.actions.notifying import Notice, notify_customer
from zhiyin.modules.conversations.actions.post import Posted, new_post, store_on
from zhiyin.modules.conversations.actions.tagging import read_tags
from zhiyin.modules.conversations.actions.wording import check_words
from zhiyin.modules.conversations.errors import (
    ConversationClosedError,
    NotYoursError,
    TryLaterError,
)
from zhiyin.modules.conversations.models.conversations import Conversation
from zhiyin.modules.conversations.permissions import REPLY, may_act
from zhiyin.modules.conversations.queries.canned import get_values
from zhiyin.modules.conversations.queries.lists import access_conversation, standing
from zhiyin.modules.conversations.rules import KIND, MOST_TAGS
from zhiyin.modules.conversations.templates import fill, open_places
from zhiyin.modules.dispatch.interface import claim

URGENT = 3
CLOSED_BY_RULE = "by_rule"
ALREADY = Text("已经如此，没有改动", "It stood so already")
OPEN_PLACES = Text(
    "内容里的 {names} 没有值可填，没有发送。", "Nothing is known for {names}, so it was not sent."
)
SIGNED = Text("【自动化 · {rule}】\n{text}", "[Automation · {rule}]\n{text}")
_LOCK = text("SELECT FROM conversations WHERE id = :id FOR NO KEY UPDATE")


async def _see(session: WriteSession, call: AutomationCall) -> Conversation:
    """The conversation while it is open, as whoever uses a macro may see it."""
    if call.access is not None:
        row = await access_conversation(session, call.access, call.about.id)
    else:
        found = await session.get(Conversation, call.about.id, populate_existing=True)
        if found is None:
            raise NotFoundError
        row = found
    if row.state == "closed":
        raise ConversationClosedError
    return row


async def assign(session: WriteSession, call: AutomationCall) -> Text | None:
    """Hands the conversation to a colleague, or to the line of a team."""
    row = await _see(session, call)
    staff = call.values.get("owner")
    team = call.values.get("team")
    staff_id = UUID(str(staff)) if staff else None
    team_id = UUID(str(team)) if team and staff_id is None else None
    if (staff_id or team_id) is None or (staff_id is not None and staff_id == row.assignee_id):
        return ALREADY
    if call.access is not None:
        await transfer(session, call.access, row.id, staff_id=staff_id, team_id=team_id, note="")
    elif staff_id is not None:
        await claim(session, ObjectRef(KIND, row.id), staff_id, TRANSFERRED, strict=False)
    elif team_id == row.team_id:
        return ALREADY
    else:
        await give_back(session, [row.id], CLOSED_BY_RULE, team_id=team_id)
    return None


async def set_priority(session: WriteSession, call: AutomationCall) -> Text | None:
    """Sets the priority."""
    return await _edit(session, call, priority=int(call.values["priority"]))


async def raise_priority(session: WriteSession, call: AutomationCall) -> Text | None:
    """One step up, if it can be."""
    row = await _see(session, call)
    return await _edit(session, call, priority=min(URGENT, row.priority + 1))


async def add_tags(session: WriteSession, call: AutomationCall) -> Text | None:
    """Puts tags on the conversation."""
    row = await _see(session, call)
    tags = list(dict.fromkeys([*row.tags, *read_tags(str(call.values["tags"]))]))[:MOST_TAGS]
    return await _edit(session, call, tags=tags)


async def remove_tags(session: WriteSession, call: AutomationCall) -> Text | None:
    """Takes tags from the conversation."""
    row = await _see(session, call)
    gone = read_tags(str(call.values["tags"]))
    return await _edit(session, call, tags=[one for one in row.tags if one not in gone])


async def _edit(
    session: WriteSession,
    call: AutomationCall,
    *,
    priority: int | None = None,
    tags: list[str] | None = None,
) -> Text | None:
    await session.execute(_LOCK, {"id": call.about.id})
    row = await _see(session, call)
    same = (priority in (None, row.priority)) and (tags is None or tags == list(row.tags))
    if same:
        return ALREADY
    if call.access is not None:
        await edit_conversation(
            session, call.access, row.id, subject_id=None, priority=priority, tags=tags
        )
        return None
    after = {"priority": priority, "tags": None if tags is None else len(tags)}
    audit(session, "conversations.edit", call.about, after=after)
    await write_parts(session, row.id, None, priority, tags)
    return None


async def note(session: WriteSession, call: AutomationCall) -> Text | None:
    """Writes a note that only staff see."""
    words = str(call.values["text"])
    row = await _see(session, call)
    if call.access is not None:
        await note_to(session, call.access, row.id, call.key, words, [])
        return None
    said = SIGNED.say("zh-CN", rule=call.rule, text=words)
    await add_lines(session, [Line(row.id, "", note=said)])
    tell_changed(session, row.id, 0)
    return None


async def reply(session: WriteSession, call: AutomationCall) -> Text | None:
    """Says something to the customer, with its open places filled."""
    row = await _see(session, call)
    writer = call.access or Access(SYSTEM)
    chinese = str(call.values["zh"])
    texts = {"zh-CN": chinese, "en": str(call.values.get("en") or chinese)}
    words = await _filled(session, row, writer, texts.get(row.language) or chinese)
    if call.access is None:
        told = Notice(row.customer_id, row.shop_id, "automation", {row.language: words}, call.key,
                      conversation_id=row.id)  # fmt: skip
        await notify_customer(session, [told])
        return None
    if not may_act(writer, REPLY, standing(row)):
        raise NotYoursError
    await check_words(session.house, writer, Spoken(words, row.shop_id, row.id))
    await _say(session, row, writer.id, call.key, words)
    return None


async def _filled(session: WriteSession, row: Conversation, writer: Access, words: str) -> str:
    wanted = set(open_places(words))
    if not wanted:
        return words
    values = await get_values(cast(ReadSession, session), writer, row, wanted)
    said, missing = fill(words, values)
    if missing:
        names = "、".join(missing)
        reason = Text(OPEN_PLACES.say("zh-CN", names=names), OPEN_PLACES.say("en", names=names))
        raise InvalidInputError(fields={"zh": reason})
    return said


async def _say(
    session: WriteSession, row: Conversation, staff_id: UUID, key: str, words: str
) -> None:
    """A message of their own, in this transaction: the ledger would commit it by itself."""
    post = new_post(row.id, "staff", staff_id, key, "text", words)
    raw: Any = await (await session.connection()).get_raw_connection()
    outcome = (await store_on(raw.driver_connection, [post]))[0]
    if isinstance(outcome, Exception):
        raise outcome
    if not isinstance(outcome, Posted):
        raise TryLaterError
    tell_changed(session, row.id, 0)


async def end(session: WriteSession, call: AutomationCall) -> Text | None:
    """Ends the conversation."""
    row = await _see(session, call)
    if call.access is not None:
        await close(session, call.access, row.id, subject_id=None, note="")
        return None
    audit(session, "conversations.close", call.about, before={"state": row.state},
          after={"state": "closed"})  # fmt: skip
    await close_all(session, [row.id], CLOSED_BY_RULE)
    return None


async def bring_supervisor(session: WriteSession, call: AutomationCall) -> Text | None:
    """Brings a supervisor in, once for each conversation."""
    row = await _see(session, call)
    if call.access is not None and not may_act(call.access, REPLY, standing(row)):
        raise NotYoursError
    await call_supervisors(session, [row.id], "rule")
    return None
