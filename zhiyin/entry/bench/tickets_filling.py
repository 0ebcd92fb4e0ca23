"""Fills a scratch database with tickets by the hundred thousand, in a few statements."""

from random import Random
from typing import Any

import psycopg

from zhiyin.entry.bench.filling import WORDS
from zhiyin.kernel.text.tokens import VERSION, tokens
from zhiyin.modules.tickets.interface import BLOCK

# So many different texts are told apart; every ticket has one of them, and its own values.
TEXTS = 20_000
STAFF = 40
CUSTOMERS = 2_000
CAUSES = 8

_FIELDS = """
    INSERT INTO field_definitions (id, kind, code, name, type, choices) VALUES
    (gen_random_uuid(), 'ticket', 'amount', '{"zh-CN": "金额", "en": "Amount"}', 'money', '[]'),
    (gen_random_uuid(), 'ticket', 'cause', '{"zh-CN": "原因", "en": "Cause"}', 'choice',
     (SELECT jsonb_agg(jsonb_build_object('code', 'c' || n, 'active', true,
        'name', jsonb_build_object('zh-CN', n::text, 'en', n::text)))
      FROM generate_series(0, %(causes)s) n)),
    (gen_random_uuid(), 'ticket', 'found_on', '{"zh-CN": "发现日期", "en": "Found on"}', 'date',
     '[]')
"""
_PEOPLE = """
    INSERT INTO staff (id, email, name)
    SELECT gen_random_uuid(), 'filled' || n || '@bench.example', '客服' || n
    FROM generate_series(1, %(staff)s) n
"""
_CUSTOMERS = """
    INSERT INTO customers (id, name) SELECT gen_random_uuid(), '顾客' || n
    FROM generate_series(1, %(customers)s) n
"""
_TEXTS = """
    CREATE UNLOGGED TABLE filled_texts (n int PRIMARY KEY, title text, body text, tokens text[])
"""
# The younger, the likelier still worked on: as many are open in a large house as people can hold.
_TICKETS = """
    INSERT INTO tickets (id, type_id, title, text, status, state, urgency, importance, priority,
        shop_id, customer_id, team_id, owner_id, tags, fields, due_at, origin, made_at, changed_at,
        ended_at)
    SELECT (lpad(to_hex((extract(epoch FROM m.at) * 1000)::bigint), 12, '0')
            || '7' || substr(md5(m.n || 'c'), 1, 3) || '8' || substr(md5(m.n || 'd'), 1, 15))::uuid,
        y.ids[1 + m.h1 %% cardinality(y.ids)], t.title, t.body,
        CASE WHEN m.live THEN 'new' ELSE 'solved' END,
        CASE WHEN NOT m.live THEN 'solved' WHEN m.h2 %% 4 = 0 THEN 'waiting' ELSE 'open' END,
        1 + m.h3 %% 3, 1 + m.h4 %% 3, 1 + m.h3 %% 3 + m.h4 %% 3, s.id,
        c.ids[1 + m.h1 %% cardinality(c.ids)], g.id, p.ids[1 + m.h2 %% cardinality(p.ids)],
        CASE WHEN m.h4 %% 10 = 0 THEN ARRAY['加急'] ELSE '{}'::text[] END,
        jsonb_build_object('amount', 100 + m.h2 %% 200000, 'cause', 'c' || m.h3 %% %(causes)s,
            'found_on', (m.at::date - (m.h1 %% 30))::text),
        m.at + interval '2 days', 'filled', m.at, m.at + interval '1 hour',
        CASE WHEN NOT m.live THEN m.at + interval '1 hour' END
    FROM (SELECT n, now() - (%(wanted)s - n) * interval '20 seconds' AS at,
                 n > %(wanted)s - %(live)s AS live, abs(hashint4(n)) AS h1,
                 abs(hashint4(n + 1000003)) AS h2, abs(hashint4(n + 2000029)) AS h3,
                 abs(hashint4(n + 3000017)) AS h4
          FROM generate_series(%(first)s::int, %(wanted)s::int) n) m
    JOIN filled_texts t ON t.n = m.h1 %% %(texts)s,
        (SELECT array_agg(id ORDER BY code) AS ids FROM ticket_types) y,
        (SELECT array_agg(id ORDER BY id) AS ids FROM customers) c,
        (SELECT array_agg(id ORDER BY id) AS ids FROM staff WHERE email LIKE 'filled%%') p,
        (SELECT id FROM shops LIMIT 1) s, (SELECT id FROM teams LIMIT 1) g
    ORDER BY m.n
"""
_OLDER = """
    UPDATE tickets SET state = 'solved', status = 'solved', ended_at = changed_at
    WHERE origin = 'filled' AND state IN ('open', 'waiting') AND made_at < (
        SELECT made_at FROM tickets WHERE origin = 'filled'
        ORDER BY id DESC OFFSET %(live)s LIMIT 1)
"""
_VALUES = """
    INSERT INTO ticket_values (ticket_id, field, place, word, number)
    SELECT t.id, v.key, 0, CASE WHEN jsonb_typeof(v.value) = 'string' THEN v.value #>> '{}' END,
        CASE WHEN jsonb_typeof(v.value) = 'number' THEN (v.value #>> '{}')::float8 END
    FROM tickets t, jsonb_each(t.fields || CASE WHEN t.tags = '{}' THEN '{}'
        ELSE jsonb_build_object('#tag', t.tags[1]) END) v
    WHERE t.origin = 'filled' AND NOT EXISTS (
        SELECT FROM ticket_values old WHERE old.ticket_id = t.id)
"""
_WORDS = """
    INSERT INTO ticket_tokens (ticket_id, number, version, tokens)
    SELECT t.id, t.number, %(version)s, array_to_tsvector(array(
        SELECT t.number / %(block)s || ':' || one FROM unnest(f.tokens) one))
    FROM tickets t JOIN filled_texts f ON f.title = t.title
    WHERE t.origin = 'filled' AND NOT EXISTS (
        SELECT FROM ticket_tokens old WHERE old.ticket_id = t.id)
"""
_INDEX = "CREATE INDEX ix_ticket_tokens_tokens ON ticket_tokens USING gin (tokens)"


def fill_tickets(database_url: str, wanted: int, *, live: int) -> None:
    """Adds tickets until there are `wanted`; the latest of them are still worked on."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        run = connection.execute
        values = {"texts": TEXTS, "staff": STAFF, "customers": CUSTOMERS, "causes": CAUSES,
                  "wanted": wanted, "live": live, "block": BLOCK, "version": VERSION}  # fmt: skip
        row = run("SELECT count(*) FROM tickets WHERE origin = 'filled'").fetchone()
        have = int(row[0]) if row else 0
        if have == 0:
            for statement in (_FIELDS, _PEOPLE, _CUSTOMERS):
                run(statement, values)
            _texts(connection)
        # Built at once afterwards, an index costs a fraction of growing with every row.
        run("DROP INDEX ix_ticket_tokens_tokens")
        run(_TICKETS, values | {"first": have + 1})
        run(_OLDER, values)
        run(_VALUES)
        run(_WORDS, values)
        run(_INDEX)
        for table in ("tickets", "ticket_values", "ticket_tokens"):
            run(f"VACUUM ANALYZE {table}")


def _texts(connection: psycopg.Connection[Any]) -> None:
    """Texts by a skewed chance of words, as words are; the same at every call."""
    rng = Random(20261123)
    weights = [1 / (place + 1) for place in range(len(WORDS))]
    connection.execute(_TEXTS)
    with connection.cursor().copy("COPY filled_texts FROM STDIN") as copy:
        for number in range(TEXTS):
            title = "".join(rng.choices(WORDS, weights, k=rng.randint(3, 6))) + f" {number}"
            body = "，".join(
                "".join(rng.choices(WORDS, weights, k=rng.randint(3, 9))) for _ in range(3)
            )
            copy.write_row((number, title, body, tokens(f"{title}\n{body}")))
    connection.execute("CREATE INDEX ON filled_texts (title)")
    connection.execute("ANALYZE filled_texts")
