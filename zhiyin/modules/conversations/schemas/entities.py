"""The named things in messages, as the API shows them."""

from collections.abc import Sequence

from pydantic import BaseModel

from zhiyin.modules.understanding.interface import EntityType


class EntityOut(BaseModel):
    """A named thing: `value` in a form that can be compared (money in the smallest unit of its
    currency, times as HH:MM), `words` as it stands in the text. Not `whole`: part of it is hidden
    from the caller.
    """

    type: EntityType
    value: str
    words: str
    whole: bool


class MessageEntitiesOut(BaseModel):
    """A message and what it holds, each thing once."""

    number: int
    things: Sequence[EntityOut]
