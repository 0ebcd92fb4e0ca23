"""Vectors from outside beside words and sense: made once a text, found by, and done without."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from tests.modules.knowledge.thinking_library import Library
from tests.servers.language_model import KEY, LanguageModel, running_language_model
from tests.servers.patience import PATIENCE
from tests.servers.processes import Processes
from tests.servers.vectors import OTHER_MODEL, VectorMode
from zhiyin.modules.knowledge.queries.searching import Found, Question, find
from zhiyin.modules.knowledge.queries.vectors import show_vectors
from zhiyin.modules.languagemodel.actions.embedding_setup import edit_embedding
from zhiyin.modules.languagemodel.schemas import EmbeddingEndpointIn

ARTICLES = {
    "return": ("怎么退货", "东西不想要了可以退吗"),
    "refund": ("退款多久到账", "钱什么时候退给我"),
    "shipping": ("快递几天能到", "多久发货"),
    "invoice": ("怎么开发票", "可以开专票吗"),
    "pot": ("紫砂壶第一次用怎么开壶", "新壶要煮吗"),
    "storage": ("普洱茶怎么保存", "茶饼放哪里好"),
}
BROKEN: tuple[VectorMode, ...] = (
    "server_error", "limited", "hangs", "page", "too_few", "nothing", "text", "ragged",
)  # fmt: skip
# Nothing in these words is in the article they ask for, nor does the own encoder know it.
ASKED, MEANT = "嗡嗡嗡", "快递几天能到"


@pytest.fixture
def model() -> Iterator[LanguageModel]:
    with running_language_model() as running:
        running.vectors.same = {ASKED: MEANT}
        yield running


@pytest.fixture
async def library(database_url: str, tmp_path: Path) -> AsyncIterator[Library]:
    async with Library.opened(database_url, tmp_path / "data") as library:
        yield library


@pytest.fixture
async def ids(library: Library, model: LanguageModel, processes: Processes) -> dict[str, UUID]:
    """A shop's articles, its processes, and an endpoint that is switched on."""
    ids = {name: await library.write(*texts) for name, texts in ARTICLES.items()}
    processes.start("inference", pace="20")
    processes.start("worker", pace="20")
    await library.found("怎么退货")
    return ids


async def set_up(library: Library, server: LanguageModel, **more: Any) -> None:
    settings = server.vectors.settings(server.address, KEY, **more)
    async with library.house.database.writing() as session:
        await edit_embedding(session, EmbeddingEndpointIn.model_validate(settings), None)


async def whole(library: Library) -> None:
    """Waits until all texts have their vectors, and questions are asked for theirs."""
    async with asyncio.timeout(PATIENCE):
        while True:
            shown = await show_vectors(library.house)
            if shown.serving and shown.made == shown.texts > 0:
                return
            await asyncio.sleep(0.1)


async def ask(library: Library, words: str = ASKED) -> Found:
    return await find(library.house, None, Question(words))


async def until_found(library: Library, words: str, article_id: UUID | None) -> None:
    """Waits until this article comes first, or none does."""
    async with asyncio.timeout(PATIENCE):
        while True:
            hits = (await ask(library, words)).hits
            if (hits[0].article_id if hits else None) == article_id:
                return
            await asyncio.sleep(0.1)


async def rows(library: Library, statement: str) -> list[Any]:
    async with library.house.database.reading() as session:
        return list((await session.execute(text(statement))).all())


async def until(library: Library, question: str) -> None:
    """Waits until the database answers with yes."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if (await rows(library, question))[0][0]:
                return
            await asyncio.sleep(0.1)


async def test_a_question_that_shares_no_word_is_found_by_its_vector(
    library: Library, model: LanguageModel, ids: dict[str, UUID]
) -> None:
    # Given a question that nothing here knows
    assert (await ask(library)).fitting == 0
    plain = await ask(library, "怎么退货")
    # When an endpoint is switched on that does
    await set_up(library, model)
    await whole(library)
    # Then its article is found, and what was found before still is, as likely as before or more
    await until_found(library, ASKED, ids["shipping"])
    told = await ask(library, "怎么退货")
    assert told.hits[0].article_id == plain.hits[0].article_id == ids["return"]
    # And no text went out twice
    texts = [one for one in model.vectors.texts if one != ASKED]
    texts.remove("怎么退货")
    assert len(texts) == len(set(texts)) == sum(map(len, ARTICLES.values()))


@pytest.mark.whole
async def test_vectors_are_made_for_new_texts_only_and_go_with_their_text(
    library: Library, model: LanguageModel, ids: dict[str, UUID]
) -> None:
    await set_up(library, model)
    await whole(library)
    sent = len(model.vectors.texts)
    await library.word(ids["pot"], "养壶笔有什么用")
    await until(library, "SELECT count(*) = 13 FROM text_vectors")
    assert model.vectors.texts[sent:] == ["养壶笔有什么用"]
    await library.change(ids["return"], "live_number = NULL, state = 'archived'")
    await until(library, "SELECT count(*) = 11 FROM text_vectors")


@pytest.mark.whole
async def test_switched_off_everything_is_as_before_and_nothing_is_lost(
    library: Library, model: LanguageModel, ids: dict[str, UUID]
) -> None:
    before = await ask(library, "东西怎么退")
    await set_up(library, model)
    await whole(library)
    await until_found(library, ASKED, ids["shipping"])
    await set_up(library, model, on=False)
    sent = len(model.vectors.texts)
    assert (await ask(library)).fitting == 0
    assert (await ask(library, "东西怎么退")) == before
    assert len(model.vectors.texts) == sent
    await set_up(library, model)
    await until_found(library, ASKED, ids["shipping"])
    assert len(model.vectors.texts) <= sent + 1


@pytest.mark.whole
async def test_without_a_vector_in_time_the_offline_answer_stands(
    library: Library, model: LanguageModel, ids: dict[str, UUID]
) -> None:
    # Given what is found without vectors
    before = {words: await ask(library, words) for words in ("东西怎么退", "怎么开票")}
    await set_up(library, model, milliseconds=200)
    await whole(library)
    for mode in BROKEN:
        # When the endpoint fails in any way, and is not paused yet
        model.vectors.mode = mode
        await set_up(library, model, milliseconds=200 + BROKEN.index(mode))
        asked = len(model.vectors.bodies)
        # Then the same is found, with the same likelihoods
        for words, found in before.items():
            assert await ask(library, words) == found, mode
        assert len(model.vectors.bodies) == asked + 2
        (state,) = await rows(library, "SELECT reason, failures FROM embedding_endpoint")
        assert state.failures == 2, mode
    # And after some failures in a row nobody waits for it any more
    for number in range(4):
        await ask(library, f"{ASKED}{number}")
    sent = len(model.vectors.bodies)
    await ask(library, "还在吗")
    assert len(model.vectors.bodies) == sent
    # Until it is set up anew, or the pause has passed
    model.vectors.mode = "well"
    await set_up(library, model, milliseconds=400)
    await until_found(library, ASKED, ids["shipping"])


@pytest.mark.whole
async def test_another_model_makes_everything_anew_and_none_serves_meanwhile(
    library: Library, model: LanguageModel, ids: dict[str, UUID]
) -> None:
    await set_up(library, model)
    await whole(library)
    await until_found(library, ASKED, ids["shipping"])
    old = await rows(library, "SELECT key FROM text_vectors")
    model.vectors.mode = "server_error"
    await set_up(library, model, model=OTHER_MODEL)
    assert (await ask(library)).fitting == 0
    assert await rows(library, "SELECT key FROM text_vectors") == old
    model.vectors.mode = "well"
    await set_up(library, model, model=OTHER_MODEL, milliseconds=300)
    await whole(library)
    await until_found(library, ASKED, ids["shipping"])
    sizes = await rows(library, "SELECT DISTINCT octet_length(vector) FROM text_vectors")
    assert sizes == [(384,)]


@pytest.mark.whole
async def test_the_same_name_with_other_dimensions_is_another_model(
    library: Library, model: LanguageModel, ids: dict[str, UUID]
) -> None:
    await set_up(library, model)
    await whole(library)
    await until_found(library, ASKED, ids["shipping"])
    model.vectors.mode = "other_size"
    before = await ask(library, "新的问题")
    assert before == await ask(library, "新的问题")
    await library.word(ids["pot"], "养壶笔有什么用")
    await until(library, "SELECT bool_and(octet_length(vector) = 128) FROM text_vectors")
    await whole(library)


@pytest.mark.whole
async def test_an_endpoint_that_takes_few_texts_at_once_gets_few(
    library: Library, model: LanguageModel, ids: dict[str, UUID]
) -> None:
    model.vectors.at_once = 5
    await set_up(library, model)
    await whole(library)
    assert max(len(body["input"]) for body in model.vectors.bodies[-2:]) <= 5


async def test_nobody_is_named_in_what_leaves(
    library: Library, model: LanguageModel, ids: dict[str, UUID]
) -> None:
    await set_up(library, model)
    await whole(library)
    await ask(library, "我的电话13912345678，订单AB1234567890退货")
    assert "13912345678" not in str(model.vectors.texts)
    assert "1234567890" not in str(model.vectors.texts)
    assert any("CONTACT_1" in one for one in model.vectors.texts)
