"""What has lasted long enough starts rules: looked for again and again, once for each time."""

from datetime import timedelta
from uuid import UUID

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import Database, ReadSession
from zhiyin.modules.automation.actions.giving import (
    Rule,
    Start,
    get_met,
    get_rules,
    give_runs,
    leave_out_known,
)
from zhiyin.modules.people.interface import get_calendar

PIECE = 200
# In one look, of one rule: what is left over is found by the next.
MOST = 2_000


async def look_for_lasting(database: Database) -> None:
    """Starts the rules whose time has come."""
    async with database.reading() as session:
        rules = [one for one in await get_rules(session) if one.document.standstill]
    for rule in rules:
        async with database.reading() as session:
            runs = await get_met(session, await find_lasting(session, rule))
        # The same again is written down nowhere, and counts for nothing.
        for begin in range(0, len(runs), PIECE):
            async with database.writing() as writing:
                await give_runs(writing, runs[begin : begin + PIECE])


async def find_lasting(session: ReadSession, rule: Rule) -> list[Start]:
    """Objects that have stood so for as many opening hours as the rule says, and were not acted on
    for that yet.
    """
    asked = rule.document
    standstill = session.house.standstills.get(asked.standstill or "")
    if standstill is None:
        return []
    starts: list[Start] = []
    # Opening hours pass no faster than hours.
    before = now() - timedelta(hours=asked.hours)
    after = UUID(int=0)
    while len(starts) < MOST:
        found = await standstill.find(session, asked.lasting, before, after, PIECE)
        ripe = []
        for one in found:
            calendar = await get_calendar(session, one.shop_id, one.team_id)
            if calendar.between(one.since, now()) >= asked.hours * 3600:
                key = f"since:{one.object_id}:{one.since.isoformat()}"
                ripe.append(Start(rule, one.object_id, key))
        starts += await leave_out_known(session, ripe)
        if len(found) < PIECE:
            break
        after = found[-1].object_id
    return starts
