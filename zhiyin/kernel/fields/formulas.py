"""Formulas (公式): a value reckoned from numbers, amounts and dates of the same object. Pure.

Python's own parser reads them; of what it reads only sums, products and days between dates are
taken, so nothing in a formula can call, look up or keep anything.
"""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from zhiyin.kernel.fields.field import CustomField, Values, decimals_of
from zhiyin.kernel.i18n.text import Text

LONGEST = 300
# Whole numbers up to here are exact in every browser.
_LARGEST = Decimal(2**53 - 1)
# As people type them on a Chinese keyboard.
_WIDE = str.maketrans("（）＋－×÷，＊／−", "()+-*/,*/-")

EMPTY = Text("请写一个公式。", "Please write a formula.")
TOO_LONG = Text(f"公式最多 {LONGEST} 字。", f"A formula has at most {LONGEST} characters.")
UNREADABLE = Text(
    "看不懂这个公式。可以用字段编号、数字、+ - * /、括号和 days(开始, 结束)。",
    "This formula cannot be read. Use codes of fields, numbers, + - * /, brackets and"
    " days(from, to).",
)
MIXED = Text(
    "这几样不能这样算：金额只能与同币种的金额相加减，日期只能相减。",
    "These cannot be reckoned so: amounts are added to amounts of the same currency, and dates can"
    " only be subtracted.",
)
BY_ZERO = Text("不能除以零。", "Nothing can be divided by zero.")
NO_FIELD = Text("公式里没有用到字段。", "The formula uses no field.")
NOT_VALUE = Text("结果要是数字或金额。", "The result must be a number or an amount.")


def _unknown(code: str) -> Text:
    return Text(f"没有编号为 {code} 的字段。", f"There is no field with the code {code}.")


def _uncountable(code: str) -> Text:
    return Text(
        f"字段 {code} 不是数字、金额或日期，不能计算。",
        f"The field {code} is no number, amount or date.",
    )


class BadFormulaError(ValueError):
    """A formula that cannot be reckoned, with what to say of it."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True)
class Unit:
    """What a part of a formula is; amounts have a currency."""

    kind: Literal["number", "money", "date"]
    currency: str = ""


NUMBER = Unit("number")
DATE = Unit("date")


@dataclass(frozen=True)
class Formula:
    """A formula that can be reckoned: from which fields, and what comes of it."""

    tree: ast.expr
    fields: Mapping[str, CustomField]
    unit: Unit


def read_formula(written: str, fields: Sequence[CustomField]) -> Formula:
    """Reads a formula over these fields; refuses what cannot be reckoned, and says why."""
    text = written.translate(_WIDE).strip()
    if not text:
        raise BadFormulaError(EMPTY)
    if len(text) > LONGEST:
        raise BadFormulaError(TOO_LONG)
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise BadFormulaError(UNREADABLE) from error
    known = {one.code: one for one in fields}
    unit = _unit(tree, known)
    names = _names(tree)
    if not names:
        raise BadFormulaError(NO_FIELD)
    if unit.kind == "date":
        raise BadFormulaError(NOT_VALUE)
    return Formula(tree, {code: known[code] for code in names}, unit)


def uses(written: str, code: str) -> bool:
    """Whether a formula that was read once names this field."""
    return code in _names(ast.parse(written.translate(_WIDE).strip(), mode="eval"))


def _names(tree: ast.AST) -> set[str]:
    """The codes of fields in a formula; `days` before a bracket is none."""
    called = {id(one.func) for one in ast.walk(tree) if isinstance(one, ast.Call)}
    return {one.id for one in ast.walk(tree) if isinstance(one, ast.Name) and id(one) not in called}


def _unit(node: ast.expr, known: Mapping[str, CustomField]) -> Unit:
    """What a part is; refuses everything that is not named here."""
    if isinstance(node, ast.Constant):
        _constant(node)
        return NUMBER
    if isinstance(node, ast.Name):
        return _of_field(node.id, known)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        unit = _unit(node.operand, known)
        if unit.kind == "date":
            raise BadFormulaError(MIXED)
        return unit
    if isinstance(node, ast.BinOp):
        return _of_two(node, _unit(node.left, known), _unit(node.right, known))
    if _is_days(node):
        assert isinstance(node, ast.Call)
        if [_unit(one, known) for one in node.args] != [DATE, DATE]:
            raise BadFormulaError(MIXED)
        return NUMBER
    raise BadFormulaError(UNREADABLE)


def _constant(node: ast.Constant) -> Decimal:
    value = node.value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise BadFormulaError(UNREADABLE)
    number = Decimal(str(value))
    if not number.is_finite() or abs(number) > _LARGEST:
        raise BadFormulaError(UNREADABLE)
    return number


def _of_field(code: str, known: Mapping[str, CustomField]) -> Unit:
    field = known.get(code)
    if field is None:
        raise BadFormulaError(_unknown(code))
    if field.type == "number":
        return NUMBER
    if field.type == "money":
        return Unit("money", field.currency)
    if field.type == "date":
        return DATE
    raise BadFormulaError(_uncountable(code))


def _is_days(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "days"
        and len(node.args) == 2
        and not node.keywords
    )


def _of_two(node: ast.BinOp, left: Unit, right: Unit) -> Unit:
    kinds = (left.kind, right.kind)
    if isinstance(node.op, ast.Sub) and kinds == ("date", "date"):
        return NUMBER
    if "date" in kinds:
        raise BadFormulaError(MIXED)
    if isinstance(node.op, (ast.Add, ast.Sub)):
        if left != right:
            raise BadFormulaError(MIXED)
        return left
    if isinstance(node.op, ast.Mult):
        if kinds == ("money", "money"):
            raise BadFormulaError(MIXED)
        return left if left.kind == "money" else right
    if isinstance(node.op, ast.Div):
        if isinstance(node.right, ast.Constant) and not _constant(node.right):
            raise BadFormulaError(BY_ZERO)
        if right.kind == "money":
            if left != right:
                raise BadFormulaError(MIXED)
            return NUMBER
        return left
    raise BadFormulaError(UNREADABLE)


def reckon(formula: Formula, values: Values, decimals: int) -> int | float | None:
    """What comes of it: amounts in the smallest unit, numbers with so many decimals; nothing where
    a value is missing, something is divided by zero, or the result is out of all measure.
    """
    held = {code: _held(field, values.get(code)) for code, field in formula.fields.items()}
    if any(one is None for one in held.values()):
        return None
    try:
        found = _reckon(formula.tree, {code: one for code, one in held.items() if one is not None})
    except (ArithmeticError, TypeError):
        return None
    places = decimals
    if formula.unit.kind == "money":
        found, places = found.scaleb(decimals_of(formula.unit.currency)), 0
    if abs(found) > _LARGEST:
        return None
    rounded = found.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def _held(field: CustomField, value: object) -> Decimal | None:
    """A value as a formula reckons with it: amounts in the usual unit, dates as days."""
    if field.type == "date":
        try:
            return Decimal(date.fromisoformat(str(value)).toordinal())
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    number = Decimal(str(value))
    return number.scaleb(-decimals_of(field.currency)) if field.type == "money" else number


def _reckon(node: ast.expr, held: Mapping[str, Decimal]) -> Decimal:
    if isinstance(node, ast.Constant):
        return _constant(node)
    if isinstance(node, ast.Name):
        return held[node.id]
    if isinstance(node, ast.UnaryOp):
        inner = _reckon(node.operand, held)
        return -inner if isinstance(node.op, ast.USub) else inner
    if isinstance(node, ast.Call):
        begin, end = (_reckon(one, held) for one in node.args)
        return end - begin
    assert isinstance(node, ast.BinOp)
    left, right = _reckon(node.left, held), _reckon(node.right, held)
    if isinstance(node.op, ast.Add):
        return left + right
    if isinstance(node.op, ast.Sub):
        return left - right
    return left * right if isinstance(node.op, ast.Mult) else left / right


def with_reckoned(fields: Sequence[CustomField], values: Values) -> dict[str, Any]:
    """The values with those of all formulas as they come of the others now."""
    after = dict(values)
    for field in fields:
        if field.type != "formula":
            continue
        after.pop(field.code, None)
        try:
            result = reckon(read_formula(field.formula, fields), values, field.decimals)
        except BadFormulaError:
            # A field it was made of is gone.
            continue
        if result is not None:
            after[field.code] = result
    return after
