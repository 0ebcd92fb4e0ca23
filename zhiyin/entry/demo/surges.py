"""The demo's surges and incidents: plans, arrivals, a past surge, an incident, a drill."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.types.json import Jsonb

from zhiyin.entry.demo.chance import LOCAL, uuid_at
from zhiyin.entry.demo.history import Talk, World
from zhiyin.entry.demo.tables import Places

SURGE_DAYS_AGO, INCIDENT_DAYS_AGO, DRILL_DAYS_AGO = 11, 8, 3
MINUTE = timedelta(minutes=1)
QUEUE = {
    "zh-CN": "现在咨询的人比平时多，您已在排队，我们按顺序接待。您写下的内容不会丢失。",
    "en": "More customers than usual are asking just now. You are in line, and nothing is lost.",
}
WELCOME = {
    "zh-CN": "您好，现在咨询的人很多，请直接说订单号和问题，我马上处理。",
    "en": "Hello, many are asking just now. Please tell me your order number and the problem.",
}
# Minutes from the beginning: stage, by hand, reason, arrivals, usual.
STEPS: tuple[tuple[int, str | None, bool, str, int, float], ...] = (
    (0, "watch", False, "", 21, 9.2),
    (9, "surge", False, "", 33, 9.4),
    (22, "severe", True, "直播间同时下单，排队超过三十人", 51, 9.6),
    (48, "surge", False, "", 30, 9.3),
    (71, None, False, "", 14, 9.1),
)
# More arrivals a minute than the history has, and how long people waited, from each minute on.
EXTRA = ((-5, 3), (10, 6), (22, 9), (40, 4), (60, 1), (72, 0))
# Every week at that time the shop is live, and two customers come in a minute.
LIVE = (-40, 110)
WAITS = ((-10, 38), (0, 62), (9, 95), (22, 128), (30, 40), (48, 21), (71, 12), (85, 0))
TITLE = "一批紫砂壶壶盖漏水"
SCRIPT = {
    "zh-CN": "您好，最近一批紫砂壶的壶盖有漏水，我们已停止发货，正在联系每位买到的顾客，"
    "免费换新，您不用寄回。给您添麻烦了。",
    "en": "The lids of a recent batch of teapots leak. We have stopped shipping them and replace"
    " every one free of charge; you need not send yours back. We are sorry for the trouble.",
}
REVIEW = {
    "happened": "9 月入库的一批西施壶壶盖与壶口间隙过大，倒水时漏水，当天 16 点起集中来询。",
    "cause": "烧制批次收缩不一致，入库抽检只看外观，没有装水。",
    "helped": "先发安抚话术再逐个处理，重复追问明显减少；换新不要求寄回，客户接受得快。",
    "change": "紫砂壶入库抽检加装水一项；客服知识库补充该批次的识别方法。",
}
CONCERNED = ("logistics.damage", "returns.quality", "complaints.quality")


def add_surges(
    connection: Connection, world: World, places: Places, now: datetime, rng: Random
) -> None:
    """Everything about surges and incidents."""
    people = {one.member.email.partition("@")[0]: one.id for one in world.team.agents}
    evening = (now - timedelta(days=SURGE_DAYS_AGO)).astimezone(LOCAL)
    begin = evening.replace(hour=20, minute=4, second=0, microsecond=0)
    _waited(connection, begin)
    _plans(connection, world.team.team_ids)
    _past_surge(connection, people, begin, rng)
    _incident(connection, world, people, now, rng)
    _drill(connection, people, now, rng)
    _count_arrivals(connection, places, begin)


def _waited(connection: Connection, begin: datetime) -> None:
    """In that hour people waited, less and less with every step."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE work_items SET assigned_at = queued_at + make_interval(secs => %s),"
            " estimate_seconds = %s WHERE kind = 'conversation' AND assigned_at IS NOT NULL"
            " AND queued_at >= %s AND queued_at < %s",
            [
                (wait, round(wait * 0.9), begin + minute * MINUTE, begin + (minute + 1) * MINUTE)
                for minute, wait in _each_minute(WAITS)
            ],
        )


def _count_arrivals(connection: Connection, places: Places, begin: datetime) -> None:
    """Those of the history, of the live stream every week, and many more in that hour."""
    connection.execute(
        "INSERT INTO arrival_counts (minute, shop_id, team_id, arrived)"
        " SELECT date_trunc('minute', opened_at), shop_id,"
        " coalesce(team_id, '00000000-0000-0000-0000-000000000000'), count(*)"
        " FROM conversations GROUP BY 1, 2, 3"
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO arrival_counts (minute, shop_id, team_id, arrived)"
            " VALUES (%s, %s, %s, %s) ON CONFLICT (minute, shop_id, team_id)"
            " DO UPDATE SET arrived = arrival_counts.arrived + EXCLUDED.arrived",
            [
                (begin + minute * MINUTE, places.shop, places.team, extra + minute % 2)
                for minute, extra in _each_minute(EXTRA)
            ]
            + [
                (begin + minute * MINUTE - timedelta(weeks=week), places.shop, places.team, 2)
                for week in range(1, 5)
                for minute in range(*LIVE)
            ],
        )


def _set(key: str, value: Any) -> dict[str, Any]:
    return {"kind": "set", "key": key, "value": value}


def _actions(teams: dict[str, UUID]) -> dict[str, tuple[int, list[dict[str, Any]]]]:
    front, care = str(teams["front"]), str(teams["care"])
    return {
        "watch": (200, [_set("conversations.queue_text", QUEUE), _set("dispatch.wrap_up", 0)]),
        "surge": (
            300,
            [
                _set("people.extra_slots", 2),
                _set("servicelevels.peak", True),
                {"kind": "reserves", "team_ids": [care], "staff_ids": []},
            ],
        ),
        "severe": (
            500,
            [
                {
                    "kind": "groups",
                    "first": care,
                    "second": front,
                    "third": None,
                    "technical": [],
                },
                _set("conversations.welcome_text", WELCOME),
                {"kind": "overflow", "team_ids": [care], "to_team_id": front},
            ],
        ),
    }


def _plans(connection: Connection, teams: dict[str, UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO surge_plans (stage, starts_at, actions) VALUES (%s, %s, %s)",
            [(stage, at, Jsonb(done)) for stage, (at, done) in _actions(teams).items()],
        )


def _past_surge(
    connection: Connection, people: dict[str, UUID], begin: datetime, rng: Random
) -> None:
    known = {
        row[0]: row[1]
        for row in connection.execute("SELECT stage, actions FROM surge_plans").fetchall()
    }
    surge = uuid_at(begin, rng)
    connection.execute(
        "INSERT INTO surges (id, stage, started_at, ended_at) VALUES (%s, 'surge', %s, %s)",
        (surge, begin, begin + STEPS[-1][0] * MINUTE),
    )
    order = ("watch", "surge", "severe")
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO surge_steps (id, surge_id, at, stage, staff_id, reason, arrivals, usual,"
            " actions) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                (
                    uuid_at(begin + at * MINUTE, rng),
                    surge,
                    begin + at * MINUTE,
                    stage,
                    people["supervisor"] if by_hand else None,
                    reason,
                    arrivals,
                    usual,
                    Jsonb(
                        [one for each in order[: order.index(stage) + 1] for one in known[each]]
                        if stage
                        else []
                    ),
                )
                for at, stage, by_hand, reason, arrivals, usual in STEPS
            ],
        )


def _each_minute(course: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Every minute of a course with the value that holds in it."""
    for (begin, value), (end, _) in pairwise(course):
        for minute in range(begin, end):
            yield minute, value


def _put_incident(connection: Connection, **values: Any) -> None:
    names = ", ".join(values)
    slots = ", ".join(["%s"] * len(values))
    connection.execute(f"INSERT INTO incidents ({names}) VALUES ({slots})", tuple(values.values()))


def _incident(
    connection: Connection, world: World, people: dict[str, UUID], now: datetime, rng: Random
) -> None:
    local = (now - timedelta(days=INCIDENT_DAYS_AGO)).astimezone(LOCAL)
    begin = local.replace(hour=16, minute=20, second=0, microsecond=0)
    end = begin + timedelta(hours=26)
    incident, lead = uuid_at(begin, rng), people["supervisor"]
    _put_incident(
        connection,
        id=incident,
        title=TITLE,
        level="major",
        drill=False,
        match="any",
        scope=Jsonb([{"field": "words", "any_of": ["漏水", "壶盖", "leak"]}]),
        script=Jsonb(SCRIPT),
        open_at_start=14,
        review=Jsonb(REVIEW),
        declared_by=lead,
        declared_at=begin,
        closed_by=lead,
        closed_at=end,
    )
    concerned = [
        talk
        for talk in world.talks
        if talk.subject in CONCERNED
        and talk.opened < end
        and (talk.closed is None or talk.closed > begin)
    ]
    told = begin + timedelta(minutes=12)
    at_first = sum(talk.opened < told for talk in concerned)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO incident_conversations (incident_id, conversation_id, found_at,"
            " complaint_at, told, told_at) VALUES (%s, %s, %s, %s, %s, %s)",
            [_concerned(incident, talk, begin, told) for talk in concerned],
        )
    _tasks(connection, incident, people, begin, rng)
    _history(
        connection,
        incident,
        rng,
        [
            (begin, "declared", lead, "", {}),
            (told - 2 * MINUTE, "note", lead, "仓库确认是 9 月入库的一批，已停止发货", {}),
            (told, "send", lead, "", {"job_id": str(incident), "number": 1}),
            (told + MINUTE, "sent", lead, "", {"count": at_first, "number": 1}),
            (told + 8 * MINUTE, "tasks", lead, "", {"tasks": _booked(incident)}),
            (end - timedelta(hours=3), "note", people["support"], "换新全部寄出", {}),
            (end, "closed", lead, "补寄完成，没有新的来询", {}),
            (end + timedelta(hours=15), "reviewed", lead, "", {}),
        ],
    )


def _concerned(incident: UUID, talk: Talk, begin: datetime, told: datetime) -> tuple[object, ...]:
    found = max(begin, talk.opened)
    reached = talk.closed is None or talk.closed > told
    angry = talk.subject.startswith("complaints") or talk.priority > 0
    complaint = found if angry else None
    at = max(told, talk.opened) if reached else None
    return incident, talk.id, found, complaint, 1 if reached else None, at


BOOKED = (
    ("second", "support", "查清漏水的批次和数量", "9 月入库的 46 只，已封存"),
    ("third", "zhengzhong", "给已买到的客户安排换新和补偿券", "41 位全部补寄，2 位退款"),
)


def _booked(incident: UUID) -> list[dict[str, str]]:
    return [
        {"key": f"incident:{incident}:{line}", "line": line, "title": title}
        for line, _, title, _ in BOOKED
    ]


def _tasks(
    connection: Connection, incident: UUID, people: dict[str, UUID], begin: datetime, rng: Random
) -> None:
    for place, (line, whose, title, result) in enumerate(BOOKED):
        made = begin + (20 + place) * MINUTE
        connection.execute(
            "INSERT INTO tasks (id, title, text, state, due_at, about_kind, about_id, owner_id,"
            " origin, key, made_by, made_at, result, ended_at, ended_by)"
            " VALUES (%s, %s, '', 'done', %s, 'incident', %s, %s, 'routing.incident', %s, %s, %s,"
            " %s, %s, %s)",
            (
                uuid_at(made, rng),
                title,
                made + timedelta(hours=4),
                incident,
                people[whose],
                f"incident:{incident}:{line}",
                people["supervisor"],
                made,
                result,
                made + timedelta(hours=3),
                people[whose],
            ),
        )


def _history(
    connection: Connection,
    incident: UUID,
    rng: Random,
    lines: list[tuple[datetime, str, UUID, str, dict[str, Any]]],
) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            'INSERT INTO incident_entries (id, incident_id, at, kind, staff_id, text, "values")'
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [
                (uuid_at(at, rng), incident, at, kind, staff, words, Jsonb(values))
                for at, kind, staff, words, values in lines
            ],
        )


def _drill(connection: Connection, people: dict[str, UUID], now: datetime, rng: Random) -> None:
    local = (now - timedelta(days=DRILL_DAYS_AGO)).astimezone(LOCAL)
    begin = local.replace(hour=10, minute=0, second=0, microsecond=0)
    end = begin + timedelta(minutes=40)
    incident, lead = uuid_at(begin, rng), people["manager"]
    _put_incident(
        connection,
        id=incident,
        title="演练：物流爆仓，三天无法发货",
        level="critical",
        drill=True,
        match="any",
        scope=Jsonb([{"field": "words", "any_of": ["发货", "物流", "快递", "parcel"]}]),
        script=Jsonb(
            {
                "zh-CN": "目前快递积压，预计晚到两三天，您的订单都在，我们会逐单跟进。",
                "en": "Parcels are delayed by two or three days. Your order is safe with us.",
            }
        ),
        open_at_start=9,
        review=Jsonb({"happened": "按预案走了一遍，十二分钟完成宣布、话术和分工。"}),
        declared_by=lead,
        declared_at=begin,
        closed_by=lead,
        closed_at=end,
    )
    _history(
        connection,
        incident,
        rng,
        [
            (begin, "declared", lead, "", {}),
            (begin + 6 * MINUTE, "note", people["supervisor"], "话术缺英文，已补", {}),
            (end, "closed", lead, "演练结束", {}),
        ],
    )
