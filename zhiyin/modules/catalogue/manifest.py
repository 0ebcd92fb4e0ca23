"""What the catalogue contributes."""

from zhiyin.kernel.contracts.module import Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.catalogue import events, permissions
from zhiyin.modules.catalogue.contributions.bin import BIN, FIELDS_BIN
from zhiyin.modules.catalogue.http import fields, subjects

module = Module(
    name="catalogue",
    title=Text("问题分类与字段", "Subjects and fields"),
    routes=(subjects.routes, fields.routes),
    permissions=permissions.ALL,
    events=(events.FormulaChanged,),
    bin=(BIN, FIELDS_BIN),
)
