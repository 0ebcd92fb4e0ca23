"""Passwords: an account that does not exist takes as long to refuse as one that does."""

from zhiyin.kernel.auth import secrets


def test_refusing_nobody_costs_what_refusing_somebody_costs() -> None:
    assert not secrets._passwords.current_hasher.check_needs_rehash(secrets._NOBODY)
    assert not secrets.password_matches("nobody has this password", None)
