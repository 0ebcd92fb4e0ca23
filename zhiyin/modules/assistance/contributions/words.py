"""Reads what staff and machines are about to say."""

from zhiyin.kernel.contracts.words import WordsCheck
from zhiyin.modules.assistance.actions.wording import allows_words, check_words

WORDING = WordsCheck("assistance.wording", check_words, allows_words)
