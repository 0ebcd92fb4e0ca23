"""Files of test questions: a table with a question and the article that answers it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.text.cells import plain_cell
from zhiyin.modules.knowledge.errors import NoQuestionColumnError
from zhiyin.modules.knowledge.pairs import table_rows

# As the columns may be called.
_COLUMNS = (
    ("question", Text("问题", "question")),
    ("question", Text("测试问题", "query")),
    ("question", Text("客户问题", "text")),
    ("article", Text("应答文章", "article")),
    ("article", Text("文章", "title")),
    ("article", Text("标准问", "standard question")),
    ("shop", Text("店铺", "shop")),
    ("locale", Text("语言", "language")),
    ("locale", Text("语种", "locale")),
)
# What stands in place of an article where nothing of this shop answers.
_NOBODY = (
    Text("-", "-"),
    Text("无", "none"),
    Text("没有", "nobody"),
    Text("本店不回答", "not here"),
)
_LOCALES = {"": "zh-CN", "zh": "zh-CN", "zh-cn": "zh-CN", "en": "en"}
# A question no chat would hold.
MOST_LETTERS = 500


@dataclass(frozen=True)
class Row:
    """A line of such a file; `article` is a title, none where nothing here answers."""

    number: int
    question: str
    article: str | None
    shop: str
    # Empty where it says nonsense.
    locale: str


def read_questions(name: str, data: bytes) -> Iterator[Row]:
    """Every line that says something, in the order of the file."""
    lines = enumerate(table_rows(name, data), 1)
    _, first = next(lines, (0, []))
    called = {name: key for key, title in _COLUMNS for name in (title.zh, title.en)}
    nobody = {"", *(name for one in _NOBODY for name in (one.zh, one.en))}
    keys = [called.get(cell.strip().lower(), "") for cell in first]
    if not {"question", "article"} <= set(keys):
        raise NoQuestionColumnError
    for number, cells in lines:
        it = {key: plain_cell(cell) for key, cell in zip(keys, cells, strict=False) if key}
        if any(it.values()):
            title = it.get("article", "")
            yield Row(
                number,
                it.get("question", ""),
                None if title.lower() in nobody else title,
                it.get("shop", ""),
                _LOCALES.get(it.get("locale", "").lower(), ""),
            )
