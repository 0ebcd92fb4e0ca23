"""Which locks every transaction of a test run took, in order, read from the server's own log.

The database itself writes down each statement with its transaction, whichever process sent it: the
product carries no line for this, and web, worker and inference are seen as they really run.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

SETTINGS = {
    "log_statement": "all",
    # Values are personal data and of no use here.
    "log_parameter_max_length": "0",
    "log_line_prefix": "'%d|%p|%v| '",
}
"""What the server must be told so that its log can be read here."""

_LINE = re.compile(r"(t_[0-9a-f]{16})\|(\d+)\|([0-9/]+)\| LOG:  (?:statement|execute [^:]*): (.*)")
_WORDS = re.compile(r"'(?:[^']|'')*'|[a-z_][\w.]*|[(),*]", re.IGNORECASE)
_NO_ALIAS = {
    "where", "order", "group", "limit", "on", "set", "for", "returning", "union", "using",
    "join", "left", "right", "full", "inner", "cross",
}  # fmt: skip


@dataclass(frozen=True)
class Lock:
    """Rows of a table (or an advisory lock) taken by a statement.

    `manner` is `insert`, `upsert`, `change` (update, delete) or `hold` (select … for). A lock that
    skips rows held by others never waits for them.
    """

    table: str
    manner: str
    waits: bool = True


@dataclass(frozen=True)
class Taken:
    """A lock and the statement that took it."""

    lock: Lock
    statement: str


def transactions(lines: Iterable[str]) -> Iterator[list[Taken]]:
    """The locks of each transaction in the log, in the order they were taken."""
    running: dict[tuple[str, str, str], list[Taken]] = {}
    latest: dict[tuple[str, str], str] = {}
    for database, process, number, statement in _statements(lines):
        session = (database, process)
        previous = latest.get(session)
        if previous is not None and previous != number:
            yield running.pop((*session, previous), [])
        latest[session] = number
        taken = running.setdefault((*session, number), [])
        taken += [Taken(lock, statement) for lock in locks_of(statement)]
    yield from running.values()


def _statements(lines: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """Database, process, transaction and text of each statement; its later lines are indented."""
    head: tuple[str, str, str] | None = None
    words: list[str] = []
    for line in lines:
        if line.startswith("\t"):
            words.append(line.strip())
            continue
        if head is not None:
            yield (*head, " ".join(words))
            head = None
        found = _LINE.match(line)
        if found is not None:
            head, words = (found[1], found[2], found[3]), [found[4].strip()]
    if head is not None:
        yield (*head, " ".join(words))


@cache
def locks_of(statement: str) -> tuple[Lock, ...]:
    """The locks a statement takes, in the order it names them."""
    found = _locks(_Reader(_WORDS.findall(statement)))
    # `UPDATE … WHERE id IN (SELECT … FOR UPDATE)`: the rows are held before they are changed.
    held = {lock.table for lock in found if lock.manner == "hold"}
    return tuple(lock for lock in found if lock.manner != "change" or lock.table not in held)


class _Reader:
    """The words of a statement, one after the other."""

    def __init__(self, words: list[str]) -> None:
        self.words = [word.lower() for word in words]
        self.place = 0

    def __bool__(self) -> bool:
        return self.place < len(self.words)

    def next(self) -> str:
        """The next word."""
        self.place += 1
        return self.words[self.place - 1]

    def ahead(self, *words: str) -> bool:
        """Passes over these words if they come next."""
        if tuple(self.words[self.place : self.place + len(words)]) != words:
            return False
        self.place += len(words)
        return True

    def peek(self) -> str:
        """The word that comes next, or nothing."""
        return self.words[self.place] if self else ""


def _locks(words: _Reader) -> list[Lock]:
    """The locks of one pair of brackets (or the whole), inner ones included where they stand."""
    found: list[Lock] = []
    tables: dict[str, str] = {}
    while words:
        word = words.next()
        if word == "(":
            found += _locks(words)
        elif word == ")":
            break
        elif word == "insert" and words.ahead("into"):
            found.append(Lock(words.next(), "insert"))
        elif word == "update" or (word == "delete" and words.ahead("from")):
            found.append(Lock(words.next(), "change"))
        elif word == "conflict":
            _note_conflict(words, found)
        elif word in {"from", "join"}:
            _note_tables(words, tables, found)
        elif word == "for":
            found += _held(words, tables)
        elif word in {"pg_advisory_xact_lock", "pg_try_advisory_xact_lock"}:
            found.append(Lock("advisory", "hold", waits="try" not in word))
    return found


def _note_conflict(words: _Reader, found: list[Lock]) -> None:
    """An insert that may turn into an update of the row it meets."""
    inserted = next(
        place for place in reversed(range(len(found))) if found[place].manner == "insert"
    )
    while words and not words.ahead("do", "nothing"):
        if words.ahead("do", "update"):
            found[inserted] = Lock(found[inserted].table, "upsert")
            return
        words.next()


def _note_tables(words: _Reader, tables: dict[str, str], found: list[Lock]) -> None:
    """The tables after `from` or `join`, under the names the statement gives them."""
    while words:
        if words.ahead("("):
            found += _locks(words)
            name = ""
        else:
            name = words.next()
        words.ahead("as")
        after = words.peek()
        is_alias = after.isidentifier() and after not in _NO_ALIAS
        tables[words.next() if is_alias else name] = name
        if not words.ahead(","):
            return


def _held(words: _Reader, tables: dict[str, str]) -> list[Lock]:
    """`FOR UPDATE` and its milder forms."""
    words.ahead("no", "key") or words.ahead("key")
    if not (words.ahead("update") or words.ahead("share")):
        return []
    named = {words.next()} if words.ahead("of") else set(tables)
    waits = not words.ahead("skip", "locked")
    return [
        Lock(table, "hold", waits) for alias, table in tables.items() if alias in named if table
    ]
