"""What finders find."""

from typing import Literal, NamedTuple

EntityType = Literal[
    "order_no",
    "tracking_no",
    "phone",
    "email",
    "address",
    "product",
    "amount",
    "date",
    "time",
    "quantity",
]


class Entity(NamedTuple):
    """A named thing: where it stands in a text, and what it says in a form that can be compared.

    Money is in the smallest unit of its currency (分), numbers without what parts them, times as
    `HH:MM`, dates as `YYYY-MM-DD` or `MM-DD`, or as written where they depend on the day.
    """

    type: EntityType
    start: int
    end: int
    value: str
