"""Routes of one's own account: signing in, who am I."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response
from sqlalchemy import select

from zhiyin.kernel.auth.access import PUBLIC, SIGNED_IN
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done
from zhiyin.modules.people.actions.credentials import (
    accept_invitation,
    ask_reset,
    begin_two_factor,
    change_password,
    confirm_two_factor,
    disable_two_factor,
    find_link,
    reset_password,
    show_second_factor,
)
from zhiyin.modules.people.actions.sessions import (
    COOKIE,
    check_failures,
    edit_self,
    end_session,
    failure_keys,
    keep_session,
    note_failure,
    revoke_session,
    sign_in,
)
from zhiyin.modules.people.errors import LinkExpiredError
from zhiyin.modules.people.models import Shop, Staff
from zhiyin.modules.people.queries.staff import get_me, list_devices
from zhiyin.modules.people.schemas.people import (
    AcceptIn,
    CodeIn,
    DeviceOut,
    EmailIn,
    InvitationOut,
    LoginIn,
    LoginOut,
    Me,
    MePatch,
    PasswordChangeIn,
    PasswordIn,
    RecoveryCodes,
    ResetIn,
    TwoFactorBegin,
)

routes = Routes("account", "/auth")
PENDING_COOKIE = "zhiyin_pending"


def address_of(request: Request) -> str:
    """The caller's address, as the server (or a trusted proxy) saw it."""
    return request.client.host if request.client else ""


Address = Annotated[str, Depends(address_of)]


@routes.post("/login", permit=PUBLIC, response_model=LoginOut)
async def login(
    body: LoginIn, request: Request, response: Response, house: CurrentHouse, address: Address
) -> LoginOut:
    """Signs in with e-mail and password."""
    agent = request.headers.get("user-agent", "")
    token, pending = await sign_in(house.database, body.email, body.password, agent, address)
    if pending:
        response.set_cookie(
            PENDING_COOKIE,
            token,
            max_age=600,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
            path="/api/auth",
        )
        return LoginOut(state="second_factor")
    keep_session(request, response, token)
    return LoginOut(state="signed_in")


@routes.get("/me", permit=SIGNED_IN, response_model=Me)
async def me(access: Caller, house: CurrentHouse) -> Me:
    """The signed-in member of staff."""
    async with house.database.reading() as session:
        return await get_me(session, access)


@routes.patch("/me", permit=SIGNED_IN, response_model=Me)
async def edit_me(body: MePatch, access: Caller, house: CurrentHouse) -> Me:
    """Changes one's own name, language, look and notifications."""
    async with house.database.writing(access.actor) as session:
        await edit_self(session, access.id, body)
        await session.flush()
        return await get_me(session, access)


@routes.post("/logout", permit=PUBLIC, response_model=Done)
async def logout(request: Request, response: Response, house: CurrentHouse) -> Done:
    """Signs this device out."""
    token = request.cookies.get(COOKIE)
    if token:
        async with house.database.writing() as session:
            await end_session(session, token)
    response.delete_cookie(COOKIE, path="/")
    return Done()


@routes.post("/second-factor", permit=PUBLIC, response_model=LoginOut)
async def second_factor(
    body: CodeIn, request: Request, response: Response, house: CurrentHouse, address: Address
) -> LoginOut:
    """The second step of signing in: a code of the app, or a recovery code."""
    pending = request.cookies.get(PENDING_COOKIE)
    if not pending:
        raise LinkExpiredError
    agent = request.headers.get("user-agent", "")
    token = await show_second_factor(house.database, pending, body.code, agent, address)
    response.delete_cookie(PENDING_COOKIE, path="/api/auth")
    keep_session(request, response, token)
    return LoginOut(state="signed_in")


@routes.post("/password", permit=SIGNED_IN, response_model=Done)
async def put_password(body: PasswordChangeIn, access: Caller, house: CurrentHouse) -> Done:
    """Changes one's password; other devices are signed out."""
    async with house.database.writing(access.actor) as session:
        await change_password(session, access.id, body.current, body.new, access.session_id)
    return Done()


@routes.post("/password-reset", permit=PUBLIC, status=202, response_model=Done)
async def request_reset(body: EmailIn, house: CurrentHouse, address: Address) -> Done:
    """Sends a reset link; the answer is the same whether the account exists or not."""
    keys = failure_keys(f"reset:{body.email}", address)
    async with house.database.reading() as reading:
        await check_failures(reading, keys)
    await note_failure(house.database, keys)
    async with house.database.writing() as session:
        await ask_reset(session, body.email, house.environment.base_url)
    return Done()


@routes.post("/password-reset/confirm", permit=PUBLIC, response_model=Done)
async def confirm_reset(body: ResetIn, house: CurrentHouse) -> Done:
    """Sets a new password by a link; every device is signed out."""
    async with house.database.writing() as session:
        await reset_password(session, body.token, body.password)
    return Done()


@routes.get("/sessions", permit=SIGNED_IN, response_model=list[DeviceOut])
async def get_devices(access: Caller, house: CurrentHouse) -> list[DeviceOut]:
    """Where one is signed in."""
    async with house.database.reading() as session:
        return await list_devices(session, access.id, access.session_id)


@routes.delete("/sessions/{session_id}", permit=SIGNED_IN)
async def end_device(session_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Signs one of one's own devices out."""
    async with house.database.writing(access.actor) as session:
        await revoke_session(session, access.id, session_id)


@routes.post("/two-factor/begin", permit=SIGNED_IN, response_model=TwoFactorBegin)
async def begin(access: Caller, house: CurrentHouse) -> TwoFactorBegin:
    """A secret for an authenticator app, with its picture."""
    async with house.database.writing(access.actor) as session:
        return await begin_two_factor(session, access.id)


@routes.post("/two-factor/confirm", permit=SIGNED_IN, response_model=RecoveryCodes)
async def confirm(body: CodeIn, access: Caller, house: CurrentHouse) -> RecoveryCodes:
    """Switches the second factor on; the recovery codes are shown this once."""
    async with house.database.writing(access.actor) as session:
        codes = await confirm_two_factor(session, access.id, body.code)
    return RecoveryCodes(recovery_codes=codes)


@routes.post("/two-factor/disable", permit=SIGNED_IN, response_model=Done)
async def disable(body: PasswordIn, access: Caller, house: CurrentHouse) -> Done:
    """Switches the second factor off."""
    async with house.database.writing(access.actor) as session:
        await disable_two_factor(session, access.id, body.password)
    return Done()


@routes.get("/invitations/{token}", permit=PUBLIC, response_model=InvitationOut)
async def get_invitation(token: str, house: CurrentHouse) -> InvitationOut:
    """What an invited person sees before accepting."""
    async with house.database.reading() as session:
        row, staff = await find_link(session, token, "invitation")
        names = await session.execute(select(Staff.name).where(Staff.id == row.made_by))
        shop = await session.scalar(select(Shop.name).order_by(Shop.id).limit(1))
        return InvitationOut(
            email=staff.email, inviter=names.scalar() or "", organisation=shop or "Zhiyin"
        )


@routes.post("/invitations/{token}/accept", permit=PUBLIC, response_model=LoginOut)
async def accept(
    token: str,
    body: AcceptIn,
    request: Request,
    response: Response,
    house: CurrentHouse,
    address: Address,
) -> LoginOut:
    """Chooses name and password, and is signed in."""
    agent = request.headers.get("user-agent", "")
    async with house.database.writing() as session:
        device = await accept_invitation(session, token, body.name, body.password, agent, address)
    keep_session(request, response, device)
    return LoginOut(state="signed_in")
