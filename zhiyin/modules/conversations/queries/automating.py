"""What rules can ask of conversations, and since when customers wait or are waited for."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.contracts.automation import AskedFact, Facts, Stood
from zhiyin.kernel.contracts.procedures import AnySession
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.catalogue.interface import get_subjects
from zhiyin.modules.channels.interface import get_channels
from zhiyin.modules.conversations.events import MessagePosted
from zhiyin.modules.people.interface import choose_people, choose_shops, choose_teams

STATES = {
    "bot": Text("机器人接待", "With the bot"),
    "queued": Text("排队中", "In line"),
    "assigned": Text("等待我们回复", "Waiting for us"),
    "waiting_customer": Text("等待客户", "Waiting for the customer"),
    "closed": Text("已结束", "Closed"),
}
PRIORITIES = {
    "0": Text("低", "Low"),
    "1": Text("普通", "Normal"),
    "2": Text("高", "High"),
    "3": Text("紧急", "Urgent"),
}
MOODS = {
    "angry": Text("生气", "Angry"),
    "unhappy": Text("不满", "Unhappy"),
    "neutral": Text("平静", "Calm"),
    "pleased": Text("满意", "Pleased"),
}
LANGUAGES = {"zh-CN": Text("中文", "Chinese"), "en": Text("英文", "English")}
# What the customer said last, a few messages together.
_FACTS = text("""
    SELECT c.id, c.state, c.shop_id, c.team_id, c.channel_account_id, c.language, c.subject_id,
        c.priority, c.tags, c.assignee_id, c.customer_card, c.mood ->> 'mood' AS mood,
        (SELECT string_agg(m.text, chr(10)) FROM (
            SELECT text FROM messages
            WHERE conversation_id = c.id AND sender_kind = 'customer' AND kind = 'text'
              AND recalled_at IS NULL
            ORDER BY number DESC LIMIT 5) m) AS words
    FROM conversations c WHERE c.id = ANY(:ids) AND c.merged_into_id IS NULL
""")
_WORDS = text("""
    SELECT conversation_id, number, text FROM messages
    WHERE (conversation_id, number) IN (
        SELECT w.id, w.number
        FROM unnest(CAST(:ids AS uuid[]), CAST(:numbers AS int[])) AS w(id, number))
      AND recalled_at IS NULL
""")
_SILENT = text("""
    SELECT id, shop_id, team_id, last_staff_at AS since FROM conversations
    WHERE state = 'waiting_customer' AND last_staff_at <= :before AND id > :after
    ORDER BY id LIMIT :limit
""")
_WAITING = text("""
    SELECT id, shop_id, team_id, waiting_since AS since FROM conversations
    WHERE state IN ('assigned', 'queued') AND waiting_since <= :before AND id > :after
    ORDER BY id LIMIT :limit
""")


async def asked(session: AnySession) -> list[AskedFact]:
    """What conditions can ask of conversations."""
    channels = {
        str(one): Text(found.name, found.name)
        for one, found in (await get_channels(session)).items()
    }
    subjects = {
        str(one): Text(row.name["zh-CN"], row.name["en"])
        for one, row in (await get_subjects(session)).items()
    }
    return [
        AskedFact("words", Text("客户的话", "The customer's words"), "words"),
        AskedFact("state", Text("状态", "State"), "choice", STATES),
        AskedFact("priority", Text("优先级", "Priority"), "choice", PRIORITIES),
        AskedFact("mood", Text("客户情绪", "Mood"), "choice", MOODS),
        AskedFact("owner", Text("接待客服", "Agent"), "choice", await choose_people(session)),
        AskedFact("team", Text("团队", "Team"), "choice", await choose_teams(session)),
        AskedFact("shop", Text("店铺", "Shop"), "choice", await choose_shops(session)),
        AskedFact("channel", Text("渠道", "Channel"), "choice", channels),
        AskedFact("language", Text("语言", "Language"), "choice", LANGUAGES),
        AskedFact("subject", Text("问题分类", "Subject"), "choice", subjects),
        AskedFact("tags", Text("会话标签", "Tags"), "tags"),
        AskedFact("level", Text("客户等级", "Customer level"), "tags"),
        AskedFact("customer_tags", Text("客户标签", "Customer tags"), "tags"),
    ]


async def facts(session: AnySession, ids: Sequence[UUID]) -> dict[UUID, Facts]:
    """What is so of these conversations now."""
    rows = await session.execute(_FACTS, {"ids": list(ids)})
    return {
        row.id: {
            "words": row.words,
            "state": row.state,
            "priority": row.priority,
            "mood": row.mood,
            "owner": row.assignee_id,
            "team": row.team_id,
            "shop": row.shop_id,
            "channel": row.channel_account_id,
            "language": row.language,
            "subject": row.subject_id,
            "tags": tuple(row.tags),
            "level": row.customer_card.get("level"),
            "customer_tags": tuple(row.customer_card.get("tags") or ()),
        }
        for row in rows
    }


async def words_of(session: AnySession, events: Sequence[StoredEvent]) -> list[Facts]:
    """The words of just these messages: an older one has had its turn."""
    posted = [cast(MessagePosted, stored.event) for stored in events]
    values = {
        "ids": [one.conversation_id for one in posted],
        "numbers": [one.number for one in posted],
    }
    rows = await session.execute(_WORDS, values)
    said = {(row.conversation_id, row.number): row.text for row in rows}
    return [{"words": said.get((one.conversation_id, one.number))} for one in posted]


async def find_silent(
    session: ReadSession, values: Mapping[str, Any], before: datetime, after: UUID, limit: int
) -> list[Stood]:
    """Conversations whose customer has not answered since before a moment."""
    return await _stood(session, _SILENT, before, after, limit)


async def find_waiting(
    session: ReadSession, values: Mapping[str, Any], before: datetime, after: UUID, limit: int
) -> list[Stood]:
    """Conversations whose customer has waited for us since before a moment."""
    return await _stood(session, _WAITING, before, after, limit)


async def _stood(
    session: ReadSession, query: Any, before: datetime, after: UUID, limit: int
) -> list[Stood]:
    rows = await session.execute(query, {"before": before, "after": after, "limit": limit})
    return [Stood(row.id, row.since, row.shop_id, row.team_id) for row in rows]
