"""Whether what a model has worded really stands in the articles it names: pure.

The model is asked to keep to them, and may do otherwise all the same. What can be checked without
understanding is checked here, strictly: an answer that is thrown away costs little, as the bot goes
on without; a number nobody promised costs a lot.
"""

import re
from collections.abc import Collection, Sequence

from zhiyin.kernel.i18n.text import Language
from zhiyin.modules.bot.composing import MOST_SENTENCES, MOST_WORDS, Composed, plain
from zhiyin.modules.languagemodel.interface import PLACEHOLDER, unfounded

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")

_MARKUP = re.compile(r"\]\(|<\s*/?\s*[a-z]|!\[", re.IGNORECASE)


def fault(
    composed: Composed, articles: Sequence[str], known: Collection[str], language: Language
) -> str | None:
    """Why an answer must not be said, or `None`. `articles` are the texts it may name, in their
    order; `known` the placeholders that stand for something.
    """
    whole = " ".join(plain(one.text) for one in composed.sentences)
    if not whole.strip() or len(composed.sentences) > MOST_SENTENCES or len(whole) > MOST_WORDS:
        return "length"
    if _MARKUP.search(whole):
        return "markup"
    if any(one not in known for one in PLACEHOLDER.findall(whole)):
        return "placeholder"
    if not _fits(whole, language):
        return "language"
    for sentence in composed.sentences:
        numbers = set(sentence.articles)
        if not numbers or not numbers <= set(range(1, len(articles) + 1)):
            return "citation"
        named = " \n ".join(articles[number - 1] for number in sorted(numbers))
        problem = unfounded(plain(sentence.text), named)
        if problem is not None:
            return problem
    return None


def _fits(text: str, language: Language) -> bool:
    clean = PLACEHOLDER.sub("", text)
    wide = len(_HAN.findall(clean))
    return wide > 0 if language == "zh-CN" else wide * 3 < max(len(clean), 1)
