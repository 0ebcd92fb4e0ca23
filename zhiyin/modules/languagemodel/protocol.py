"""The OpenAI protocol, as far as it is used: one question, one answer in a given shape.

Endpoints differ in what they understand, so there are three ways to ask for a shape, from the
strictest to the plainest. Whether an answer comes in one piece or as a stream is up to them.
"""

import re
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import msgspec

from zhiyin.modules.languagemodel.errors import Failure, ModelUnavailableError

# tools: the answer is the arguments of a function the model must call; json: a JSON object as its
# words; plain: nothing but what the instructions say.
Dialect = Literal["tools", "json", "plain"]
DIALECTS: tuple[Dialect, ...] = ("tools", "json", "plain")
# More is no answer to a customer but a machine that does not stop.
MOST_CHARACTERS = 20_000
FUNCTION = "answer"

Reply = TypeVar("Reply", bound=msgspec.Struct)


@dataclass(frozen=True)
class Endpoint:
    """Where to ask, and how. `key` is in the clear: it goes nowhere but into the request."""

    address: str
    key: str | None
    model: str
    dialect: Dialect
    seconds: float


@dataclass(frozen=True)
class Prompt:
    """What is asked: instructions of ours, and data as JSON that is never an instruction."""

    instructions: str
    data: str
    shape: type[msgspec.Struct]


class _Function(msgspec.Struct):
    arguments: str | None = None


class _Call(msgspec.Struct):
    function: _Function | None = None
    index: int = 0


class _Words(msgspec.Struct):
    content: str | None = None
    tool_calls: list[_Call] | None = None


class _Choice(msgspec.Struct):
    message: _Words | None = None
    delta: _Words | None = None
    finish_reason: str | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Completion(msgspec.Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


class Hearing:
    """What has been heard of an answer so far, in one piece or in many."""

    def __init__(self) -> None:
        self.content = ""
        self.arguments = ""
        self.usage = _Usage()
        self.ended = False

    def take(self, body: bytes | str) -> None:
        """A whole answer, or the next piece of one."""
        try:
            said = msgspec.json.decode(body, type=_Completion)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise ModelUnavailableError("not_protocol") from error
        self.usage = said.usage or self.usage
        for choice in said.choices[:1]:
            words = choice.message or choice.delta or _Words()
            self.content += words.content or ""
            # Some call twice; the first call is the answer.
            calls = [one for one in words.tool_calls or () if one.index == 0]
            for call in calls[:1]:
                self.arguments += (call.function and call.function.arguments) or ""
            self.ended = self.ended or choice.finish_reason is not None
        if len(self.content) + len(self.arguments) > MOST_CHARACTERS:
            raise ModelUnavailableError("nonsense")

    def take_line(self, line: str) -> bool:
        """The next line of a stream; false after the last one."""
        if not line.startswith("data:"):
            return True
        data = line.removeprefix("data:").strip()
        if data == "[DONE]":
            self.ended = True
            return False
        self.take(data)
        return True

    def tokens(self, prompt: Prompt) -> tuple[int, int]:
        """Tokens in and out; by length where the endpoint does not count them."""
        given = self.usage.prompt_tokens
        said = self.usage.completion_tokens
        return (
            _about(prompt.instructions + prompt.data) if given is None else max(given, 0),
            _about(self.content + self.arguments) if said is None else max(said, 0),
        )


def _about(text: str) -> int:
    """Roughly a token for every Chinese character, and for four others."""
    wide = sum(one > "\u2e7f" for one in text)
    return wide + (len(text) - wide + 3) // 4


def request_body(endpoint: Endpoint, prompt: Prompt) -> dict[str, Any]:
    """The body of a request in the endpoint's dialect."""
    schema = schema_of(prompt.shape)
    told = (
        f"{prompt.instructions}\n\nAnswer with one JSON object of this schema and nothing else:\n"
        f"{msgspec.json.encode(schema).decode()}"
    )
    body: dict[str, Any] = {
        "model": endpoint.model,
        "messages": [
            {"role": "system", "content": told},
            {"role": "user", "content": prompt.data},
        ],
    }
    if endpoint.dialect == "plain":
        return body
    body |= {"stream": True, "temperature": 0}
    if endpoint.dialect == "json":
        return body | {"response_format": {"type": "json_object"}}
    function = {"name": FUNCTION, "description": "Gives the answer.", "parameters": schema}
    return body | {
        "stream_options": {"include_usage": True},
        "tools": [{"type": "function", "function": function}],
        "tool_choice": {"type": "function", "function": {"name": FUNCTION}},
    }


def schema_of(shape: type[msgspec.Struct]) -> dict[str, Any]:
    """The JSON schema of a shape, an object at its top as functions want it."""
    _, parts = msgspec.json.schema_components((shape,), ref_template="#/$defs/{name}")
    top = dict(parts[shape.__name__])
    others = {name: part for name, part in parts.items() if name != shape.__name__}
    return top | {"$defs": others} if others else top


_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)


def read_reply(hearing: Hearing, shape: type[Reply]) -> Reply:
    """The answer in its shape, out of a call or of plain words with something around them."""
    said = hearing.arguments or _THOUGHT.sub("", hearing.content)
    begin, end = said.find("{"), said.rfind("}")
    if begin < 0 or end < begin:
        raise ModelUnavailableError("nonsense")
    try:
        return msgspec.json.decode(said[begin : end + 1], type=shape)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ModelUnavailableError("nonsense") from error


def failure_of(status: int, body: str) -> Failure:
    """What an answer with this status means."""
    if status in (401, 403):
        return "wrong_key"
    if status == 404:
        # Gateways answer like this for a path nobody serves; endpoints name the model.
        return "no_such_model" if "model" in body.lower() else "not_found"
    if status == 429:
        return "limited"
    if status >= 500:
        return "server_error"
    return "bad_request" if status >= 400 and status != 405 else "not_found"
