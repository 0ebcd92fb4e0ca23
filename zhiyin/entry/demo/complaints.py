"""The demo's complaints: beside its complaint tickets, as far as their procedures have come."""

from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection
from psycopg.types.json import Jsonb

from zhiyin.entry.demo.chance import uuid_at
from zhiyin.kernel.auth.secrets import hash_token, new_token
from zhiyin.kernel.text.sections import read_sections
from zhiyin.modules.complaints.interface import CALM_SECONDS, SOLVE_SECONDS, Facts, grade
from zhiyin.modules.tickets.interface import found_by
from zhiyin.modules.understanding.interface import products_in

FILE = "complaint_words.txt"
WISHES = ("退款", "换新", "补发", "道歉并说明原因", "退一赔三", "尽快给答复")
LESSONS = (
    ("易碎品没有加气柱，运输中受压", "礼盒内衬加一层气柱，出库前摇箱检查"),
    ("换班时工单没有交接，客户重复说明", "交接清单里加上未结投诉，主管每天过一遍"),
    ("页面的年份写法容易误会", "年份只写采摘年，附检测报告链接"),
    ("补发没有核对口味", "补发单由第二个人核对后再出库"),
)
# What is offered: words, what they mean, goods, fen.
OPTIONS = (
    ("退货退款", "运费由我们承担，收到后一天内退款", "", None),
    ("补发一份", "今天发出，原来的不用寄回", "同款茶具一套", None),
    ("留下并补偿", "东西留着用，补偿转到您的账户", "", 3_000),
    ("换新并补偿", "换一件新的，另付补偿", "同款一件", 5_000),
)
PROBLEM = "补发与运输中的碎壶"
WENT = {"agreed": "chosen", "refused": "declined", "silent": "expired"}
_TICKETS = """
    SELECT t.id, t.made_at, t.ended_at, t.shop_id, t.team_id, t.customer_id, t.subject_id,
           t.owner_id, t.made_by,
           t.number,
           (SELECT jsonb_agg(jsonb_build_array(s.step, s.outcome, s.opened_at, s.ended_at)
                             ORDER BY coalesce(s.opened_at, s.ended_at))
            FROM cases c JOIN case_steps s ON s.case_id = c.id
            WHERE c.about_kind = 'ticket' AND c.about_id = t.id) AS steps
    FROM tickets t JOIN ticket_types k ON k.id = t.type_id
    WHERE k.code = 'complaint' ORDER BY t.made_at
"""


class Step(NamedTuple):
    """A visit of the case to a step."""

    step: str
    outcome: str | None
    opened: datetime | None
    ended: datetime | None


def add_complaints(connection: Connection[Any], now: datetime, rng: Random) -> None:
    """Every complaint ticket is a complaint, with what its case has done so far."""
    words = read_sections("zhiyin.entry.demo", FILE)
    tables: dict[str, list[dict[str, Any]]] = {
        "complaints": [], "complaint_levels": [], "payouts": [], "complaint_offers": [],
        "complaint_options": [], "complaint_follow_ups": [],
    }  # fmt: skip
    for ticket in connection.execute(_TICKETS).fetchall():
        told = _Told(ticket, words, now, rng)
        told.write(tables)
        _rename(connection, told)
    problem = _problem(connection, tables["complaints"], now, rng)
    for row in tables["complaints"]:
        row["problem_id"] = problem if "碎" in row["words"] else None
    for name, rows in tables.items():
        _copy(connection, name, rows)


def _copy(connection: Connection[Any], table: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    columns = list(rows[0])
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row[name] for name in columns])


def _rename(connection: Connection[Any], told: "_Told") -> None:
    """The ticket says what the customer said, and is found by it."""
    title = told.words if len(told.words) <= 40 else told.words[:39] + "…"
    connection.execute(
        "UPDATE tickets SET title = %s, text = %s WHERE id = %s",
        (title, told.words, told.ticket_id),
    )
    connection.execute(
        "UPDATE ticket_tokens SET tokens = array_to_tsvector(%s) WHERE ticket_id = %s",
        (found_by(told.number, [title, told.words]), told.ticket_id),
    )


def _problem(
    connection: Connection[Any], rows: list[dict[str, Any]], now: datetime, rng: Random
) -> UUID | None:
    """What several of them have in common."""
    alike = [row for row in rows if "碎" in row["words"]]
    if not alike:
        return None
    problem_id = uuid_at(now, rng)
    connection.execute(
        "INSERT INTO problems (id, shop_id, name, note, state, cause_id) VALUES"
        " (%s, %s, %s, %s, 'known', %s)",
        (problem_id, alike[0]["shop_id"], PROBLEM, "已和仓库、快递约谈，下批换箱。",
         alike[0]["cause_id"]),
    )  # fmt: skip
    return problem_id


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


class _Told:
    """One complaint, read off its ticket and its case."""

    def __init__(
        self, ticket: tuple[Any, ...], words: dict[str, list[str]], now: datetime, rng: Random
    ) -> None:
        (self.ticket_id, self.made, self.ended, self.shop_id, self.team_id, self.customer_id,
         self.subject_id, self.owner_id, self.made_by, self.number, steps) = ticket  # fmt: skip
        self.now, self.rng = now, rng
        self.steps = [Step(one[0], one[1], _moment(one[2]), _moment(one[3])) for one in steps or []]
        levels = [int(one.outcome[-1]) for one in self.steps if one.step == "grade" and one.outcome]
        self.level = levels[-1] if levels else rng.choices((1, 2, 3, 4), (2, 3, 5, 6))[0]
        # Each in turn, so that no two that stand side by side say the same.
        mine = words[str(self.level)]
        self.words = mine[0]
        words[str(self.level)] = [*mine[1:], mine[0]]
        self.id = uuid_at(self.made, rng)

    def last(self, *names: str, done: bool = True) -> Step | None:
        """The last visit to one of these steps."""
        found = [
            one for one in self.steps if one.step in names and (one.ended is not None or not done)
        ]
        return found[-1] if found else None

    def write(self, tables: dict[str, list[dict[str, Any]]]) -> None:
        """Its rows, in the tables they stand in."""
        calm, follow_up = self.last("calm"), self.last("follow_up", done=False)
        lesson = self.last("lesson")
        over = self.ended is not None
        calm_at = calm.ended if calm else self.ended
        solved = (follow_up.opened if follow_up else None) or (self.ended if over else None)
        found = grade(Facts(self.words))
        told = self.rng.choice(LESSONS) if lesson or over else ("", "")
        lesson_at = (lesson.ended if lesson else None) or self.ended
        index = self.level - 1
        tables["complaints"].append({
            "id": self.id, "ticket_id": self.ticket_id, "shop_id": self.shop_id,
            "customer_id": self.customer_id, "via": "complaints.file", "words": self.words,
            "wish": self.rng.choice(WISHES), "subject_id": self.subject_id,
            "cause_id": self.subject_id if lesson_at else None,
            "products": products_in(self.words)[:5], "level": self.level,
            "level_by": "rules" if found.level == self.level else "staff",
            "level_reason": "" if found.level == self.level else "核实后调整",
            "level_set_by": None if found.level == self.level else self.owner_id or self.made_by,
            "proposed": found.level, "points": found.points,
            "reasons": Jsonb([one._asdict() for one in found.reasons]),
            "felt": Jsonb({"angry": 0.7 if self.level < 4 else 0.1, "threat": 0.0}),
            "filed_at": self.made,
            "calm_due_at": self.made + timedelta(seconds=CALM_SECONDS[index]),
            "solve_due_at": self.made + timedelta(seconds=SOLVE_SECONDS[index]),
            "calm_at": calm_at, "solved_at": solved, "first_solved_at": solved,
            "closed_at": self.ended, "reopened": int(self.rng.random() < 0.08 and bool(solved)),
            "lesson_wrong": told[0], "lesson_prevent": told[1],
            "lesson_by": self.owner_id if told[0] else None,
            "lesson_at": lesson_at if told[0] else None, "problem_id": None,
        })  # fmt: skip
        tables["complaint_levels"].append({
            "id": uuid_at(self.made, self.rng), "complaint_id": self.id, "level": self.level,
            "by": tables["complaints"][-1]["level_by"], "at": self.made,
        })  # fmt: skip
        self._offer(tables, solved)
        self._follow_up(tables, solved)

    def _offer(self, tables: dict[str, list[dict[str, Any]]], solved: datetime | None) -> None:
        choose = self.last("choose", done=False)
        sent = choose.opened if choose else None
        if sent is None and self.ended is not None and solved is not None:
            sent = self.made + (solved - self.made) * 0.6
        if sent is None or self.customer_id is None:
            return
        # Some never answer.
        silent = self.rng.random() < 0.15
        went = WENT.get(choose.outcome or "") if choose else "expired" if silent else "chosen"
        state = went or "sent"
        offer_id = uuid_at(sent, self.rng)
        picked = self.rng.sample(OPTIONS, self.rng.choice((2, 2, 3)))
        chosen_at = (choose.ended if choose else None) or (sent + timedelta(hours=2))
        place = self.rng.randrange(len(picked)) + 1 if state == "chosen" else None
        answered = state in ("chosen", "declined")
        tables["complaint_offers"].append({
            "id": offer_id, "complaint_id": self.id, "number": 1, "state": state,
            "token_hash": hash_token(new_token()), "valid_hours": 72,
            "valid_until": sent + timedelta(hours=72), "made_by": self.owner_id,
            "made_at": sent - timedelta(minutes=4), "sent_at": sent,
            "chosen_at": chosen_at if answered else None, "chosen_place": place,
            "chosen_via": self.rng.choice(("link", "link", "staff")) if answered else None,
            "declined_words": "都不太合适，我想换一款" if state == "declined" else "",
        })  # fmt: skip
        for number, (text, meaning, goods, amount) in enumerate(picked, start=1):
            payout_id = None
            if amount is not None:
                taken = number == place
                waits = state == "sent"
                payout_id = self._payout(
                    tables, sent, chosen_at, amount, taken=taken, waits=waits, solved=solved
                )
            tables["complaint_options"].append({
                "offer_id": offer_id, "place": number, "text": text, "meaning": meaning,
                "goods": goods, "amount": amount, "payout_id": payout_id,
            })  # fmt: skip

    def _payout(
        self,
        tables: dict[str, list[dict[str, Any]]],
        asked: datetime,
        chosen_at: datetime,
        amount: int,
        *,
        taken: bool,
        waits: bool,
        solved: datetime | None,
    ) -> UUID:
        """The payout of an option: paid where it was chosen, waiting or withdrawn otherwise."""
        state = "approved" if waits else "withdrawn"
        if taken:
            state = "arrived" if solved else "due"
        payout_id = uuid_at(asked, self.rng)
        there = state == "arrived"
        tables["payouts"].append({
            "id": payout_id, "kind": "by_hand", "about_kind": "ticket",
            "about_id": self.ticket_id, "shop_id": self.shop_id, "team_id": self.team_id,
            "customer_id": self.customer_id, "amount": amount, "currency": "CNY",
            "reason": "投诉补偿", "state": state, "held": state == "approved",
            "key": f"demo:{payout_id}", "requested_by": self.owner_id or self.made_by,
            "requested_at": asked, "decided_at": asked, "due_at": chosen_at if taken else None,
            "method": "alipay" if there else None, "reference": "",
            "sent_at": chosen_at if there else None, "arrived_at": solved if there else None,
        })  # fmt: skip
        return payout_id

    def _follow_up(self, tables: dict[str, list[dict[str, Any]]], solved: datetime | None) -> None:
        if solved is None or solved + timedelta(days=2) > self.now:
            return
        asked = solved + timedelta(days=2)
        at = asked + timedelta(hours=self.rng.uniform(1, 30))
        answered = self.rng.random() < 0.8 and at < self.now
        score = self.rng.choices((5, 4, 3, 2), (5, 4, 2, 1))[0]
        tables["complaint_follow_ups"].append({
            "id": uuid_at(asked, self.rng), "complaint_id": self.id, "round": 1,
            "asked_at": asked, "expires_at": asked + timedelta(days=14),
            "answered_at": at if answered else None, "settled": True if answered else None,
            "score": score if answered else None, "via": "link" if answered else None,
            "words": self.rng.choice(("处理得挺快", "还行", "")) if answered else "",
        })  # fmt: skip
