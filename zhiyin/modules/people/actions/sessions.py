"""Signing in and out: sessions, failures, and who a request comes from."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, text, update
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from zhiyin.kernel.actor import Actor, ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import SCOPE_ORDER, Access, RoleScope
from zhiyin.kernel.auth.secrets import hash_token, new_token, password_matches
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError, TooManyRequestsError
from zhiyin.kernel.house import House
from zhiyin.kernel.i18n.text import choose_language
from zhiyin.modules.people.errors import WrongPasswordError
from zhiyin.modules.people.models import (
    Role,
    SignInFailure,
    Staff,
    StaffRole,
    StaffSession,
    Team,
    TeamMember,
)
from zhiyin.modules.people.schemas.people import MePatch

COOKIE = "zhiyin_session"
SESSION_DAYS = 30
PENDING_MINUTES = 10
FAILURES_ALLOWED = 8
FAILURE_WINDOW = timedelta(minutes=15)
# A session's "last seen" is good to this many seconds, so that reading does not write.
SEEN_EVERY = timedelta(minutes=5)

_FAILED = text("""
    INSERT INTO sign_in_failures (key, count, window_ends_at)
    VALUES (:key, 1, now() + make_interval(secs => :window))
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN sign_in_failures.window_ends_at < now() THEN 1
                     ELSE sign_in_failures.count + 1 END,
        window_ends_at = CASE WHEN sign_in_failures.window_ends_at < now()
                              THEN EXCLUDED.window_ends_at
                              ELSE sign_in_failures.window_ends_at END
""")


def failure_keys(email: str, address: str) -> list[bytes]:
    """What failures are counted by: the account and the address, neither in the clear."""
    return [hash_token(f"account:{email.strip().lower()}"), hash_token(f"address:{address}")]


async def check_failures(session: ReadSession | WriteSession, keys: list[bytes]) -> None:
    """Refuses further tries for a while after too many failures."""
    rows = (
        await session.execute(select(SignInFailure).where(SignInFailure.key.in_(keys)))
    ).scalars()
    for row in rows:
        # Many people share an address; one account is one person.
        allowed = FAILURES_ALLOWED if bytes(row.key) == keys[0] else FAILURES_ALLOWED * 5
        left = (row.window_ends_at - now()).total_seconds()
        if row.count >= allowed and left > 0:
            raise TooManyRequestsError(seconds=round(left))


async def note_failure(database: Database, keys: list[bytes]) -> None:
    """Counts a failed try, in a transaction of its own: the refusal rolls the other back."""
    async with database.writing() as session:
        for key in sorted(keys):
            await session.execute(_FAILED, {"key": key, "window": FAILURE_WINDOW.total_seconds()})


async def sign_in(
    database: Database, email: str, password: str, user_agent: str, address: str
) -> tuple[str, bool]:
    """Checks a password; answers a session token and whether the second factor is still due."""
    keys = failure_keys(email, address)
    async with database.reading() as reading:
        await check_failures(reading, keys)
        staff = await reading.scalar(
            select(Staff).where(Staff.email == email.strip().lower(), Staff.kind == "human")
        )
    usable = staff is not None and staff.state == "active"
    right = password_matches(password, staff.password_hash if usable and staff else None)
    if staff is None or not right:
        await note_failure(database, keys)
        raise WrongPasswordError
    async with database.writing(Actor("staff", staff.id)) as session:
        await session.execute(
            text("DELETE FROM sign_in_failures WHERE key = :key"), {"key": keys[0]}
        )
        pending = staff.totp_secret is not None
        token = await start_session(session, staff.id, user_agent, address, pending=pending)
        audit(session, "people.sign_in", ObjectRef("staff", staff.id))
    return token, pending


async def start_session(
    session: WriteSession, staff_id: UUID, user_agent: str, address: str, *, pending: bool = False
) -> str:
    """A new session; answers its token, which is kept nowhere."""
    token = new_token()
    life = timedelta(minutes=PENDING_MINUTES) if pending else timedelta(days=SESSION_DAYS)
    session.add(
        StaffSession(
            id=new_id(),
            staff_id=staff_id,
            token_hash=hash_token(token),
            pending=pending,
            user_agent=user_agent[:400],
            address=address or None,
            expires_at=now() + life,
        )
    )
    await session.execute(update(Staff).where(Staff.id == staff_id).values(last_seen_at=now()))
    return token


def keep_session(request: Request, response: Response, token: str) -> None:
    """Gives the browser its session: not readable by scripts, not sent from other sites."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=SESSION_DAYS * 86_400,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
        path="/",
    )


async def get_session(
    session: ReadSession | WriteSession, token: str, *, pending: bool
) -> StaffSession | None:
    """The live session with this token."""
    return await session.scalar(
        select(StaffSession).where(
            StaffSession.token_hash == hash_token(token),
            StaffSession.pending == pending,
            StaffSession.expires_at > now(),
        )
    )


async def end_session(session: WriteSession, token: str) -> None:
    """Signs a device out."""
    await session.execute(delete(StaffSession).where(StaffSession.token_hash == hash_token(token)))


async def revoke_session(session: WriteSession, staff_id: UUID, session_id: UUID) -> None:
    """Signs one of somebody's own devices out."""
    ended = await session.execute(
        delete(StaffSession)
        .where(StaffSession.id == session_id, StaffSession.staff_id == staff_id)
        .returning(StaffSession.id)
    )
    if ended.first() is None:
        raise NotFoundError
    audit(session, "people.revoke_session", ObjectRef("staff", staff_id))


async def edit_self(session: WriteSession, staff_id: UUID, body: MePatch) -> None:
    """Changes what people choose for themselves."""
    staff = await session.get_one(Staff, staff_id)
    given = body.model_fields_set
    if body.name is not None:
        staff.name = body.name
    if "language" in given:
        staff.language = body.language
    preferences = dict(staff.preferences)
    if "theme" in given:
        preferences["theme"] = body.theme
    if body.notifications is not None:
        preferences["notifications"] = body.notifications.model_dump()
    staff.preferences = preferences
    audit(session, "people.edit_self", ObjectRef("staff", staff_id), after=body.model_dump())


async def authenticate(connection: Any) -> Access | None:
    """Who a request or a socket's handshake comes from, by its cookie."""
    request: HTTPConnection = connection
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    house: House = request.app.state.house
    async with house.database.reading() as session:
        device = await get_session(session, token, pending=False)
        if device is None:
            return None
        staff = await session.get(Staff, device.staff_id)
        if staff is None or staff.state != "active":
            return None
        access = await access_of(session, staff, device.id, request.headers.get("accept-language"))
    if now() - device.last_seen_at > SEEN_EVERY:
        async with house.database.writing(access.actor) as writing:
            await writing.execute(
                update(StaffSession).where(StaffSession.id == device.id).values(last_seen_at=now())
            )
            await writing.execute(
                update(Staff).where(Staff.id == staff.id).values(last_seen_at=now())
            )
    return access


OWNER = "owner"


async def get_accesses(
    session: ReadSession | WriteSession, session_ids: Sequence[UUID]
) -> dict[UUID, Access]:
    """What the people behind these sessions may do now; ended sessions are left out."""
    rows = (
        await session.execute(
            select(StaffSession.id, Staff)
            .join(Staff, Staff.id == StaffSession.staff_id)
            .where(
                StaffSession.id.in_(session_ids),
                StaffSession.pending.is_(False),
                StaffSession.expires_at > now(),
                Staff.state == "active",
            )
        )
    ).all()
    return {one: await access_of(session, staff, one) for one, staff in rows}


async def access_of(
    session: ReadSession | WriteSession,
    staff: Staff,
    session_id: UUID | None = None,
    accept_language: str | None = None,
) -> Access:
    """What somebody may do: the permissions of all their roles, each in its widest scope."""
    roles = (
        await session.execute(
            select(Role)
            .join(StaffRole, StaffRole.role_id == Role.id)
            .where(StaffRole.staff_id == staff.id)
        )
    ).scalars()
    scopes: dict[str, RoleScope] = {}
    for role in roles:
        # The owner holds whatever the modules bring; a permission that came with an upgrade
        # could otherwise be given to nobody, because one gives only what one holds.
        names = session.house.permissions if role.code == OWNER else role.permissions
        for name in names:
            held = scopes.get(name, "own")
            scope: RoleScope = role.scope  # type: ignore[assignment]
            scopes[name] = max(held, scope, key=SCOPE_ORDER.index)
    teams = (
        await session.execute(
            select(Team.id, Team.shop_id)
            .join(TeamMember, TeamMember.team_id == Team.id)
            .where(TeamMember.staff_id == staff.id, Team.deleted_at.is_(None))
        )
    ).all()
    return Access(
        actor=Actor("staff", staff.id),
        name=staff.name,
        language=choose_language(staff.language or accept_language),
        scopes=scopes,
        team_ids=frozenset(row.id for row in teams),
        shop_ids=frozenset(row.shop_id for row in teams if row.shop_id),
        session_id=session_id,
    )
