"""The door of the help centre: what its public pages are made of."""

from zhiyin.modules.helpcentre.actions import MOST_COMMENT, vote
from zhiyin.modules.helpcentre.queries import Centre, Link, get_centres
from zhiyin.modules.helpcentre.rules import (
    LOOSE,
    Shades,
    article_address,
    category_address,
    category_in,
    dark_shades,
    light_shades,
    number_in,
)
from zhiyin.modules.helpcentre.schemas import Reason

__all__ = [
    "LOOSE",
    "MOST_COMMENT",
    "Centre",
    "Link",
    "Reason",
    "Shades",
    "article_address",
    "category_address",
    "category_in",
    "dark_shades",
    "get_centres",
    "light_shades",
    "number_in",
    "vote",
]
