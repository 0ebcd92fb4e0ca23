"""How the demo's customers feel, and how often its agents met the wording list."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from psycopg import Connection

from zhiyin.modules.assistance.interface import shipped

# The demo's talks are written by hand; by these words they say how somebody feels.
MOODS = (
    ("angry", "投诉|差评|太差了|骗|气死|12315|没人管|complain", -0.92),
    (
        "unhappy",
        "失望|还没(到|收到|发)|碎|坏了|着急|怎么还|裂|漏|等了|晚了|broken|late|disappoint",
        -0.48,
    ),
    ("pleased", "谢谢|感谢|喜欢|太好了|很好|满意|thank|love|great", 0.88),
)
DAYS = 30
# Of the agents, how often an entry is met in thirty days at most.
MET = {"hints": 0, "warns": 9, "blocks": 3}

_READ = """
    INSERT INTO message_moods (conversation_id, number, mood, value, sure)
    SELECT m.conversation_id, m.number, %(mood)s, %(value)s,
           0.72 + (abs(hashtext(m.id::text)) %% 26) / 100.0
    FROM messages m
    WHERE m.sender_kind = 'customer' AND m.kind = 'text' AND m.text ~* %(words)s
    ON CONFLICT DO NOTHING
"""
_FEEL = """
    UPDATE conversations c SET mood = jsonb_build_object(
        'now', f.mood, 'level', f.value, 'number', f.number, 'angered', f.mood = 'angry')
    FROM (SELECT DISTINCT ON (conversation_id) conversation_id, mood, value, number
          FROM message_moods ORDER BY conversation_id, number DESC) f
    WHERE c.id = f.conversation_id
"""


def add_feelings(connection: Connection[Any], moment: datetime, rng: Random) -> None:
    """Moods of what customers wrote, and a month of the wording check."""
    for mood, words, value in MOODS:
        connection.execute(_READ, {"mood": mood, "words": words, "value": value})
    connection.execute(_FEEL)
    agents = connection.execute(
        "SELECT id FROM staff WHERE kind = 'human' AND state = 'active' ORDER BY id"
    ).fetchall()
    with connection.cursor().copy(
        "COPY wording_counts (entry_id, staff_id, day, sent, blocked, replaced) FROM STDIN"
    ) as copy:
        for (agent,) in agents:
            for one in shipped().values():
                most = MET[one.entry.severity] if one.language == "zh-CN" else 0
                times = rng.randint(0, most) if most and rng.random() < 0.3 else 0
                for back in sorted(rng.sample(range(DAYS), times)):
                    day = (moment - timedelta(days=back)).date()
                    refused = one.entry.severity == "blocks"
                    taken = rng.random() < 0.6
                    copy.write_row(
                        (one.entry.id, agent, day, int(not refused and not taken),
                         int(refused), int(taken))
                    )  # fmt: skip
