"""What procedures can do with a complaint, ask of it, and who handles its level."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from zhiyin.kernel.contracts.procedures import (
    AnySession,
    AssigneeRule,
    Found,
    ProcedureAction,
    ProcedureCall,
    ProcedureGuard,
)
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.fields.field import Choice, CustomField
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.complaints.actions.solving import is_paid, mark_calm, mark_solved
from zhiyin.modules.complaints.models import Complaint
from zhiyin.modules.complaints.queries.access import find_of_ticket
from zhiyin.modules.complaints.queries.facts import get_role
from zhiyin.modules.complaints.queries.offers import (
    get_latest_follow_up,
    get_latest_offers,
    offered,
)
from zhiyin.modules.complaints.rules import is_chosen
from zhiyin.modules.people.interface import get_role_members
from zhiyin.modules.tickets.interface import KIND as TICKET
from zhiyin.modules.tickets.interface import get_ticket_briefs

ABOUT = (TICKET,)
NAMES = (
    Text("一级（重大）", "Level 1 (grave)"),
    Text("二级（严重）", "Level 2 (serious)"),
    Text("三级（较重）", "Level 3 (considerable)"),
    Text("四级（一般）", "Level 4 (ordinary)"),
)
LEVELS = tuple(Choice(str(level), name.as_json()) for level, name in enumerate(NAMES, start=1))
LEVEL = CustomField("level", Text("级别", "Level").as_json(), "choice", LEVELS, required=True)
NONE = Text("这个工单不是投诉。", "This ticket is no complaint.")

Check = Callable[[AnySession, Complaint, ProcedureCall], Awaitable[Text | None]]


def _of_complaint(check: Check) -> Callable[[AnySession, ProcedureCall], Awaitable[Text | None]]:
    """A condition of the complaint beside the ticket; without one it never holds."""

    async def ask(session: AnySession, call: ProcedureCall) -> Text | None:
        row = await find_of_ticket(session, call.about.id)
        return NONE if row is None else await check(session, row, call)

    return ask


async def _level(session: AnySession, row: Complaint, call: ProcedureCall) -> Text | None:
    if row.level == int(call.values["level"]):
        return None
    return Text(f"这个投诉定为 {row.level} 级。", f"This complaint is of level {row.level}.")


async def _graver(session: AnySession, row: Complaint, call: ProcedureCall) -> Text | None:
    if row.level < int(call.values["level"]):
        return None
    return Text("级别没有升高，请先调整级别。", "The level is no higher. Change it first.")


async def _offered(session: AnySession, row: Complaint, call: ProcedureCall) -> Text | None:
    latest = (await get_latest_offers(session, [row.id])).get(row.id)
    if latest is not None and (latest.state == "sent" or _taken(row, latest)):
        return None
    return Text("还没有发出方案。", "No offer has gone out yet.")


def _taken(row: Complaint, latest: object) -> bool:
    found = offered(latest)  # type: ignore[arg-type]
    return found is not None and is_chosen(row, found)


async def _chosen(session: AnySession, row: Complaint, call: ProcedureCall) -> Text | None:
    latest = (await get_latest_offers(session, [row.id])).get(row.id)
    if latest is not None and _taken(row, latest):
        return None
    return Text("客户还没有选择方案。", "The customer has not chosen yet.")


async def _declined(session: AnySession, row: Complaint, call: ProcedureCall) -> Text | None:
    latest = (await get_latest_offers(session, [row.id])).get(row.id)
    ended = ("declined", "withdrawn", "refused")
    if latest is not None and latest.state in ended:
        return None
    return Text("客户没有拒绝方案。", "The customer has not declined.")


async def _paid(session: AnySession, row: Complaint, call: ProcedureCall) -> Text | None:
    if await is_paid(session, row.id):
        return None
    return Text("选定方案里的补偿还没有到账。", "The payout that was chosen has not arrived.")


def _since(moment: datetime | None, other: datetime | None) -> bool:
    return moment is not None and other is not None and moment >= other


async def _settled(session: AnySession, row: Complaint, call: ProcedureCall) -> Text | None:
    asked = await get_latest_follow_up(session, row.id)
    if asked is not None and asked.settled and _since(asked.answered_at, row.solved_at):
        return None
    return Text("客户还没有确认解决。", "The customer has not said that it is settled.")


async def _unsettled(session: AnySession, row: Complaint, call: ProcedureCall) -> Text | None:
    asked = await get_latest_follow_up(session, row.id)
    again = row.solved_at is None and asked is not None and asked.settled is False
    if again and asked is not None and _since(row.reopened_at, asked.answered_at):
        return None
    return Text("客户没有说未解决。", "The customer has not said that it is not settled.")


async def _learned(session: AnySession, row: Complaint, call: ProcedureCall) -> Text | None:
    newer = row.reopened_at is None or _since(row.lesson_at, row.reopened_at)
    if row.lesson_at is not None and newer:
        return None
    return Text("请先在投诉上写下教训。", "Write the lesson down on the complaint first.")


async def _calm(session: WriteSession, call: ProcedureCall) -> None:
    row = await find_of_ticket(session, call.about.id)
    if row is not None:
        await mark_calm(session, row.id)


async def _solve(session: WriteSession, call: ProcedureCall) -> None:
    row = await find_of_ticket(session, call.about.id)
    if row is not None:
        await mark_solved(session, row.id)


async def handlers(session: AnySession, call: ProcedureCall, value: str) -> Sequence[Found]:
    """Who handles the level of a complaint: whoever has the role named for it, those near the
    ticket first; where none is named, whoever has the ticket.
    """
    row = await find_of_ticket(session, call.about.id)
    ticket = (await get_ticket_briefs(session, [call.about.id])).get(call.about.id)
    if row is None or ticket is None:
        return []
    code = await get_role(session, row.shop_id, row.level)
    if not code:
        own = [Found(ticket.owner_id, ticket.team_id)] if ticket.owner_id else []
        return [*own, Found(team_id=ticket.team_id)] if ticket.team_id else own
    people = await get_role_members(session, code)
    ranked = sorted(
        people,
        key=lambda one: (
            ticket.team_id not in one.team_ids,
            row.shop_id not in one.shop_ids and bool(one.shop_ids),
            one.staff_id,
        ),
    )
    return [Found(one.staff_id) for one in ranked]


def _guard(code: str, title: Text, check: Check, *fields: CustomField) -> ProcedureGuard:
    return ProcedureGuard(f"complaints.{code}", title, _of_complaint(check), ABOUT, fields)


GUARDS = (
    _guard("level", Text("投诉是这个级别", "The complaint is of this level"), _level, LEVEL),
    _guard(
        "graver", Text("投诉比这个级别更重", "The complaint is graver than this"), _graver, LEVEL
    ),
    _guard("offered", Text("方案已经发给客户", "An offer has gone out"), _offered),
    _guard("chosen", Text("客户选定了方案", "The customer has chosen"), _chosen),
    _guard(
        "declined", Text("客户都不接受，或方案已撤回", "The offer was declined or taken back"),
        _declined,
    ),
    _guard("paid", Text("选定的补偿已到账", "The chosen payout has arrived"), _paid),
    _guard("settled", Text("客户确认已解决", "The customer says it is settled"), _settled),
    _guard("unsettled", Text("客户说没有解决", "The customer says it is not settled"), _unsettled),
    _guard("learned", Text("教训已记录", "The lesson is written down"), _learned),
)  # fmt: skip
ACTIONS = (
    ProcedureAction(
        "complaints.calm", Text("记下客户已安抚", "Note that the customer is calmed"), _calm, ABOUT
    ),
    ProcedureAction(
        "complaints.solved",
        Text("记下投诉已解决，之后回访", "Note that it is solved, and ask again later"),
        _solve,
        ABOUT,
    ),
)
RULES = (
    AssigneeRule(
        "complaints.people",
        Text("处理这一级投诉的人", "Who handles complaints of its level"),
        handlers,
        ABOUT,
    ),
)
