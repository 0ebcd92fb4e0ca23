"""Fills a scratch database with conversations by the hundred thousand."""

from collections.abc import Iterator
from random import Random
from typing import Any

import psycopg

from zhiyin.modules.conversations.interface import BLOCK, search_vector

WORDS = """
物流 快递 发货 退货 换货 退款 发票 抬头 税号 优惠券 满减 积分 会员 茶叶 紫砂壶 盖碗 茶杯 礼盒 包装
破损 漏发 少件 地址 电话 修改 取消 订单 付款 支付宝 微信 花呗 杭州 上海 北京 广州 成都 武汉 中转
派送 签收 驿站 客服 您好 谢谢 什么时候 怎么 可以 不能 为什么 已经 还没 到了 三天 一周 今天 明天
昨天 质量 味道 新茶 龙井 大红袍 普洱 白毫银针 铁观音 茉莉 保质期 储存 冲泡 水温 洗杯 开壶 养壶
陶瓷 玻璃 电磁炉 微波炉
""".split()  # noqa: SIM905 - a list of eighty strings says nothing more

# Words that stand in most texts.
FREQUENT = 20

_CONVERSATIONS = """
    INSERT INTO conversations (id, number, state, channel_account_id, thread_key, shop_id,
        customer_id, customer_card, team_id, last_message, opened_at, closed_at, closed_by)
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0')
            || '7' || substr(md5(n::text || 'c'), 1, 3)
            || '8' || substr(md5(n::text), 1, 15))::uuid,
        %(messages)s::int, 'closed', base.channel_account_id, 'fill:' || n, base.shop_id,
        base.customer_id, '{"name": "顾客", "tags": [], "level": null}', base.team_id,
        '{"number": 1, "kind": "text", "preview": "谢谢", "sender": "customer", "at": null}',
        at, at + interval '10 minutes', base.closer
    FROM (SELECT n, now() - interval '1 day' - n * interval '26 seconds' AS at
          FROM generate_series(%(first)s::int, %(last)s::int) n) made,
        (SELECT c.*, s.id AS closer FROM conversations c, staff s
         WHERE s.email LIKE 'agent%%' LIMIT 1) base
"""
_COUNT = "SELECT count(*) FROM conversations WHERE thread_key LIKE 'fill:%%'"


def fill_conversations(database_url: str, wanted: int, *, messages: int) -> None:
    """Adds closed conversations until there are `wanted`, each with so many messages."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        row = connection.execute(_COUNT.replace("%%", "%")).fetchone()
        have = int(row[0]) if row else 0
        if have >= wanted:
            return
        values: dict[str, Any] = {"messages": messages, "first": have, "last": wanted - 1}
        connection.execute(_CONVERSATIONS, values)
        _messages(connection, have, wanted, messages)
        connection.execute("VACUUM ANALYZE conversations")
        connection.execute("VACUUM ANALYZE messages")
        connection.execute("VACUUM ANALYZE message_tokens")


def _messages(connection: psycopg.Connection, first: int, last: int, each: int) -> None:
    ids = connection.execute(
        "SELECT id, opened_at FROM conversations WHERE thread_key LIKE 'fill:%%'"
        " AND substr(thread_key, 6)::int >= %s AND substr(thread_key, 6)::int < %s ORDER BY id",
        (first, last),
    ).fetchall()
    with connection.cursor().copy(
        "COPY messages (conversation_id, number, id, changed, kind, sender_kind, text, at)"
        " FROM STDIN"
    ) as copy:
        for row in _rows(ids, each):
            copy.write_row(row)
    if each == 1:
        return
    with connection.cursor().copy(
        "COPY message_tokens (conversation_id, number, block, at, tokens) FROM STDIN"
    ) as copy:
        for place, row in enumerate(_rows(ids, each)):
            block = place // BLOCK
            copy.write_row((row[0], row[1], block, row[7], search_vector(block, row[6])))
    blocks = (len(ids) * each) // BLOCK + 1
    connection.execute("DELETE FROM search_blocks")
    for block in range(blocks):
        connection.execute("INSERT INTO search_blocks VALUES (%s, %s)", (block, BLOCK))


def _rows(ids: list[Any], each: int) -> Iterator[tuple[Any, ...]]:
    """The same rows at every call: words by a skewed chance, as words are."""
    rng = Random(20261122)
    weights = [1 / (place + 1) for place in range(len(WORDS))]
    for conversation_id, at in ids:
        for number in range(1, each + 1):
            words = "".join(rng.choices(WORDS, weights, k=rng.randint(3, 9)))
            sender = "customer" if number % 2 else "system"
            yield conversation_id, number, conversation_id, number, "text", sender, words, at


def query(rng: Random) -> str:
    """A third of one frequent word, a third of two words, the rest of any word."""
    kind = rng.randrange(3)
    if kind == 0:
        return rng.choice(WORDS[:FREQUENT])
    if kind == 1:
        return " ".join(rng.sample(WORDS, 2))
    return rng.choice(WORDS)
