"""What comes after a conversation in the demo: ratings of two months, and what is still to do."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from psycopg import Connection

from zhiyin.entry.demo.chance import uuid_at, weighted
from zhiyin.entry.demo.history import Talk, World
from zhiyin.entry.demo.tables import Places

ASKED, ANSWERED, COMMENTED = 0.8, 0.38, 0.34
CALM = {5: 0.72, 4: 0.21, 3: 0.045, 2: 0.015, 1: 0.01}
CROSS = {5: 0.46, 4: 0.31, 3: 0.11, 2: 0.06, 1: 0.06}
BY_MAIL = 0.12
LOOKED_BACK = timedelta(days=14)
WORDS: dict[str, dict[int, tuple[str, ...]]] = {
    "zh-CN": {
        5: (
            "回复很快，说得也清楚",
            "客服很耐心，问题当场就解决了",
            "茶收到了，包装仔细，客服也好",
            "一分钟就有人接，没让我等",
            "换货比我想的顺利，谢谢",
            "态度特别好，下次还来",
            "把泡法讲得很细，受用",
            "主动帮我查了物流，省心",
            "语气让人舒服",
            "补发很爽快",
        ),
        4: (
            "总体不错，就是等了一会儿",
            "解决了，希望物流再快一点",
            "客服可以，退款要等几天",
            "回答专业，打字稍慢",
            "还行，转了一次客服",
        ),
        3: (
            "问题解决了一半，还在等",
            "同样的话说了两遍",
            "排队时间有点长",
            "一般吧，没有想的那么快",
        ),
        2: (
            "等了二十多分钟才有人",
            "快递坏了，处理得太慢",
            "换了两个客服，每次都要重讲",
        ),
        1: (
            "杯子碎了，说好的补发一直没有消息",
            "催了三次才回，很失望",
            "退款拖了一个多星期",
            "答非所问，问题没有解决",
        ),
    },
    "en": {
        5: (
            "Quick and kind, thank you",
            "Solved within minutes",
            "Very clear advice on brewing",
        ),
        4: ("Good help, a little wait", "Helpful, shipping could be faster"),
        3: ("Had to explain it twice",),
        2: ("Waited too long for an answer",),
        1: ("The teapot arrived broken and nobody called back",),
    },
}
RESULTS = (
    "已电话致歉，补发一只同款",
    "已退运费并送优惠券，客户接受",
    "核实是快递破损，已赔付",
    "客户说明是误点，对服务没有意见",
)
# What people noted by hand: whose, what, hours until it is due.
NOTED = (
    ("senior", "回电确认紫砂壶补发地址", 3.0),
    ("senior", "查一下龙井礼盒的到货时间再答复", 22.0),
    ("senior", "把退款进度告诉客户", -2.0),
    ("supervisor", "和仓库核对本周破损的三单", 26.0),
    ("supervisor", "请快递主管回电", 5.0),
    ("manager", "看一遍双十一后的低分评价", 48.0),
)


def add_afterwards(
    connection: Connection, world: World, places: Places, now: datetime, rng: Random
) -> None:
    """Ratings with comments, tasks that low ones became, and tasks noted by hand."""
    rated = list(_ratings(world, places, now, rng))
    with connection.cursor().copy(
        "COPY ratings (id, conversation_id, customer_id, shop_id, team_id, staff_id, subject_id,"
        " kind, language, token_hash, asked_at, expires_at, score, low, comment, via, answered_at,"
        " changed_at) FROM STDIN"
    ) as copy:
        for row, _, _ in rated:
            copy.write_row(row)
    low = [(talk, str(row[14]), int(score)) for row, talk, score in rated if score in (1, 2)]
    recent = [one for one in low if one[0].closed and one[0].closed > now - LOOKED_BACK]
    rows = [*_looked_at(world, places, recent, now, rng), *_noted(world, places, now, rng)]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO tasks (id, title, text, state, due_at, about_kind, about_id, customer_id,"
            " shop_id, team_id, owner_id, origin, key, made_by, made_at, result, ended_at,"
            " ended_by) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,"
            " %s, %s)",
            rows,
        )


def _ratings(
    world: World, places: Places, now: datetime, rng: Random
) -> Iterator[tuple[tuple[object, ...], Talk, int | None]]:
    """Rows, with whom they are about and the score."""
    for talk in world.talks:
        if talk.closed is None or talk.agent is None or rng.random() > ASKED:
            continue
        answered = talk.closed + timedelta(minutes=rng.expovariate(1 / 40))
        score: int | None = None
        comment = ""
        if answered < now and rng.random() < ANSWERED:
            score = weighted(rng, CROSS if talk.priority or talk.kind == "complex" else CALM)
            wordy = score <= 2 or rng.random() < COMMENTED
            comment = rng.choice(WORDS[talk.language][score]) if wordy else ""
        via = None if score is None else "mail" if rng.random() < BY_MAIL else "widget"
        at = answered if score is not None else None
        row = (
            uuid_at(talk.closed, rng),
            talk.id,
            talk.person.id,
            places.shop,
            _team(world, places, talk),
            talk.agent.id,
            places.subjects[talk.subject],
            "csat5",
            talk.language,
            rng.randbytes(32),
            talk.closed,
            talk.closed + timedelta(hours=72),
            score,
            score is not None and score <= 2,
            comment,
            via,
            at,
            at,
        )
        yield row, talk, score


def _team(world: World, places: Places, talk: Talk) -> UUID:
    care = talk.agent is not None and talk.agent.member.team == "care"
    return world.team.team_ids["care"] if care else places.team


def _people(world: World) -> dict[str, UUID]:
    return {one.member.email.partition("@")[0]: one.id for one in world.team.agents}


def _looked_at(
    world: World,
    places: Places,
    low: list[tuple[Talk, str, int]],
    now: datetime,
    rng: Random,
) -> Iterator[tuple[object, ...]]:
    """For each low rating of two weeks one task of whoever leads; the latest are still open."""
    people = _people(world)
    for talk, comment, score in low:
        made = talk.closed or now
        done = made < now - timedelta(hours=30)
        owner = (
            people["supervisor"]
            if _team(world, places, talk) != places.team
            else (people["senior"])
        )
        due = made + timedelta(hours=4) if done else now + timedelta(hours=rng.uniform(-1, 4))
        yield (
            uuid_at(made, rng),
            f"{talk.person.name} {score}/5 · {comment}",
            comment,
            "done" if done else "open",
            due,
            "conversation",
            talk.id,
            talk.person.id,
            places.shop,
            _team(world, places, talk),
            owner,
            "surveys.low_score",
            f"low:{talk.id}",
            None,
            made,
            rng.choice(RESULTS) if done else "",
            made + timedelta(hours=rng.uniform(0.3, 5)) if done else None,
            owner if done else None,
        )


def _noted(
    world: World, places: Places, now: datetime, rng: Random
) -> Iterator[tuple[object, ...]]:
    people = _people(world)
    held = [talk for talk in world.talks if talk.closed and talk.agent]
    for whose, title, hours in NOTED:
        own = [talk for talk in held if talk.agent and talk.agent.id == people[whose]] or held
        talk = rng.choice(own[-20:])
        made = now - timedelta(hours=rng.uniform(3, 20))
        yield (
            uuid_at(made, rng),
            title,
            "",
            "open",
            now + timedelta(hours=hours),
            "conversation",
            talk.id,
            talk.person.id,
            places.shop,
            _team(world, places, talk),
            people[whose],
            "by_hand",
            None,
            people[whose],
            made,
            "",
            None,
            None,
        )
