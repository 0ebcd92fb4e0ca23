"""Learns how somebody feels from the lines in `domain/moods`, and puts the likelihood on what was
right for lines it had not seen.
"""

import re
import time
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from scipy import optimize, sparse

from zhiyin.modules.understanding.asking import MoodName
from zhiyin.modules.understanding.encoder import Floats, shipped
from zhiyin.modules.understanding.pack import intents
from zhiyin.modules.understanding.thinking.moods import (
    BUCKETS,
    MEANING,
    NAMES,
    SIGNS,
    VERSION,
    MoodModel,
    Numbers,
    buckets,
    kinds_of_signs,
    signs,
)

# Chosen by what was right on lines left out in turn.
HELD_BACK = 3e-4
PARTS = 5
ROUNDS = 300
# Likelihoods are made flatter or steeper by one of these.
_STEEPNESS = np.linspace(0.4, 3.0, 53)


# Families of the pack whose wordings ask or tell, as long as no word of feeling stands in them;
# one in so many is taken, and counts so much beside a line that was written in a mood.
_CALM = re.compile(r"(account|delivery|invoice|order|payment|price|product|refund|returns|stock)\.")
_ONE_IN = 10
BORROWED = 0.2
# Whoever writes these says how they feel.
_FELT: dict[str, MoodName] = {
    "service.thanks": "pleased",
    "service.praise": "pleased",
}


class Line(NamedTuple):
    """A line, the mood it was written in, and how much it counts."""

    text: str
    mood: MoodName
    worth: float = 1.0


def lines() -> list[Line]:
    """All lines that come with the product, written in a mood each."""
    folder = files("zhiyin.modules.understanding").joinpath("domain", "moods")
    return [
        Line(line.strip(), mood)
        for mood in NAMES
        for line in folder.joinpath(f"{mood}.txt").read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def borrowed() -> list[Line]:
    """Wordings of the pack that say how somebody feels by what they are about, most often calm."""
    feelings = [*kinds_of_signs()].index("asking")
    found = list[Line]()
    for intent in intents():
        felt = _FELT.get(intent.code)
        for text in (worded.text for worded in intent.wordings):
            calm = bool(_CALM.match(intent.code)) and crc32(text.encode()) % _ONE_IN == 0
            if felt or (calm and not signs(text)[:feelings].any()):
                found.append(Line(text, felt or "neutral", BORROWED))
    return found


def learned_from() -> str:
    """What the shipped weights must have been learned from: these lines and words, this encoder."""
    folder = files("zhiyin.modules.understanding").joinpath("domain", "moods")
    words = folder.joinpath("signs.txt").read_text(encoding="utf-8")
    said = "\n".join([words, *(f"{line.mood} {line.text}" for line in [*lines(), *borrowed()])])
    return f"{VERSION}-{crc32(said.encode()):08x}-{shipped().signature}"


def _table(texts: Sequence[str]) -> Any:
    held = [buckets(text) for text in texts]
    ends = np.cumsum([0, *(len(one) for one in held)])
    values = np.concatenate([np.full(len(one), 1 / max(np.sqrt(len(one)), 1.0)) for one in held])
    words = sparse.csr_matrix((values, np.concatenate(held), ends), (len(texts), BUCKETS))
    dense = np.hstack(
        [
            MEANING * shipped().encode(texts),
            SIGNS * np.stack([signs(text) for text in texts]),
            np.ones((len(texts), 1)),
        ]
    )
    return sparse.hstack([words, sparse.csr_matrix(dense)]).tocsr()


def _fit(table: Any, moods: Numbers, counts: Floats) -> Floats:
    """Weights by moods and columns: softmax with the squares of weights held back (L-BFGS)."""
    columns = table.shape[1]
    wanted = np.eye(len(NAMES))[moods]
    # Every mood counts alike, however many lines it has.
    held = np.maximum((wanted * counts[:, None]).sum(axis=0), 1)
    worth = (counts / len(NAMES) / held[moods])[:, None]

    def loss(flat: Any) -> tuple[float, Any]:
        weights = flat.reshape(len(NAMES), columns)
        scores = table @ weights.T
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        lost = -float((worth * wanted * np.log(shares + 1e-12)).sum())
        slope = (table.T @ (worth * (shares - wanted))).T + HELD_BACK * weights
        return lost + HELD_BACK / 2 * float((weights**2).sum()), slope.ravel()

    start = np.zeros(len(NAMES) * columns)
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    weights: Floats = found.x.reshape(len(NAMES), columns).astype(np.float32)
    return weights


def _left_out(table: Any, moods: Numbers, counts: Floats, texts: Sequence[str]) -> Floats:
    """Scores of each line from the lines of the other parts."""
    parts = np.array([crc32(text.encode()) % PARTS for text in texts])
    scores = np.zeros((len(texts), len(NAMES)), np.float32)
    for part in range(PARTS):
        here = parts == part
        scores[here] = table[here] @ _fit(table[~here], moods[~here], counts[~here]).T
    return scores


def _steepness(scores: Floats, moods: Numbers) -> float:
    """By which scores are to be multiplied so that likelihoods say what was right (Guo 2017)."""

    def lost(steep: float) -> float:
        shown = scores * steep
        top = shown.max(axis=1, keepdims=True)
        total = np.log(np.exp(shown - top).sum(axis=1)) + top[:, 0]
        return float((total - shown[np.arange(len(moods)), moods]).mean())

    return float(min(_STEEPNESS, key=lost))


def train(to: Path | None, say: Callable[[str], None]) -> dict[str, Any]:
    """Learns from all lines; says how often those left out in turn were read right."""
    begun = time.perf_counter()
    written = lines()
    every = [*written, *borrowed()]
    counts = np.array([line.worth for line in every], np.float32)
    texts = [line.text for line in every]
    moods = np.array([NAMES.index(line.mood) for line in every])
    table = _table(texts)
    scores = _left_out(table, moods, counts, texts)[: len(written)]
    steep = _steepness(scores, moods[: len(written)])
    weights = _fit(table, moods, counts) * steep
    end = BUCKETS + shipped().size
    model = MoodModel(
        words=weights[:, :BUCKETS],
        meaning=weights[:, BUCKETS:end],
        signs=weights[:, end:-1],
        bias=weights[:, -1],
        learned_from=learned_from(),
    )
    if to is not None:
        model.save(to)
        say(f"Written to {to}.")
    return {
        "lines": len(written),
        "borrowed": len(every) - len(written),
        "accuracy": round(float((scores.argmax(axis=1) == moods[: len(written)]).mean()), 4),
        "steepness": round(steep, 2),
        "seconds": round(time.perf_counter() - begun, 1),
    }
