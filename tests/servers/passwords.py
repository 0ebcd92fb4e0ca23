"""Passwords that are checked in no time. Their slowness is what protects them, and what would take
a good part of the time in which tests sign people in; `tests/kernel/test_secrets.py` looks at it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from zhiyin.kernel.auth import secrets


def make_passwords_quick() -> PasswordHash:
    """From now on, in this process and those forked from it; returns how they were made before."""
    before: PasswordHash = secrets._passwords
    secrets._passwords = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    return before


@contextmanager
def quick_passwords() -> Iterator[None]:
    """Those made inside the block are checked in no time wherever they are checked."""
    before = make_passwords_quick()
    try:
        yield
    finally:
        secrets._passwords = before
