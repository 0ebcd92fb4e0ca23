"""The demo's accounts: passwords made once per data folder and kept there."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from zhiyin.entry.demo.organisation import MEMBERS, ROLE_TITLES, WIDGET_KEY

FILE = "demo-accounts.json"
# Letters and digits that cannot be mistaken for one another when read from a screen.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Account:
    """One way to sign in to the demo. `shown` ones are printed at every start."""

    role: str
    title_zh: str
    title_en: str
    name: str
    email: str
    password: str
    shown: bool


def _password() -> str:
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
    return "-".join(groups)


def read_accounts(data_dir: Path) -> list[Account]:
    """The accounts of this data folder; none if the demo was never loaded."""
    path = data_dir / FILE
    if not path.exists():
        return []
    stored = json.loads(path.read_text(encoding="utf-8"))
    return [Account(**one) for one in stored["accounts"]]


def make_accounts(data_dir: Path) -> list[Account]:
    """The accounts of this data folder, made if there are none; readable by the owner alone."""
    known = read_accounts(data_dir)
    if len(known) == len(MEMBERS):
        return known
    accounts = [
        Account(one.role, *ROLE_TITLES[one.role], one.name, one.email, _password(), one.shown)
        for one in MEMBERS
    ]
    data_dir.mkdir(parents=True, exist_ok=True)
    content = {"widget_key": WIDGET_KEY, "accounts": [asdict(one) for one in accounts]}
    path = data_dir / FILE
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=2)
    return accounts
