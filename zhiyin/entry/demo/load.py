"""Loads the demo shop into an empty database, in seconds: rows are made, then copied in."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import msgspec
import psycopg
from psycopg.types.json import Jsonb

from zhiyin.entry.demo import tables
from zhiyin.entry.demo.accounts import make_accounts
from zhiyin.entry.demo.afterwards import add_afterwards
from zhiyin.entry.demo.answer_trials import add_answer_trials
from zhiyin.entry.demo.board import add_board
from zhiyin.entry.demo.bot import add_bot
from zhiyin.entry.demo.bot_versions import add_bot_versions
from zhiyin.entry.demo.canned import add_canned
from zhiyin.entry.demo.cases import add_cases
from zhiyin.entry.demo.chance import uuid_at
from zhiyin.entry.demo.complaints import add_complaints
from zhiyin.entry.demo.feelings import add_feelings
from zhiyin.entry.demo.fields import add_fields, fill_in
from zhiyin.entry.demo.following import add_trails
from zhiyin.entry.demo.found import add_found
from zhiyin.entry.demo.help_centre import add_help_centre, add_votes
from zhiyin.entry.demo.history import CONVERSATIONS, World, make_world
from zhiyin.entry.demo.inviting import add_invitations
from zhiyin.entry.demo.knowledge_base import add_knowledge
from zhiyin.entry.demo.learning import add_learning
from zhiyin.entry.demo.organisation import (
    CARE_HOURS,
    CONTACTS,
    GREETING,
    OFFLINE_TEXT,
    OPENING_HOURS,
    SECOND_SHOP,
    SHOP,
    TEAM_OF_WIDGET,
    TEAMS,
    WIDGET_KEY,
)
from zhiyin.entry.demo.payouts import add_payouts
from zhiyin.entry.demo.pictures import (
    FILE_COLUMNS,
    draw_all,
    files,
    store_all,
    take_pictures,
)
from zhiyin.entry.demo.planned import add_plans
from zhiyin.entry.demo.population import CUSTOMERS
from zhiyin.entry.demo.routing import add_routing, name_coordinators
from zhiyin.entry.demo.skills import add_skills
from zhiyin.entry.demo.subjects import LEAVES, ROOTS
from zhiyin.entry.demo.suggestions import add_suggestion_uses
from zhiyin.entry.demo.surges import add_surges
from zhiyin.entry.demo.tables import Places, Row
from zhiyin.entry.demo.tags import add_tags
from zhiyin.entry.demo.tickets import add_tickets
from zhiyin.entry.demo.together import add_together
from zhiyin.kernel.auth.secrets import hash_password, new_token
from zhiyin.kernel.crypto.keyring import KeyRing
from zhiyin.kernel.environment import Environment, libpq_url
from zhiyin.kernel.files.store import FileStore
from zhiyin.modules.dispatch.interface import ANYTHING
from zhiyin.modules.people.interface import BUILTIN_ROLES

SEED = 20261122
ORIGIN = "http://127.0.0.1:8600"
# How much of the work each step is, measured; the bar moves evenly by it.
STEPS = {"accounts": 0.12, "history": 0.2, "customers": 0.3, "conversations": 0.5, "messages": 0.95}

Progress = Callable[[str, float], None]
Connection = psycopg.Connection[tuple[Any, ...]]


def load_demo(
    database_url: str,
    data_dir: Path,
    progress: Progress,
    *,
    now: datetime | None = None,
    customers: int = CUSTOMERS,
    conversations: int = CONVERSATIONS,
) -> None:
    """Makes the demo and writes it in one transaction; the database must have no staff."""
    moment = now or datetime.now(UTC)
    progress("Making accounts 生成账号", 0.0)
    passwords = {
        email: hash_password(account.password) for email, account in make_accounts(data_dir).items()
    }
    progress("Writing two months 生成两个月的会话", STEPS["accounts"])
    world = make_world(SEED, moment, customers=customers, conversations=conversations)
    fill_in(world.people, Random(SEED + 2))
    environment = Environment(data_dir=data_dir)
    keyring = KeyRing.open(environment.keyring_path)
    rng = Random(SEED + 1)
    taken, drawn = take_pictures(world, rng), draw_all(rng)
    store = FileStore(environment.files_dir, environment.files_url)
    asyncio.run(store_all(store, taken, drawn))
    with psycopg.connect(libpq_url(database_url)) as connection:
        places = _organisation(connection, world, keyring, passwords, rng)
        progress("Customers 写入客户", STEPS["history"])
        _people(connection, world, keyring, places, rng)
        progress("Conversations 写入会话", STEPS["customers"])
        _copy(
            connection,
            "conversations",
            tables.CONVERSATION_COLUMNS,
            tables.conversations(world, places),
        )
        progress("Messages 写入消息", STEPS["conversations"])
        lines = sum(len(talk.lines) for talk in world.talks)
        _copy(connection, "files", FILE_COLUMNS, files(world, taken, drawn))
        rows = _counted(tables.messages(world, rng), lines, progress)
        _copy(connection, "messages", tables.MESSAGE_COLUMNS, rows)
        _copy(connection, "message_tokens", tables.FOUND_BY_COLUMNS, tables.message_tokens(world))
        _copy(connection, "search_blocks", "number filled", tables.search_blocks(world))
        _work(connection, world, places, rng)
        add_routing(connection, world, places, moment, rng)
        add_afterwards(connection, world, places, moment, rng)
        _library(connection, world, places, moment, rng)
        add_together(connection, moment, rng)
        add_invitations(connection, moment, rng)
        add_trails(connection, world, keyring, ORIGIN, moment, Random(SEED + 2))
        add_fields(connection, world, rng)
        add_tickets(connection, world, places, moment, Random(SEED + 11))
        _lately(connection, world, places, moment, rng)
        _numbers(connection)
    _finish(database_url, world, places, moment)
    progress("Demo shop 演示店铺", 1.0)


def _finish(database_url: str, world: World, places: Places, moment: datetime) -> None:
    """What is promised and planned, apart from all the rest: clocks are locked below tickets, and
    timers last of all.
    """
    with psycopg.connect(libpq_url(database_url)) as connection:
        add_plans(connection, places.shop, moment, Random(SEED + 12))
    with psycopg.connect(libpq_url(database_url)) as connection:
        add_cases(connection, world, moment, Random(SEED + 13))
    with psycopg.connect(libpq_url(database_url)) as connection:
        add_payouts(connection, moment, Random(SEED + 14))
        add_complaints(connection, moment, Random(SEED + 15))
    with psycopg.connect(libpq_url(database_url), autocommit=True) as connection:
        connection.execute("ANALYZE")


def _counted(rows: Iterable[Row], total: int, progress: Progress) -> Iterator[Row]:
    """Passes rows on and says from time to time how far it is."""
    begin, end = STEPS["conversations"], STEPS["messages"]
    for place, row in enumerate(rows):
        if place % 4000 == 0:
            progress("Messages 写入消息", begin + (end - begin) * place / total)
        yield row


def _copy(connection: Connection, table: str, columns: str, rows: Iterable[Row]) -> None:
    names = ", ".join(columns.split())
    with connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _organisation(
    connection: Connection,
    world: World,
    keyring: KeyRing,
    passwords: dict[str, str],
    rng: Random,
) -> Places:
    """Shops, teams, roles, staff, subjects and the widget."""
    hired = min(talk.opened for talk in world.talks) - timedelta(days=200)
    shops = {one[0]: uuid_at(hired, rng) for one in (SHOP, SECOND_SHOP)}
    _copy(
        connection,
        "shops",
        "id code name time_zone currency hours address phone email map_url",
        [
            (shops[s[0]], s[0], s[1], "Asia/Shanghai", "CNY", Jsonb(OPENING_HOURS), *CONTACTS[s[0]])
            for s in (SHOP, SECOND_SHOP)
        ],
    )
    teams = world.team.team_ids
    _copy(
        connection,
        "teams",
        "id name shop_id hours",
        [
            (teams[code], name, shops["tea"], Jsonb(CARE_HOURS) if code == "care" else None)
            for code, name in TEAMS.items()
        ],
    )
    _staff(connection, world, passwords, hired, rng)
    name_coordinators(connection, world.team)
    subjects = _subjects(connection, hired, rng)
    add_skills(connection, world.team, hired, rng)
    channel, lane = uuid_at(hired, rng), uuid_at(hired, rng)
    look = {
        "color": "#0f8f80",
        "title": SHOP[1],
        "greeting": GREETING,
        "offline_text": OFFLINE_TEXT,
        "position": "right",
        "offset_x": 24,
        "offset_y": 24,
    }
    connection.execute(
        "INSERT INTO channel_accounts (id, kind, key, shop_id, team_id, name, look, languages,"
        " allowed_origins, signing_secret) VALUES (%s, 'web', %s, %s, %s, %s, %s, %s, %s, %s)",
        (
            channel,
            WIDGET_KEY,
            shops["tea"],
            teams[TEAM_OF_WIDGET],
            "官网聊天窗口",
            Jsonb(look),
            ["zh-CN", "en"],
            [],
            keyring.seal(new_token().encode()),
        ),
    )
    return Places(shops["tea"], channel, teams[TEAM_OF_WIDGET], lane, subjects)


def _staff(
    connection: Connection,
    world: World,
    passwords: dict[str, str],
    hired: datetime,
    rng: Random,
) -> None:
    agents = world.team.agents
    roles = _roles(connection, hired, rng)
    _copy(
        connection,
        "staff",
        "id kind email name state password_hash capacity made_at",
        [
            (
                one.id,
                "human",
                one.member.email,
                one.member.name,
                "active",
                passwords[one.member.email],
                one.member.capacity,
                hired,
            )
            for one in agents
        ],
    )
    _copy(
        connection,
        "staff_roles",
        "staff_id role_id",
        [(one.id, roles[one.member.role]) for one in agents],
    )
    _copy(
        connection,
        "team_members",
        "team_id staff_id",
        [(world.team.team_ids[team], one.id) for one in agents for team in one.member.teams],
    )
    _copy(
        connection,
        "presence",
        "staff_id status since",
        [(one.id, "offline", hired) for one in agents],
    )


def _roles(connection: Connection, made: datetime, rng: Random) -> dict[str, UUID]:
    """The built-in roles by code; made when this database has none yet."""
    known: dict[str, UUID] = dict(connection.execute("SELECT code, id FROM roles").fetchall())
    missing = [one for one in BUILTIN_ROLES if one[0] not in known]
    ids = {code: uuid_at(made, rng) for code, *_ in missing}
    _copy(
        connection,
        "roles",
        "id code name permissions offered scope builtin",
        [
            (ids[code], code, Jsonb(name.as_json()), list(held), list(held), scope, True)
            for code, name, scope, held in missing
        ],
    )
    return known | ids


def _subjects(connection: Connection, made: datetime, rng: Random) -> dict[str, UUID]:
    ids = {one.code: uuid_at(made, rng) for one in (*ROOTS, *LEAVES)}
    rows = []
    for place, one in enumerate((*ROOTS, *LEAVES)):
        root, _, leaf = one.code.partition(".")
        names = Jsonb({"zh-CN": one.zh, "en": one.en})
        rows.append((ids[one.code], ids[root] if leaf else None, one.code, names, one.tier, place))
    _copy(connection, "subjects", "id parent_id code name tier position", rows)
    return ids


def _people(
    connection: Connection, world: World, keyring: KeyRing, places: Places, rng: Random
) -> None:
    keys: dict[UUID, bytes] = {}
    people = world.people
    _copy(
        connection,
        "customers",
        tables.CUSTOMER_COLUMNS,
        tables.customers(people, keyring, keys),
    )
    _copy(
        connection,
        "customer_identities",
        tables.IDENTITY_COLUMNS,
        tables.identities(people, keyring, keys, rng),
    )
    _copy(
        connection,
        "visitors",
        tables.VISITOR_COLUMNS,
        tables.visitors(people, places, ORIGIN, rng),
    )


def _library(
    connection: Connection, world: World, places: Places, moment: datetime, rng: Random
) -> None:
    """What agents and the bot answer with: canned replies and articles."""
    add_canned(connection, world.team, places, moment, rng)
    add_knowledge(connection, world.team, moment, Random(SEED + 3))
    read = add_help_centre(connection, places, ORIGIN, moment, Random(SEED + 4))
    add_answer_trials(connection, world, moment, Random(SEED + 9))
    add_votes(connection, places.shop, read, Random(SEED + 10))
    add_bot(connection, world, places, moment, Random(SEED + 5))


def _lately(
    connection: Connection, world: World, places: Places, moment: datetime, rng: Random
) -> None:
    """What happened in the last weeks besides conversations."""
    add_surges(connection, world, places, moment, rng)
    add_board(connection, moment, rng)
    add_bot_versions(connection, world, moment, Random(SEED + 6))
    add_learning(connection, world, places, moment, Random(SEED + 7))
    add_feelings(connection, moment, Random(SEED + 4))
    add_found(connection, moment)
    add_tags(connection)
    add_suggestion_uses(connection, places.shop, moment, Random(SEED + 8))


def _work(connection: Connection, world: World, places: Places, rng: Random) -> None:
    """Queues, work items and taken slots, so that dispatch goes on from here."""
    open_talks = [talk for talk in world.talks if talk.closed is None]
    connection.execute("INSERT INTO queues (id) VALUES (%s)", (places.team,))
    connection.execute(
        "INSERT INTO lanes (id, queue_id, signature, need) VALUES (%s, %s, %s, %s)",
        (places.lane, places.team, ANYTHING.signature, Jsonb(msgspec.to_builtins(ANYTHING))),
    )
    _copy(connection, "work_items", tables.WORK_COLUMNS, tables.work_items(world, places, rng))
    held = Counter(talk.agent.id for talk in open_talks if talk.agent)
    rows = [(one.id, held[one.id]) for one in world.team.agents]
    _copy(connection, "loads", "staff_id used", rows)


def _numbers(connection: Connection) -> None:
    """The counters go on after the rows that were copied in with theirs."""
    for table, column in (("customers", "number"), ("conversations", "serial")):
        connection.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'),"
            f" (SELECT max({column}) FROM {table}))"
        )
