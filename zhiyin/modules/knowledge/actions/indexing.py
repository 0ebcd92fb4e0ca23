"""What an article is found by while the inference process is away."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.text.tokens import plain, tokens
from zhiyin.modules.customers.interface import name_keys
from zhiyin.modules.knowledge.models import Article, ArticleVersion, ArticleWording

# More is of no use to somebody who types a few words.
MOST_KEYS = 4000


def keys_of(title: str, wordings: Iterable[str]) -> str:
    """What lists find an article by: the title as typed, in pinyin and by initials; wordings."""
    return " ".join((*name_keys(title), *map(plain, wordings)))[:MOST_KEYS]


def tokens_of(version: ArticleVersion, wordings: Sequence[str]) -> list[str]:
    """What a live version is found by, with the wordings of its article."""
    said = (version.title, *wordings, *version.synonyms, version.short_answer, version.body_text)
    return tokens("\n".join((*said, *(version.star or {}).values())))


async def refresh_tokens(
    session: WriteSession, row: Article, version: ArticleVersion | None
) -> None:
    """Cuts what readers see anew; of an article that is not live only its title is kept, for the
    lists of writers.
    """
    query = select(ArticleWording.text).where(ArticleWording.article_id == row.id)
    wordings = list((await session.execute(query.order_by(ArticleWording.id))).scalars())
    row.keys = keys_of(row.title, wordings)
    if version is None or row.live_number is None:
        row.tokens = []
        return
    row.tokens = tokens_of(version, wordings)
