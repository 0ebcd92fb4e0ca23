"""What other modules may call of the knowledge base: the search that people and the bot share."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.house import House
from zhiyin.modules.knowledge.actions.articles import begin_article
from zhiyin.modules.knowledge.actions.bots import learn_of_rating, note_bot_search, note_bot_use
from zhiyin.modules.knowledge.actions.finding import find_and_note
from zhiyin.modules.knowledge.actions.indexing import keys_of, tokens_of
from zhiyin.modules.knowledge.actions.lessons import (
    new_wordings,
    set_trial,
    swap_wordings,
    teach_wordings,
)
from zhiyin.modules.knowledge.actions.public import (
    PublicFound,
    PublicHit,
    count_vote,
    find_for_public,
    find_related,
    note_public_click,
    note_public_reading,
    suggest_for_public,
)
from zhiyin.modules.knowledge.actions.questions import (
    NewQuestion,
    TakenIn,
    add_question,
    edit_question,
    remove_question,
    take_in_questions,
)
from zhiyin.modules.knowledge.actions.trial_readers import (
    note_asked_person,
    note_came_again,
    reader_of,
)
from zhiyin.modules.knowledge.asking import Ask, Found, search, suggest
from zhiyin.modules.knowledge.bodies import clean, plain_text
from zhiyin.modules.knowledge.markdown import to_html
from zhiyin.modules.knowledge.models import ArticleVersion
from zhiyin.modules.knowledge.permissions import READ, WRITE
from zhiyin.modules.knowledge.queries.answers import (
    Answers,
    ArticleAnswer,
    RehearsedQuestion,
    find_answers,
    get_answers,
    get_texts,
    get_titles,
    rehearse_answers,
)
from zhiyin.modules.knowledge.queries.learning import (
    Inserted,
    get_category_names,
    get_category_of,
    list_inserted,
    list_live,
)
from zhiyin.modules.knowledge.queries.public import (
    PublicArticle,
    PublicCategory,
    PublicText,
    get_public_article,
    get_public_categories,
    get_public_picture,
    list_first_public,
    list_most_read,
    list_public_all,
    list_public_articles,
    list_public_by_ids,
)
from zhiyin.modules.knowledge.queries.questions import (
    QuestionRecord,
    all_questions,
    count_questions,
    get_questions,
    list_questions,
)
from zhiyin.modules.knowledge.queries.searching import Question
from zhiyin.modules.knowledge.rules import MoreWordings, looks_like_question, normal_question
from zhiyin.modules.knowledge.schemas.articles import ArticleIn
from zhiyin.modules.knowledge.schemas.searching import Hit, SearchOut

__all__ = [
    "WRITE",
    "Answers",
    "ArticleAnswer",
    "Ask",
    "Found",
    "Hit",
    "Inserted",
    "MoreWordings",
    "NewQuestion",
    "PublicArticle",
    "PublicCategory",
    "PublicFound",
    "PublicHit",
    "PublicText",
    "QuestionRecord",
    "RehearsedQuestion",
    "SearchOut",
    "TakenIn",
    "Written",
    "add_question",
    "all_questions",
    "begin_from_questions",
    "count_questions",
    "count_vote",
    "edit_question",
    "find_answers",
    "find_for_public",
    "find_related",
    "get_answers",
    "get_category_names",
    "get_category_of",
    "get_public_article",
    "get_public_categories",
    "get_public_picture",
    "get_questions",
    "get_texts",
    "get_titles",
    "learn_of_rating",
    "list_first_public",
    "list_inserted",
    "list_live",
    "list_most_read",
    "list_public_all",
    "list_public_articles",
    "list_public_by_ids",
    "list_questions",
    "looks_like_question",
    "new_wordings",
    "normal_question",
    "note_asked_person",
    "note_bot_search",
    "note_bot_use",
    "note_came_again",
    "note_public_click",
    "note_public_reading",
    "reader_of",
    "rehearse_answers",
    "remove_question",
    "search",
    "search_for_conversation",
    "set_trial",
    "suggest",
    "suggest_for_public",
    "swap_wordings",
    "take_in_questions",
    "teach_wordings",
    "write_article",
]

MOST = 5


async def search_for_conversation(
    house: House,
    access: Access,
    text: str,
    *,
    conversation_id: UUID,
    customer_id: UUID,
    shop_id: UUID,
    level: str | None,
) -> SearchOut:
    """Up to five articles for a customer's words, as far as the caller may read articles: of the
    conversation's shop, valid now, meant for customers of this level.
    """
    if not text.strip() or not access.may(READ):
        return SearchOut(search_id=None, via="plain", answerable=None, items=[])
    question = Question(
        text,
        limit=MOST,
        shop_id=shop_id,
        level=level or "",
        conversation_id=conversation_id,
        customer_id=customer_id,
        typed=False,
    )
    return await find_and_note(house, access, question)


async def begin_from_questions(
    session: WriteSession,
    access: Access,
    title: str,
    wordings: Sequence[str],
    *,
    shop_id: UUID,
    locale: str,
) -> UUID:
    """Begins an article for customers out of what they asked; the caller owns its draft."""
    body = ArticleIn.model_validate(
        {"title": title, "wordings": list(wordings), "shop_id": shop_id, "locale": locale}
    )
    return (await begin_article(session, access, body)).id


@dataclass(frozen=True)
class Written:
    """What is stored of an article beside its own words."""

    body_html: str
    body_text: str
    tokens: list[str]
    keys: str


def write_article(
    title: str,
    short_answer: str,
    markdown: str,
    wordings: Sequence[str],
    star: dict[str, str] | None = None,
) -> Written:
    """An article out of its words, for who fills a house at once (the demo)."""
    html = clean(to_html(markdown))
    version = ArticleVersion(
        title=title,
        short_answer=short_answer,
        body_html=html,
        body_text=plain_text(html),
        star=star,
        synonyms=[],
    )
    tokens = tokens_of(version, wordings)
    return Written(html, version.body_text, tokens, keys_of(title, wordings))
