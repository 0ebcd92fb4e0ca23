"""Normal forms of phone numbers and addresses of mail."""

import phonenumbers
from email_validator import EmailNotValidError, validate_email


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
