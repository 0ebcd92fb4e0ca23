"""What rules can be put together from, and what is wrong with one here and now."""

from collections.abc import Iterable, Mapping, Sequence

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.automation import AskedFact, AutomationAction, Standstill
from zhiyin.kernel.contracts.procedures import AnySession
from zhiyin.kernel.fields.field import Choice, CustomField
from zhiyin.kernel.fields.values import check_values, missing_values
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.i18n.text import Language, Text
from zhiyin.modules.automation.rules import Group, Op
from zhiyin.modules.automation.schemas import (
    ActionIn,
    AutomationOffer,
    FaultOut,
    OfferedAction,
    OfferedChoice,
    OfferedFact,
    OfferedMatter,
    OfferedParameter,
    OfferedStandstill,
    OfferedStart,
    RuleDocument,
)

NO_START = Text("触发方式已不存在，请重新选择。", "What starts it is gone. Choose again.")
NO_FACT = Text("条件“{name}”已不存在，请删除。", "The condition “{name}” is gone. Remove it.")
NO_VALUE = Text("条件“{name}”请选择或填写值。", "The condition “{name}” needs a value.")
GONE_VALUE = Text(
    "条件“{name}”里有的选项已不存在，请重新选择。",
    "A value of the condition “{name}” is gone. Choose again.",
)
NO_ACTION = Text("这个动作已不存在，请删除。", "This action is gone. Remove it.")
WRONG_ACTION = Text(
    "这个动作不能用在这种对象上。", "This action does not fit what the rule is about."
)
FAULTY = Text("“{name}”：{reason}", "“{name}”: {reason}")
GONE_CHOICE = Text("所选的已不存在或已停用，请重新选择。", "What was chosen is gone. Choose again.")
NOT_YOURS = Text("您没有执行“{name}”的权限。", "You may not carry out “{name}”.")
UNVALUED: frozenset[Op] = frozenset({"empty", "filled"})


async def get_offer(session: AnySession, access: Access) -> AutomationOffer:
    """Everything that modules contribute."""
    house = session.house
    return AutomationOffer(
        matters=[
            OfferedMatter(
                about=one.about,
                title=Labels.of(one.title),
                facts=[_fact(fact) for fact in await one.asked(session)],
            )
            for one in house.matters.values()
        ],
        happenings=[
            OfferedStart(code=one.code, title=Labels.of(one.title), about=one.about)
            for one in house.happenings.values()
        ],
        standstills=[
            OfferedStandstill(
                code=one.code,
                title=Labels.of(one.title),
                about=one.about,
                fields=_fields(await fields_of(session, one)),
            )
            for one in house.standstills.values()
        ],
        actions=[
            OfferedAction(
                code=one.code,
                title=Labels.of(one.title),
                about=list(one.about),
                fields=_fields(await fields_of(session, one)),
                allowed=one.permission is None or access.may(one.permission),
            )
            for one in house.automation_actions.values()
        ],
    )


def _fact(one: AskedFact) -> OfferedFact:
    listed = None if one.choices is None else _values(one.choices)
    return OfferedFact(code=one.code, title=Labels.of(one.title), type=one.type, choices=listed)


def _values(choices: Mapping[str, Text]) -> list[OfferedChoice]:
    return [OfferedChoice(value=value, name=Labels.of(name)) for value, name in choices.items()]


def _fields(fields: Iterable[CustomField]) -> list[OfferedParameter]:
    return [
        OfferedParameter(
            code=one.code,
            name=Labels.of(one.name),
            type=one.type,
            required=one.required,
            choices=[
                OfferedChoice(value=choice.code, name=Labels.of(choice.name))
                for choice in one.choices
            ],
        )
        for one in fields
    ]


async def fields_of(
    session: AnySession, one: AutomationAction | Standstill
) -> tuple[CustomField, ...]:
    """The parameters, with the choices that the organisation's own set-up gives."""
    choices = await one.choices(session)

    def with_choices(field: CustomField) -> CustomField:
        given = choices.get(field.code)
        if given is None:
            return field
        listed = tuple(Choice(value, name.as_json()) for value, name in given.items())
        return CustomField(field.code, field.name, field.type, listed, required=field.required)

    return tuple(with_choices(field) for field in one.fields)


async def find_faults(
    session: AnySession, document: RuleDocument, language: Language
) -> list[FaultOut]:
    """What keeps a rule from doing what it says, in the reader's language."""
    house = session.house
    faults: list[FaultOut] = []
    start = house.happenings.get(document.happening or "") or house.standstills.get(
        document.standstill or ""
    )
    matter = house.matters.get(document.about)
    if start is None or matter is None or start.about != document.about:
        faults.append(FaultOut(part="when", text=NO_START.say(language)))
    if isinstance(start, Standstill):
        fields = await fields_of(session, start)
        faults += [
            FaultOut(part="when", text=said) for said in _wrong(fields, document.lasting, language)
        ]
    if matter is not None:
        asked = {one.code: one for one in await matter.asked(session)}
        faults += _wrong_conditions(document.groups, asked, language)
    faults += await find_action_faults(session, document.about, document.actions, language)
    return faults


def _wrong_conditions(
    groups: Sequence[Group], asked: Mapping[str, AskedFact], language: Language
) -> list[FaultOut]:
    faults = []
    for condition in [one for group in groups for one in group.conditions]:
        fact = asked.get(condition.fact)
        name = fact.title.say(language) if fact else condition.fact
        said = None
        if fact is None:
            said = NO_FACT
        elif condition.op not in UNVALUED and not condition.values:
            said = NO_VALUE
        elif fact.choices is not None and not set(condition.values) <= fact.choices.keys():
            said = GONE_VALUE
        if said is not None:
            faults.append(FaultOut(part="if", text=said.say(language, name=name)))
    return faults


async def find_action_faults(
    session: AnySession, about: str, actions: Sequence[ActionIn], language: Language
) -> list[FaultOut]:
    """The same of actions alone."""
    faults = []
    for place, asked in enumerate(actions):
        one = session.house.automation_actions.get(asked.code)
        if one is None:
            said = [NO_ACTION.say(language)]
        elif one.about and about not in one.about:
            said = [FAULTY.say(language, name=one.title.say(language),
                               reason=WRONG_ACTION.say(language))]  # fmt: skip
        else:
            wrong = _wrong(await fields_of(session, one), asked.values, language)
            name = one.title.say(language)
            said = [FAULTY.say(language, name=name, reason=reason) for reason in wrong]
        faults += [FaultOut(part="then", text=text, action=place) for text in said]
    return faults


def _wrong(
    fields: Sequence[CustomField], values: Mapping[str, object], language: Language
) -> list[str]:
    """What is wrong with parameters; for one that names what is gone, that it is gone."""
    clean, errors = check_values(fields, values, {})
    errors |= missing_values(fields, clean) if not errors else {}
    by_code = {one.code: one for one in fields}
    told = []
    for code, text in errors.items():
        field = by_code.get(code)
        chosen = field is not None and field.type in ("choice", "choices") and values.get(code)
        said = GONE_CHOICE if chosen else text
        name = field.name.get(language, code) if field else code
        told.append(f"{name}: {said.say(language)}" if language == "en"
                    else f"{name}：{said.say(language)}")  # fmt: skip
    return told


def refused_by(session: AnySession, access: Access, actions: Sequence[ActionIn]) -> list[FaultOut]:
    """Actions that the caller may not carry out by a macro."""
    known = session.house.automation_actions
    return [
        FaultOut(
            part="then",
            action=place,
            text=NOT_YOURS.say(access.language, name=one.title.say(access.language)),
        )
        for place, asked in enumerate(actions)
        if (one := known.get(asked.code)) is not None
        and one.permission is not None
        and not access.may(one.permission)
    ]
