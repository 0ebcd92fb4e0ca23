"""A conversation in a few lines, for whoever takes it over."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.modules.conversations.models.conversations import RetoldConversation
from zhiyin.modules.conversations.queries.lists import SEE_PERSONAL, access_conversation
from zhiyin.modules.conversations.queries.words import get_utterances
from zhiyin.modules.conversations.schemas.summaries import SummaryArticle, SummaryOut
from zhiyin.modules.conversations.summing import Utterance, summarise
from zhiyin.modules.customers.interface import mask_spans, personal_spans
from zhiyin.modules.knowledge.interface import get_titles, list_inserted


async def get_summary_lines(
    session: ReadSession, access: Access, conversation_id: UUID, *, can_word: bool
) -> SummaryOut:
    """What stands in a conversation, as far as the caller may see personal data."""
    row = await access_conversation(session, access, conversation_id)
    said = (await get_utterances(session, [row.id]))[row.id]
    if SEE_PERSONAL not in access.scopes:
        said = [replace(one, text=mask_spans(one.text, one.spans), spans=None) for one in said]
    found = summarise(said, closed=row.state == "closed")
    return SummaryOut(
        up_to=said[-1].number if said else 0,
        wanted=found.wanted,
        answered=found.answered,
        articles=await _articles(session, row.id, said),
        numbers=found.numbers,
        waits=found.waits,
        since=found.since,
        worded=await _worded(session, access, row.id, said),
        can_word=can_word,
    )


async def _worded(
    session: ReadSession, access: Access, conversation_id: UUID, said: Sequence[Utterance]
) -> list[str]:
    """What a model has worded of it, unless something was said since."""
    row = await session.get(RetoldConversation, (conversation_id, access.language))
    if row is None or not said or row.up_to != said[-1].number:
        return []
    if SEE_PERSONAL in access.scopes:
        return list(row.lines)
    return [mask_spans(one, personal_spans(one)) for one in row.lines]


async def _articles(
    session: ReadSession, conversation_id: UUID, said: Sequence[Utterance]
) -> list[SummaryArticle]:
    """What the bot answered from, and what agents put into their answers."""
    sources = [source for one in said for source in (one.bot or {}).get("sources", ())]
    given = [UUID(str(one["article_id"])) for one in sources]
    given += [one.article_id for one in await list_inserted(session, [conversation_id])]
    titles = await get_titles(session, list(dict.fromkeys(given)))
    return [
        SummaryArticle(article_id=one, title=titles[one])
        for one in dict.fromkeys(given)
        if one in titles
    ]
