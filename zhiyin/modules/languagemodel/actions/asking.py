"""Asking the model: masked, within its time, and written down whatever comes of it."""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal
from uuid import UUID

import msgspec
import structlog

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.house import House
from zhiyin.modules.languagemodel.client import Call, send
from zhiyin.modules.languagemodel.errors import ModelUnavailableError, Verdict
from zhiyin.modules.languagemodel.masking import Masks
from zhiyin.modules.languagemodel.models import ModelRequest
from zhiyin.modules.languagemodel.protocol import (
    Endpoint,
    Hearing,
    Prompt,
    Reply,
    read_reply,
)
from zhiyin.modules.languagemodel.queries import (
    count_tokens,
    get_pause,
    get_set,
    open_endpoint,
)
from zhiyin.modules.languagemodel.schemas import Use

log = structlog.get_logger(__name__)

TRY: Literal["try"] = "try"
# Nothing was read there, and nothing is paid for.
UNREAD = ("unreachable", "wrong_key", "no_such_model", "not_found", "limited", "bad_request")


@dataclass(frozen=True)
class Judgement:
    """An answer that is not used: the model refused, or we do not trust it, and why."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True)
class Question(Generic[Reply]):
    """What another module asks.

    `ours` are our own words, for example articles; `theirs` are what people have said: every text
    in it is masked, and what was masked there is masked in ours as well, as are `names`.
    `judge` says whether the answer can be used, while everything is still masked.
    """

    use: Use
    instructions: str
    ours: dict[str, Any]
    theirs: dict[str, Any]
    shape: type[Reply]
    judge: Callable[[Reply, Masks], Awaitable[Judgement | None]]
    names: Sequence[str] = ()
    conversation_id: UUID | None = None
    customer_id: UUID | None = None
    articles: Sequence[UUID] = field(default_factory=tuple)


@dataclass(frozen=True)
class Answered(Generic[Reply]):
    """An answer that holds; `masks.restore` puts what was masked back into its words."""

    reply: Reply
    masks: Masks
    model: str


async def may_ask(house: House, use: Use) -> bool:
    """Whether asking is worth preparing: it is set up, switched on and allowed for this."""
    async with house.database.reading() as session:
        held = await get_set(session)
    return held.on and use in held.uses and house.thinking.is_allowed


async def complete(house: House, question: Question[Reply]) -> Answered[Reply]:
    """The model's answer, or `ModelUnavailableError`; after the time limit at the latest."""
    endpoint = await _endpoint(house, question.use)
    masks = Masks(question.names)
    call = Call(endpoint, masked_prompt(question, masks), Hearing())
    begun = time.monotonic()
    try:
        reply = await ask(house, call, question.shape)
    except ModelUnavailableError as error:
        await _note(house, question, call, begun, error)
        raise
    judged = await question.judge(reply, masks)
    if judged is not None:
        refusal = ModelUnavailableError(judged.reason, outcome=judged.verdict)
        await _note(house, question, call, begun, refusal)
        raise refusal
    await _note(house, question, call, begun, None)
    return Answered(reply, masks, endpoint.model)


def masked_prompt(question: Question[Any], masks: Masks) -> Prompt:
    """What is sent: theirs first, so that what is hidden there is covered in ours."""
    theirs = _through(masks.hide, question.theirs)
    data = {**_through(masks.cover, question.ours), **theirs}
    text = msgspec.json.encode(data).decode()
    return Prompt(question.instructions, text, question.shape)


async def ask(house: House, call: Call, shape: type[Reply]) -> Reply:
    """One request, and its answer in its shape. Whatever surprises us is a failure like others."""
    try:
        await send(house, call)
        return read_reply(call.hearing, shape)
    except ModelUnavailableError:
        raise
    except Exception as error:
        log.exception("language_model_failed")
        raise ModelUnavailableError("not_protocol") from error


async def _endpoint(house: House, use: Use) -> Endpoint:
    """Where to ask, unless something speaks against asking just now."""
    moment = now()
    async with house.database.reading() as session:
        held = await get_set(session)
        if not (held.on and use in held.uses and house.thinking.is_allowed):
            raise ModelUnavailableError("off")
        if await get_pause(session, held, moment):
            raise ModelUnavailableError("paused")
        if held.tokens_a_day and await count_tokens(session, moment) >= held.tokens_a_day:
            raise ModelUnavailableError("budget")
    endpoint = open_endpoint(house, held)
    if endpoint is None:
        raise ModelUnavailableError("no_key")
    return endpoint


def _through(change: Callable[[str], str], value: Any) -> Any:
    """The same data with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _through(change, one) for key, one in value.items()}
    if isinstance(value, list):
        return [_through(change, one) for one in value]
    return value


async def _note(
    house: House,
    question: Question[Any],
    call: Call,
    begun: float,
    error: ModelUnavailableError | None,
) -> None:
    row = request_row(call, begun, error)
    row.use = question.use
    row.conversation_id = question.conversation_id
    row.customer_id = question.customer_id
    row.articles = list(question.articles)
    async with house.database.writing() as session:
        session.add(row)


def request_row(call: Call, begun: float, error: ModelUnavailableError | None) -> ModelRequest:
    """What is kept of a request."""
    unread = error is not None and error.reason in UNREAD
    tokens_in, tokens_out = (0, 0) if unread else call.hearing.tokens(call.prompt)
    wait = error.retry_after if error else None
    return ModelRequest(
        at=now(),
        use=TRY,
        model=call.endpoint.model,
        tokens_in=tokens_in,
        tokens_out=tokens_out,
        milliseconds=round((time.monotonic() - begun) * 1000),
        outcome=error.outcome if error else "used",
        reason=error.reason if error else None,
        wait_until=now() + wait if wait else None,
    )
