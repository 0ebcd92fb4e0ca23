"""Reads what staff are about to say."""

from zhiyin.kernel.contracts.words import WordsCheck
from zhiyin.modules.assistance.actions.wording import check_words

WORDING = WordsCheck("assistance.wording", check_words)
