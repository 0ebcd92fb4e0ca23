"""Normal forms of phone numbers and addresses of mail."""

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from zhiyin.kernel.i18n.text import Language

HOME_CODE = 86


def normal_phone(value: str, region: str = "CN") -> str | None:
    """The number in E.164 form, or `None` if it is none."""
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown_phone(number: str, language: Language) -> str:
    """A number in E.164 form as people read it: at home without the country."""
    known = phonenumbers.parse(number)
    at_home = language == "zh-CN" and known.country_code == HOME_CODE
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(known, form.NATIONAL if at_home else form.INTERNATIONAL)


def normal_email(value: str) -> str | None:
    """The address in its normal form, or `None` if it is none. The domain is not asked."""
    try:
        return validate_email(value.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return None
