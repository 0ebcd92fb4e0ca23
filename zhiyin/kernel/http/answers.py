"""Errors as answers: every refusal in one shape, in the caller's language."""

from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from psycopg import OperationalError
from sqlalchemy.exc import DataError as SQLDataError
from sqlalchemy.exc import NoResultFound
from sqlalchemy.exc import OperationalError as SQLOperationalError
from starlette.exceptions import HTTPException

from zhiyin.kernel.errors.problems import InvalidInputError, NotFoundError, ProblemError
from zhiyin.kernel.fields.values import NOT_EMAIL, NOT_PHONE, NOT_URL
from zhiyin.kernel.i18n.text import Language, Text, choose_language

log = structlog.get_logger(__name__)


class UnavailableError(ProblemError):
    """The database does not answer."""

    code = "unavailable"
    status = 503
    retry = True
    text = Text(
        "服务暂时不可用，请稍后再试。", "The service is not available right now. Try again shortly."
    )


class UnexpectedError(ProblemError):
    """A mistake of ours; the log has it."""

    code = "unexpected"
    status = 500
    text = Text(
        "出了意外的错误，已记录。请重试，若仍不行请联系管理员。",
        "Something unexpected went wrong and was recorded. Try again, or tell your administrator.",
    )


class MethodError(ProblemError):
    """A request no route takes."""

    code = "bad_request"
    status = 400
    text = Text("请求不被接受。", "This request is not accepted.")


# What pydantic calls a mistake, in words for people.
_HINTS: dict[str, Text] = {
    "missing": Text("必填。", "Required."),
    "string_too_short": Text("太短。", "Too short."),
    "string_too_long": Text("太长。", "Too long."),
    "extra_forbidden": Text("没有这个字段。", "There is no such field."),
    "string_pattern_mismatch": Text("格式不正确。", "The form is not right."),
    "greater_than_equal": Text("数值太小。", "Too small."),
    "less_than_equal": Text("数值太大。", "Too large."),
    "not_phone": NOT_PHONE,
    "not_email": NOT_EMAIL,
    "not_url": NOT_URL,
    "json_invalid": Text("不是有效的 JSON。", "This is not valid JSON."),
}
_HINT = Text("填写不正确。", "This is not right.")


def language_of(request: Request) -> Language:
    """The language to answer in: the signed-in person's own, else the browser's."""
    access = getattr(request.state, "access", None)
    if access is not None:
        known: Language = access.language
        return known
    return choose_language(request.headers.get("accept-language"))


def answer(request: Request, problem: ProblemError) -> JSONResponse:
    """A refusal as JSON."""
    headers = {"Retry-After": str(problem.values.get("seconds", 5))} if problem.retry else None
    body = jsonable_encoder(problem.as_json(language_of(request)))
    return JSONResponse(body, problem.status, headers)


async def _problem(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ProblemError)
    return answer(request, error)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    fields: dict[str, Text] = {}
    for one in error.errors():
        place = ".".join(str(part) for part in one["loc"][1:]) or str(one["loc"][0])
        fields[place] = _HINTS.get(one["type"], _HINT)
    return answer(request, InvalidInputError(fields=fields))


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return answer(request, NotFoundError())
    body: Any = MethodError().as_json(language_of(request))
    return JSONResponse(body, error.status_code, error.headers)


async def _nowhere(request: Request, error: Exception) -> JSONResponse:
    return answer(request, NotFoundError())


async def _unreachable(request: Request, error: Exception) -> JSONResponse:
    log.error("database_unreachable", error=str(error)[:300])
    return answer(request, UnavailableError())


async def _unstorable(request: Request, error: Exception) -> JSONResponse:
    """A value that the database cannot hold came in by the path or the query."""
    log.warning("value_not_storable", path=request.url.path[:200], error=str(error)[:300])
    return answer(request, InvalidInputError())


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    log.error("request_failed", path=request.url.path, exc_info=error)
    return answer(request, UnexpectedError())


def add_error_answers(app: FastAPI) -> None:
    """Every error leaves the server in the same shape."""
    app.add_exception_handler(ProblemError, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(NoResultFound, _nowhere)
    app.add_exception_handler(OperationalError, _unreachable)
    app.add_exception_handler(SQLOperationalError, _unreachable)
    app.add_exception_handler(SQLDataError, _unstorable)
    app.add_exception_handler(Exception, _unexpected)
