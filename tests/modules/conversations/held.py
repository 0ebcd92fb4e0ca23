"""What a client holds: a first load, then nothing but frames, by the rules both clients keep."""

from dataclasses import dataclass, field
from typing import Any

Shown = dict[str, Any]


@dataclass
class Held:
    """One conversation as a console or a widget holds it."""

    conversation: Shown | None = None
    messages: dict[str, Shown] = field(default_factory=dict)
    gone: bool = False
    only: str | None = None

    def load(self, conversation: Shown | None, messages: list[Shown]) -> "Held":
        """The first load."""
        self.conversation = conversation
        self.merge(messages)
        return self

    def hear(self, frame: Shown) -> None:
        """One frame. A late conversation is dropped, a message gives way to its later change.

        Staff who watch the queue are told of every conversation in it: a console keeps each by
        itself, here the others are passed over.
        """
        kind = frame["type"]
        if self.only is not None and _concerns(frame) not in (None, self.only):
            return
        if kind == "changed":
            self.gone = False
            self.take(frame["conversation"])
            self.merge(frame["messages"])
            self.name_customer()
        elif kind == "ack":
            self.merge([frame["message"]])
        elif kind == "gone":
            self.gone = True
        elif kind == "visitor" and self.conversation is not None:
            self.conversation = {**self.conversation, "visitor_online": frame["online"]}

    def take(self, conversation: Shown) -> None:
        """The younger of two."""
        held = self.conversation
        if held is None or held["number"] <= conversation["number"]:
            self.conversation = dict(conversation)
            if held is not None and _leaves_open(conversation):
                self.conversation["contact_known"] = held["contact_known"]

    def merge(self, messages: list[Shown]) -> None:
        """Messages by id, the later change wins."""
        for message in messages:
            known = self.messages.get(message["id"])
            if known is None or message["changed"] >= known["changed"]:
                self.messages[message["id"]] = message

    def name_customer(self) -> None:
        """A customer who is renamed bears the new name on the messages held."""
        for id_, message in self.messages.items():
            if self.conversation and message.get("sender", {}).get("kind") == "customer":
                sender = {**message["sender"], "name": self.conversation["customer"]["name"]}
                self.messages[id_] = {**message, "sender": sender}

    def as_drawn_by_widget(self) -> "Held":
        """Without what no customer sees: whose turn it is, and the version.

        A customer's own words are acknowledged and not shown once more, so these two lag behind.
        """
        shown = self.conversation
        if shown is None:
            return self
        state = "assigned" if shown["state"] == "waiting_customer" else shown["state"]
        return Held({**shown, "state": state, "number": 0}, self.messages, self.gone)

    def differs(self, fresh: "Held") -> list[str]:
        """What is not as a fresh load shows it, field by field."""
        said = _differences("conversation", self.conversation, fresh.conversation)
        for id_, message in fresh.messages.items():
            said += _differences(f"message {message['number']}", self.messages.get(id_), message)
        surplus = self.messages.keys() - fresh.messages.keys()
        return said + [f"message {self.messages[id_]['number']} should not be" for id_ in surplus]


def _concerns(frame: Shown) -> str | None:
    conversation = frame.get("conversation")
    return conversation["id"] if conversation else frame.get("conversation_id")


def _leaves_open(conversation: Shown) -> bool:
    """A message's own frame does not know about contacts: they are as they were."""
    return "contact_known" in conversation and conversation["contact_known"] is None


def _differences(name: str, held: Shown | None, fresh: Shown | None) -> list[str]:
    if held is None or fresh is None:
        return [] if held == fresh else [f"{name}: held {held}, fresh {fresh}"]
    return [
        f"{name}.{key}: held {held.get(key)!r}, fresh {fresh.get(key)!r}"
        for key in sorted(held.keys() | fresh.keys())
        if held.get(key) != fresh.get(key)
    ]
