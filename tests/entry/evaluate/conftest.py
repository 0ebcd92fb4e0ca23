"""What every test of an evaluation needs."""

import pytest

from zhiyin.entry.evaluate import demo, faq, intents, pairs


@pytest.fixture(autouse=True)
def all_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test process goes on with all of its cores."""
    for module in (demo, faq, intents, pairs):
        monkeypatch.setattr(module, "keep_to_one_core", lambda: None)
