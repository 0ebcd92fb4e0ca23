"""The door of assistance."""

from zhiyin.modules.assistance.shipped import Shipped, shipped

__all__ = ["Shipped", "shipped"]
