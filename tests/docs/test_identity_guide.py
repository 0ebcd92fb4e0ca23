"""The examples that other people's servers copy make signatures that hold."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.servers.programs import require_program
from zhiyin.modules.channels.rules import signature_holds, signed_text

PAGE = Path(__file__).parents[2] / "docs" / "guide" / "api" / "identity.md"
SECRET, KEY, USER = "s3cret", "demo", "u/1"
NAME = '王"小姐\\ </b> é\u2028'
CALLS = {
    "python": "import sys\nprint(json.dumps(zhiyin_identity(*sys.argv[1:4], name=sys.argv[4])))",
    "javascript": "const [s, k, u, name] = process.argv.slice(2);\n"
    "console.log(JSON.stringify(zhiyinIdentity(s, k, u, { name })));",
    "php": "echo json_encode(zhiyin_identity(...array_slice($argv, 1)));",
}
PROGRAMS = {"python": [sys.executable], "javascript": ["node"], "php": ["php"]}


def _example(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def _run(language: str, folder: Path) -> dict[str, Any]:
    program = PROGRAMS[language]
    if language != "python":
        program = [require_program(program[0])]
    script = folder / f"example.{ {'python': 'py', 'javascript': 'cjs', 'php': 'php'}[language] }"
    script.write_text(_example(language) + "\n" + CALLS[language], encoding="utf-8")
    answer = subprocess.run(
        [*program, str(script), SECRET, KEY, USER, NAME], capture_output=True, text=True, check=True
    )
    made: dict[str, Any] = json.loads(answer.stdout)
    return made


@pytest.mark.parametrize("language", CALLS)
def test_example_signs_what_the_server_checks(language: str, tmp_path: Path) -> None:
    made = _run(language, tmp_path)
    text = signed_text(
        KEY, made["user_id"], made["name"], made["phone"], made["email"], made["issued_at"],
        made["nonce"],
    )  # fmt: skip
    assert signature_holds(SECRET.encode(), text, made["signature"])
    forged = text.replace(b"u/1", b"u/2")
    assert not signature_holds(SECRET.encode(), forged, made["signature"])
