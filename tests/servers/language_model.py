"""A language model on loopback that speaks the OpenAI protocol, well or in every wrong way."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, Literal

from tests.servers.patience import PATIENCE
from tests.servers.vectors import Vectors

KEY = "sk-tea-0123456789"
MODEL = "tea-1"
Mode = Literal[
    "well",
    "whole",
    "server_error",
    "limited",
    "hangs",
    "drips",
    "cut",
    "nonsense",
    "wrong_shape",
    "empty",
    "page",
    "endless",
]
Data = dict[str, Any]


def first_article(data: Data) -> Data:
    """The first sentence of the first article, which is what a careful model might say."""
    if "a" in data:
        return {"sum": data["a"] + data["b"]}
    text: str = data["articles"][0]["text"]
    return {"supported": True, "sentences": [{"text": text.splitlines()[0], "articles": [1]}]}


@dataclass
class LanguageModel:
    """The server. `say` makes the answer out of the data of a request; `refuses` names parts of a
    request that it does not know.
    """

    address: str
    mode: Mode = "well"
    say: Callable[[Data], Data] = first_article
    refuses: frozenset[str] = frozenset()
    retry_after: str = "30"
    bodies: list[dict[str, Any]] = field(default_factory=list)
    ending: Event = field(default_factory=Event)
    # Set while nobody may be answered yet.
    holding: Event = field(default_factory=Event)
    vectors: Vectors = field(default_factory=Vectors)

    @property
    def data(self) -> list[Data]:
        """What customers and articles came to, request by request."""
        return [json.loads(one["messages"][1]["content"]) for one in self.bodies]

    async def asked(self, count: int = 1) -> None:
        """Waits until so many requests have come."""
        deadline = time.monotonic() + PATIENCE
        while len(self.bodies) < count:
            assert time.monotonic() < deadline, f"{len(self.bodies)} of {count} requests came"
            await asyncio.sleep(0.05)

    def settings(self, **more: Any) -> dict[str, Any]:
        """How it is set up in the console."""
        return {"address": self.address, "key": KEY, "model": MODEL, "on": True, **more}


class _Handler(BaseHTTPRequestHandler):
    model: LanguageModel
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        model = self.model
        if self.path == "/v1/embeddings":
            return self._embed(body)
        if self.path != "/v1/chat/completions":
            return self._fail(404, "<html>nothing here</html>")
        model.bodies.append(body)
        if self.headers.get("authorization") != f"Bearer {KEY}":
            return self._fail(401, '{"error":{"message":"Incorrect API key provided"}}')
        if body["model"] != MODEL:
            return self._fail(404, '{"error":{"message":"The model does not exist"}}')
        if refused := model.refuses & body.keys():
            return self._fail(400, json.dumps({"error": {"message": f"unknown {refused}"}}))
        return self._misbehave(body) if model.mode not in ("well", "whole") else self._answer(body)

    def _embed(self, body: dict[str, Any]) -> None:
        vectors = self.model.vectors
        vectors.bodies.append(body)
        if self.headers.get("authorization") != f"Bearer {KEY}":
            return self._fail(401, '{"error":{"message":"Incorrect API key provided"}}')
        if body["model"] not in vectors.models:
            return self._fail(404, '{"error":{"message":"The model does not exist"}}')
        if len(body["input"]) > vectors.at_once:
            return self._fail(400, '{"error":{"message":"batch size is too large"}}')
        if vectors.mode == "hangs":
            self.model.ending.wait(60)
            return None
        status, said = vectors.answer(body)
        return self._send(status, "application/json", said.encode())

    def _misbehave(self, body: dict[str, Any]) -> None:
        mode = self.model.mode
        if mode == "server_error":
            return self._fail(500, "out of memory")
        if mode == "limited":
            return self._fail(429, "{}", {"retry-after": self.model.retry_after})
        if mode == "hangs":
            self.model.ending.wait(60)
            return None
        if mode == "page":
            return self._send(200, "text/html", b"<html>Welcome to the router</html>")
        if mode in ("drips", "cut", "endless"):
            return self._stream_badly(body)
        words = {"nonsense": "I am sorry, as a model", "wrong_shape": '{"tea": 1}', "empty": ""}
        return self._whole(body, words[mode])

    def _stream_badly(self, body: dict[str, Any]) -> None:
        self._begin_stream()
        while not self.model.ending.is_set():
            self._event({"choices": [{"delta": _delta(body, '{"supported": ')}]})
            if self.model.mode == "cut":
                self.close_connection = True
                return
            if self.model.mode == "drips":
                self.model.ending.wait(0.1)

    def _answer(self, body: dict[str, Any]) -> None:
        while self.model.holding.is_set() and not self.model.ending.is_set():
            time.sleep(0.02)
        said = self.model.say(json.loads(body["messages"][1]["content"]))
        words = json.dumps(said, ensure_ascii=False)
        if self.model.mode == "whole" or not body.get("stream"):
            return self._whole(body, words)
        self._begin_stream()
        for begin in range(0, len(words), 7):
            self._event({"choices": [{"delta": _delta(body, words[begin : begin + 7])}]})
        self._event({"choices": [{"delta": {}, "finish_reason": "stop"}]})
        if body.get("stream_options", {}).get("include_usage"):
            self._event({"choices": [], "usage": _usage()})
        self._chunk(b"data: [DONE]\n\n")
        return self._chunk(b"")

    def _whole(self, body: dict[str, Any], words: str) -> None:
        choice = {"message": {"role": "assistant", **_delta(body, words)}, "finish_reason": "stop"}
        said = json.dumps({"choices": [choice], "usage": _usage()}, ensure_ascii=False)
        self._send(200, "application/json", said.encode())

    def _begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()

    def _event(self, said: dict[str, Any]) -> None:
        self._chunk(f"data: {json.dumps(said, ensure_ascii=False)}\n\n".encode())

    def _chunk(self, piece: bytes) -> None:
        self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        self.wfile.flush()

    def _fail(self, status: int, body: str, headers: dict[str, str] | None = None) -> None:
        self._send(status, "application/json", body.encode(), headers)

    def _send(
        self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in {"content-type": kind, "content-length": str(len(body))}.items():
            self.send_header(name, value)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


def _delta(body: dict[str, Any], words: str) -> dict[str, Any]:
    """Words as the request wants them: arguments of the function it names, or content."""
    if "tools" not in body:
        return {"content": words}
    name = body["tool_choice"]["function"]["name"]
    call = {"index": 0, "type": "function", "function": {"name": name, "arguments": words}}
    return {"content": None, "tool_calls": [call]}


def _usage() -> dict[str, int]:
    return {"prompt_tokens": 700, "completion_tokens": 60, "total_tokens": 760}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Whoever asked may have hung up."""


@contextmanager
def running_language_model() -> Iterator[LanguageModel]:
    """A language model for the length of the block."""
    handler = type("Handler", (_Handler,), {})
    server = _Server(("127.0.0.1", 0), handler)
    model = LanguageModel(f"http://127.0.0.1:{server.server_address[1]}/v1")
    handler.model = model  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        model.ending.set()
        server.shutdown()
        server.server_close()
        thread.join()
