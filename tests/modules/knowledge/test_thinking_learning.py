"""What a shop's own questions teach: judged on what was not seen, kept, and used only if better."""

import random
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest

from tests.servers.vectors import SIZE
from tests.servers.vectors import Vectors as ServedVectors
from zhiyin.modules.knowledge.by_hand import ByHand
from zhiyin.modules.knowledge.ranking import rank
from zhiyin.modules.knowledge.retrieval.index import Index
from zhiyin.modules.knowledge.retrieval.shapes import Article, Asker, Wording
from zhiyin.modules.knowledge.retrieval.vectors import Near, Vectors, key_of
from zhiyin.modules.knowledge.retrieval_text import Reader
from zhiyin.modules.knowledge.thinking.learned import Curve, Learned
from zhiyin.modules.knowledge.thinking.learning import learn
from zhiyin.modules.knowledge.thinking.lessons import (
    FEWEST,
    LEARNED,
    Lesson,
    examples_of,
    last_taught,
    teach,
)
from zhiyin.modules.knowledge.thinking.snapshot import Snapshot
from zhiyin.modules.knowledge.thinking.trying import Example, try_examples
from zhiyin.modules.languagemodel.embedding import in_bytes

THINGS = ("紫砂壶", "盖碗", "普洱", "龙井", "白茶", "茶盘", "电水壶", "礼盒", "会员卡", "优惠券",
          "发票", "快递", "积分", "茶杯", "滤网", "杯垫", "围巾", "雨伞", "台灯", "键盘", "书包",
          "牙膏", "猫粮", "奶粉", "沙发", "闹钟", "手套", "面霜", "拖鞋")  # fmt: skip
# What is wanted, and other words for it that share few characters with the first.
MATTERS = (
    ("怎么退", "不想要了能退回去不", "可以给我退掉么"),
    ("多少钱", "卖啥价", "要花多少"),
    ("几天能到", "啥时候送来", "多久收得到"),
    ("怎么清洗", "脏了咋弄干净", "用什么洗"),
    ("能便宜点吗", "有没有活动价", "可以打折不"),
    ("怎么保存", "平时放哪里好", "要怎么收着"),
    ("坏了怎么办", "用不了了找谁", "出毛病咋处理"),
)
ANYBODY = Asker(0.0)


def _articles() -> list[Article]:
    pairs = [(thing, matter) for thing in THINGS for matter in MATTERS]
    return [
        Article(
            UUID(int=number + 1),
            (
                Wording("title", thing + matter[0]),
                *(Wording("wording", thing + words) for words in matter[1:]),
                Wording("wording", f"请问{matter[1]}，我说的是{thing}"),
            ),
        )
        for number, (thing, matter) in enumerate(pairs)
    ]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return _articles()


@pytest.fixture(scope="module")
def index(articles: list[Article]) -> Index:
    return Index.of(articles, Reader())


def test_an_example_never_finds_its_answer_by_its_own_text(
    articles: list[Article], index: Index
) -> None:
    examples = examples_of(articles, [])
    tried = list(try_examples(index, examples))
    assert any(one.made_up for one in tried)
    assert any(one.right.any() for one in tried)
    for one in tried:
        if one.right.any():
            assert one.texts[one.place] != one.query
    # And those made up to have no answer have none.
    assert all(not one.right.any() for one in tried if one.made_up)


@pytest.mark.whole
async def test_what_is_learned_in_another_process_is_kept_and_ranks_better_than_by_hand(
    articles: list[Article], index: Index, tmp_path: Path
) -> None:
    examples = examples_of(articles, [])
    taught = await teach(tmp_path, Lesson(articles, [], examples))
    assert taught.used
    assert taught.right > taught.right_before
    assert last_taught(tmp_path) == taught
    learned = Learned.load(tmp_path / LEARNED)
    assert learned is not None

    def right(ranker: ByHand | Learned) -> int:
        asked = [(one.query, one.article_id) for one in examples[:60]]
        return sum(
            rank(index, ranker, text, ANYBODY)[0].match.article.id == id_ for text, id_ in asked
        )

    assert right(learned) >= right(ByHand())
    ranked = rank(index, learned, "紫砂壶卖啥价", ANYBODY)
    assert 0 < ranked[0].likely <= 1
    assert [one.likely for one in ranked] == sorted((one.likely for one in ranked), reverse=True)
    # A file of other numbers than today's, or a torn one, is not used.
    (tmp_path / LEARNED).write_bytes(b"torn")
    assert Learned.load(tmp_path / LEARNED) is None


@pytest.mark.whole
async def test_vectors_are_learned_on_top_and_what_holds_without_them_stays_the_same(
    articles: list[Article], index: Index, tmp_path: Path
) -> None:
    # Given vectors that know which words ask for the same
    same = {word: matter[0] for matter in MATTERS for word in matter[1:]}
    server = ServedVectors(same=same)
    texts = list(dict.fromkeys(one.text for article in articles for one in article.wordings))
    rows = [in_bytes(server.vector(text, SIZE)) for text in texts]
    vectors = Vectors.of("bean", [key_of(text) for text in texts], rows)
    examples = examples_of(articles, [])
    # When the ranking is learned with them
    await teach(tmp_path, Lesson(articles, [], examples).with_vectors(vectors))
    assert last_taught(tmp_path).model == "bean"
    learned = Learned.load(tmp_path / LEARNED)
    assert learned is not None
    assert learned.told is not None
    # Then without a vector it says what it would say had there never been any
    await teach(tmp_path / "without", Lesson(articles, [], examples))
    without = Learned.load(tmp_path / "without" / LEARNED)
    assert without is not None
    assert without.told is None
    assert without.threshold == learned.threshold
    for question in ("紫砂壶卖啥价", "手套要花多少", "台灯用不了了找谁"):
        plain = rank(index, without, question, ANYBODY)
        assert rank(index, learned, question, ANYBODY) == plain
    # And with one, what words that nobody has taught ask for comes nearer to the first place
    told = index.with_([])
    told.lay(vectors)
    server.same["贵得离谱"] = MATTERS[1][0]
    near = told.near(in_bytes(server.vector("闹钟贵得离谱", SIZE)), "bean")
    assert near is not None

    def behind(near: Near | None) -> float:
        """How far the right article stands behind the first of the others."""
        scores = {
            one.match.article.wordings[0].text: one.score
            for one in rank(told, learned, "闹钟贵得离谱", ANYBODY, near)
        }
        right = scores.pop("闹钟多少钱")
        return max(scores.values()) - right

    assert behind(near) < behind(None)


def test_a_few_examples_teach_nothing(articles: list[Article], index: Index) -> None:
    assert learn(index, examples_of(articles, [])[: FEWEST - 1], ByHand()) is None


def test_clicks_on_articles_that_are_gone_teach_nothing(articles: list[Article]) -> None:
    gone, here = Example("还在吗", UUID(int=9999)), Example("在的", articles[0].id)
    assert here in examples_of(articles, [gone, here])
    assert gone not in examples_of(articles, [gone, here])


def test_a_probability_means_what_it_says() -> None:
    chance = np.random.default_rng(1)
    truth = chance.uniform(0.02, 0.98, 20_000)
    right = (chance.uniform(size=truth.size) < truth).astype(np.float64)
    # Trees that are far too sure of themselves.
    said = 1 / (1 + ((1 - truth) / truth) ** 3)
    likely = Curve.through(said, right, np.ones(truth.size))(said)
    for low in (0.1, 0.3, 0.5, 0.7, 0.9):
        inside = (likely >= low) & (likely < low + 0.1)
        assert abs(right[inside].mean() - likely[inside].mean()) < 0.05


def test_a_kept_reading_is_used_only_where_it_reads_the_same(tmp_path: Path) -> None:
    texts = ["怎么退货", "几天能到", "免运费吗"]
    path = tmp_path / "kept" / "tokens.npz"
    first = Snapshot(path, Reader())
    read = first.tokens(texts)
    assert [read.of_text(at).tolist() for at in range(3)] == [
        Reader().tokens(text).tolist() for text in texts
    ]
    first.save()
    again = Snapshot(path, Reader())
    known = again.tokens([*texts[::-1], "新的问题"])
    assert again.read_anew == 1
    for at, text in enumerate((*texts[::-1], "新的问题")):
        assert known.of_text(at).tolist() == Reader().tokens(text).tolist()
    other = Snapshot(path, Reader([["免运费", "包邮"]]))
    other.tokens(texts)
    assert other.read_anew == len(texts)


def test_changes_in_any_order_leave_the_index_as_if_built_anew(articles: list[Article]) -> None:
    chance = random.Random(5)
    index = Index.of(articles[:40], Reader())
    kept = {article.id: article for article in articles[:40]}
    for _ in range(60):
        article = chance.choice(articles[:60])
        if chance.random() < 0.4:
            kept.pop(article.id, None)
            index.change([], [article.id])
        else:
            changed = Article(
                article.id,
                (*article.wordings, Wording("wording", "新说法" + "啊哈"[chance.random() < 0.5])),
            )
            kept[article.id] = changed
            index.change([changed])
    assert len(index) == len(kept)
    assert {one.id: one for one in index.articles()} == kept
    for article in articles[:60]:
        found = {one.article.id for one in index.find(article.wordings[0].text, ANYBODY, 5)}
        assert (article.id in found) == (article.id in kept)
