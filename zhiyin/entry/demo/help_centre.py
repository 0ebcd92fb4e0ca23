"""The demo's help centre (帮助中心): open, read, searched, and voted on."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.types.json import Jsonb

from zhiyin.entry.demo.chance import uuid_at
from zhiyin.entry.demo.tables import Places
from zhiyin.modules.knowledge.interface import normal_question

SLUG = "tea"
DAYS = 30
TITLE = {"zh-CN": "知音茶铺帮助中心", "en": "Zhiyin Teas help centre"}
WELCOME = {
    "zh-CN": "选茶、订单、退换货，有什么可以帮您？",
    "en": "Tea, orders, returns: how can we help?",
}
CONTACT = {
    "zh-CN": "在线客服：每天 9:00–22:00\n电话：工作日 9:00–18:00",
    "en": "Chat: every day, 9:00–22:00 (Beijing time)\nPhone: working days, 9:00–18:00",
}
LINKS = (("茶铺首页", "The shop", "/demo"),)
# What readers had to say of articles that did not help them, by their titles.
SAID = {
    "快递几天能到": ("unclear", "表格里没有写港澳要几天"),
    "怎么申请退货": ("incomplete", "礼盒里只有一件坏了，整盒退还是只退一件"),
    "可以开增值税专用发票吗": ("incomplete", "我是用公司账户付的款，和这里说的不一样"),
    "登录收不到验证码": ("wrong", "登录页上已经没有这个按钮了"),
    "积分怎么用，会过期吗": ("unclear", "看完还是不知道年底清不清零"),
    "When do I get my money back": ("incomplete", "I paid with a foreign card, is it the same?"),
}
REASONS = ("wrong", "unclear", "incomplete", "other", None, None)
# Searches of visitors that found nothing, and how often in two weeks.
UNANSWERED = (("可以到店自提吗", 6), ("企业月结怎么申请", 4), ("茶艺课在哪里报名", 3))
# Of an article: its id, which article, when, what, by whom.
Use = tuple[UUID, UUID, datetime, str, str]


def add_help_centre(
    connection: Connection[Any], places: Places, origin: str, moment: datetime, rng: Random
) -> list[Use]:
    """The pages are open, with a month of readers behind them; answers what they read."""
    links = [{"label": {"zh-CN": zh, "en": en}, "url": origin + path} for zh, en, path in LINKS]
    connection.execute(
        "INSERT INTO help_centres (id, shop_id, slug, active, languages, title, welcome, contact,"
        " color, links, channel_account_id) VALUES (%s, %s, %s, true, %s, %s, %s, %s, %s, %s, %s)",
        (
            uuid_at(moment - timedelta(days=DAYS + 10), rng), places.shop, SLUG, ["zh-CN", "en"],
            Jsonb(TITLE), Jsonb(WELCOME), Jsonb(CONTACT), "#0f8f80", Jsonb(links), places.channel,
        ),
    )  # fmt: skip
    articles: list[tuple[UUID, str, str]] = connection.execute(
        "SELECT id, title, locale FROM articles WHERE live_number IS NOT NULL"
        " AND audience = 'customers' ORDER BY number"
    ).fetchall()
    uses = list(_uses(articles, moment, rng))
    with connection.cursor().copy(
        "COPY article_uses (id, article_id, at, kind, actor_kind) FROM STDIN"
    ) as copy:
        for row in uses:
            copy.write_row(row)
    _searches(connection, places.shop, articles, moment, rng)
    return uses


def _uses(articles: list[tuple[UUID, str, str]], moment: datetime, rng: Random) -> Iterator[Use]:
    """A month of reading; about one reader in twelve says whether it helped."""
    weights = [min(8.0, rng.paretovariate(1.0)) for _ in articles]
    for article_id, _, _ in rng.choices(articles, weights, k=1400):
        at = moment - timedelta(days=DAYS * rng.random())
        yield (uuid_at(at, rng), article_id, at, "opened", "visitor")
        if rng.random() < 0.08:
            after = min(moment, at + timedelta(seconds=rng.uniform(20, 200)))
            kind = rng.choices(("helpful", "unhelpful"), (5, 1))[0]
            yield (uuid_at(after, rng), article_id, after, kind, "visitor")
    for article_id, title, _ in articles:
        if title in SAID:
            at = moment - timedelta(days=12 * rng.random())
            yield (uuid_at(at, rng), article_id, at, "unhelpful", "visitor")


def add_votes(connection: Connection[Any], shop_id: UUID, uses: list[Use], rng: Random) -> None:
    """Each vote stands beside the use it counts as; some who were not helped say why."""
    rows = []
    titles = dict(connection.execute("SELECT id, title FROM articles").fetchall())
    said = dict(SAID)
    for use_id, article_id, at, kind, _ in reversed(uses):
        if kind == "opened":
            continue
        helped = kind == "helpful"
        reason, comment = (None, "") if helped else (rng.choice(REASONS), "")
        if not helped and titles[article_id] in said:
            reason, comment = said.pop(titles[article_id])
        voter = rng.randbytes(32)
        rows.append((use_id, article_id, shop_id, voter, helped, reason, comment, at))
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO help_votes (id, article_id, shop_id, voter, helpful, reason, comment, at)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            rows,
        )


def _searches(
    connection: Connection[Any],
    shop_id: UUID,
    articles: list[tuple[UUID, str, str]],
    moment: datetime,
    rng: Random,
) -> None:
    """Two weeks of searches on the pages."""
    rows = []

    def note(query: str, locale: str, found: int, clicked: UUID | None) -> None:
        at = moment - timedelta(days=14 * rng.random())
        place = rng.choices((1, 2, 3), (7, 2, 1))[0] if clicked else None
        rows.append(
            (uuid_at(at, rng), at, "visitor", shop_id, locale, query, normal_question(query),
             found, "thinking", clicked, place)
        )  # fmt: skip

    for query, times in UNANSWERED:
        for _ in range(times):
            note(query, "zh-CN", 0, None)
    for article_id, title, locale in rng.choices(articles, k=120):
        note(title, locale, rng.randint(1, 6), article_id if rng.random() < 0.8 else None)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO knowledge_searches (id, at, asked_by, shop_id, locale, query, normal,"
            " found, via, clicked_article_id, clicked_place)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            rows,
        )
