"""Files of test questions: a table with a question and the article that answers it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhiyin.kernel.text.cells import plain_cell
from zhiyin.modules.knowledge.errors import NoQuestionColumnError
from zhiyin.modules.knowledge.pairs import table_rows

# As the columns may be called, in either language.
COLUMNS = {
    "question": ("question", "query", "问题", "测试问题", "客户问题", "text"),
    "article": ("article", "title", "文章", "应答文章", "标准问", "answer"),
    "shop": ("shop", "店铺"),
    "locale": ("language", "locale", "语言"),
}
# What stands in place of an article where nothing of this shop answers.
NOBODY = {"", "-", "无", "没有", "本店不回答", "不回答", "none", "nobody", "not here"}
LOCALES = {"": "zh-CN", "zh": "zh-CN", "zh-cn": "zh-CN", "中文": "zh-CN", "en": "en", "英文": "en"}
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
    called = {said: key for key, names in COLUMNS.items() for said in names}
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
                None if title.lower() in NOBODY else title,
                it.get("shop", ""),
                LOCALES.get(it.get("locale", "").lower(), ""),
            )
