"""Custom fields of a customer as they are stored: personal ones sealed under the customer's own
key, so that they go when the key is destroyed and no backup can be read without the key ring.
"""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag

from zhiyin.kernel.crypto.keyring import KeyRing
from zhiyin.kernel.fields.field import CustomField, Values
from zhiyin.modules.customers.rules import mask

_SEALED = "sealed"
# What masking leaves of these still helps to recognise somebody; of other values nothing is shown.
_MASKED_IN_PART = ("phone", "email")


def seal_fields(
    keyring: KeyRing, data_key: bytes, fields: Sequence[CustomField], values: Values
) -> dict[str, Any]:
    """The values as they are stored."""
    personal = {one.code for one in fields if one.personal}
    return {
        code: _seal(keyring, data_key, value) if code in personal else value
        for code, value in values.items()
    }


def _seal(keyring: KeyRing, data_key: bytes, value: object) -> dict[str, str]:
    body = keyring.seal(msgspec.json.encode(value), data_key)
    return {_SEALED: base64.b64encode(body).decode()}


def open_fields(
    keyring: KeyRing, data_key: bytes | None, stored: Mapping[str, Any]
) -> dict[str, Any]:
    """The values in the clear. What nobody can read any more is left out."""
    values: dict[str, Any] = {}
    for code, value in stored.items():
        if not isinstance(value, dict):
            values[code] = value
        elif data_key is not None:
            try:
                body = keyring.open_value(base64.b64decode(value[_SEALED]), data_key)
            except (InvalidTag, KeyError):
                # Encrypted under a ring that is gone.
                continue
            values[code] = msgspec.json.decode(body)
    return values


def plain_fields(stored: Mapping[str, Any]) -> dict[str, Any]:
    """What is not sealed."""
    return {code: value for code, value in stored.items() if not isinstance(value, dict)}


def mask_fields(fields: Sequence[CustomField], values: Values) -> tuple[dict[str, Any], list[str]]:
    """What those see who may not see personal fields, and which of them are filled in."""
    personal = {one.code: one for one in fields if one.personal and one.code in values}
    shown = {code: value for code, value in values.items() if code not in personal}
    for code, one in personal.items():
        if one.type in _MASKED_IN_PART:
            shown[code] = mask(one.type, str(values[code]))
    return shown, list(personal)


def add_fields(
    keyring: KeyRing,
    kept: Mapping[str, Any],
    kept_key: bytes,
    gone: Mapping[str, Any],
    gone_key: bytes | None,
) -> dict[str, Any]:
    """What a file says that goes, beside what the one that stays says; sealed under its key."""
    opened = open_fields(keyring, gone_key, gone)
    added = dict(kept)
    for code in opened.keys() - kept.keys():
        secret = isinstance(gone[code], dict)
        added[code] = _seal(keyring, kept_key, opened[code]) if secret else opened[code]
    return added
