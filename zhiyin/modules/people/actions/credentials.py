"""Passwords and second factors: resets, invitations accepted, TOTP, recovery codes."""

import io
import secrets
from datetime import timedelta
from uuid import UUID

import pyotp
import segno
from sqlalchemy import delete, select, text, update
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import Actor, ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.secrets import (
    hash_password,
    hash_token,
    new_token,
    password_matches,
)
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text, choose_language
from zhiyin.kernel.mail.outbox import Mail, send_mail
from zhiyin.modules.people.actions.sessions import (
    check_failures,
    end_session,
    failure_keys,
    get_session,
    note_failure,
    start_session,
)
from zhiyin.modules.people.errors import (
    LinkExpiredError,
    WeakPasswordError,
    WrongCodeError,
    WrongPasswordError,
)
from zhiyin.modules.people.models import OneTimeToken, RecoveryCode, Staff, StaffSession
from zhiyin.modules.people.schemas.people import TwoFactorBegin

RESET_LIFE = timedelta(hours=1)
SHORTEST_PASSWORD = 10
RECOVERY_CODES = 10
ISSUER = "Zhiyin"
COMMON = frozenset(
    {"1234567890", "0123456789", "password12", "password123", "qwertyuiop", "1111111111"}
)
RESET_SUBJECT = Text("重设知音密码", "Reset your Zhiyin password")
RESET_BODY = Text(
    "您好，{name}：\n\n请在 1 小时内打开下面的链接重设密码：\n\n{link}\n\n"
    "如果不是您本人申请，请忽略这封邮件，密码不会改变。\n",
    "Hello {name},\n\nOpen this link within an hour to choose a new password:\n\n{link}\n\nIf you"
    " did not ask for it, ignore this mail and nothing changes.\n",
)


def check_password(password: str) -> None:
    """Refuses short and common passwords."""
    if len(password) < SHORTEST_PASSWORD or password.lower() in COMMON or len(set(password)) < 4:
        raise WeakPasswordError


async def ask_reset(session: WriteSession, email: str, base_url: str) -> None:
    """Sends a reset link, if there is such an account; says nothing either way."""
    staff = await session.scalar(
        select(Staff).where(Staff.email == email.strip().lower(), Staff.state == "active")
    )
    if staff is None:
        return
    token = new_token()
    row = OneTimeToken(
        id=new_id(),
        staff_id=staff.id,
        purpose="reset",
        token_hash=hash_token(token),
        expires_at=now() + RESET_LIFE,
    )
    session.add(row)
    language = choose_language(staff.language)
    link = f"{base_url}/console/reset/{token}"
    mail = Mail(
        f"reset:{row.id}",
        staff.email,
        RESET_SUBJECT.say(language),
        RESET_BODY.say(language, name=staff.name, link=link),
    )
    await send_mail(session, mail)


async def find_link(
    session: ReadSession | WriteSession, token: str, purpose: str
) -> tuple[OneTimeToken, Staff]:
    """The account behind a link that still holds."""
    row = await session.scalar(
        select(OneTimeToken).where(
            OneTimeToken.token_hash == hash_token(token),
            OneTimeToken.purpose == purpose,
            OneTimeToken.used_at.is_(None),
            OneTimeToken.expires_at > now(),
        )
    )
    staff = await session.get(Staff, row.staff_id) if row else None
    if row is None or staff is None or staff.state == "disabled":
        raise LinkExpiredError
    return row, staff


async def _use_link(session: WriteSession, row: OneTimeToken) -> None:
    used = await session.execute(
        update(OneTimeToken)
        .where(OneTimeToken.id == row.id, OneTimeToken.used_at.is_(None))
        .values(used_at=now())
        .returning(OneTimeToken.id)
    )
    if used.first() is None:
        raise LinkExpiredError


async def reset_password(session: WriteSession, token: str, password: str) -> None:
    """Sets a new password by a link and signs every device out."""
    check_password(password)
    row, staff = await find_link(session, token, "reset")
    await _use_link(session, row)
    staff.password_hash = hash_password(password)
    # The account's row is locked before what hangs on it.
    await session.flush()
    await session.execute(delete(StaffSession).where(StaffSession.staff_id == staff.id))
    session.actor = Actor("staff", staff.id)
    audit(session, "people.reset_password", ObjectRef("staff", staff.id))


async def accept_invitation(
    session: WriteSession, token: str, name: str, password: str, user_agent: str, address: str
) -> str:
    """Chooses name and password by an invitation; answers the token of a signed-in session."""
    check_password(password)
    row, staff = await find_link(session, token, "invitation")
    await _use_link(session, row)
    staff.name, staff.password_hash, staff.state = name, hash_password(password), "active"
    session.actor = Actor("staff", staff.id)
    audit(session, "people.accept_invitation", ObjectRef("staff", staff.id))
    return await start_session(session, staff.id, user_agent, address)


async def change_password(
    session: WriteSession, staff_id: UUID, current: str, new: str, keep: UUID | None
) -> None:
    """Changes one's password; other devices are signed out."""
    staff = await session.get_one(Staff, staff_id)
    if not password_matches(current, staff.password_hash):
        raise WrongPasswordError
    check_password(new)
    staff.password_hash = hash_password(new)
    await session.flush()
    await session.execute(
        delete(StaffSession).where(StaffSession.staff_id == staff_id, StaffSession.id != keep)
    )
    audit(session, "people.change_password", ObjectRef("staff", staff_id))


async def begin_two_factor(session: WriteSession, staff_id: UUID) -> TwoFactorBegin:
    """Makes a secret for an authenticator app; it holds once a code of it was shown."""
    staff = await session.get_one(Staff, staff_id)
    secret = pyotp.random_base32()
    staff.totp_pending = session.house.keyring.seal(secret.encode())
    uri = pyotp.TOTP(secret).provisioning_uri(name=staff.email, issuer_name=ISSUER)
    picture = io.BytesIO()
    segno.make(uri, error="m").save(picture, kind="svg", scale=5, xmldecl=False, border=2)
    return TwoFactorBegin(secret=secret, uri=uri, qr_svg=picture.getvalue().decode())


async def confirm_two_factor(session: WriteSession, staff_id: UUID, code: str) -> list[str]:
    """Switches the second factor on; answers recovery codes, which are shown this once."""
    staff = await session.get_one(Staff, staff_id)
    if staff.totp_pending is None:
        raise WrongCodeError
    secret = session.house.keyring.open_value(staff.totp_pending).decode()
    step = _step_of(secret, code)
    if step is None:
        raise WrongCodeError
    staff.totp_secret, staff.totp_pending = staff.totp_pending, None
    staff.totp_last_used = step
    await session.flush()
    await session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == staff_id))
    codes = [f"{secrets.token_hex(3)}-{secrets.token_hex(3)}" for _ in range(RECOVERY_CODES)]
    rows = [{"id": new_id(), "staff_id": staff_id, "code_hash": hash_token(c)} for c in codes]
    await session.execute(insert(RecoveryCode).values(rows))
    audit(session, "people.two_factor_on", ObjectRef("staff", staff_id))
    return codes


async def disable_two_factor(session: WriteSession, staff_id: UUID, password: str) -> None:
    """Switches the second factor off, against the password."""
    staff = await session.get_one(Staff, staff_id)
    if not password_matches(password, staff.password_hash):
        raise WrongPasswordError
    staff.totp_secret = staff.totp_pending = None
    await session.flush()
    await session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == staff_id))
    audit(session, "people.two_factor_off", ObjectRef("staff", staff_id))


def _step_of(secret: str, code: str) -> int | None:
    """The 30-second step a code belongs to: now, or one before or after."""
    totp, seconds = pyotp.TOTP(secret), int(now().timestamp())
    wanted = code.replace(" ", "").encode()
    for step in (seconds // 30 + shift for shift in (0, -1, 1)):
        if secrets.compare_digest(totp.at(step * 30).encode(), wanted):
            return step
    return None


_USE_STEP = text("""
    UPDATE staff SET totp_last_used = :step
    WHERE id = :id AND coalesce(totp_last_used, 0) < :step RETURNING id
""")
_USE_CODE = text("""
    UPDATE recovery_codes SET used_at = now()
    WHERE staff_id = :id AND code_hash = :hash AND used_at IS NULL RETURNING id
""")


async def show_second_factor(
    database: Database, pending_token: str, code: str, user_agent: str, address: str
) -> str:
    """Finishes a sign-in with a code or a recovery code, each good once; answers the session."""
    async with database.reading() as reading:
        waiting = await get_session(reading, pending_token, pending=True)
        staff = await reading.get(Staff, waiting.staff_id) if waiting else None
        if staff is None or staff.totp_secret is None or staff.state != "active":
            raise LinkExpiredError
        keys = failure_keys(f"code:{staff.id}", address)
        await check_failures(reading, keys)
        secret = reading.house.keyring.open_value(staff.totp_secret).decode()
    step = _step_of(secret, code)
    async with database.writing(Actor("staff", staff.id)) as session:
        await session.get_one(Staff, staff.id, with_for_update=True)
        if step is not None:
            used = await session.execute(_USE_STEP, {"id": staff.id, "step": step})
        else:
            values = {"id": staff.id, "hash": hash_token(code.strip().lower())}
            used = await session.execute(_USE_CODE, values)
        if used.first() is not None:
            await end_session(session, pending_token)
            audit(session, "people.second_factor", ObjectRef("staff", staff.id))
            return await start_session(session, staff.id, user_agent, address)
    await note_failure(database, keys)
    raise WrongCodeError
