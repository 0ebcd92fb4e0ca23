"""Pure rules of customers: normal forms, masks, where personal data stands in a text."""

import re
import unicodedata
from functools import lru_cache

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from pypinyin import Style, lazy_pinyin

# Chinese mobile and landline numbers, international numbers, e-mail, identity-card numbers,
# bank cards: found before the commit, without a model.
MAX_NOTE = 4000

_PERSONAL = re.compile(
    r"(?<![\w.])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    r"|(?<!\d)\d{17}[\dXx](?!\d)"
    r"|(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"
    r"|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)"
    r"|(?<!\d)\+\d{1,3}[- ]?\d{6,12}(?!\d)"
    r"|(?<!\d)(?:\d{4}[ -]){3}\d{4,7}(?!\d)",
    re.ASCII,
)


def normal_phone(value: str, region: str = "CN") -> str | None:
    """The number in E.164 form, or `None` if it is none."""
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def normal_email(value: str) -> str | None:
    """The address in its normal form, or `None` if it is none. The domain is not asked."""
    try:
        return validate_email(value.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return None


def normal_identity(kind: str, value: str) -> str | None:
    """The normal form of an identity, or `None` when the value cannot be one."""
    if kind == "phone":
        return normal_phone(value)
    if kind == "email":
        return normal_email(value)
    value = value.strip()
    return value if 0 < len(value) <= 200 else None


def mask(kind: str, value: str) -> str:
    """What those see who may not see personal data: `138****2046`, `w***@example.cn`."""
    if kind == "email" or "@" in value:
        local, _, domain = value.partition("@")
        return f"{local[:1]}***@{domain}"
    if kind == "phone":
        local = value.removeprefix("+86")
        return f"{local[:3]}****{local[-4:]}" if len(local) > 7 else "****"
    return f"{value[:2]}****{value[-2:]}" if len(value) > 6 else "****"


def personal_spans(text: str) -> list[list[int]] | None:
    """Where phone numbers, addresses of mail and card numbers stand, or `None` if nowhere."""
    if len(text) < 6:
        return None
    spans = [[m.start(), m.end()] for m in _PERSONAL.finditer(text)]
    return spans or None


def mask_spans(text: str, spans: list[list[int]] | None) -> str:
    """The text with every span masked, its first and last characters kept for recognition."""
    for start, end in reversed(spans or []):
        found = text[start:end]
        hidden = (
            mask("email", found)
            if "@" in found
            else found[:3] + "*" * max(4, len(found) - 7) + found[-4:]
        )
        text = text[:start] + hidden + text[end:]
    return text


_RUNS = re.compile(r"([^\x00-\x7f]+)")


@lru_cache(4096)
def _syllables(part: str) -> tuple[str, ...]:
    """Pinyin of a run of characters. Kept: thousands of visitors are called alike."""
    return (part,) if part.isascii() else tuple(lazy_pinyin(part, style=Style.NORMAL))


def name_keys(name: str) -> tuple[str, str]:
    """Keys a name is found by: lower case without width variants, and pinyin with initials."""
    plain = unicodedata.normalize("NFKC", name).casefold().strip()
    syllables = [syllable for part in _RUNS.split(plain) if part for syllable in _syllables(part)]
    return plain, "".join(syllables) + " " + "".join(s[:1] for s in syllables)


def clean_name(name: str) -> str:
    """A name without control characters or tricks of direction, at most 60 characters."""
    kept = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    return " ".join(kept.split())[:60]


def joined_note(kept: str, gone: str) -> str:
    """Both notes, each once, within what a note may hold."""
    parts = [part for part in dict.fromkeys((kept.strip(), gone.strip())) if part]
    return "\n\n".join(parts)[:MAX_NOTE]


def page_may_say(surface: str | None, *, given: bool) -> bool:
    """Whether a page may answer for its visitor after an answer from `surface`.

    A page repeats what its banner holds on every load: it may always refuse, but never agree again
    for somebody who has withdrawn it themselves, or had it withdrawn.
    """
    return not given or surface in (None, "page")
