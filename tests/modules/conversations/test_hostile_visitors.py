"""Bad input gets a clear refusal and harms nobody else."""

import asyncio
import io
import json
import uuid
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.servers.patience import PATIENCE
from tests.servers.shop import Shop, hire


async def test_malformed_frames_are_refused_and_then_the_socket_ends(module_shop: Shop) -> None:
    token = module_shop.session()["token"]
    async with module_shop.visitor(token) as visitor:
        for bad in ("", "[]", "{", '{"type":"post"}', '{"type":"nonsense"}', "\x00", '"x"'):
            await visitor.socket.send(bad)
            assert (await visitor.hear("refused"))["code"] == "bad_frame"
        assert (await visitor.post("仍然可以说话"))["type"] == "ack"
        for _ in range(20):
            await visitor.socket.send("{")
        await visitor.socket.wait_closed()


async def test_a_very_long_text_is_refused_and_the_next_is_stored(module_shop: Shop) -> None:
    token = module_shop.session()["token"]
    async with module_shop.visitor(token) as visitor:
        assert (await visitor.post("长" * 4001))["code"] == "too_large"
        await visitor.say(type="typing", text="x" * 100_000)
        assert (await visitor.hear("refused"))["code"] == "too_large"
        assert (await visitor.post("短"))["type"] == "ack"


async def test_sockets_without_a_token_or_with_a_foreign_one_are_closed(module_shop: Shop) -> None:
    url = f"{module_shop.server.ws_url}/api/live/visitor"
    for frame in ({"type": "ping"}, {"type": "hello", "token": "made up"}):
        async with connect(url, origin=module_shop.server.url) as socket:  # type: ignore[arg-type]
            await socket.send(json.dumps(frame))
            with pytest.raises(ConnectionClosed) as ended:
                await asyncio.wait_for(socket.recv(), PATIENCE)
            assert ended.value.rcvd is not None
            assert ended.value.rcvd.code == 4401
    token = module_shop.session()["token"]
    async with connect(url, origin="https://evil.example") as socket:  # type: ignore[arg-type]
        await socket.send(json.dumps({"type": "hello", "token": token}))
        with pytest.raises(ConnectionClosed):
            await asyncio.wait_for(socket.recv(), PATIENCE)


async def test_staff_sockets_need_a_session_and_our_own_origin(module_shop: Shop) -> None:
    url = f"{module_shop.server.ws_url}/api/live/staff"
    cookie = {"Cookie": f"zhiyin_session={module_shop.cookies['owner']}"}
    for origin, headers in ((None, {}), ("https://evil.example", cookie)):
        async with connect(url, origin=origin, additional_headers=headers) as socket:  # type: ignore[arg-type]
            with pytest.raises(ConnectionClosed):
                await asyncio.wait_for(socket.recv(), PATIENCE)


async def test_a_flood_is_slowed_and_others_are_served(module_shop: Shop) -> None:
    flooding, calm = module_shop.session()["token"], module_shop.session()["token"]
    async with module_shop.visitor(flooding) as noisy, module_shop.visitor(calm) as other:
        for _ in range(60):
            await noisy.say(type="post", key=uuid.uuid4().hex, text="刷屏")
        refused = await noisy.hear("refused")
        assert (refused["code"], refused["retry"]) == ("rate_limited", True)
        assert (await other.post("我慢慢说"))["type"] == "ack"


async def test_markup_is_kept_as_text(module_shop: Shop) -> None:
    token = module_shop.session()["token"]
    script = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    async with module_shop.visitor(token) as visitor:
        ack = await visitor.post(script)
    assert ack["message"]["text"] == script


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("run.exe", b"MZ\x90\x00" + b"\x00" * 100),
        ("photo.png", b"MZ\x90\x00" + b"\x00" * 100),
        ("page.html", b"<script>alert(1)</script>"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("half.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40),
        ("empty.pdf", b""),
    ],
)
def test_programs_and_broken_pictures_are_refused(
    module_shop: Shop, name: str, data: bytes
) -> None:
    token = module_shop.session()["token"]
    with module_shop.visiting(token) as http:
        answer = http.post("/api/visitor/files", content=data, headers={"X-File-Name": name})
    assert answer.status_code == 415
    assert answer.json()["error"]["code"] in ("bad_file", "bad_picture")


def test_a_bomb_of_pixels_is_refused(module_shop: Shop) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        crc = zlib.crc32(kind + body).to_bytes(4, "big")
        return len(body).to_bytes(4, "big") + kind + body + crc

    size = (50_000).to_bytes(4, "big")
    bomb = io.BytesIO()
    bomb.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size + size + b"\x01\x00\x00\x00\x00"))
    bomb.write(chunk(b"IDAT", zlib.compress(b"\x00" * 1000)) + chunk(b"IEND", b""))
    token = module_shop.session()["token"]
    with module_shop.visiting(token) as http:
        answer = http.post(
            "/api/visitor/files", content=bomb.getvalue(), headers={"X-File-Name": "b.png"}
        )
    assert answer.status_code == 415


def test_path_tricks_in_file_names_stay_names(module_shop: Shop) -> None:
    token = module_shop.session()["token"]
    with module_shop.visiting(token) as http:
        answer = http.post(
            "/api/visitor/files",
            content=b"plain words",
            headers={"X-File-Name": "..%2F..%2Fetc%2Fpasswd%00%E2%80%AEtxt.txt"},
        )
    assert answer.status_code == 201
    assert answer.json()["name"] == "passwdtxt.txt"


def test_a_stranger_cannot_read_a_file(module_shop: Shop) -> None:
    one, two = module_shop.session()["token"], module_shop.session()["token"]
    with module_shop.visiting(one) as http:
        headers = {"X-File-Name": "a.txt"}
        path = http.post("/api/visitor/files", content=b"mine", headers=headers).json()["url"]
        own = http.get(path)
        assert own.content == b"mine"
        assert own.headers["content-disposition"].startswith("attachment")
        assert own.headers["content-security-policy"].startswith("default-src 'none'")
    with module_shop.visiting(two) as http:
        assert http.get(path).status_code == 404


@pytest.mark.parametrize(
    "examples",
    [pytest.param(40, id="quick"), pytest.param(1500, id="long", marks=pytest.mark.slow)],
)
def test_any_text_comes_back_as_it_was_or_is_refused(shop: Shop, examples: int) -> None:
    with shop.client("owner") as owner:
        for key in ("visitor_rate", "address_rate"):
            path = f"/api/settings/conversations.{key}"
            owner.put(path, json={"value": 1_000_000}).raise_for_status()
    token = shop.session()["token"]

    @given(st.text(min_size=1, max_size=300))
    @settings(max_examples=examples, deadline=None, database=None)
    def holds(text: str) -> None:
        _comes_back(shop, token, text)

    holds()


def _comes_back(shop: Shop, token: str, text: str) -> None:
    body = {"key": uuid.uuid4().hex, "text": text}
    with shop.visiting(token) as http:
        try:
            raw = json.dumps(body).encode()
        except UnicodeEncodeError:
            return
        answer = http.post(
            "/api/visitor/messages", content=raw, headers={"Content-Type": "application/json"}
        )
    if answer.status_code == 200:
        assert answer.json()["message"]["text"] == text.replace("\0", "").strip("\r\n")
    else:
        assert answer.status_code in (422, 429), answer.text


async def test_signing_out_closes_the_socket_and_a_lost_role_is_lost_at_once(
    module_shop: Shop,
) -> None:
    shop = module_shop
    staff_id = hire(shop, "supervisor", "leaving")
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor, shop.staff("leaving") as ear:
        conversation = (await visitor.post("在吗"))["message"]["conversation_id"]
        with shop.client("owner") as owner:
            owner.post(f"/api/conversations/{conversation}/pick").raise_for_status()
        await ear.say(type="watch", topics=[f"conversation:{conversation}"])
        await ear.hear("watching")
        shop.run("DELETE FROM staff_roles WHERE staff_id = %s", staff_id)
        for number in range(8):
            await visitor.post(f"第 {number} 句")
            await asyncio.sleep(1)
        await ear.hear("gone", lambda f: f["conversation_id"] == conversation)
        with shop.client("leaving") as client:
            client.post("/api/auth/logout").raise_for_status()
        await asyncio.wait_for(ear.socket.wait_closed(), PATIENCE)
