"""Articles, categories and synonyms in the bin."""

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.bin import BinKind, nothing
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.files.store import attached_files, remove_files
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.knowledge.actions.articles import bring_article_back
from zhiyin.modules.knowledge.actions.categories import REF as CATEGORY
from zhiyin.modules.knowledge.actions.categories import bring_category_back
from zhiyin.modules.knowledge.actions.synonyms import REF as SYNONYMS
from zhiyin.modules.knowledge.actions.synonyms import bring_synonyms_back
from zhiyin.modules.knowledge.models import Article, Category, SynonymGroup
from zhiyin.modules.knowledge.permissions import PUBLISH, WRITE, serves
from zhiyin.modules.knowledge.rules import KIND


def _title(row: Article) -> dict[str, str]:
    return {"zh-CN": row.title, "en": row.title}


def _may_touch(access: Access, row: Article) -> bool:
    """As with deleting: what readers saw comes back only by who may publish."""
    return serves(access, row.shop_id) and (row.live_number is None or access.may(PUBLISH))


async def _remove_pictures(session: WriteSession, row: Article) -> None:
    await remove_files(session, await attached_files(session, KIND, [row.id]))


def _name(row: Category) -> dict[str, str]:
    return row.name


def _words(row: SynonymGroup) -> dict[str, str]:
    return {"zh-CN": "、".join(row.words[:4]), "en": ", ".join(row.words[:4])}


BIN = (
    BinKind(
        KIND,
        Text("知识", "Article"),
        WRITE,
        Article,
        _title,
        bring_article_back,
        _remove_pictures,
        _may_touch,
    ),
    BinKind(
        CATEGORY,
        Text("知识分类", "Category of articles"),
        PUBLISH,
        Category,
        _name,
        bring_category_back,
        nothing,
    ),
    BinKind(
        SYNONYMS,
        Text("同义词", "Synonyms"),
        PUBLISH,
        SynonymGroup,
        _words,
        bring_synonyms_back,
        nothing,
    ),
)
