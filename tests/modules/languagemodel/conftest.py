"""A language model beside the tests."""

from collections.abc import Iterator

import pytest

from tests.servers.language_model import LanguageModel, running_language_model


@pytest.fixture
def model() -> Iterator[LanguageModel]:
    """A local server that speaks the OpenAI protocol."""
    with running_language_model() as running:
        yield running
