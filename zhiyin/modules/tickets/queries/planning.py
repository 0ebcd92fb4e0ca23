"""What taking in rows of a table would do: which tickets they make and change, and what is wrong.

Nothing is written here: a check and the import itself plan alike, so what was announced happens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.fields.field import CustomField
from zhiyin.kernel.fields.values import check_values, missing_values
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.customers.interface import mask_spans, personal_spans
from zhiyin.modules.tickets.import_problems import (
    ERASED,
    FUTURE,
    NO_FIELD,
    NO_SHOP,
    NO_STATUS,
    NO_TITLE,
    NO_TYPE,
    NOBODY,
    NOT_FOUND,
    NOT_YOURS,
    OTHER_TICKET,
    OWNER_LEFT,
    SEVERAL,
    SEVERAL_CUSTOMERS,
    TWICE,
    TWO_CUSTOMERS,
    WENT_AWAY,
    WRONG_FIELD,
)
from zhiyin.modules.tickets.import_rows import PARTS, Row, folded, told
from zhiyin.modules.tickets.models import Ticket
from zhiyin.modules.tickets.permissions import may_edit
from zhiyin.modules.tickets.queries.planning_around import Around, Terms, key_of, look
from zhiyin.modules.tickets.rules import GONE, LIVE, read_reference, reference
from zhiyin.modules.tickets.schemas.imports import Outcome
from zhiyin.modules.tickets.schemas.types import TypeOut

# A moment may have been written in another time zone.
APART = timedelta(hours=26)
_NAMED = ("type_id", "owner_id", "team_id", "shop_id", "subject_id", "urgency", "importance")
CONTACTS = (("customer_phone", "phone"), ("customer_email", "email"))
_WRITTEN = ("title", "text", "result")
# The degrees that stand for a priority where a table says no more.
DEGREES = {1: (1, 1), 2: (1, 2), 3: (2, 2), 4: (2, 3), 5: (3, 3)}


@dataclass
class Plan:
    """What becomes of a row. `given` are the parts of a new ticket, or those that change."""

    row: Row
    outcome: Outcome = "same"
    ticket: Ticket | None = None
    given: dict[str, Any] = field(default_factory=dict)
    # Who is to be made with it: kind and value of the identity, and the name.
    newcomer: tuple[str, str, str] | None = None
    remarks: list[Text] = field(default_factory=list)

    def refuse(self, text: Text, **values: object) -> None:
        """Leaves the row alone, and says why."""
        self.outcome = "wrong"
        self.remarks.append(told(text, **values))


async def plan_rows(
    session: ReadSession | WriteSession,
    terms: Terms,
    rows: Sequence[Row],
    repeated: set[int],
    *,
    lock: bool = False,
) -> list[Plan]:
    """What taking in these rows does; with `lock` their tickets are held for it."""
    around = await look(session, terms, rows, lock=lock)
    return [_plan(terms, around, row, twice=row.number in repeated) for row in rows]


def repeated_in(rows: Sequence[Row]) -> set[int]:
    """Rows whose number stands in the table before."""
    seen: set[tuple[str, str]] = set()
    found: set[int] = set()
    for row in rows:
        said = next(((part, row.parts[part]) for part in ("key", "ref") if part in row.parts), None)
        if said is not None:
            if said in seen:
                found.add(row.number)
            seen.add(said)
    return found


def _plan(terms: Terms, around: Around, row: Row, *, twice: bool) -> Plan:
    plan = Plan(row, remarks=list(row.problems), outcome="wrong" if row.problems else "same")
    if twice:
        plan.refuse(TWICE)
    plan.ticket = _known(around, row)
    if plan.ticket is None:
        _new(terms, around, plan)
    elif _is_theirs(terms, around, plan):
        _change(terms, around, plan)
    if plan.outcome != "wrong":
        plan.outcome = _outcome(plan)
    return plan


def _outcome(plan: Plan) -> Outcome:
    if plan.ticket is None:
        return "make"
    return "change" if plan.given or plan.newcomer else "same"


def _known(around: Around, row: Row) -> Ticket | None:
    """The ticket a row is about: by its number elsewhere, else by ours."""
    found = around.by_key.get(key_of(row) or "")
    said = row.parts.get("ref")
    number = read_reference(said) if said else None
    if found is None and said and "key" not in row.parts and number is not None:
        ours = around.by_number.get(number)
        if ours and reference(ours.made_at, ours.number) == said.strip().upper():
            return ours
    return found


def _is_theirs(terms: Terms, around: Around, plan: Plan) -> bool:
    ticket = cast(Ticket, plan.ticket)
    made_at = plan.row.parts.get("made_at")
    if ticket.id not in around.readable or not may_edit(terms.access, ticket, around.led):
        plan.refuse(NOT_YOURS)
    elif ticket.customer_id and ticket.title == GONE:
        plan.refuse(ERASED)
    elif ticket.merged_into_id is not None:
        plan.refuse(WENT_AWAY)
    elif made_at is not None and abs(made_at - ticket.made_at) > APART:
        plan.refuse(OTHER_TICKET)
    else:
        return True
    return False


def _one(terms: Terms, plan: Plan, part: str, held: Any = None) -> Any:
    """What a name means; what stands there already, if that is called so. Refuses two."""
    found = plan.row.parts.get(part, ())
    if held in found:
        return held
    if len(found) > 1:
        names = terms.names.known[part]
        said = next((name for name, ones in names.items() if ones == found), "")
        plan.refuse(SEVERAL, part=PARTS[part], said=said)
    return found[0] if found else None


def _new(terms: Terms, around: Around, plan: Plan) -> None:
    parts, given = plan.row.parts, plan.given
    if "title" not in parts:
        plan.refuse(NO_TITLE)
    for part in (*_WRITTEN, "tags"):
        if part in parts:
            given[part] = parts[part]
    for part in ("team_id", "subject_id", "urgency", "importance"):
        if (value := _one(terms, plan, part)) is not None:
            given[part] = value
    if "priority" in parts and not {"urgency", "importance"} & given.keys():
        given["urgency"], given["importance"] = DEGREES[parts["priority"][0]]
    given["type_id"] = _one(terms, plan, "type_id") or terms.type_id
    given["shop_id"] = _one(terms, plan, "shop_id") or terms.shop_id
    if given["shop_id"] is None or not terms.access.reaches(given["shop_id"]):
        plan.refuse(NO_SHOP)
    kind = around.types.get(given["type_id"])
    if kind is None:
        plan.refuse(NO_TYPE)
        return
    _stand(plan, kind)
    _own(terms, around, plan, kind)
    _moments(terms, plan)
    _whose(terms, around, plan, None)
    _fill_in(terms, around, plan, kind, {})


def _stand(plan: Plan, kind: TypeOut) -> None:
    """The status of this name in this type."""
    said = plan.row.parts.get("status")
    if said is None:
        return
    named = [
        one
        for one in kind.statuses
        if folded(said) in {folded(name) for name in (one.name.zh, one.name.en, one.code)}
    ]
    standing = plan.ticket.status if plan.ticket else None
    found = next((one for one in named if one.active or one.code == standing), None)
    if found is not None:
        plan.given["status"] = found.code
        return
    known = [one.name for one in kind.statuses if one.active]
    plan.refuse(
        NO_STATUS,
        type=_called(kind),
        said=said[:30],
        known=Text("、".join(one.zh for one in known), ", ".join(one.en for one in known)),
    )


def _own(terms: Terms, around: Around, plan: Plan, kind: TypeOut) -> None:
    """Who has it: of those called so somebody who works here; on what is over, whoever had it."""
    found = plan.row.parts.get("owner_id", ())
    there = tuple(one for one in found if one in around.active)
    if found and not there:
        status = plan.given.get("status")
        state = next((one.kind for one in kind.statuses if one.code == status), "open")
        if state in LIVE:
            plan.remarks.append(told(OWNER_LEFT, said=_name_of(terms, found[0])))
            return
        there = found
    plan.row.parts["owner_id"] = there
    owner = _one(terms, plan, "owner_id")
    if owner is not None:
        plan.given["owner_id"] = owner


def _name_of(terms: Terms, staff_id: UUID) -> str:
    people = terms.names.known["owner_id"].items()
    return next((name for name, ones in people if staff_id in ones), "")


def _moments(terms: Terms, plan: Plan) -> None:
    for part in ("due_at", "made_at", "ended_at"):
        if part in plan.row.parts:
            plan.given[part] = plan.row.parts[part]
            if part != "due_at" and plan.given[part] > terms.moment:
                plan.refuse(FUTURE, part=PARTS[part])


def _whose(terms: Terms, around: Around, plan: Plan, held: UUID | None) -> None:
    """The customer, by phone number, e-mail or name."""
    parts = plan.row.parts
    ways = [(kind, parts[part]) for part, kind in CONTACTS if part in parts]
    name = parts.get("customer", "")
    known = {around.contacts[way].id for way in ways if way in around.contacts}
    if len(known) > 1:
        plan.refuse(TWO_CUSTOMERS)
    elif known:
        plan.given["customer_id"] = known.pop()
    elif ways and terms.may_make_customers:
        plan.newcomer = (*ways[0], name)
    elif ways:
        plan.remarks.append(NOT_FOUND)
    elif name and not (held and folded(around.cards[held].name) == folded(name)):
        _named(around, plan, name)
    if plan.given.get("customer_id") == held:
        plan.given.pop("customer_id", None)


def _named(around: Around, plan: Plan, name: str) -> None:
    found = around.named.get(name, [])
    if len(found) > 1:
        plan.refuse(SEVERAL_CUSTOMERS, said=name[:40])
    elif found:
        plan.given["customer_id"] = found[0].id
    else:
        plan.remarks.append(told(NOBODY, said=name[:40]))


def _fill_in(
    terms: Terms, around: Around, plan: Plan, kind: TypeOut, before: Mapping[str, Any]
) -> None:
    """Custom fields: those the type has, checked; what stands there already is let be."""
    fields = {one.code: one for one in around.fields[kind.id]}
    given = {}
    for code, said in plan.row.fields.items():
        value = _referred(around, plan, fields.get(code), said)
        if _same_value(before.get(code), value):
            continue
        if code not in fields:
            named = _named_field(terms.names.fields[code])
            plan.remarks.append(told(NO_FIELD, type=_called(kind), field=named))
        elif value is not None:
            given[code] = value
    after, errors = check_values(list(fields.values()), given, before)
    for code, problem in errors.items():
        plan.refuse(WRONG_FIELD, field=_named_field(fields[code]), problem=problem)
    # In the form they are stored in they may be what stands there.
    changed = {code: after[code] for code in given if after.get(code) != before.get(code)}
    if changed:
        plan.given["fields"] = changed


def _called(kind: TypeOut) -> Text:
    return Text(kind.name.zh, kind.name.en)


def _named_field(one: CustomField) -> Text:
    return Text(one.name["zh-CN"], one.name["en"])


def _check_end(around: Around, plan: Plan, kind: TypeOut) -> None:
    """What is worked on ends only with everything its type requires."""
    ticket = cast(Ticket, plan.ticket)
    status = next((one for one in kind.statuses if one.code == plan.given.get("status")), None)
    if status is None or status.kind in LIVE or ticket.state not in LIVE:
        return
    fields = {one.code: one for one in around.fields[kind.id]}
    values = ticket.fields | plan.given.get("fields", {})
    for code, problem in missing_values(list(fields.values()), values).items():
        plan.refuse(WRONG_FIELD, field=_named_field(fields[code]), problem=problem)


def _referred(around: Around, plan: Plan, one: CustomField | None, said: Any) -> Any:
    """What a field names, by its id; nothing where nobody is called so."""
    if one is None or one.type not in ("customer", "staff"):
        return said
    held = plan.ticket.fields.get(one.code) if plan.ticket else None
    ids = ([str(each.id) for each in around.named.get(said, [])] if one.type == "customer"
           else [str(each) for each in said])  # fmt: skip
    if held in ids:
        return held
    if len(ids) == 1:
        return ids[0]
    named = _named_field(one)
    problem = told(SEVERAL_CUSTOMERS if ids else NOBODY, said=str(said)[:40])
    if ids:
        plan.refuse(WRONG_FIELD, field=named, problem=problem)
    else:
        plan.remarks.append(told(WRONG_FIELD, field=named, problem=problem))
    return None


def _same_value(held: Any, value: Any) -> bool:
    if isinstance(held, str) and isinstance(value, str):
        return _same_words(held, value)
    return bool(held == value)


def _same_words(held: str, said: str) -> bool:
    """Whether a cell says what stands there, also as who sees it masked has exported it."""
    masked = mask_spans(held, personal_spans(held))
    # Spaces are no words: spreadsheets add and lose them.
    return said.split() in (held.split(), masked.split())


def _change(terms: Terms, around: Around, plan: Plan) -> None:
    ticket, parts, given = cast(Ticket, plan.ticket), plan.row.parts, plan.given
    for part in _WRITTEN:
        if part in parts and not _same_words(getattr(ticket, part), parts[part]):
            given[part] = parts[part]
    for part in _NAMED:
        held = getattr(ticket, part)
        value = _one(terms, plan, part, held)
        if value is not None and value != held:
            given[part] = value
    if given.get("owner_id") and given["owner_id"] not in around.active:
        plan.remarks.append(told(OWNER_LEFT, said=_name_of(terms, given.pop("owner_id"))))
    if "shop_id" in given and not terms.access.reaches(given["shop_id"]):
        plan.refuse(NO_SHOP)
    if "priority" in parts and ticket.priority not in parts["priority"]:
        given["urgency"], given["importance"] = DEGREES[parts["priority"][0]]
    if "tags" in parts and parts["tags"] != ticket.tags and parts["tags"] != _split(ticket.tags):
        given["tags"] = parts["tags"]
    due = parts.get("due_at")
    if due is not None and not (ticket.due_at and abs(due - ticket.due_at) < timedelta(minutes=1)):
        given["due_at"] = due
    kind = around.types[given.get("type_id", ticket.type_id)]
    _stand(plan, kind)
    if given.get("status") == ticket.status and "type_id" not in given:
        del given["status"]
    _whose(terms, around, plan, ticket.customer_id)
    _fill_in(terms, around, plan, kind, ticket.fields)
    _check_end(around, plan, kind)


def _split(tags: Sequence[str]) -> list[str]:
    """Tags as a table tells them: those of several words fall apart."""
    return list(dict.fromkeys(" ".join(tags).split()))
