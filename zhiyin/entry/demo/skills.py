"""The demo's skills, who has them, and the entry rules that ask for them."""

from datetime import datetime
from random import Random
from uuid import UUID

from psycopg import Connection
from psycopg.types.json import Jsonb

from zhiyin.entry.demo.chance import uuid_at
from zhiyin.entry.demo.team import Team

# Code, name, and the root of the subjects that it solves.
SKILLS = (
    ("logistics", "物流查询", "Delivery", "logistics"),
    ("returns", "退换货", "Returns", "returns"),
    ("money", "退款与发票", "Refunds and invoices", "refunds"),
    ("tea", "茶叶知识", "Knowledge of tea", "products"),
    ("complaints", "客诉处理", "Complaints", "complaints"),
    ("english", "英文接待", "English", ""),
)
# Levels by e-mail name, in the order of the skills.
LEVELS = {
    "supervisor": (3, 4, 4, 3, 5, 3),
    "senior": (4, 5, 4, 3, 4, 2),
    "junior": (3, 3, 2, 2, 0, 0),
    "wangfang": (4, 3, 5, 2, 3, 0),
    "chensiyuan": (3, 4, 3, 5, 3, 4),
    "liuyutong": (3, 2, 0, 3, 0, 3),
    "hejianing": (2, 3, 3, 0, 0, 0),
    "sunyiming": (3, 0, 2, 2, 0, 0),
    "wuxiaoyan": (2, 2, 0, 4, 0, 0),
    "zhengzhong": (4, 5, 5, 3, 5, 0),
}


def add_skills(connection: Connection, team: Team, hired: datetime, rng: Random) -> None:
    """Skills, levels, grades, what subjects ask for, and three entry rules."""
    ids = {code: uuid_at(hired, rng) for code, *_ in SKILLS}
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO skills (id, code, name, position) VALUES (%s, %s, %s, %s)",
            [
                (ids[code], code, Jsonb({"zh-CN": zh, "en": en}), place)
                for place, (code, zh, en, _) in enumerate(SKILLS)
            ],
        )
        cursor.executemany(
            "UPDATE staff SET grade = 'senior' WHERE id = %s",
            [(one.id,) for one in team.agents if one.senior or one.member.team == "care"],
        )
        cursor.executemany(
            "INSERT INTO staff_skills (staff_id, skill_id, level) VALUES (%s, %s, %s)",
            [
                (agent.id, ids[skill[0]], level)
                for agent in team.agents
                for skill, level in zip(
                    SKILLS, LEVELS.get(agent.member.email.partition("@")[0], ()), strict=False
                )
                if level
            ],
        )
        cursor.executemany(
            "UPDATE subjects SET skill_id = %s WHERE code = %s OR code LIKE %s",
            [(ids[code], root, f"{root}.%") for code, _, _, root in SKILLS if root],
        )
        cursor.executemany(
            "INSERT INTO entry_rules (id, name, position, conditions, team_id, skill_id, tier,"
            " urgency, importance) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                (uuid_at(hired, rng), name, place, Jsonb(conditions), team_id, skill, tier, *steps)
                for place, (name, conditions, team_id, skill, tier, steps) in enumerate(
                    _rules(ids, team)
                )
            ],
        )


def _rules(
    ids: dict[str, UUID], team: Team
) -> tuple[
    tuple[str, list[dict[str, object]], UUID | None, UUID, str | None, tuple[int, int]], ...
]:
    words = ["投诉", "12315", "消协", "曝光", "complaint"]
    return (
        (
            "投诉进客诉专席",
            [{"field": "words", "any_of": words}],
            team.team_ids["care"],
            ids["complaints"],
            "C",
            (3, 3),
        ),
        (
            "英文顾客",
            [{"field": "language", "any_of": ["en"]}],
            None,
            ids["english"],
            None,
            (2, 2),
        ),
        (
            "破损与质量问题",
            [{"field": "words", "any_of": ["破损", "碎了", "漏了", "发霉", "质量问题"]}],
            None,
            ids["returns"],
            "B",
            (2, 3),
        ),
    )
