"""What a definition of a custom field may look like: pure."""

from collections.abc import Sequence

from zhiyin.kernel.fields.field import CHOSEN, CustomField
from zhiyin.kernel.fields.formulas import BadFormulaError, Unit, read_formula
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.catalogue.schemas import ChoiceShape, FieldIn, FieldLook, HostOut

NO_NAME = Text("请填写名称。", "Please give it a name.")
NO_CHOICES = Text("请至少写一个选项。", "Please write at least one choice.")
SAME_CHOICE = Text("选项编号重复。", "Two choices have the same code.")
GONE_CHOICE = Text("用过的选项请停用，不要删除。", "Switch a choice off instead of removing it.")
NEEDLESS_CHOICES = Text("这种字段没有选项。", "Such a field has no choices.")
NO_CLOSING = Text("这种对象没有结束时的填写。", "Objects of this kind are not closed by hand.")
NOT_PERSONAL = Text(
    "这种对象的字段不能标为个人信息。", "Fields of this kind cannot be marked as personal."
)
NOT_HERE = Text("这种对象没有这种字段。", "Objects of this kind take no such fields.")
NOT_ASKED = Text("公式由系统计算，不用填写。", "A formula is reckoned and never asked for.")
NEEDLESS_FORMULA = Text("这种字段没有公式。", "Such a field has no formula.")
OTHER_RESULT = Text(
    "结果的种类和币种不能改变，请新建字段。",
    "What comes of a formula stays a number, or an amount in its currency. Make another field.",
)


def check_look(
    body: FieldLook, *, chosen: bool, host: HostOut, before: Sequence[ChoiceShape] = ()
) -> dict[str, Text]:
    """What is wrong with a definition, by the name of its part."""
    errors: dict[str, Text] = {}
    if not (body.name.zh.strip() and body.name.en.strip()):
        errors["name"] = NO_NAME
    codes = [one.code for one in body.choices]
    if chosen and not codes:
        errors["choices"] = NO_CHOICES
    elif codes and not chosen:
        errors["choices"] = NEEDLESS_CHOICES
    elif len(set(codes)) < len(codes):
        errors["choices"] = SAME_CHOICE
    elif any(not (one.name.zh.strip() and one.name.en.strip()) for one in body.choices):
        errors["choices"] = NO_NAME
    elif not {one.code for one in before} <= set(codes):
        errors["choices"] = GONE_CHOICE
    if (body.at_closing or body.required) and not host.closing:
        errors["at_closing"] = NO_CLOSING
    return errors


def check_new(body: FieldIn, host: HostOut) -> dict[str, Text]:
    """What is wrong with a field that is to be made."""
    errors = check_look(body, chosen=body.type in CHOSEN, host=host)
    if body.type not in host.types:
        errors["type"] = NOT_HERE
    if body.personal and not host.personal:
        errors["personal"] = NOT_PERSONAL
    return errors


def check_formula(
    body: FieldLook, fields: Sequence[CustomField], before: Unit | None = None
) -> tuple[Unit | None, dict[str, Text]]:
    """What comes of a formula over these fields, or what is wrong with it; what came of it before
    stays.
    """
    if body.required or body.at_closing:
        return None, {"at_closing": NOT_ASKED}
    try:
        unit = read_formula(body.formula, fields).unit
    except BadFormulaError as error:
        return None, {"formula": error.text}
    if before is not None and unit != before:
        return None, {"formula": OTHER_RESULT}
    return unit, {}
