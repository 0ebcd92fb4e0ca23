"""What rules and macros do to tickets (自动化). A rule does it by right of its own; a macro only
what its user may.
"""

from typing import Any
from uuid import UUID

from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.automation import AutomationCall
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import InvalidInputError, NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.fields.filters import read_filters
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.conversations.interface import Notice, notify_customer, read_tags
from zhiyin.modules.tickets.actions.editing import apply, change
from zhiyin.modules.tickets.actions.reminding import remind
from zhiyin.modules.tickets.actions.together import comment
from zhiyin.modules.tickets.actions.writing import ref_of, write_tokens
from zhiyin.modules.tickets.errors import MergedError, UnknownStatusError
from zhiyin.modules.tickets.events import TicketCommented
from zhiyin.modules.tickets.models import Ticket, TicketComment
from zhiyin.modules.tickets.permissions import EDIT
from zhiyin.modules.tickets.queries.access import access_ticket
from zhiyin.modules.tickets.queries.types import access_type
from zhiyin.modules.tickets.rules import KIND, find_status
from zhiyin.modules.tickets.schemas.tickets import MOST_TAGS, TicketPatch

NOBODY = "nobody"
MOST_URGENT = 3
ALREADY = Text("已经如此，没有改动", "It stood so already")
NO_AUTHOR = Text("工单没有负责人，也不是员工建的，备注没有署名可用。", "The ticket has no owner and"
                 " no maker in whose name to note something.")  # fmt: skip
NO_CUSTOMER = Text("工单没有客户。", "The ticket has no customer.")
SIGNED = Text("【自动化 · {rule}】\n{text}", "[Automation · {rule}]\n{text}")


async def _see(session: WriteSession, call: AutomationCall) -> Ticket:
    """The ticket; locked where a rule acts, seen by whoever uses a macro."""
    if call.access is not None:
        return await access_ticket(session, call.access, call.about.id)
    row = await session.get(Ticket, call.about.id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFoundError
    if row.merged_into_id is not None:
        raise MergedError
    return row


async def _change(
    session: WriteSession, call: AutomationCall, row: Ticket, **parts: Any
) -> Text | None:
    """Writes what is other than it was. The history's batch is the run, which says why."""
    patch = TicketPatch(**parts)
    if call.access is not None:
        await change(session, call.access, row.id, patch, None)
        return None
    version = row.version
    row.version += 1
    await apply(session, Access(session.actor), row, patch, batch_id=call.run_id)
    if row.version == version:
        return ALREADY
    await remind(session, [row])
    return None


async def set_status(session: WriteSession, call: AutomationCall) -> Text | None:
    """Puts the ticket into a status of its type."""
    row = await _see(session, call)
    statuses = (await access_type(session, row.type_id)).statuses
    status = find_status(statuses, str(call.values["status"]))
    if status is None or not status.active:
        raise UnknownStatusError
    return await _change(session, call, row, status=status.code)


async def set_priority(session: WriteSession, call: AutomationCall) -> Text | None:
    """Sets how soon it must be and how much it matters."""
    row = await _see(session, call)
    urgency, importance = int(call.values["urgency"]), int(call.values["importance"])
    return await _change(session, call, row, urgency=urgency, importance=importance)


async def raise_priority(session: WriteSession, call: AutomationCall) -> Text | None:
    """One step more urgent, if it can be."""
    row = await _see(session, call)
    return await _change(session, call, row, urgency=min(MOST_URGENT, row.urgency + 1))


async def assign(session: WriteSession, call: AutomationCall) -> Text | None:
    """Gives the ticket to somebody, or to nobody of a team."""
    row = await _see(session, call)
    parts: dict[str, Any] = {}
    if team := call.values.get("team"):
        parts["team_id"] = UUID(str(team))
    if to := call.values.get("owner"):
        parts["owner_id"] = None if to == NOBODY else UUID(str(to))
    return await _change(session, call, row, **parts)


async def add_tags(session: WriteSession, call: AutomationCall) -> Text | None:
    """Puts tags on the ticket."""
    row = await _see(session, call)
    tags = list(dict.fromkeys([*row.tags, *read_tags(str(call.values["tags"]))]))[:MOST_TAGS]
    return await _change(session, call, row, tags=tags)


async def remove_tags(session: WriteSession, call: AutomationCall) -> Text | None:
    """Takes tags from the ticket."""
    row = await _see(session, call)
    gone = read_tags(str(call.values["tags"]))
    return await _change(session, call, row, tags=[one for one in row.tags if one not in gone])


async def set_field(session: WriteSession, call: AutomationCall) -> Text | None:
    """Fills in a custom field."""
    row = await _see(session, call)
    code, value = str(call.values["field"]), str(call.values["value"])
    fields = await get_fields(session, KIND)
    exact = read_filters(fields, [f"{code}:{value}"])[0].exact
    field = next(one for one in fields if one.code == code)
    return await _change(session, call, row,
                         fields={code: [exact] if field.type == "choices" else exact})  # fmt: skip


async def add_comment(session: WriteSession, call: AutomationCall) -> Text | None:
    """Notes something on the ticket; a rule in the name of its owner or maker, and says so."""
    words = str(call.values["text"])
    if call.access is not None:
        await comment(session, call.access, call.about.id, words)
        return None
    row = await _see(session, call)
    author = row.owner_id or row.made_by
    if author is None:
        raise InvalidInputError(fields={"text": NO_AUTHOR})
    row.changed_at = now()
    await session.flush()
    signed = SIGNED.say("zh-CN", rule=call.rule, text=words)
    written = TicketComment(id=new_id(), ticket_id=row.id, staff_id=author, text=signed)
    session.add(written)
    await session.flush()
    await write_tokens(session, row)
    audit(session, "tickets.comment", ref_of(row.id), after={"comment_id": str(written.id)})
    emit(session, TicketCommented(row.id, written.id, author, ()), ref_of(row.id))
    return None


async def tell_customer(session: WriteSession, call: AutomationCall) -> Text | None:
    """Tells the ticket's customer something in their thread, once."""
    if call.access is not None:
        call.access.check(EDIT)
    row = await _see(session, call)
    if row.customer_id is None:
        raise InvalidInputError(fields={"text": NO_CUSTOMER})
    chinese = str(call.values["zh"])
    texts = {"zh-CN": chinese, "en": str(call.values.get("en") or chinese)}
    notice = Notice(row.customer_id, row.shop_id, "automation", texts, call.key)
    await notify_customer(session, [notice])
    return None
