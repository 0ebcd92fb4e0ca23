"""What a file really is: by its bytes, never by what the sender calls it."""

import io
import re
import unicodedata
import warnings
from dataclasses import dataclass

import puremagic
from PIL import Image, ImageOps, UnidentifiedImageError

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text

MAX_PIXELS = 50_000_000
THUMB = (480, 480)
IMAGES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
# Types people send in service conversations. Nothing a browser would run.
DOCUMENTS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".zip": "application/zip",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".txt": "text/plain",
    ".csv": "text/csv",
}
PLAIN = (".txt", ".csv")
# Containers that carry other formats inside: the extension decides among these only.
ZIPPED = (".docx", ".xlsx", ".pptx", ".zip")
OLE = (".doc", ".xls")


class BadFileError(ProblemError):
    """Not one of the kinds of file that may be sent."""

    code = "bad_file"
    status = 415
    text = Text(
        "不能发送这种文件。可以发送图片、PDF、Office 文档、文本、压缩包和音视频。",
        "This kind of file cannot be sent. Pictures, PDF, Office documents, text, zip, audio and"
        " video can.",
    )


class BadPictureError(ProblemError):
    """A picture that cannot be opened, or a bomb of pixels."""

    code = "bad_picture"
    status = 415
    text = Text(
        "这张图片打不开或尺寸过大，请换一张。",
        "This picture cannot be opened or has too many pixels. Please choose another.",
    )


@dataclass(frozen=True)
class Sniffed:
    """A checked file: safe name, true type, picture size and thumbnail if it is a picture."""

    name: str
    media_type: str
    width: int | None = None
    height: int | None = None
    thumb: bytes | None = None


def safe_name(name: str) -> str:
    """A file name without folders, control characters or direction tricks; never empty."""
    last = re.split(r"[\\/]", name)[-1]
    clean = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    stem, dot, extension = clean.rpartition(".")
    if dot and len(clean) > 120:
        clean = stem[: 119 - len(extension)] + dot + extension
    return clean[:120] or "file"


def sniff(name: str, data: bytes) -> Sniffed:
    """Checks a file's bytes; refuses programs, scripts and broken or oversized pictures.

    Runs in a thread: decoding a picture takes time.
    """
    name = safe_name(name)
    picture = _picture(name, data)
    if picture is not None:
        return picture
    extension = ("." + name.rpartition(".")[2].lower()) if "." in name else ""
    media_type = DOCUMENTS.get(extension)
    if media_type is None or not _content_fits(extension, data):
        raise BadFileError
    return Sniffed(name, media_type)


def _content_fits(extension: str, data: bytes) -> bool:
    if extension in PLAIN:
        return b"\0" not in data and _is_text(data)
    if extension in ZIPPED:
        return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")
    if extension in OLE:
        return data[:8] == bytes.fromhex("d0cf11e0a1b11ae1")
    try:
        found = {match.extension for match in puremagic.magic_string(data[:4096])}
    except (puremagic.PureError, ValueError):
        return False
    return extension in found or (extension in (".m4a", ".mov", ".mp4") and data[4:8] == b"ftyp")


def _is_text(data: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _picture(name: str, data: bytes) -> Sniffed | None:
    """A picture with its thumbnail, `None` for anything else."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=tuple(IMAGES)) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise BadPictureError
                media_type = IMAGES[image.format or "PNG"]
                turned = ImageOps.exif_transpose(image)
                width, height = turned.size
                turned.thumbnail(THUMB)
                thumb = io.BytesIO()
                turned.convert("RGBA").save(thumb, "WEBP", quality=80)
    except UnidentifiedImageError:
        return None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise BadPictureError from error
    stem = name.rpartition(".")[0] or name
    suffix = "jpg" if media_type == "image/jpeg" else media_type.partition("/")[2]
    return Sniffed(f"{stem}.{suffix}", media_type, width, height, thumb.getvalue())
