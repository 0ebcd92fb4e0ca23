"""The web process dies while people move cases, and every case is where its outcomes lead."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.modules.procedures.history import check_history
from tests.modules.procedures.papers import FORKED, published, start
from tests.modules.tickets.cases import make as make_ticket
from tests.servers.patience import until
from tests.servers.shop import Shop
from zhiyin.modules.procedures.rules.documents import ProcedureDocument

pytestmark = pytest.mark.whole

SHAPE = ProcedureDocument.model_validate(FORKED)
MOVES = 25


def _open(client: httpx.Client, case_id: str) -> list[dict[str, Any]]:
    case = client.get(f"/api/cases/{case_id}").raise_for_status().json()
    return [one for one in case["open"] if one["state"] == "open"]


def test_kill_the_web_process_while_cases_move_and_none_is_lost(shop: Shop) -> None:
    procedure_id = published(shop, FORKED)
    cases = [
        start(shop, procedure_id, make_ticket(shop, "manager", team_id=shop.team_id)["id"])["id"]
        for _ in range(4)
    ]
    over = threading.Event()

    def run(mover: int) -> int:
        """Finishes whatever is open; a step somebody else has finished is let be."""
        moved = 0
        for turn in range(MOVES):
            if over.is_set():
                break
            case_id = cases[(mover + turn) % len(cases)]
            try:
                with shop.client("manager") as client:
                    for one in _open(client, case_id):
                        code = ("go", "done", "again", "back")[(mover + turn) % 4]
                        known = {o.code for s in SHAPE.steps if s.code == one["step"]
                                 for o in s.outcomes}  # fmt: skip
                        chosen = code if code in known and one["step"] != "close" else None
                        chosen = chosen or next(iter(sorted(known & {"go", "done", "again"})))
                        if one["step"] == "close":
                            chosen = "again"
                        path = f"/api/cases/{case_id}/steps/{one['id']}/finish"
                        answer = client.post(path, json={"outcome": chosen})
                        assert answer.status_code in (200, 409), answer.text
                        moved += answer.status_code == 200
            except httpx.TransportError:
                continue
        return moved

    with ThreadPoolExecutor(5) as pool:
        movers = [pool.submit(run, place) for place in range(4)]
        for _ in range(3):
            had = shop.run("SELECT count(*) FROM events WHERE kind = 'procedures.StepEnded'")[0][0]
            until(
                lambda had=had: (
                    all(one.done() for one in movers)
                    or shop.run("SELECT count(*) FROM events WHERE kind = 'procedures.StepEnded'")[
                        0
                    ][0]
                    > had + 3
                )
            )
            shop.server.kill()
            shop.server.start()
        moved = sum(one.result() for one in movers)
    assert moved > 10
    for case_id in cases:
        check_history(shop, case_id, SHAPE)
