"""Where the pages of a help centre stand. Pure."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode
from uuid import UUID

from zhiyin.kernel.i18n.text import Language
from zhiyin.modules.helpcentre.interface import (
    Centre,
    article_address,
    category_address,
)


@dataclass(frozen=True)
class Addresses:
    """The paths of one help centre in one language."""

    slug: str
    language: Language

    @classmethod
    def of(cls, centre: Centre, language: Language) -> "Addresses":
        """Those of a centre."""
        return cls(centre.slug, language)

    @property
    def start(self) -> str:
        """The start page."""
        return f"/help/{self.slug}/{self.language}"

    @property
    def search(self) -> str:
        """The search page, without its question."""
        return f"{self.start}/search"

    @property
    def suggest(self) -> str:
        """What a search field asks while somebody types."""
        return f"{self.start}/suggest"

    def contact(self, about: int | None = None) -> str:
        """How else the shop is reached."""
        return f"{self.start}/contact" + (f"?{urlencode({'about': about})}" if about else "")

    def category(self, name: str, category_id: UUID | None) -> str:
        """A category; `None` is what stands in none."""
        return f"{self.start}/c/{quote(category_address(name, category_id))}"

    def article(self, title: str, number: int) -> str:
        """An article."""
        return f"{self.start}/a/{quote(article_address(title, number))}"

    def vote(self, number: int) -> str:
        """Where a vote about an article goes."""
        return f"{self.start}/vote/{number}"
