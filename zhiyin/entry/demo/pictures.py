"""Pictures that the demo's customers send: drawn from the seed, so that none has to be kept."""

import hashlib
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw, ImageFilter

from zhiyin.entry.demo.chance import uuid_at
from zhiyin.entry.demo.history import Line, World
from zhiyin.kernel.files.sniffing import Sniffed, sniff
from zhiyin.kernel.files.store import FileStore, file_key

Row = tuple[Any, ...]
SIZE = (720, 960)
EVERY = 3
# Which pictures belong to a subject: what has arrived, and in what state.
SHOWN = {
    "logistics.damage": ("parcel", "shards"),
    "returns.quality": ("teapot", "cup"),
    "returns.exchange": ("cup", "teapot"),
    "complaints.quality": ("tea", "teapot"),
    "products.brewing": ("tea",),
}
NAMES = {"parcel": "包裹", "shards": "破损", "teapot": "壶", "cup": "杯子", "tea": "茶叶"}
_TABLES = ("#b9a58a", "#8d7a66", "#a9aba6", "#cbbda4")
_CLAYS = ("#8a4b32", "#6d4a3d", "#a4623f", "#5f6f63")


@dataclass(frozen=True)
class Picture:
    """One file as the product keeps it."""

    data: bytes
    found: Sniffed


def take_pictures(world: World, rng: Random) -> dict[UUID, tuple[Line, str]]:
    """Lets some customers send a picture after their first words; the files' ids with what they
    show. Where an answer comes, it comes after the picture.
    """
    taken: dict[UUID, tuple[Line, str]] = {}
    fitting = [talk for talk in world.talks if talk.subject in SHOWN]
    for talk in fitting[::EVERY]:
        place = next(n for n, line in enumerate(talk.lines) if line.sender == "customer")
        first, *after = talk.lines[place:]
        if not after:
            continue
        at = first.at + (after[0].at - first.at) / 2
        line = Line(at, "customer", talk.person.id, "image", file_id=uuid_at(at, rng))
        talk.lines.insert(place + 1, line)
        assert line.file_id is not None
        taken[line.file_id] = line, rng.choice(SHOWN[talk.subject])
    return taken


def draw_all(rng: Random) -> dict[str, list[Picture]]:
    """A few pictures of every kind."""
    made: dict[str, list[Picture]] = {}
    for kind in sorted(NAMES):
        for number in (1, 2):
            out = io.BytesIO()
            _draw(kind, rng).save(out, "JPEG", quality=82)
            found = sniff(f"{NAMES[kind]}{number}.jpg", out.getvalue())
            made.setdefault(kind, []).append(Picture(out.getvalue(), found))
    return made


FILE_COLUMNS = (
    "id owner_kind owner_id ref_kind ref_id name media_type size sha256 width height has_thumb"
    " made_at"
)


def files(
    world: World, taken: dict[UUID, tuple[Line, str]], drawn: dict[str, list[Picture]]
) -> Iterator[Row]:
    """The rows of the files, each tied to its conversation."""
    talks = {line.file_id: talk for talk in world.talks for line in talk.lines if line.file_id}
    for file_id, (line, kind) in taken.items():
        picture, talk = _of(drawn, kind, file_id), talks[file_id]
        yield (
            file_id, "customer", talk.person.visitor_id, "conversation", talk.id,
            picture.found.name, picture.found.media_type, len(picture.data),
            hashlib.sha256(picture.data).digest(), picture.found.width, picture.found.height,
            True, line.at,
        )  # fmt: skip


async def store_all(
    store: FileStore, taken: dict[UUID, tuple[Line, str]], drawn: dict[str, list[Picture]]
) -> None:
    """Puts the bytes where the product looks for them."""
    for file_id, (_, kind) in taken.items():
        picture = _of(drawn, kind, file_id)
        await store.put(file_key(file_id), picture.data)
        await store.put(file_key(file_id, "thumb"), picture.found.thumb or b"")


def _of(drawn: dict[str, list[Picture]], kind: str, file_id: UUID) -> Picture:
    return drawn[kind][file_id.int % len(drawn[kind])]


def _draw(kind: str, rng: Random) -> Image.Image:
    """A photo taken at home: a table, light from one side, one thing on it."""
    # Out of focus: drawn small, then enlarged.
    small = Image.new("RGB", (90, 120), rng.choice(_TABLES))
    pen = ImageDraw.Draw(small)
    for y in range(0, 120, rng.randint(11, 16)):
        pen.line((0, y, 90, y + rng.randint(-2, 2)), fill="#92806a")
    pen.ellipse((19, 80, 80, 99), fill="#6b5d4d")
    image = small.filter(ImageFilter.GaussianBlur(1.8)).resize(SIZE, Image.Resampling.BICUBIC)
    _THINGS[kind](ImageDraw.Draw(image), rng)
    turned = image.rotate(rng.uniform(-4, 4), Image.Resampling.BICUBIC).crop((40, 60, 680, 900))
    light = Image.linear_gradient("L").resize(turned.size)
    warm = Image.new("RGB", turned.size, "#fff4dd")
    return Image.composite(Image.blend(turned, warm, 0.22), turned, light).resize(
        (480, 630), Image.Resampling.BILINEAR
    )


def _parcel(pen: ImageDraw.ImageDraw, rng: Random) -> None:
    pen.polygon([(160, 360), (560, 330), (590, 720), (180, 760)], fill="#b98a56")
    pen.polygon([(160, 360), (260, 260), (640, 240), (560, 330)], fill="#cfa06b")
    pen.polygon([(560, 330), (640, 240), (660, 620), (590, 720)], fill="#99703f")
    pen.polygon([(330, 348), (392, 343), (412, 738), (346, 743)], fill="#d9c9a3")
    # Pressed in at one corner.
    dent = [(470, 730), (590, 620), (590, 720), (520, 745)]
    pen.polygon(dent, fill="#6f4f2b")
    pen.rectangle((205, 430, 320, 520), fill="#f3efe4")
    for y in range(446, 512, 14):
        pen.line((216, y, rng.randint(262, 310), y), fill="#555555", width=4)


def _teapot(pen: ImageDraw.ImageDraw, rng: Random) -> None:
    clay = rng.choice(_CLAYS)
    pen.arc((470, 400, 650, 640), 250, 110, fill=clay, width=34)
    pen.polygon([(180, 520), (60, 400), (100, 370), (240, 450)], fill=clay)
    pen.ellipse((160, 380, 560, 720), fill=clay)
    pen.ellipse((250, 352, 470, 430), fill=clay)
    pen.ellipse((330, 310, 392, 372), fill=clay)
    pen.arc((252, 380, 468, 440), 10, 170, fill="#2f211b", width=4)
    pen.ellipse((230, 440, 320, 560), fill="#b47a5c")
    _crack(pen, rng, (430, 470), 9)


def _cup(pen: ImageDraw.ImageDraw, rng: Random) -> None:
    pen.polygon([(210, 400), (520, 400), (460, 720), (270, 720)], fill="#eef1f0")
    pen.ellipse((210, 350, 520, 450), fill="#dfe5e4")
    pen.ellipse((228, 364, 502, 440), fill="#9a6a2c")
    for x in range(250, 480, 46):
        pen.arc((x, 500, x + 60, 600), 180, 360, fill="#2c5d94", width=7)
    # A chip at the rim.
    pen.polygon([(470, 360), (520, 398), (488, 420), (462, 392)], fill="#8f8f86")
    _crack(pen, rng, (470, 420), 6)


def _tea(pen: ImageDraw.ImageDraw, rng: Random) -> None:
    pen.ellipse((130, 330, 590, 760), fill="#f1eee6")
    pen.ellipse((165, 365, 555, 725), fill="#e2ddcf")
    for _ in range(420):
        angle, far = rng.uniform(0, math.tau), rng.uniform(0, 150)
        x, y = 360 + math.cos(angle) * far, 545 + math.sin(angle) * far * 0.9
        turn, long = rng.uniform(0, math.tau), rng.uniform(10, 26)
        end = (x + math.cos(turn) * long, y + math.sin(turn) * long)
        pen.line(((x, y), end), fill=rng.choice(("#3c3a22", "#55502d", "#6a5a33")), width=6)


def _shards(pen: ImageDraw.ImageDraw, rng: Random) -> None:
    pen.rectangle((120, 380, 620, 760), fill="#c39661")
    pen.rectangle((150, 410, 590, 730), fill="#e8e2d4")
    clay = rng.choice(_CLAYS)
    for _ in range(11):
        x, y = rng.randint(200, 520), rng.randint(450, 680)
        corners = [(x + rng.randint(-62, 62), y + rng.randint(-52, 52)) for _ in range(4)]
        pen.polygon(corners, fill=clay, outline="#2f211b")


def _crack(pen: ImageDraw.ImageDraw, rng: Random, at: tuple[int, int], steps: int) -> None:
    x, y = at
    for _ in range(steps):
        to = x + rng.randint(-14, 16), y + rng.randint(12, 26)
        pen.line(((x, y), to), fill="#1f1511", width=5)
        x, y = to


_THINGS = {"parcel": _parcel, "teapot": _teapot, "cup": _cup, "tea": _tea, "shards": _shards}
