"""The address `/mcp`: who asks, whether they may, and what of the protocol is answered."""

from typing import Any, cast
from urllib.parse import urlsplit

import msgspec
from fastapi import FastAPI
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from zhiyin.entry.mcp.calling import Answer, call
from zhiyin.entry.mcp.protocol import (
    INVALID_PARAMS,
    NOT_KEPT,
    REFUSED,
    Asked,
    RpcError,
    discovery,
    greeting,
    read_request,
)
from zhiyin.entry.mcp.recording import as_recorded
from zhiyin.entry.mcp.tools import DRY_RUN, Offered, all_tools, offered_to
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.errors.problems import (
    NotSignedInError,
    ProblemError,
    TooLargeError,
)
from zhiyin.kernel.house import House
from zhiyin.kernel.i18n.text import Language, Text, choose_language
from zhiyin.kernel.settings.settings import get_stored
from zhiyin.modules.people.interface import KeyHolder, find_holder, note_call, take_call

PATH = "/mcp"
LARGEST_BODY = 512 * 1024
SCHEME = "bearer "

INSTRUCTIONS = Text(
    "知音是网店的客服系统。会话、客户、知识库和待办都以编号（id）相互引用：先用查找类工具取得编号，"
    "再查看或修改。会改动数据的工具都接受 dry_run，可以先试运行。发给客户的话无法收回，"
    "发送前请与负责的人确认。",
    "Zhiyin is the customer service of online shops. Conversations, customers, articles and tasks"
    " name each other by id: find first, then read or change. Every tool that changes something"
    " takes dry_run, to try it before. What is said to a customer stays said: ask the person in"
    " charge before you send.",
)


class AiOffError(ProblemError):
    """The organisation has switched off all that thinks by itself, assistants from outside too."""

    code = "ai_off"
    status = 503
    text = Text(
        "智能功能总开关已关闭，外部助手暂时不能使用。可在“设置 → 机器人”中打开。",
        "All automatic thinking is switched off here, and with it assistants from outside. It is"
        " switched on under Settings → Bot.",
    )


class ForeignOriginError(ProblemError):
    """A page of another site asks, in somebody's browser."""

    code = "foreign_origin"
    status = 403
    text = Text(
        "请求来自其他网站，已拒绝。", "This request comes from another site and was refused."
    )


class MediaTypeError(ProblemError):
    """The body is not said to be JSON."""

    code = "bad_request"
    status = 415
    text = Text("请求内容应为 application/json。", "The body must be application/json.")


def add_mcp(app: FastAPI) -> None:
    """Adds the address; it stands outside the API document."""
    methods = ["GET", "POST", "DELETE"]
    app.router.routes.append(Route(PATH, answer_mcp, methods=methods, include_in_schema=False))


async def answer_mcp(request: Request) -> Response:
    """One request of an assistant. There are no streams and no sessions to open or to end."""
    if request.method != "POST":
        return Response(status_code=405, headers={"allow": "POST"})
    language = choose_language(request.headers.get("accept-language"))
    house: House = request.app.state.house
    number: Any = None
    try:
        _check_origin(request, house.environment)
        body = await _read_body(request)
        holder = await _who(request, house)
        language = holder.access.language
        asked = read_request(body, request.headers)
        number = asked.number
        if number is None:
            return Response(status_code=202)
        return _json(asked.answer(await _answer(request.app, holder, asked)))
    except ProblemError as refused:
        return _refuse(refused, language, number)
    except RpcError as refused:
        return _json(refused.as_json(), refused.status)
    except ClientDisconnect:
        return Response(status_code=400)


def _check_origin(request: Request, environment: Environment) -> None:
    """Programs name no origin; a browser's page must be one of ours."""
    origin = request.headers.get("origin")
    ours = urlsplit(environment.base_url)
    if origin is not None and origin != f"{ours.scheme}://{ours.netloc}":
        raise ForeignOriginError


async def _read_body(request: Request) -> bytes:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise MediaTypeError
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_BODY:
            raise TooLargeError(limit=f"{LARGEST_BODY // 1024} KB")
    return bytes(body)


async def _who(request: Request, house: House) -> KeyHolder:
    given = request.headers.get("authorization", "")
    if given[: len(SCHEME)].lower() != SCHEME:
        raise NotSignedInError
    async with house.database.reading() as session:
        holder = await find_holder(session, given[len(SCHEME) :].strip())
        # What this process knows of the settings is at most seconds old after this.
        await get_stored(session)
    if not house.thinking.is_allowed:
        raise AiOffError
    return holder


async def _answer(app: FastAPI, holder: KeyHolder, asked: Asked) -> dict[str, Any]:
    language = holder.access.language
    tools = {one.tool.name: one for one in offered_to(holder, all_tools(app.state.house).values())}
    match asked.method:
        case "initialize" if not asked.stateless:
            return greeting(asked, INSTRUCTIONS.say(language))
        case "server/discover" if asked.stateless:
            return discovery(INSTRUCTIONS.say(language))
        case "ping" if not asked.stateless:
            return {}
        case "tools/list":
            told = {"tools": [one.describe(language) for one in tools.values()]}
            return told | NOT_KEPT if asked.stateless else told
        case "tools/call":
            return await _call(app, holder, asked, tools)
    raise asked.unknown()


async def _call(
    app: FastAPI, holder: KeyHolder, asked: Asked, tools: dict[str, Offered]
) -> dict[str, Any]:
    name, arguments = asked.params.get("name"), asked.params.get("arguments") or {}
    offered = tools.get(name) if isinstance(name, str) else None
    # A tool that exists and one that this key may not use are told apart by nobody.
    if offered is None:
        raise RpcError(INVALID_PARAMS, f"Unknown tool: {str(name)[:100]}", number=asked.number)
    if not isinstance(arguments, dict):
        raise RpcError(INVALID_PARAMS, "`arguments` is not an object.", number=asked.number)
    house: House = app.state.house
    dry_run = offered.writes and arguments.get(DRY_RUN) is True
    changes = offered.writes and not dry_run
    try:
        async with house.database.writing(holder.access.actor) as session:
            await take_call(session, holder.key_id, writes=changes)
    except ProblemError as refused:
        return _failed(refused.as_json(holder.access.language))
    answer = await call(app, holder, offered, arguments)
    note = {
        "tool": offered.tool.name,
        "dry_run": dry_run,
        "outcome": answer.code,
        "arguments": as_recorded(offered, arguments),
    }
    async with house.database.writing(holder.access.actor) as session:
        await note_call(session, holder.key_id, note, give_back=changes and answer.is_error)
    return _told(answer, dry_run=dry_run)


def _told(answer: Answer, *, dry_run: bool) -> dict[str, Any]:
    if answer.is_error:
        return _failed(answer.value)
    value = answer.value
    if dry_run:
        value = {"dry_run": True, "result": value}
    elif not isinstance(value, dict):
        # Clients take nothing but objects.
        value = {"items" if isinstance(value, list) else "result": value}
    return {
        "content": [{"type": "text", "text": msgspec.json.encode(value).decode()}],
        "structuredContent": value,
        "isError": False,
    }


def _failed(problem: dict[str, Any]) -> dict[str, Any]:
    """A refusal that the model reads and can act on: the sentence, and what is wrong where."""
    error = cast("dict[str, Any]", problem["error"])
    lines = [str(error["message"])]
    lines += [f"{name}: {words}" for name, words in error.get("fields", {}).items()]
    return {
        "content": [{"type": "text", "text": "\n".join(lines)}],
        "structuredContent": problem,
        "isError": True,
    }


def _refuse(refused: ProblemError, language: Language, number: Any) -> Response:
    body = cast("dict[str, Any]", refused.as_json(language)["error"])
    error = RpcError(REFUSED, str(body["message"]), data=body, status=refused.status, number=number)
    headers = {"www-authenticate": "Bearer"} if refused.status == 401 else {}
    return _json(error.as_json(), refused.status, headers)


def _json(
    value: dict[str, Any], status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    return Response(
        msgspec.json.encode(value),
        status,
        {"cache-control": "no-store", **(headers or {})},
        "application/json",
    )
