"""What every test of an evaluation needs."""

import pytest

from zhiyin.entry.evaluate import classify, demo, emotion, entities, faq, intents, pairs, sentiment


@pytest.fixture(autouse=True)
def all_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test process goes on with all of its cores."""
    for module in (classify, demo, emotion, entities, faq, intents, pairs, sentiment):
        monkeypatch.setattr(module, "keep_to_one_core", lambda: None)
