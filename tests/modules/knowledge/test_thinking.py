"""Search through the real inference process: found however it is typed, and as it is now."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.modules.knowledge.thinking_library import Library
from tests.servers.processes import OwnProcess, Processes
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.thinking.contract import ThinkingUnavailable
from zhiyin.modules.knowledge.asking import Ask, search

ARTICLES = {
    "return": ("怎么退货", "东西不想要了可以退吗", "不满意能退回去吗"),
    "refund": ("退款多久到账", "钱什么时候退给我", "退的钱几天能收到"),
    "shipping": ("快递几天能到", "多久发货", "什么时候能收到货"),
    "invoice": ("怎么开发票", "可以开专票吗"),
    "pot": ("紫砂壶第一次用怎么开壶", "新壶要煮吗"),
    "model": ("ZS-220 电水壶多少瓦", "水壶功率多大"),
    "storage": ("普洱茶怎么保存", "茶饼放哪里好"),
}


@pytest.fixture
async def library(database_url: str, tmp_path: Path) -> AsyncIterator[Library]:
    async with Library.opened(database_url, tmp_path / "data") as library:
        yield library


@pytest.fixture
def inference(processes: Processes) -> OwnProcess:
    return processes.start("inference")


async def test_a_question_is_found_however_it_is_typed(
    library: Library, processes: Processes
) -> None:
    ids = {name: await library.write(*texts) for name, texts in ARTICLES.items()}
    processes.start("inference")
    for words, name in {
        "退货": "return",
        "我想把東西退掉，怎麼退貨？": "return",  # Traditional
        "tuihuo": "return",
        "怎么推货": "return",  # a wrong character of the same sound
        "如何退货啊": "return",
        "退款要多长时间到帐": "refund",
        "发飘怎么开": "invoice",
        "zs-220功率": "model",
        "紫沙壶开壶": "pot",
        "新买的普洱咋存": "storage",
        "zenme tuihuo": "return",
        "zenmetuihuo": "return",
        "zenme退货": "return",
        "ZMTH": "return",
        "pu er cha zenme baocun": "storage",
    }.items():
        assert (await library.ids(words))[0] == ids[name], words
    for words, name in {
        "tuikuand": "refund",
        "zmth": "return",
        "紫砂": "pot",
        "普洱": "storage",
    }.items():
        assert (await library.ids(words, typing=True))[0] == ids[name], words
    answered = await library.found("怎么退货")
    assert answered.answerable > (await library.found("你们招不招人")).answerable
    assert answered.hits[0].matched == "怎么退货"


async def test_what_changes_is_found_as_it_is(library: Library, inference: OwnProcess) -> None:
    returns = await library.write(*ARTICLES["return"])
    pot = await library.write(*ARTICLES["pot"])
    await library.until("怎么退货", lambda found: found[:1] == [returns])

    await library.word(pot, "养壶笔有什么用")
    await library.until("养壶笔", lambda found: found[:1] == [pot])

    await library.change(returns, "live_number = NULL, state = 'archived'")
    await library.until("怎么退货", lambda found: returns not in found)

    await library.same("开壶", "醒壶")
    await library.until("醒壶", lambda found: found[:1] == [pot])


async def test_only_what_is_for_them_is_found(library: Library, inference: OwnProcess) -> None:
    everybody = await library.write("生日礼物怎么领")
    staff = await library.write("生日礼物内部发放规则", audience="staff")
    gold = await library.write("金卡生日礼物怎么领", levels=["gold"])
    over = await library.write("去年的生日礼物怎么领")
    await library.change(over, "valid_until = now() - interval '1 day'")
    category = new_id()
    hidden = await library.write("停用的生日礼物怎么领")
    async with library.house.database.writing() as session:
        await session.execute(
            text("INSERT INTO article_categories (id, name, active) VALUES (:id, '{}', false)"),
            {"id": category},
        )
    await library.change(hidden, f"category_id = '{category}'")

    await library.until("生日礼物", lambda found: set(found) == {everybody, staff, gold})
    assert set(await library.ids("生日礼物", customers_only=True)) == {everybody}
    assert set(await library.ids("生日礼物", customers_only=True, level="gold")) == {
        everybody,
        gold,
    }
    assert await library.ids("生日礼物", locale="en") == []


async def test_killed_it_comes_back_with_everything(
    library: Library, inference: OwnProcess
) -> None:
    returns = await library.write(*ARTICLES["return"])
    await library.until("怎么退货", lambda found: found == [returns])
    inference.kill()
    with pytest.raises(ThinkingUnavailable):
        await search(library.house, Ask("怎么退货"))
    refund = await library.write(*ARTICLES["refund"])
    # A torn file of what was read is no reason not to start.
    folder = library.house.environment.data_dir / "thinking" / "knowledge"
    # Killed early it may have written nothing yet.
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokens.npz").write_bytes(b"PK")
    inference.start()
    await library.until("退款多久到账", lambda found: found[:1] == [refund])
    assert (await library.ids("怎么退货"))[0] == returns


async def test_a_process_that_hangs_is_not_waited_for(
    library: Library, inference: OwnProcess
) -> None:
    returns = await library.write(*ARTICLES["return"])
    await library.until("怎么退货", lambda found: found == [returns])
    assert inference.process is not None
    assert inference.process.pid is not None
    os.kill(inference.process.pid, signal.SIGSTOP)
    try:
        with pytest.raises(ThinkingUnavailable):
            await asyncio.wait_for(search(library.house, Ask("怎么退货")), 30)
    finally:
        os.kill(inference.process.pid, signal.SIGCONT)
    assert await library.ids("怎么退货") == [returns]


async def test_each_of_two_processes_finds_what_is_new(
    library: Library, inference: OwnProcess, processes: Processes
) -> None:
    returns = await library.write(*ARTICLES["return"])
    await library.until("怎么退货", lambda found: found == [returns])
    processes.start("inference")  # takes over the socket
    refund = await library.write(*ARTICLES["refund"])
    await library.until("退款多久到账", lambda found: found[:1] == [refund])
    await library.house.thinking.close()
    await library.until("退款多久到账", lambda found: found[:1] == [refund])
