"""The tags that the demo's team has put on conversations."""

from typing import Any

from psycopg import Connection

# The demo's talks are written by hand; by these words of customers somebody has tagged them.
TAGS = (
    ("送礼", "送礼|送人|礼盒|贺卡|gift"),
    ("急用", "着急|急用|赶时间|来得及|hurry|urgent"),
    ("要求补偿", "赔|补偿|补发|compensat"),
    ("易碎破损", "碎|裂|破损|漏|broken|crack"),
    ("企业采购", "公司|企业|团购|批发|对公|wholesale|company"),
)
# People do not tag every conversation.
PERCENT = 60

_PUT = """
    UPDATE conversations c SET tags = f.tags FROM (
        SELECT m.conversation_id, array_agg(DISTINCT w.tag) AS tags FROM messages m
        JOIN unnest(%(tags)s::text[], %(words)s::text[]) AS w(tag, words)
          ON m.text ~* w.words
        WHERE m.sender_kind = 'customer' AND m.kind = 'text'
          AND abs(hashtext(m.conversation_id::text)) %% 100 < %(percent)s
        GROUP BY m.conversation_id) f
    WHERE c.id = f.conversation_id
"""


def add_tags(connection: Connection[Any]) -> None:
    """Most conversations that speak of one of these have its tag."""
    tags, words = zip(*TAGS, strict=True)
    values = {"tags": list(tags), "words": list(words), "percent": PERCENT}
    connection.execute(_PUT, values)
