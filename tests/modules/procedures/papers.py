"""Procedures for tests: small documents, and how to run them over the API."""

from typing import Any

import httpx

from tests.servers.shop import Shop

Document = dict[str, Any]
BUILT_IN = "case_team"


def labels(name: str) -> dict[str, str]:
    return {"zh-CN": f"步骤{name}", "en": name}


def outcome(code: str, *to: str, **more: Any) -> Document:
    """What may come of a step; without a next one the case ends."""
    return {"code": code, "name": labels(code), "to": list(to), **more}


def step(code: str, *outcomes: Document, **more: Any) -> Document:
    """A step that is done by the team of what the case is about."""
    return {"code": code, "name": labels(code), "outcomes": list(outcomes), **more}


def document(*steps: Document, **more: Any) -> Document:
    """A procedure that begins with the first step."""
    return {
        "name": labels("trial"),
        "about": ["ticket"],
        "start": steps[0]["code"],
        "steps": list(steps),
        **more,
    }


# Divided and brought together, a way back, and an end on the way.
FORKED = document(
    step("take", outcome("go", "left", "right"), outcome("no")),
    step("left", outcome("done", "close")),
    step("right", outcome("done", "close"), outcome("back", "take"), outcome("stop")),
    step("close", outcome("done"), outcome("again", "take"), join="all"),
)


def published(shop: Shop, paper: Document, code: str = "trial") -> str:
    """A procedure of this document, published; answers its id."""
    with shop.client("owner") as owner:
        made = owner.post("/api/procedures", json={"code": code, "name": labels(code)})
        assert made.status_code == 201, made.text
        procedure_id = str(made.json()["id"])
        publish(owner, procedure_id, paper)
    return procedure_id


def publish(client: httpx.Client, procedure_id: str, paper: Document) -> int:
    """Another version of it; answers its number."""
    kept = client.put(f"/api/procedures/{procedure_id}/draft", json={"document": paper})
    assert kept.status_code == 200, kept.text
    answer = client.post(f"/api/procedures/{procedure_id}/publish", json={"note": "试"})
    assert answer.status_code == 200, answer.text
    return int(answer.json()["number"])


def start(shop: Shop, procedure_id: str, ticket_id: str, role: str = "manager") -> dict[str, Any]:
    """A case about a ticket, begun by somebody of this role."""
    about = {"kind": "ticket", "id": ticket_id}
    with shop.client(role) as client:
        body = {"procedure_id": procedure_id, "about": about}
        answer = client.post("/api/cases", json=body)
        assert answer.status_code == 201, answer.text
        case: dict[str, Any] = answer.json()
    return case


def read(shop: Shop, case: dict[str, Any], role: str = "manager") -> dict[str, Any]:
    """The case as it stands now."""
    with shop.client(role) as client:
        found: dict[str, Any] = client.get(f"/api/cases/{case['id']}").raise_for_status().json()
    return found


def open_steps(case: dict[str, Any]) -> dict[str, str]:
    """Codes of the live steps, with how they stand."""
    return {one["step"]: one["state"] for one in case["open"]}


def move(
    shop: Shop,
    case: dict[str, Any],
    code: str,
    verb: str = "finish",
    role: str = "manager",
    **body: Any,
) -> httpx.Response:
    """What comes of doing something with the open step of this code."""
    held = next(
        one for one in reversed(case["steps"]) if one["step"] == code and one["state"] == "open"
    )
    with shop.client(role) as client:
        method = client.put if verb == "form" else client.post
        return method(f"/api/cases/{case['id']}/steps/{held['id']}/{verb}", json=body)


def done(
    shop: Shop, case: dict[str, Any], code: str, chosen: str = "done", **body: Any
) -> dict[str, Any]:
    """The case after a step was finished."""
    answer = move(shop, case, code, outcome=chosen, **body)
    assert answer.status_code == 200, answer.text
    after: dict[str, Any] = answer.json()
    return after
