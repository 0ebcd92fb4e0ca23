"""What happened with the bot."""

from uuid import UUID

from zhiyin.kernel.events.event import Event


class BotHandedOver(Event, frozen=True):
    """The bot gave a conversation to people, for a reason."""

    conversation_id: UUID
    reason: str
