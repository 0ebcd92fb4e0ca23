"""In which of our languages somebody writes."""

import re

from zhiyin.kernel.i18n.text import Language

_CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


def language_of(text: str, otherwise: Language) -> Language:
    """The language of the answer: that of the words, where they show it."""
    if _CJK.search(text):
        return "zh-CN"
    letters = sum(one.isascii() and one.isalpha() for one in text)
    return "en" if letters >= 8 and " " in text.strip() else otherwise
