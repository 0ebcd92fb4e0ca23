"""Pure rules of conversations: how rows are shown, when timers act, what a text may be."""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from zhiyin.modules.conversations.errors import EmptyMessageError, MessageTooLongError
from zhiyin.modules.people.interface import Holder

# How others name one: in work, notices, fields and links.
KIND = "conversation"
MAX_TEXT = 4000
PREVIEW = 80
MOST_TAGS = 20
RECALL_WITHIN = timedelta(minutes=2)
# Events of the conversation that the customer is shown, too.
VISITOR_EVENTS = frozenset(
    {
        "queued",
        "assigned",
        "picked",
        "transferred",
        "closed",
        "reopened",
        "nudged",
        "returned",
        "contact_left",
        "wants",
        "notice",
        "merged",
        "merged_away",
    }
)


def conversation_topic(conversation_id: UUID) -> str:
    """Who looks at one conversation."""
    return f"conversation:{conversation_id}"


def reference(opened_at: datetime, serial: int) -> str:
    """The number people say on the phone: `C-2611-000123`."""
    return f"C-{opened_at:%y%m}-{serial:06d}"


_REFERENCE = re.compile(r"^[cC]-\d{4}-(\d{1,12})$")


def read_reference(said: str) -> int | None:
    """The serial in such a number, if it is one."""
    found = _REFERENCE.match(said.strip())
    return int(found[1]) if found else None


def check_text(kind: str, text: str) -> str:
    """The text as it is stored; refuses an empty or overlong one."""
    clean = text.replace("\0", "").strip("\r\n")
    if len(clean) > MAX_TEXT:
        raise MessageTooLongError(limit=MAX_TEXT)
    if kind in ("text", "note") and not clean.strip():
        raise EmptyMessageError
    return clean


def body_hash(kind: str, text: str, file_id: UUID | None, reply_to: int | None = None) -> str:
    """Tells a retry from another message under the same key."""
    quoted = f"\0{reply_to}" if reply_to is not None else ""
    return hashlib.sha256(f"{kind}\0{file_id or ''}\0{text}{quoted}".encode()).hexdigest()


def preview(kind: str, text: str, file_name: str = "") -> str:
    """The line a list shows of a message; the client says that it is a picture or a file."""
    words = file_name if kind == "file" and not text else text
    return " ".join(words.split())[:PREVIEW]


def may_recall(at: datetime, moment: datetime) -> bool:
    """Whether a message is young enough to be taken back."""
    return moment - at <= RECALL_WITHIN


def visible_to_visitor(kind: str, event: dict[str, Any] | None) -> bool:
    """Notes and inner events stay inside."""
    return kind in ("text", "image", "file") or (
        kind == "event" and event is not None and event.get("code") in VISITOR_EVENTS
    )


SilenceStep = Literal["wait", "nudge", "close"]
# How often to look at a conversation in which nothing is due yet.
LOOK_EVERY = 60.0


def silence_step(
    silent_since: datetime | None,
    moment: datetime,
    nudge_after: float,
    close_after: float,
    *,
    nudged: bool,
) -> tuple[SilenceStep, float]:
    """What a customer's silence calls for now, and the seconds until the next look.

    `silent_since` is our last answer while it is the customer's turn, `None` while it is ours.
    A limit of 0 switches that step off.
    """
    if silent_since is None:
        return "wait", LOOK_EVERY
    silent = (moment - silent_since).total_seconds()
    if close_after and silent >= close_after:
        return "close", LOOK_EVERY
    limits = [close_after - silent] if close_after else []
    if nudge_after and not nudged:
        if silent >= nudge_after:
            return "nudge", min([LOOK_EVERY, *limits])
        limits.append(nudge_after - silent)
    return "wait", max(1.0, min([LOOK_EVERY, *limits]))


# What somebody is in a conversation that another holds, from the least to the most.
ROLES = ("watching", "offered", "mentioned", "before", "called", "invited", "stepped_in")
# Who watches reads by a right of their own; taking part gives the others theirs.
READING_ROLES = frozenset(ROLES[1:])
ANSWERING_ROLES = frozenset({"called", "invited", "stepped_in"})
Participants = dict[str, dict[str, Any]]


def role_in(participants: Mapping[str, Any], staff_id: UUID | None) -> str | None:
    """What somebody is in a conversation, if they take part in it."""
    entry = participants.get(str(staff_id))
    return str(entry["role"]) if entry else None


def joined(participants: Participants, staff_id: UUID, role: str) -> Participants:
    """With somebody in this role; who is more than that already stays so."""
    entry = participants.get(str(staff_id), {"role": role})
    higher = max(entry["role"], role, key=ROLES.index)
    return {**participants, str(staff_id): {**entry, "role": higher}}


def left(participants: Participants, staff_ids: Collection[UUID]) -> Participants:
    """Without these."""
    gone = {str(one) for one in staff_ids}
    return {one: entry for one, entry in participants.items() if one not in gone}


def offered(participants: Participants, staff_id: UUID, until: str) -> Participants:
    """With somebody who is asked to take the conversation over, until then."""
    entry = participants.get(str(staff_id), {"role": "offered"})
    return {**unoffered(participants), str(staff_id): {**entry, "offer_until": until}}


def unoffered(participants: Participants) -> Participants:
    """With nobody asked any more; who was there only for that is gone."""
    return {
        one: {key: value for key, value in entry.items() if key != "offer_until"}
        for one, entry in participants.items()
        if entry["role"] != "offered"
    }


def nearest_supervisor(
    known: Sequence[Holder], team_id: UUID | None, shop_id: UUID, taken: Mapping[UUID, int]
) -> UUID | None:
    """Whom to call in: online, of the team, else of the shop, else anybody; then who has fewest.

    `None` while none of them is there.
    """
    there = [one for one in known if one.online]
    if not there:
        return None
    distance = {
        one.staff_id: 0 if team_id in one.team_ids else 1 if shop_id in one.shop_ids else 2
        for one in there
    }
    return min(distance, key=lambda one: (distance[one], taken.get(one, 0), one))
