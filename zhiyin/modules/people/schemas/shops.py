"""Shapes of shops."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from zhiyin.kernel.http.shapes import Shape, ShortText
from zhiyin.kernel.text.contacts import normal_email, normal_phone
from zhiyin.modules.people.schemas.attention import TimeZone
from zhiyin.modules.people.schemas.people import Code, Hours


def _phone(value: str) -> str:
    number = normal_phone(value)
    if number is None:
        raise PydanticCustomError("not_phone", "not a phone number")
    return number


def _email(value: str) -> str:
    address = normal_email(value)
    if address is None:
        raise PydanticCustomError("not_email", "not an address of mail")
    return address


def _web(value: str) -> str:
    # Stands as a link on public pages: nothing that could run there.
    if not value.lower().startswith(("http://", "https://")) or not value.isprintable():
        raise PydanticCustomError("not_url", "not a web address")
    if any(one in value for one in ' "<>'):
        raise PydanticCustomError("not_url", "not a web address")
    return value


PostalAddress = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)
]
Phone = Annotated[str, StringConstraints(max_length=40), AfterValidator(_phone)]
Email = Annotated[str, StringConstraints(max_length=320), AfterValidator(_email)]
WebAddress = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=10, max_length=1000),
    AfterValidator(_web),
]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class ShopContact(Shape):
    """Where customers find and reach a shop; all of it may be left out."""

    address: PostalAddress | None = None
    phone: Phone | None = None
    email: Email | None = None
    map_url: WebAddress | None = None


class ShopIn(ShopContact):
    """A shop to make."""

    name: ShortText
    code: Code
    time_zone: TimeZone = "Asia/Shanghai"
    currency: Currency = "CNY"
    hours: Hours | None = None


class ShopPatch(ShopContact):
    """What to change of a shop."""

    name: ShortText | None = None
    time_zone: TimeZone | None = None
    currency: Currency | None = None
    hours: Hours | None = None


class ShopOut(Shape):
    """A shop."""

    id: UUID
    name: str
    code: str
    time_zone: str
    currency: str
    hours: Hours | None
    address: str | None
    phone: str | None
    email: str | None
    map_url: str | None
    version: int
