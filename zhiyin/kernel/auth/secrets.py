"""Random tokens (fast-hashed, for every call) and passwords (slow-hashed, for signing in)."""

import hashlib
import secrets

from pwdlib import PasswordHash

_passwords = PasswordHash.recommended()
# Verified against when an account does not exist, so that both answers take the same time. Its
# cost is the recommended one; making it anew would take every process a tenth of a second.
_NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$"
    "6zsRO19dIOIAcVTttFxmFA$YmaLWERQnOMJqVG8emPYlO3XYao6dkFPDRyTaxgSCMY"
)


def new_token() -> str:
    """A random token of 256 bits for links, cookies and visitors."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> bytes:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).digest()


def hash_password(password: str) -> str:
    """Argon2id, with the library's recommended cost."""
    return _passwords.hash(password)


def password_matches(password: str, stored: str | None) -> bool:
    """Whether the password is right; takes as long when there is no account."""
    if stored is None:
        _passwords.verify(password, _NOBODY)
        return False
    return _passwords.verify(password, stored)
