"""`zhiyin bench search`: articles found through the inference process, beside bare PostgreSQL.

Questions are put together from a list of things and of what people want to know of them, because
what is measured is time. How good answers are is measured on questions of real people, by
`zhiyin evaluate`.
"""

import asyncio
import contextlib
import json
import random
import time
from collections.abc import Awaitable, Callable
from itertools import product
from typing import Annotated, Any
from uuid import UUID

import psutil
import psycopg
import typer
from sqlalchemy import text

from zhiyin.entry.bench.stand import Process, Stand, machine, percentiles, say, standing
from zhiyin.entry.building import build_house
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.house import House
from zhiyin.kernel.text.tokens import tokens
from zhiyin.kernel.thinking.contract import ThinkingUnavailable
from zhiyin.kernel.thinking.serving import STATE, HowAreYou
from zhiyin.modules.knowledge.events import ArticleChanged
from zhiyin.modules.knowledge.interface import Ask, Found, search, suggest


def _words(lines: str) -> list[str]:
    return lines.split()


THINGS = _words("""
    紫砂壶 盖碗 茶杯 普洱 龙井 铁观音 白茶 茶饼 茶盘 公道杯 电水壶 茶叶罐 礼盒
    会员卡 优惠券 发票 订单 快递 退款 积分
""")
MANNERS = _words("""
    第一次 打折的 老客户的 海外的 企业的 送人的 破损的 没收到的 过期的 预订的
    定制的 春节的 昨天的 两份 大号 小号 二手的 试用的 分期的 赠品
""")
MATTERS = _words("""
    怎么用 怎么退 怎么换 怎么保存 怎么清洗 多久能到 多少钱 能开发票吗 可以取消吗
    为什么不能下单 在哪里看 有什么区别 能便宜吗 怎么修改地址 保修几年 坏了怎么办
    能合并吗 怎么申请 会不会漏 有没有现货
""")
PLACES = _words("""
    上海 北京 广州 深圳 成都 杭州 武汉 南京 西安 重庆 苏州 天津 长沙 郑州
    青岛 沈阳 宁波 昆明 大连 厦门
""")
WAYS = (
    "请问{}",
    "{}啊",
    "想问一下{}",
    "{}呢急",
    "你们{}",
    "麻烦问下{}",
    "{}怎么办",
    "我的{}",
    "这个{}",
)
ASKED = 400
NEW_WORDINGS = 10
WAIT_SECONDS = 600.0

_ANY = text("SELECT id FROM articles ORDER BY id OFFSET :skip LIMIT 1")
_WORDING = text("""
    INSERT INTO article_wordings (id, article_id, text, normal) VALUES (:row, :id, :text, :text)
""")


def run(
    articles: Annotated[int, typer.Option(help="How many articles there are.")] = 10_000,
    wordings: Annotated[int, typer.Option(help="How many other wordings each has.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Time until articles are found, by people who search and by people who type."""
    with standing(1) as stand:
        say(f"storing {articles} articles", quiet=as_json)
        titles = _store(stand.database_url, articles, wordings)
        say("reading them", quiet=as_json)
        result = asyncio.run(_measure(stand, titles))
        result = {
            "articles": articles, "wordings": articles * wordings, **result,
            "postgres_ms": _bare(stand.database_url, titles), **machine(stand.database_url),
        }  # fmt: skip
    print(json.dumps(result) if as_json else json.dumps(result, indent=2))


def _titles(count: int) -> list[str]:
    every = [f"{p}{m}{t}{w}" for p, m, t, w in product(PLACES, MANNERS, THINGS, MATTERS)]
    random.Random(1).shuffle(every)
    return every[:count]


def _store(url: str, articles: int, wordings: int) -> list[str]:
    """Published articles, straight into their tables."""
    titles = _titles(articles)
    ids = [new_id() for _ in titles]
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        row = connection.execute("SELECT id FROM staff LIMIT 1").fetchone()
        assert row is not None
        with cursor.copy(
            "COPY articles (id, title, owner_id, state, live_number, tokens) FROM STDIN"
        ) as copy:
            for article_id, title in zip(ids, titles, strict=True):
                copy.write_row((article_id, title, row[0], "published", 1, tokens(title)))
        with cursor.copy(
            "COPY article_versions (article_id, number, title, short_answer, state, author_id)"
            " FROM STDIN"
        ) as copy:
            for article_id, title in zip(ids, titles, strict=True):
                answer = f"关于{title}，请在订单页面查看，或联系客服。"
                copy.write_row((article_id, 1, title, answer, "published", row[0]))
        with cursor.copy("COPY article_wordings (id, article_id, text, normal) FROM STDIN") as copy:
            for article_id, title in zip(ids, titles, strict=True):
                for number in range(wordings):
                    words = WAYS[number % len(WAYS)].format(title[number % 5 :])
                    words = f"{words}{number // len(WAYS) or ''}"
                    copy.write_row((new_id(), article_id, words, words))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")
    return titles


async def _measure(stand: Stand, titles: list[str]) -> dict[str, Any]:
    environment = Environment(data_dir=stand.folder, database_url=stand.database_url)
    house = build_house(environment, pool_size=2)
    process = Process("inference", stand.environment(), stand.folder / "inference.log")
    begun = time.perf_counter()
    process.start()
    try:
        build_s = await _until_ready(house, len(titles)) - begun
        asked = _questions(titles)
        searching = await _ask_all(house, asked, search)
        typing = await _ask_all(house, [words[: 2 + len(words) // 3] for words in asked], suggest)
        assert process.running is not None
        before = psutil.Process(process.running.pid).memory_info().rss
        live = [await _until_live(house, number) for number in range(NEW_WORDINGS)]
    finally:
        process.stop()
        await house.thinking.close()
        await house.database.close()
    return {
        "ms": percentiles(searching, 50, 95, 99),
        "suggest_ms": percentiles(typing, 50, 95, 99),
        "build_s": round(build_s, 1),
        "rss_mb": round(before / 2**20),
        "new_wording_ms": percentiles(live, 50, 100),
    }


def _questions(titles: list[str]) -> list[str]:
    """Titles as customers would ask for them: a word left out, another said before."""
    chance = random.Random(2)
    chosen = [chance.choice(titles) for _ in range(ASKED)]
    return [
        WAYS[number % len(WAYS)].format(title[chance.randrange(3) :])
        for number, title in enumerate(chosen)
    ]


async def _until_ready(house: House, count: int) -> float:
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        try:
            state = await house.thinking.ask(STATE, HowAreYou(), within=5.0)
        except ThinkingUnavailable:
            await asyncio.sleep(0.1)
            continue
        if (
            all(one.ready for one in state.thinkers)
            and sum(one.holds.get("articles", 0) for one in state.thinkers) >= count
        ):
            return time.perf_counter()
        await asyncio.sleep(0.1)
    raise RuntimeError("the index was not built in time")


async def _ask_all(
    house: House, asked: list[str], ask: Callable[[House, Ask], Awaitable[Any]]
) -> list[float]:
    seconds = []
    for words in asked:
        before = time.perf_counter()
        with contextlib.suppress(ThinkingUnavailable):  # too late counts as long as it took
            await ask(house, Ask(words, limit=8))
        seconds.append(time.perf_counter() - before)
    return seconds


async def _until_live(house: House, number: int) -> float:
    """Seconds from the commit of a new wording until it is found."""
    words = f"蓝精灵{number}号怎么养"
    async with house.database.writing() as session:
        article_id: UUID = await session.scalar(_ANY, {"skip": number})
        await session.execute(_WORDING, {"row": new_id(), "id": article_id, "text": words})
        emit(session, ArticleChanged(article_id))
    before = time.perf_counter()
    found = Found([])
    while time.perf_counter() - before < WAIT_SECONDS:
        with contextlib.suppress(ThinkingUnavailable):
            found = await search(house, Ask(words, limit=1))
        if found.hits and found.hits[0].article_id == article_id:
            return time.perf_counter() - before
        await asyncio.sleep(0.02)
    raise RuntimeError("a new wording was never found")


def _bare(url: str, titles: list[str]) -> dict[str, float]:
    """PostgreSQL's own full text over the same words, as one would write it without us: any of the
    query's parts, ranked, the first eight.
    """
    seconds = []
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER TABLE articles ADD COLUMN words tsvector")
        connection.execute("UPDATE articles SET words = array_to_tsvector(tokens)")
        connection.execute("CREATE INDEX ON articles USING gin (words)")
        connection.execute("VACUUM ANALYZE articles")
        for words in _questions(titles):
            query = " | ".join(f"'{token}'" for token in tokens(words) if "'" not in token)
            before = time.perf_counter()
            connection.execute(
                "SELECT id FROM articles, CAST(%s AS tsquery) query WHERE words @@ query"
                " ORDER BY ts_rank_cd(words, query) DESC LIMIT 8",
                (query,),
            ).fetchall()
            seconds.append(time.perf_counter() - before)
    return percentiles(seconds, 50, 95, 99)
