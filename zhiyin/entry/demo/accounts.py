"""The demo's accounts: passwords made once per data folder and kept there."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from zhiyin.entry.demo.organisation import MEMBERS, ROLE_TITLES, Member

SHOWN_FILE = "demo-accounts.json"
TEAM_FILE = "demo-team.json"
# Letters and digits that cannot be mistaken for one another when read from a screen.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Account:
    """One way to sign in to the demo."""

    role: dict[str, str]
    name: str
    email: str
    password: str


def _password() -> str:
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
    return "-".join(groups)


def read_accounts(path: Path) -> list[Account]:
    """The accounts in this file; none if the demo was never loaded."""
    if not path.exists():
        return []
    return [Account(**one) for one in json.loads(path.read_text(encoding="utf-8"))]


def make_accounts(data_dir: Path) -> dict[str, Account]:
    """The accounts of this data folder by e-mail; passwords of an earlier start are kept.

    Those in `demo-accounts.json` are printed at every start; the rest of the team, which lives by
    itself with `--live`, is in `demo-team.json`.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    accounts: dict[str, Account] = {}
    for name, shown in ((SHOWN_FILE, True), (TEAM_FILE, False)):
        known = {one.email: one for one in read_accounts(data_dir / name)}
        part = [known.get(one.email) or _account(one) for one in MEMBERS if one.shown is shown]
        _write(data_dir / name, part)
        accounts |= {one.email: one for one in part}
    return accounts


def _account(member: Member) -> Account:
    zh, en = ROLE_TITLES[member.role]
    return Account({"zh-CN": zh, "en": en}, member.name, member.email, _password())


def _write(path: Path, accounts: list[Account]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump([asdict(one) for one in accounts], file, ensure_ascii=False, indent=2)
