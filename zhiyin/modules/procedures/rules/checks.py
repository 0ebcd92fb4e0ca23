"""What is wrong with a procedure before it is published. Pure.

What the organisation has (actions, rules, people) comes in as plain values: see `Known`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from zhiyin.kernel.fields.field import CustomField
from zhiyin.kernel.fields.values import check_values, missing_values
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.rules.documents import ProcedureDocument, Step, Who
from zhiyin.modules.procedures.rules.flow import Plan, edges, longest_minutes, make_plan


@dataclass(frozen=True)
class Problem:
    """Something about a step (or the whole), in one of its parts."""

    code: str
    text: Text
    step: str | None = None
    part: str = ""
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True)
class Parameters:
    """What an action or a guard takes, and about which kinds of object."""

    about: tuple[str, ...] = ()
    fields: tuple[CustomField, ...] = ()


@dataclass(frozen=True)
class RuleKnown:
    """A rule for who does something: the values it takes (`None`: none), and why nobody is found
    by some of them.
    """

    about: tuple[str, ...] = ()
    values: frozenset[str] | None = None
    empty: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What a document can name."""

    actions: Mapping[str, Parameters] = field(default_factory=dict)
    guards: Mapping[str, Parameters] = field(default_factory=dict)
    rules: Mapping[str, RuleKnown] = field(default_factory=dict)
    permissions: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


def check(document: ProcedureDocument, known: Known) -> list[Problem]:
    """Everything that is wrong, in the order of the steps."""
    plan = make_plan(document)
    found = [*_whole(document, plan, known)]
    for step in document.steps:
        found += _shape(step, document)
        found += _ways(step, plan)
        found += _contributed(step, document, known)
    return found


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stand in the way of publishing."""
    return [one for one in problems if one.severity == "error"]


def _whole(document: ProcedureDocument, plan: Plan, known: Known) -> Iterator[Problem]:
    if not _named(document.name):
        yield Problem("no_name", NO_NAME, part="name")
    if document.step(document.start) is None:
        yield Problem("no_start", NO_START, part="start")
    for code in sorted(_twice(step.code for step in document.steps)):
        yield Problem("same_code", SAME_STEP, code, "code")
    for kind in document.about:
        if kind not in known.kinds:
            yield Problem("unknown_kind", UNKNOWN_KIND, part="about")
    if document.limit is not None:
        longest = longest_minutes(plan)
        if longest > document.limit.minutes:
            yield Problem("too_long", _too_long(longest, document.limit.minutes), part="limit")
    for tangle in plan.tangles:
        yield Problem("tangle", TANGLE, tangle.step, "join")
    for source, outcome in _forks(document):
        joins = plan.joins.get((source, outcome), frozenset())
        if len(joins) != 1:
            yield Problem("no_join", NO_JOIN if not joins else MANY_JOINS, source, "outcomes")


def _forks(document: ProcedureDocument) -> Iterator[tuple[str, str]]:
    for step in document.steps:
        for outcome in step.outcomes:
            if len(outcome.to) > 1:
                yield step.code, outcome.code


def _shape(step: Step, document: ProcedureDocument) -> Iterator[Problem]:
    if not _named(step.name):
        yield Problem("no_name", NO_NAME, step.code, "name")
    parts = (
        ("outcomes", [one.code for one in step.outcomes], SAME_OUTCOME),
        ("fields", [one.code for one in step.fields], SAME_FIELD),
        ("checklist", [one.code for one in step.checklist], SAME_FIELD),
    )
    for part, codes, said in parts:
        if _twice(codes):
            yield Problem("same_code", said, step.code, part)
    names = [
        *(one.name for one in step.outcomes),
        *(one.name for one in step.fields),
        *(one.name for one in step.checklist),
    ]
    if not all(_named(name) for name in names):
        yield Problem("no_name", NO_PART_NAME, step.code, "outcomes")
    for one in step.fields:
        if one.type in ("choice", "choices") and not one.choices:
            yield Problem("no_choices", NO_CHOICES, step.code, "fields")
    known = {one.code for one in document.steps}
    if any(set(outcome.to) - known for outcome in step.outcomes):
        yield Problem("unknown_step", UNKNOWN_STEP, step.code, "outcomes")
    if any(_twice(outcome.to) for outcome in step.outcomes):
        yield Problem("same_target", SAME_TARGET, step.code, "outcomes")
    yield from _times(step)


def _times(step: Step) -> Iterator[Problem]:
    if step.kind == "wait_customer":
        if step.limit is None:
            yield Problem("no_limit", NO_LIMIT, step.code, "limit")
        if step.overdue_outcome is None or step.outcome(step.overdue_outcome) is None:
            yield Problem("no_overdue", NO_OVERDUE, step.code, "overdue_outcome")
    elif step.overdue_outcome is not None:
        yield Problem("overdue", ONLY_WAITING, step.code, "overdue_outcome")
    if step.reply_outcome is not None and (
        step.kind != "wait_customer" or step.outcome(step.reply_outcome) is None
    ):
        yield Problem("no_reply", NO_REPLY, step.code, "reply_outcome")
    timed = step.escalations or any(one.when != "opened" for one in step.notices)
    if timed and step.limit is None:
        yield Problem("no_limit", NOT_LATE, step.code, "limit")


def _ways(step: Step, plan: Plan) -> Iterator[Problem]:
    if step.code not in plan.scopes:
        yield Problem("unreachable", UNREACHABLE, step.code)
    elif step.code not in _ending(plan.document):
        yield Problem("endless", ENDLESS, step.code, "outcomes")
    if step.join and not any(step.code in found for found in plan.joins.values()):
        yield Problem("join_alone", JOIN_ALONE, step.code, "join", "warning")


def _ending(document: ProcedureDocument) -> set[str]:
    """Steps from which some way ends."""
    ends = {one.code for one in document.steps if any(not out.to for out in one.outcomes)}
    grown = True
    while grown:
        more = {
            step.code
            for step in document.steps
            if step.code not in ends and any(target in ends for _, target in edges(step))
        }
        ends |= more
        grown = bool(more)
    return ends


def _contributed(step: Step, document: ProcedureDocument, known: Known) -> Iterator[Problem]:
    for part, action in step.all_actions():
        held = known.actions.get(action.action)
        yield from _call(step, part, held, action.values, document, UNKNOWN_ACTION)
    for outcome in step.outcomes:
        if outcome.permission is not None and outcome.permission not in known.permissions:
            yield Problem("unknown_permission", UNKNOWN_PERMISSION, step.code, "outcomes")
        if outcome.auto and not outcome.guards:
            yield Problem("auto", ALWAYS, step.code, "outcomes")
        for guard in outcome.guards:
            held = known.guards.get(guard.guard)
            yield from _call(step, "outcomes", held, guard.values, document, UNKNOWN_GUARD)
    for part, who in dict.fromkeys(step.all_who()):
        yield from _who(step, part, who, document, known)


def _call(
    step: Step,
    part: str,
    held: Parameters | None,
    values: Mapping[str, Any],
    document: ProcedureDocument,
    unknown: Text,
) -> Iterator[Problem]:
    if held is None:
        yield Problem("unknown_call", unknown, step.code, part)
        return
    if not _fits(held.about, document):
        yield Problem("wrong_kind", WRONG_KIND, step.code, part)
    clean, wrong = check_values(held.fields, values, {})
    wrong |= missing_values(held.fields, clean)
    names = {one.code: one.name for one in held.fields}
    for code, said in wrong.items():
        name = names.get(code, {"zh-CN": code, "en": code})
        text = Text(f"「{name['zh-CN']}」{said.zh}", f"{name['en']}: {said.en}")
        yield Problem("bad_value", text, step.code, part)


def _fits(about: tuple[str, ...], document: ProcedureDocument) -> bool:
    """Whether what works on these kinds of object works on all the procedure may run about."""
    return not about or (bool(document.about) and set(document.about) <= set(about))


def _who(
    step: Step, part: str, who: Who, document: ProcedureDocument, known: Known
) -> Iterator[Problem]:
    rule = known.rules.get(who.rule)
    if rule is None:
        yield Problem("unknown_rule", UNKNOWN_RULE, step.code, part)
        return
    if not _fits(rule.about, document):
        yield Problem("wrong_kind", WRONG_KIND, step.code, part)
    if rule.values is not None and who.value not in rule.values:
        yield Problem("bad_value", CHOOSE_WHO, step.code, part)
    elif who.value in rule.empty:
        # Whom to tell may be nobody today; a step that nobody can do may not.
        severity: Literal["error", "warning"] = "error" if part == "who" else "warning"
        yield Problem("nobody", rule.empty[who.value], step.code, part, severity)


def _named(name: Any) -> bool:
    return bool(name.zh.strip() and name.en.strip())


def _twice(codes: Iterable[str]) -> set[str]:
    return {code for code, times in Counter(codes).items() if times > 1}


def _span(minutes: int) -> Text:
    hours, rest = divmod(minutes, 60)
    if rest or not hours:
        return Text(f"{minutes} 分钟", f"{minutes} min")
    return Text(f"{hours} 小时", f"{hours} h")


def _too_long(longest: int, limit: int) -> Text:
    long, whole = _span(longest), _span(limit)
    return Text(
        f"最长一条路径的各步时限合计 {long.zh}，超过了整个流程的 {whole.zh}。",
        f"The steps of the longest way take {long.en}, more than the {whole.en} of the whole.",
    )


NO_NAME = Text("请填写中英文名称。", "Please give it a name in both languages.")
NO_PART_NAME = Text(
    "每个结果、表单项和检查项都要有中英文名称。",
    "Every outcome, field and line of the checklist needs a name in both languages.",
)
NO_START = Text("请选择从哪一步开始。", "Please choose the step it begins with.")
SAME_STEP = Text("有两步的编号相同。", "Two steps have the same code.")
SAME_OUTCOME = Text("有两个结果的编号相同。", "Two outcomes have the same code.")
SAME_FIELD = Text("有两项的编号相同。", "Two of them have the same code.")
SAME_TARGET = Text("同一个结果两次指向同一步。", "An outcome leads to the same step twice.")
NO_CHOICES = Text("选择项至少要有一个选项。", "A choice needs something to choose from.")
UNKNOWN_KIND = Text("没有这一类对象。", "There is no such kind of object.")
UNKNOWN_STEP = Text("有结果指向不存在的步骤。", "An outcome leads to a step that is not there.")
UNREACHABLE = Text("没有路径通到这一步。", "No way leads to this step.")
ENDLESS = Text(
    "从这一步出发永远到不了结束。", "From this step no way leads to the end of the procedure."
)
TANGLE = Text(
    "并行分支在这一步相遇，但它不是这些分支的汇合点。",
    "Branches meet at this step, but it is not where they come together.",
)
NO_JOIN = Text(
    "这里分出的并行分支没有汇合的步骤。",
    "The branches that begin here never come together in a step.",
)
MANY_JOINS = Text(
    "这里分出的并行分支汇合到了不同的步骤。",
    "The branches that begin here come together in different steps.",
)
JOIN_ALONE = Text("没有并行分支在这一步汇合。", "No branches come together at this step.")
NO_LIMIT = Text("等待客户要有时限。", "Waiting for a customer needs a limit.")
NO_OVERDUE = Text(
    "请选择客户一直没有回复时怎么办。", "Please choose what follows when the customer stays silent."
)
ONLY_WAITING = Text(
    "只有等待客户的步骤才有“超时后”的结果。",
    "Only a step that waits for the customer has an outcome for when the limit is over.",
)
NO_REPLY = Text(
    "“客户答复后”要选这一步自己的结果，并且只用于等待客户的步骤。",
    "What an answer leads to is an outcome of the step itself, and only where it waits for the"
    " customer.",
)
NOT_LATE = Text(
    "没有时限的步骤不会超时，请设置时限或去掉催办。",
    "A step without a limit is never late. Set one, or take its reminders away.",
)
ALWAYS = Text(
    "自动走的结果要有条件，否则这一步一打开就结束。",
    "An outcome that is taken by itself needs conditions, or the step would end as it opens.",
)
UNKNOWN_ACTION = Text("没有这个自动动作。", "There is no such action.")
UNKNOWN_GUARD = Text("没有这个条件。", "There is no such condition.")
UNKNOWN_RULE = Text("没有这条负责人规则。", "There is no such rule for who does it.")
UNKNOWN_PERMISSION = Text("没有这项权限。", "There is no such permission.")
WRONG_KIND = Text(
    "这个流程所针对的对象用不了它。", "It does not work for the objects of this procedure."
)
CHOOSE_WHO = Text("请选择由谁来做。", "Please choose who does it.")
