"""Texts for people: the type demands every language, so none can be forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh-CN", "en"]
LANGUAGES: tuple[Language, ...] = ("zh-CN", "en")
DEFAULT_LANGUAGE: Language = "zh-CN"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label in every language the product speaks."""

    zh: str
    en: str

    def say(self, language: Language, **values: object) -> str:
        """The text in `language`, with `{name}` placeholders filled from `values`."""
        template = self.zh if language == "zh-CN" else self.en
        return template.format(**values) if values else template

    def as_json(self) -> dict[str, str]:
        """The shape stored in `jsonb` label columns and sent to clients."""
        return {"zh-CN": self.zh, "en": self.en}


def choose_language(wanted: str | None) -> Language:
    """The best supported language for an `Accept-Language` header or a language tag."""
    for part in (wanted or "").split(","):
        tag = part.split(";")[0].strip().lower()
        if tag.startswith("zh"):
            return "zh-CN"
        if tag.startswith("en"):
            return "en"
    return DEFAULT_LANGUAGE


def label(labels: Mapping[str, str], language: Language) -> str:
    """The label in `language`, else in any language it has."""
    return labels.get(language) or next(iter(labels.values()), "")
