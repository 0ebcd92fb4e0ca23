"""What an article is found by while the inference process is away."""

from sqlalchemy import select

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.text.tokens import MAX_TOKENS, plain, tokens
from zhiyin.modules.customers.interface import name_keys
from zhiyin.modules.knowledge.models import Article, ArticleVersion, ArticleWording

# More is of no use to somebody who types a few words.
MOST_KEYS = 4000


async def refresh_tokens(
    session: WriteSession, row: Article, version: ArticleVersion | None
) -> None:
    """Cuts what readers see anew; of an article that is not live only its title is kept, for the
    lists of writers.
    """
    query = select(ArticleWording.text).where(ArticleWording.article_id == row.id)
    wordings = list((await session.execute(query.order_by(ArticleWording.id))).scalars())
    row.keys = " ".join((*name_keys(row.title), *map(plain, wordings)))[:MOST_KEYS]
    if version is None or row.live_number is None:
        row.tokens = []
        return
    said = (version.title, *wordings, *version.synonyms, version.short_answer, version.body_text)
    star = (version.star or {}).values()
    row.tokens = tokens("\n".join((*said, *star)))[:MAX_TOKENS]
