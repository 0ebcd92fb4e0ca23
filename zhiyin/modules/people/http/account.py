"""Routes of one's own account: signing in, who am I."""

from typing import Annotated

from fastapi import Depends, Request, Response

from zhiyin.kernel.auth.access import PUBLIC, SIGNED_IN
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done
from zhiyin.modules.people.actions.sessions import COOKIE, SESSION_DAYS, end_session, sign_in
from zhiyin.modules.people.queries import get_me
from zhiyin.modules.people.schemas import LoginIn, LoginOut, Me

routes = Routes("account", "/auth")
PENDING_COOKIE = "zhiyin_pending"


def address_of(request: Request) -> str:
    """The caller's address, as the server (or a trusted proxy) saw it."""
    return request.client.host if request.client else ""


Address = Annotated[str, Depends(address_of)]


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


@routes.post("/logout", permit=PUBLIC, response_model=Done)
async def logout(request: Request, response: Response, house: CurrentHouse) -> Done:
    """Signs this device out."""
    token = request.cookies.get(COOKIE)
    if token:
        async with house.database.writing() as session:
            await end_session(session, token)
    response.delete_cookie(COOKIE, path="/")
    return Done()
