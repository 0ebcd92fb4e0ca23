"""What happens in the knowledge base."""

from uuid import UUID

from zhiyin.kernel.events.event import Event


class ArticleChanged(Event, frozen=True):
    """Something changed by which an article is found, or whether it is: it was published or
    archived, a wording came or went, its category was switched off, its validity was set.
    """

    article_id: UUID


class SynonymsChanged(Event, frozen=True):
    """A group of synonyms was made, changed, put into the bin or brought back."""


class TrialChanged(Event, frozen=True):
    """Other wordings are on trial with the bot, or none any more."""
