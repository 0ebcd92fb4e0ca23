"""Tables of tickets that are taken in: what a column means, and what a cell says. Pure."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from zhiyin.kernel.fields.field import CHOSEN, CustomField, decimals_of
from zhiyin.kernel.fields.values import NO, NOT_EMAIL, NOT_PHONE, YES
from zhiyin.kernel.i18n.text import LANGUAGES, Language, Text
from zhiyin.kernel.text.cells import plain_cell
from zhiyin.kernel.text.contacts import normal_email, normal_phone
from zhiyin.modules.tickets.words import BY_FIELD, CUT, MOST_EXPORTED, TITLES

MOST_ROWS = 10_000
MOST_TAGS = 20
LONGEST = {"title": 200, "text": 20_000, "result": 4_000, "key": 100}
LONGEST_TAG = 30
# What a table can say of a ticket, by what its column is called.
_OWN = (
    "key", "ref", "title", "text", "type_id", "status", "priority", "urgency", "importance",
    "owner_id", "team_id", "shop_id", "subject_id",
)  # fmt: skip
PARTS: dict[str, Text] = {
    **{code: TITLES[code] for code in _OWN},
    "customer": TITLES["customer_id"],
    "customer_phone": Text("客户电话", "Customer phone"),
    "customer_email": Text("客户邮箱", "Customer e-mail"),
    "tags": TITLES["tags"],
    "due_at": TITLES["due_at"],
    "made_at": Text("创建时间", "Made at"),
    "ended_at": Text("结束时间", "Ended at"),
    "result": TITLES["result"],
}
# What others call these columns.
_ALSO = (
    ("key", Text("编号/单号/工单编号", "id/ticket id/external id/key")),
    ("title", Text("主题", "summary/ticket title")),
    ("text", Text("描述/内容/问题描述", "description/details")),
    ("type_id", Text("工单类型", "ticket type/category")),
    ("status", Text("工单状态", "state/ticket status")),
    ("owner_id", Text("处理人/受理人/客服", "assignee/agent/assigned to")),
    ("team_id", Text("处理组/受理组/组", "group")),
    ("subject_id", Text("分类/问题类型", "topic")),
    ("customer", Text("客户姓名/客户名称/姓名", "customer name/requester")),
    ("customer_phone", Text("电话/手机/手机号/联系电话", "phone/mobile")),
    ("customer_email", Text("邮箱/电子邮箱", "email/e-mail/requester email")),
    ("tags", Text("工单标签", "labels")),
    ("due_at", Text("截止时间/到期时间/截止日期", "due date/due at")),
    ("made_at", Text("创建/提交时间", "made/created/created at")),
    ("ended_at", Text("结束/关闭时间/解决时间", "ended/closed at/solved at/closed")),
    ("result", Text("结果/解决方案", "resolution/solution")),
)
# What no table can bring: reckoned by formulas, and files.
NOT_TAKEN = ("formula", "file")
_MOMENTS = ("due_at", "made_at", "ended_at")
_SEVERAL = re.compile(r"[,，、;；|\n]+")
_AMOUNT = re.compile(r"[^\d.\-]")
# Year, month and day may be told by their signs (年月日).
_DAY = re.compile(
    r"^(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?"
    r"(?:[T ](\d{1,2}:\d{2}(?::\d{2})?)(.*))?$"
)

NOT_MOMENT = Text(
    "“{said}”不是日期时间，请写成 2026-11-22 18:00。",
    "“{said}” is no date and time. Write it as 2026-11-22 18:00.",
)
NOT_KNOWN = Text(
    "{part}里没有“{said}”，请改成已有的名称，或先在设置里新建。",
    "There is no {part} called “{said}”. Use a name that is there, or make it in the settings"
    " first.",
)
TOO_LONG = Text("{part}太长，最多 {most} 字。", "{part} is too long: at most {most} characters.")
TOO_MANY_TAGS = Text("标签最多 20 个，每个最多 30 字。", "At most 20 tags of 30 characters each.")


class BadCellError(ValueError):
    """A cell that says nothing the part takes, with what to say of it."""

    def __init__(self, text: Text, **values: object) -> None:
        super().__init__(text.en)
        self.text = told(text, **values)


def told(text: Text, **values: object) -> Text:
    """A sentence filled in, in both languages; texts among the values in theirs."""

    def filled(language: Language) -> str:
        own = {
            name: one.say(language) if isinstance(one, Text) else one
            for name, one in values.items()
        }
        return text.say(language, **own)

    return Text(filled("zh-CN"), filled("en"))


@dataclass(frozen=True)
class Names:
    """What codes and ids are called in tables: by part, folded names and all that are called so."""

    known: Mapping[str, Mapping[str, tuple[Any, ...]]]
    fields: Mapping[str, CustomField]
    zone: ZoneInfo

    def find(self, part: str, said: str, called: Text | None = None) -> tuple[Any, ...]:
        """The ids or codes of this name; refuses what is not there."""
        found = self.known.get(part, {}).get(folded(said))
        if not found:
            raise BadCellError(NOT_KNOWN, part=called or PARTS[part], said=said.strip()[:60])
        return found


@dataclass
class Row:
    """What one line says: the parts that are filled in, and what is wrong with others.

    Where a name may mean several, all of them stand there.
    """

    number: int
    parts: dict[str, Any] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    problems: list[Text] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What people know the line by."""
        said = (self.parts.get(part) for part in ("key", "ref", "title"))
        return next((str(one) for one in said if one), "")[:80]


def folded(said: str) -> str:
    """A name as names are compared."""
    return " ".join(said.split()).casefold()


def gather(pairs: Sequence[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    """Names and all that are called so, in their order."""
    found: dict[str, list[Any]] = {}
    for name, one in pairs:
        held = found.setdefault(folded(name), [])
        if one not in held:
            held.append(one)
    return {name: tuple(ones) for name, ones in found.items()}


def guess_parts(titles: Sequence[str], fields: Sequence[CustomField]) -> list[str | None]:
    """What each column seems to mean: by the names of parts and of fields, or by their codes."""
    names = {
        folded(name): part for part, text in PARTS.items() for name in (text.zh, text.en, part)
    }
    for one in fields:
        if one.active and one.type not in NOT_TAKEN:
            for name in (*one.name.values(), one.code):
                names.setdefault(folded(name), f"{BY_FIELD}{one.code}")
    for part, also in _ALSO:
        for name in (*also.zh.split("/"), *also.en.split("/")):
            names.setdefault(folded(name), part)
    found = [names.get(folded(plain_cell(title))) for title in titles]
    # Of two columns for the same the first is meant; what a priority is made of says more than it.
    first = [part if found.index(part) == at else None for at, part in enumerate(found)]
    if {"urgency", "importance"} <= set(first):
        first = [None if part == "priority" else part for part in first]
    return first


def is_cut(cells: Sequence[str]) -> bool:
    """Whether this is only the line in which an export says that it was cut."""
    said = [cell for cell in cells if cell.strip()]
    return len(said) == 1 and said[0] in {
        CUT.say(language, most=MOST_EXPORTED) for language in LANGUAGES
    }


def read_row(number: int, cells: Sequence[str], parts: Sequence[str | None], names: Names) -> Row:
    """What a line says; an empty cell says nothing."""
    row = Row(number)
    for part, cell in zip(parts, cells, strict=False):
        said = plain_cell(cell).replace("\r\n", "\n")
        if part is None or not said:
            continue
        try:
            if part.startswith(BY_FIELD):
                code = part.removeprefix(BY_FIELD)
                row.fields[code] = _field_value(names.fields[code], said, names)
            else:
                row.parts[part] = _part_value(part, said, names)
        except BadCellError as error:
            row.problems.append(error.text)
    return row


def _part_value(part: str, said: str, names: Names) -> Any:
    if part in LONGEST:
        if len(said) > LONGEST[part]:
            raise BadCellError(TOO_LONG, part=PARTS[part], most=LONGEST[part])
        return " ".join(said.split()) if part in ("title", "key") else said
    if part == "tags":
        return _tags(said)
    if part in _MOMENTS:
        return _moment(said, names.zone, at_end=part == "due_at")
    if part == "customer_phone":
        return _sure(normal_phone(said), NOT_PHONE)
    if part == "customer_email":
        return _sure(normal_email(said), NOT_EMAIL)
    # What a status is called, its type says; whose number or name it is, the tables.
    if part in ("status", "ref", "customer"):
        return said
    return names.find(part, said)


def _sure(value: str | None, problem: Text) -> str:
    if value is None:
        raise BadCellError(problem)
    return value


def _tags(said: str) -> list[str]:
    parts = _SEVERAL.split(said) if _SEVERAL.search(said) else said.split()
    tags = list(dict.fromkeys(one.strip() for one in parts if one.strip()))
    if len(tags) > MOST_TAGS or any(len(one) > LONGEST_TAG for one in tags):
        raise BadCellError(TOO_MANY_TAGS)
    return tags


def _moment(said: str, zone: ZoneInfo, *, at_end: bool) -> datetime:
    """A moment as people and spreadsheets write it. What is due on a day is due at its end."""
    found = _DAY.match(said.strip())
    try:
        if found is None:
            raise ValueError(said)
        year, month, day, clock, zoned = found.groups()
        usual = "23:59" if at_end else "00:00"
        text = (
            f"{year}-{int(month):02}-{int(day):02}T{_clock(clock or usual)}{(zoned or '').strip()}"
        )
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadCellError(NOT_MOMENT, said=said[:40]) from error
    if not 1900 <= moment.year < 2200:
        raise BadCellError(NOT_MOMENT, said=said[:40])
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _clock(said: str) -> str:
    hour, _, rest = said.partition(":")
    return time.fromisoformat(f"{int(hour):02}:{rest}").isoformat("seconds")


def _field_value(one: CustomField, said: str, names: Names) -> Any:
    """A cell as the field takes it; what it does not take the check of values says."""
    if one.type in ("number", "money"):
        return _number(one, said)
    if one.type == "yes_no":
        yes = {YES.zh, YES.en.casefold(), "1", "true"}
        no = {NO.zh, NO.en.casefold(), "0", "false"}
        return folded(said) in yes if folded(said) in yes | no else said
    if one.type in CHOSEN:
        return _chosen(one, said)
    if one.type == "date":
        return _moment(said, names.zone, at_end=False).date().isoformat()
    if one.type == "staff":
        return names.find("owner_id", said, Text(one.name["zh-CN"], one.name["en"]))
    return said


def _chosen(one: CustomField, said: str) -> Any:
    codes = {
        folded(name): choice.code
        for choice in one.choices
        for name in (*choice.name.values(), choice.code)
    }
    if one.type == "choice":
        return codes.get(folded(said), said)
    whole = codes.get(folded(said))
    parts = [whole] if whole else [part for part in _SEVERAL.split(said) if part.strip()]
    return [codes.get(folded(part), part.strip()) for part in parts]


def _number(one: CustomField, said: str) -> Any:
    """Amounts as people write them, in the usual unit."""
    try:
        value = float(_AMOUNT.sub("", said))
    except ValueError:
        return said
    if not math.isfinite(value):
        return said
    return round(value * 10 ** decimals_of(one.currency)) if one.type == "money" else value
