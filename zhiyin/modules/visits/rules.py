"""Pure rules of visits: what of an address is kept, where somebody came from, how long they stay.

Everything here was said by a browser, so nothing of it is believed before it is cut to size.
"""

import unicodedata
from collections.abc import Collection
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

# After so long without a page it is another visit (minutes).
NEW_VISIT_MINUTES = 30
MOST_PAGES = 100
# Nobody reads one page for longer; a machine that slept did not read (seconds).
MOST_SECONDS = 4 * 3600
MOST_PATH, MOST_TITLE, MOST_REFERRER, MOST_VALUE = 300, 120, 200, 80
MOST_PARAMETERS = 50
CAMPAIGN = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")


def _plain(value: str, most: int) -> str:
    """One line without control characters or tricks of direction."""
    kept = "".join(c for c in value if c == " " or unicodedata.category(c)[0] not in "CZ")
    return kept.strip()[:most]


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        # Reading the port checks it.
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname else None


def _origin(parts: SplitResult) -> str:
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}".lower()


def _parameters(parts: SplitResult) -> list[tuple[str, str]]:
    try:
        return parse_qsl(parts.query, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return []


def listed(names: str) -> frozenset[str]:
    """Names in a setting, separated by commas, Chinese ones too."""
    return frozenset(one for part in names.replace("，", ",").split(",") if (one := part.strip()))


def kept_path(url: str, origin: str, parameters: Collection[str]) -> str | None:
    """The path of a page on the site itself, with only the parameters that are kept; `None` for
    what is no page of it. Who signs in by an address leaves no password here.
    """
    parts = _split(url)
    if parts is None or _origin(parts) != origin.lower():
        return None
    path = _plain(parts.path, MOST_PATH) or "/"
    kept = [
        (name, _plain(value, MOST_VALUE))
        for name, value in _parameters(parts)
        if name in parameters
    ]
    return f"{path}?{urlencode(kept)}"[:MOST_PATH] if kept else path


def kept_title(title: str) -> str:
    """A page's title in one line."""
    return _plain(title, MOST_TITLE)


def kept_referrer(url: str, origin: str) -> str | None:
    """The site and path somebody came from; `None` if it was the shop's own or cannot be read."""
    parts = _split(url)
    if parts is None or _origin(parts) == origin.lower():
        return None
    host = parts.netloc.rpartition("@")[2].lower()
    path = parts.path if parts.path != "/" else ""
    return _plain(host + path, MOST_REFERRER)


def campaign_of(url: str) -> dict[str, str]:
    """What an advertisement says of itself in the address of the first page (推广参数)."""
    parts = _split(url)
    found = dict(_parameters(parts)) if parts else {}
    return {
        name.removeprefix("utm_"): value
        for name in CAMPAIGN
        if (value := _plain(found.get(name, ""), MOST_VALUE))
    }


def kept_seconds(seconds: int) -> int:
    """How long somebody looked at a page."""
    return max(0, min(seconds, MOST_SECONDS))
