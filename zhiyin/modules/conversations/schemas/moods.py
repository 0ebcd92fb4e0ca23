"""How a customer felt, message by message."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from zhiyin.modules.conversations.schemas.shown import MoodName


class MoodPoint(BaseModel):
    """A customer's message: its mood, between -1 (angry) and 1 (pleased), and how likely it is."""

    message_id: UUID
    number: int
    at: datetime
    mood: MoodName
    value: float
    sure: float
