"""Shapes of tickets that leave as a table."""

from typing import Literal

from pydantic import Field

from zhiyin.kernel.http.shapes import Shape
from zhiyin.modules.people.interface import TimeZone
from zhiyin.modules.tickets.schemas.views import Column, ViewAsked


class TicketExportIn(Shape):
    """Which tickets to export, with which columns: the title and those named, or all. Moments are
    told in this time zone.
    """

    asked: ViewAsked
    columns: list[Column] = Field(default=[], max_length=60)
    format: Literal["xlsx", "csv"] = "xlsx"
    time_zone: TimeZone = "Asia/Shanghai"
