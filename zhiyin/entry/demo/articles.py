"""Reads the demo's articles from Markdown files, and what customers may ask of them.

@ 配送|Delivery / 发货|Dispatch   the category of what follows, in both languages
# 什么时候发货                     an article begins: its standard question
= …                               the short answer
~ one way | another               customers' other wordings
! staff case en expiring          marks: for staff only, a STAR case, English, … ; `of 标题` at the
end names the article it translates
< …                               what the short answer was in an earlier version
S … T … A … R …                   the four parts of a case, a line each
everything else                   the text
"""

import csv
from dataclasses import dataclass, field
from importlib.resources import files

Path = tuple[tuple[str, str], ...]
# Marks of articles that Chinese customers are not shown.
_HIDDEN = {"staff", "case", "en", "review", "expired"}
_STAR = {"S": "situation", "T": "task", "A": "action", "R": "result"}


@dataclass
class DemoArticle:
    """An article as it is written there."""

    title: str
    category: Path
    short: str = ""
    earlier: str = ""
    body: list[str] = field(default_factory=list)
    wordings: list[str] = field(default_factory=list)
    star: dict[str, str] = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)
    translates: str = ""

    @property
    def for_customers(self) -> bool:
        """Whether the bot of the shop may answer with it, in the language most of them speak."""
        return bool(self.short) and not self.marks & _HIDDEN

    def read(self, line: str) -> None:
        """Takes one line in."""
        sign, _, rest = line.partition(" ")
        if sign == "=":
            self.short = rest
        elif sign == "<":
            self.earlier = rest
        elif sign == "~":
            self.wordings += [one.strip() for one in rest.split(" | ")]
        elif sign == "!":
            marks, _, self.translates = rest.partition(" of ")
            self.marks |= set(marks.split())
        elif sign in _STAR and rest:
            self.star[_STAR[sign]] = rest
        else:
            self.body.append(line)


def read_articles() -> list[DemoArticle]:
    """All of them, in the order of their files."""
    articles: list[DemoArticle] = []
    category: Path = ()
    folder = files("zhiyin.entry.demo") / "knowledge"
    texts = [one for one in folder.iterdir() if one.name.endswith(".md")]
    for entry in sorted(texts, key=lambda one: one.name):
        for line in entry.read_text(encoding="utf-8").splitlines():
            if line.startswith("@ "):
                category = _category(line[2:])
            elif line.startswith("# "):
                articles.append(DemoArticle(line[2:].strip(), category))
            elif articles:
                articles[-1].read(line)
    return articles


def _category(text: str) -> Path:
    names = (part.strip().partition("|") for part in text.split(" / "))
    return tuple((zh, en or zh) for zh, _, en in names)


def read_questions() -> list[tuple[str, str | None]]:
    """What customers may ask, each with the title of the article that answers it, if one does."""
    file = files("zhiyin.entry.demo") / "knowledge" / "questions.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    return [(row["query"], row["title"] or None) for row in csv.DictReader(lines)]
