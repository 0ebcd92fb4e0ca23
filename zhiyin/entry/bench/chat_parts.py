"""What the chat benches share: visitors, the load's order, and the look back at what is stored."""

from itertools import pairwise
from typing import Any

import psycopg

from zhiyin.entry.bench.stand import Stand, run_aside
from zhiyin.kernel.auth.secrets import hash_token, new_token
from zhiyin.kernel.db.ids import new_id

LOAD = "zhiyin.entry.bench.chat_load"


def make_visitors(stand: Stand, count: int, port: int) -> list[str]:
    """Visitors with tokens, put straight into the database: opening sessions is not measured."""
    tokens = [new_token() for _ in range(count)]
    with psycopg.connect(stand.database_url) as connection:
        row = connection.execute("SELECT id FROM channel_accounts").fetchone()
        assert row is not None
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO visitors (id, channel_account_id, token_hash, origin, language)"
                " VALUES (%s, %s, %s, %s, 'zh-CN')",
                [
                    (new_id(), row[0], hash_token(token), f"http://127.0.0.1:{port}")
                    for token in tokens
                ],
            )
    return tokens


def order(stand: Stand, tokens: list[str], ports: list[int], **more: Any) -> dict[str, Any]:
    """What the load is asked to do."""
    return {
        "ports": ports,
        "tokens": tokens,
        "cookies": [agent.cookie for agent in stand.agents],
        "origin": f"http://127.0.0.1:{ports[0]}",
        "base": 0,
        **more,
    }


def load(stand: Stand, wanted: dict[str, Any]) -> dict[str, Any]:
    """Runs the load and answers what it saw."""
    return run_aside(LOAD, wanted, stand.environment())


def look_back(stand: Stand, seen: list[dict[str, Any]]) -> dict[str, int]:
    """Every acknowledged message is stored once, and in the order its writer sent it."""
    lost = duplicated = out_of_order = undelivered = read_again = 0
    with psycopg.connect(stand.database_url) as connection:
        for one in seen:
            acked: dict[str, tuple[str, int]] = one["acked_keys"]
            undelivered += one["undelivered"]
            read_again += one["read_again"]
            for keys in one["order"].values():
                stored = connection.execute(
                    "SELECT client_key, conversation_id, number FROM messages"
                    " WHERE client_key = ANY(%s) ORDER BY conversation_id, number",
                    (keys,),
                ).fetchall()
                places: dict[str, list[tuple[str, int]]] = {}
                for key, conversation, number in stored:
                    places.setdefault(key, []).append((str(conversation), number))
                lost += sum(1 for key in keys if key in acked and key not in places)
                duplicated += sum(len(at) - 1 for at in places.values())
                numbers = [places[key][0] for key in keys if key in places]
                out_of_order += sum(1 for a, b in pairwise(numbers) if a > b)
    return {
        "lost": lost,
        "duplicated": duplicated,
        "out_of_order": out_of_order,
        "undelivered": undelivered,
        "read_again": read_again,
    }
