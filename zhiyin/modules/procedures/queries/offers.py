"""What a procedure can be put together from, and what is known of it for the checks."""

from collections.abc import Iterable
from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.contracts.procedures import (
    AnySession,
    AssigneeRule,
    Choices,
    ProcedureAction,
    ProcedureCall,
    ProcedureGuard,
)
from zhiyin.kernel.fields.field import Choice, CustomField
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.interface import get_members, get_standings
from zhiyin.modules.procedures.rules.checks import Known, Parameters, Problem, RuleKnown, check
from zhiyin.modules.procedures.rules.documents import ProcedureDocument, Sentences, Who
from zhiyin.modules.procedures.schemas.procedures import (
    OfferedCall,
    OfferedField,
    OfferedPermission,
    OfferedRule,
    OfferedValue,
    ProblemOut,
    ProcedureOffer,
)

# For rules that are asked without a case.
NO_CASE = ProcedureCall(UUID(int=0), "", ObjectRef("", UUID(int=0)), None, None, None, None)
# What a procedure itself is about is no case of one.
NOT_ABOUT = frozenset({"task", "case"})

Contributed = ProcedureAction | ProcedureGuard


async def get_offer(session: AnySession) -> ProcedureOffer:
    """Everything that modules contribute, with what can be chosen."""
    house = session.house
    return ProcedureOffer(
        kinds=[
            OfferedValue(value=one.kind, name=Labels.of(one.title))
            for one in house.object_kinds.values()
            if one.kind not in NOT_ABOUT
        ],
        actions=[await _offered(session, one) for one in house.procedure_actions.values()],
        guards=[await _offered(session, one) for one in house.procedure_guards.values()],
        rules=[await _rule(session, one) for one in house.assignee_rules.values()],
        permissions=[
            OfferedPermission(name=one.name, title=Labels.of(one.title))
            for one in sorted(house.permissions.values(), key=lambda each: each.name)
        ],
    )


async def _offered(session: AnySession, one: Contributed) -> OfferedCall:
    fields = await _fields(session, one)
    return OfferedCall(
        code=one.code,
        title=Labels.of(one.title),
        about=list(one.about),
        fields=[
            OfferedField(
                code=field.code,
                name=Labels.of(field.name),
                type=field.type,
                required=field.required,
                choices=[
                    OfferedValue(value=choice.code, name=Labels.of(choice.name))
                    for choice in field.choices
                ],
            )
            for field in fields
        ],
    )


async def _fields(session: AnySession, one: Contributed) -> tuple[CustomField, ...]:
    """The parameters, with the choices that the organisation's own set-up gives."""
    choices: Choices = await one.choices(session)
    return tuple(_with(field, choices) for field in one.fields)


def _with(field: CustomField, choices: Choices) -> CustomField:
    given = choices.get(field.code)
    if given is None:
        return field
    listed = tuple(Choice(value, name.as_json()) for value, name in given.items())
    return CustomField(field.code, field.name, field.type, listed, required=field.required)


async def _rule(session: AnySession, one: AssigneeRule) -> OfferedRule:
    choices = None
    if one.choices is not None:
        found = await one.choices(session)
        choices = [OfferedValue(value=value, name=Labels.of(name)) for value, name in found.items()]
    return OfferedRule(
        code=one.code, title=Labels.of(one.title), about=list(one.about), choices=choices
    )


async def get_known(session: AnySession, document: ProcedureDocument) -> Known:
    """What the checks need to know of the house, as far as this document asks."""
    house = session.house
    asked = {who for step in document.steps for _, who in step.all_who()}
    return Known(
        actions=await _parameters(session, house.procedure_actions.values()),
        guards=await _parameters(session, house.procedure_guards.values()),
        rules={
            rule.code: await _known_rule(
                session, rule, {who.value for who in asked if who.rule == rule.code}
            )
            for rule in house.assignee_rules.values()
        },
        permissions=frozenset(house.permissions),
        kinds=frozenset(house.object_kinds) - NOT_ABOUT,
    )


async def _parameters(
    session: AnySession, contributed: Iterable[Contributed]
) -> dict[str, Parameters]:
    return {one.code: Parameters(one.about, await _fields(session, one)) for one in contributed}


async def _known_rule(session: AnySession, rule: AssigneeRule, values: set[str]) -> RuleKnown:
    names = await rule.choices(session) if rule.choices is not None else None
    empty: dict[str, Text] = {}
    for value in sorted(values) if rule.fixed else ():
        if names is None or value in names:
            said = (names or {}).get(value, rule.title)
            if not await _is_anybody(session, rule, value):
                empty[value] = Text(
                    f"「{said.zh}」里没有在职的成员，这一步没有人能做。",
                    f"Nobody works in “{said.en}”, so nobody can do this step.",
                )
    return RuleKnown(rule.about, None if names is None else frozenset(names), empty)


async def _is_anybody(session: AnySession, rule: AssigneeRule, value: str) -> bool:
    found = await rule.find(session, NO_CASE, value)
    if await get_standings(session, [one.staff_id for one in found if one.staff_id]):
        return True
    teams = [one.team_id for one in found if one.team_id]
    return bool(teams and await get_members(session, teams))


async def check_document(session: AnySession, document: ProcedureDocument) -> list[Problem]:
    """Everything that is wrong with a document here and now."""
    return check(document, await get_known(session, document))


def show_problems(problems: Iterable[Problem]) -> list[ProblemOut]:
    """Problems as people see them."""
    return [
        ProblemOut(
            step=one.step,
            part=one.part,
            code=one.code,
            severity=one.severity,
            text=Sentences.said(one.text),
        )
        for one in problems
    ]


def is_named(who: Who, session: AnySession) -> bool:
    """Whether it can be said without a case who somebody is."""
    rule = session.house.assignee_rules.get(who.rule)
    return rule is not None and not rule.about
