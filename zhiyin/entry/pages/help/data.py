"""What search engines are told of a page in their own words (schema.org). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zhiyin.modules.knowledge.interface import PublicArticle, PublicText
from zhiyin.modules.people.interface import ShopRecord


@dataclass(frozen=True)
class Crumb:
    """A step on the way to a page; the page itself has no path."""

    name: str
    path: str = ""


def _graph(*nodes: dict[str, Any]) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def start_data(base: str, path: str, search: str, title: str, language: str) -> dict[str, Any]:
    """The site, and how to search it."""
    return _graph(
        {
            "@type": "WebSite",
            "name": title,
            "url": base + path,
            "inLanguage": language,
            "potentialAction": {
                "@type": "SearchAction",
                "target": f"{base}{search}?q={{search_term_string}}",
                "query-input": "required name=search_term_string",
            },
        }
    )


def category_data(
    base: str, path: str, crumbs: Sequence[Crumb], articles: Sequence[PublicArticle]
) -> dict[str, Any]:
    """The way here, and the questions with their short answers."""
    asked = [_question(one) for one in articles if one.short_answer]
    page: list[dict[str, Any]] = [{"@type": "FAQPage", "mainEntity": asked}] if asked else []
    return _graph(_breadcrumbs(base, path, crumbs), *page)


def article_data(
    base: str,
    path: str,
    crumbs: Sequence[Crumb],
    article: PublicText,
    description: str,
    publisher: str,
) -> dict[str, Any]:
    """The way here, the article, and the question it answers."""
    page: dict[str, Any] = {
        "@type": "Article",
        "headline": article.title[:110],
        "description": description,
        "inLanguage": article.locale,
        "dateModified": article.published_at.isoformat(timespec="seconds"),
        "mainEntityOfPage": base + path,
        "publisher": {"@type": "Organization", "name": publisher},
    }
    nodes = [_breadcrumbs(base, path, crumbs), page]
    if article.short_answer:
        nodes.append({"@type": "FAQPage", "mainEntity": [_question(article)]})
    return _graph(*nodes)


def contact_data(base: str, path: str, shop: ShopRecord) -> dict[str, Any]:
    """The shop and how it is found and reached: only what is set."""
    told = {
        "address": shop.address,
        "telephone": shop.phone,
        "email": shop.email,
        "hasMap": shop.map_url,
    }
    # A place to go to has an address; without one it is somebody to reach.
    node: dict[str, Any] = {
        "@type": "Store" if shop.address else "Organization",
        "name": shop.name,
        "url": base,
        **{name: value for name, value in told.items() if value},
    }
    if not shop.address:
        node.pop("hasMap", None)
    return _graph({"@type": "ContactPage", "url": base + path, "mainEntity": node})


def _question(article: PublicArticle) -> dict[str, Any]:
    answer = {"@type": "Answer", "text": article.short_answer}
    return {"@type": "Question", "name": article.title, "acceptedAnswer": answer}


def _breadcrumbs(base: str, path: str, crumbs: Sequence[Crumb]) -> dict[str, Any]:
    steps = [
        {
            "@type": "ListItem",
            "position": place,
            "name": one.name,
            "item": base + (one.path or path),
        }
        for place, one in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}
