"""Values of custom fields: checking them, and putting them into words. Pure."""

import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from zhiyin.kernel.fields.field import WRITTEN, CustomField, FieldType, Values, decimals_of
from zhiyin.kernel.i18n.text import Language, Text, label
from zhiyin.kernel.text.contacts import normal_email, normal_phone

LONGEST = {"text": 200, "long_text": 4000, "url": 2000}
# Whole numbers up to here are exact in every browser.
LARGEST = 2**53 - 1

UNKNOWN = Text("没有这个字段，或已停用。", "There is no such field, or it is switched off.")
NEEDED = Text("结束前请填写。", "Please fill this in before closing.")
NOT_TEXT = Text("请填写文字。", "Please write text.")
NOT_NUMBER = Text("请填写数字。", "Please enter a number.")
TOO_LARGE = Text("数字太大。", "The number is too large.")
NOT_WHOLE = Text("金额以分为单位，请填写整数。", "Amounts are whole numbers of the smallest unit.")
NOT_DATE = Text("请填写日期，如 2026-11-22。", "Please enter a date such as 2026-11-22.")
NOT_YES_NO = Text("请选择是或否。", "Please choose yes or no.")
NOT_CHOICE = Text("请从选项中选择。", "Please choose one of the options.")
NOT_URL = Text("请填写以 http 开头的网址。", "Please enter an address that begins with http.")
NOT_PHONE = Text("电话号码不正确。", "This is not a phone number.")
NOT_EMAIL = Text("邮箱地址不正确。", "This is not an e-mail address.")
NOT_ONE = Text("请重新选择。", "Please choose again.")
RECKONED = Text("公式的值由系统计算。", "This is reckoned by its formula.")
NO = Text("否", "No")
YES = Text("是", "Yes")


class BadValueError(ValueError):
    """A value that the field does not take, with what to say of it."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def check_values(
    fields: Sequence[CustomField], given: Values, before: Values
) -> tuple[dict[str, Any], dict[str, Text]]:
    """The values after an edit, and what is wrong with those given, by code.

    What is not given stays; what is given empty goes; a switched-off choice stays where it was.
    """
    known = {field.code: field for field in fields if field.active}
    after, errors = dict(before), dict[str, Text]()
    for code, value in given.items():
        field = known.get(code)
        if field is None:
            errors[code] = UNKNOWN
        elif field.type == "formula":
            errors[code] = RECKONED
        elif is_empty(value):
            after.pop(code, None)
        else:
            try:
                after[code] = clean_value(field, value, before.get(code))
            except BadValueError as error:
                errors[code] = error.text
    return after, errors


def missing_values(fields: Sequence[CustomField], values: Values) -> dict[str, Text]:
    """What must be filled in before closing and is not."""
    return {
        field.code: NEEDED
        for field in fields
        if field.active and field.required and is_empty(values.get(field.code))
    }


def is_empty(value: object) -> bool:
    """Whether this takes a value away. No (否) and zero are values."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def clean_value(field: CustomField, value: object, before: object = None) -> Any:
    """The value in the form it is stored in."""
    if field.type in ("choice", "choices"):
        return _chosen(field, value, before)
    if field.type in ("number", "money", "formula"):
        return _number(field, value)
    return _CLEAN[field.type](value)


def _number(field: CustomField, value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise BadValueError(NOT_NUMBER)
    if isinstance(value, float) and not math.isfinite(value):
        raise BadValueError(NOT_NUMBER)
    if abs(value) > LARGEST:
        raise BadValueError(TOO_LARGE)
    if field.is_money and value != int(value):
        raise BadValueError(NOT_WHOLE)
    rounded = round(value, 0 if field.is_money else field.decimals)
    return int(rounded) if rounded == int(rounded) else rounded


def _chosen(field: CustomField, value: object, before: object) -> str | list[str]:
    held = before if isinstance(before, list) else [before]
    allowed = [one.code for one in field.choices if one.active or one.code in held]
    wanted = value if isinstance(value, list) else [value]
    if any(one not in allowed for one in wanted):
        raise BadValueError(NOT_CHOICE)
    if field.type == "choice":
        if isinstance(value, list):
            raise BadValueError(NOT_CHOICE)
        return str(value)
    # In the order of the definition, each once: equal choices are equal values.
    return [code for code in allowed if code in wanted]


def _text(value: object, longest: int, *, lines: bool) -> str:
    if not isinstance(value, str):
        raise BadValueError(NOT_TEXT)
    kept = "".join(
        c for c in value if unicodedata.category(c) not in ("Cc", "Cs") or (lines and c in "\n\t")
    )
    clean = kept.strip() if lines else " ".join(kept.split())
    if not clean:
        raise BadValueError(NOT_TEXT)
    if len(clean) > longest:
        raise BadValueError(Text(f"最多 {longest} 字。", f"At most {longest} characters, please."))
    return clean


def _url(value: object) -> str:
    clean = _text(value, LONGEST["url"], lines=False)
    try:
        parts = urlsplit(clean)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError as error:
        raise BadValueError(NOT_URL) from error
    if not sound or " " in clean:
        raise BadValueError(NOT_URL)
    return clean


def _date(value: object) -> str:
    try:
        return date.fromisoformat(_text(value, 10, lines=False)).isoformat()
    except ValueError as error:
        raise BadValueError(NOT_DATE) from error


def _yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise BadValueError(NOT_YES_NO)
    return value


def _phone(value: object) -> str:
    normal = normal_phone(_text(value, 40, lines=False))
    if normal is None:
        raise BadValueError(NOT_PHONE)
    return normal


def _email(value: object) -> str:
    normal = normal_email(_text(value, 254, lines=False))
    if normal is None:
        raise BadValueError(NOT_EMAIL)
    return normal


def _id(value: object) -> str:
    try:
        return str(UUID(_text(value, 40, lines=False)))
    except ValueError as error:
        raise BadValueError(NOT_ONE) from error


_CLEAN: Mapping[FieldType, Callable[[object], Any]] = {
    "text": lambda value: _text(value, LONGEST["text"], lines=False),
    "long_text": lambda value: _text(value, LONGEST["long_text"], lines=True),
    "url": _url,
    "date": _date,
    "yes_no": _yes_no,
    "phone": _phone,
    "email": _email,
    "customer": _id,
    "staff": _id,
    "file": _id,
}


def impersonal(fields: Sequence[CustomField], values: Values) -> dict[str, Any]:
    """What says nothing of a person: no words of anybody, no customers and no files, nothing marked
    as personal.
    """
    telling = (*WRITTEN, "customer", "file")
    kept = {one.code for one in fields if one.type not in telling and not one.personal}
    return {code: value for code, value in values.items() if code in kept}


def say_value(field: CustomField, value: object, language: Language) -> str:
    """A value in words, for exports; an amount with its currency."""
    if isinstance(value, bool):
        return (YES if value else NO).say(language)
    if field.is_money and isinstance(value, int):
        decimals = decimals_of(field.currency)
        return f"{value / 10**decimals:.{decimals}f} {field.currency}"
    chosen = value if isinstance(value, list) else [value]
    names = (field.choice_name(str(one)) for one in chosen)
    return "、".join(
        label(name, language) if name else str(one) for name, one in zip(names, chosen, strict=True)
    )


def as_facts(field: CustomField, value: object) -> tuple[str, ...]:
    """A value as conditions compare it: codes of choices, yes and no, numbers as written."""
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    return (str(value),)
