"""Who may set the language model up: whoever keeps the organisation's settings."""

from zhiyin.modules.people.interface import MANAGE_SETTINGS

__all__ = ["MANAGE_SETTINGS"]
