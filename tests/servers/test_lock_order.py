"""The recorder sees what the database was really asked for, and tells a reversal from a queue."""

from tests.servers.lock_log import Lock, locks_of, transactions
from tests.servers.lock_order import LockOrder, declared_floors

HEAD = "t_0123456789abcdef|{process}|3/{number}| LOG:  statement: {text}\n"
WORK = "UPDATE work_items SET state = 'done' WHERE id = 1"
TALK = "SELECT id FROM conversations c ORDER BY c.id FOR NO KEY UPDATE"
SKIPPING = f"{TALK} SKIP LOCKED"


def log_of(*transactions: list[str]) -> list[str]:
    """A server's log of these transactions, one after the other."""
    return [
        HEAD.format(process=number % 2, number=number, text=text)
        for number, statements in enumerate(transactions)
        for text in ["BEGIN", *statements, "COMMIT"]
    ]


def breaks_of(*told: list[str]) -> list[str]:
    """What is wrong with these transactions."""
    order = LockOrder(declared_floors())
    for taken in transactions(log_of(*told)):
        order.add(taken)
    return [one.what for one in order.breaks()]


def test_two_transactions_the_other_way_round_are_a_reversal() -> None:
    assert breaks_of([WORK, TALK], [WORK, TALK]) == []
    (said,) = breaks_of([WORK, TALK], [TALK, WORK])
    assert "work_items before conversations" in said or "conversations before work_items" in said


def test_a_lower_module_after_a_higher_one_is_named_though_nobody_else_is_there() -> None:
    (said,) = breaks_of([TALK, WORK])
    assert "work_items is locked after conversations" in said


def test_who_skips_locked_rows_waits_for_nobody() -> None:
    assert breaks_of([WORK, TALK], [SKIPPING, "UPDATE messages SET text = ''"]) == []
    assert breaks_of([SKIPPING, "UPDATE loads SET used = 0"], ["UPDATE loads SET used = 0"]) == []


def test_a_message_names_both_statements_of_both_sides() -> None:
    order = LockOrder(declared_floors())
    for taken in transactions(log_of([WORK, TALK], [TALK, WORK])):
        order.add(taken)
    (one,) = order.breaks()
    assert str(one).count("UPDATE work_items") == str(one).count("FOR NO KEY UPDATE") == 2


def test_locks_are_found_inside_brackets_under_other_names_and_over_lines() -> None:
    statement = (
        "WITH held AS ( SELECT l.used FROM loads l JOIN staff s ON s.id = l.staff_id"
        " FOR NO KEY UPDATE OF l ) INSERT INTO queues (id) SELECT id FROM held"
        " ON CONFLICT (id) DO UPDATE SET stirred = true"
    )
    assert locks_of(statement) == (Lock("loads", "hold"), Lock("queues", "upsert"))
    taking = "DELETE FROM timers WHERE id IN ( SELECT id FROM timers FOR UPDATE SKIP LOCKED )"
    assert locks_of(taking) == (Lock("timers", "hold", waits=False),)
    assert locks_of("SELECT pg_try_advisory_xact_lock(7)") == (
        Lock("advisory", "hold", waits=False),
    )
    lines = log_of(["WITH x AS ("])
    lines.insert(2, "\tUPDATE loads SET used = 0)\n")
    (taken,) = [one for one in transactions(lines) if one]
    assert [one.lock.table for one in taken] == ["loads"]


def test_new_rows_meet_nobody() -> None:
    assert (
        breaks_of(
            ["INSERT INTO audit (verb) VALUES ('x')", WORK],
            [WORK, "INSERT INTO audit (verb) VALUES ('x')"],
        )
        == []
    )
