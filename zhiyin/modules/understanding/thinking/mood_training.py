"""Learns how somebody feels, what is urgent and what threatens from the lines in `domain/moods`,
and puts the likelihood on what was right for lines it had not seen.
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
    ALARMS,
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
HELD_BACK = 1e-4
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


# How `chat.txt` marks lines: first the mood, then what they are beside it.
_MARKS: dict[str, MoodName] = {"+": "pleased", "0": "neutral", "-": "unhappy"}
_ANGRY = "a"
# Kinds of signs without which a line of which nobody said so neither hurries nor threatens.
_TELLING = ("threat", "urgency", "danger", "authority")


class Line(NamedTuple):
    """A line, the mood it was written in, the alarms in it (None: nobody said), and how much it
    counts.
    """

    text: str
    mood: MoodName
    alarms: frozenset[str] | None = None
    worth: float = 1.0


def lines() -> list[Line]:
    """All lines that come with the product, written in a mood each."""
    folder = files("zhiyin.modules.understanding").joinpath("domain", "moods")
    written = [
        Line(line.strip(), mood, _surely_none(line))
        for mood in NAMES
        for line in folder.joinpath(f"{mood}.txt").read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    chat = folder.joinpath("chat.txt").read_text(encoding="utf-8").splitlines()
    return [*written, *(_marked(*line.split("\t")) for line in chat)]


def _marked(marks: str, text: str) -> Line:
    mood = "angry" if _ANGRY in marks else _MARKS[marks[0]]
    return Line(text, mood, frozenset(one for one in ALARMS if one[0] in marks[1:]))


def _surely_none(text: str) -> frozenset[str] | None:
    kinds = [*kinds_of_signs()]
    told = signs(text)
    return None if any(told[kinds.index(kind)] for kind in _TELLING) else frozenset()


def borrowed() -> list[Line]:
    """Wordings of the pack that say how somebody feels by what they are about, most often calm."""
    feelings = [*kinds_of_signs()].index("asking")
    found = list[Line]()
    for intent in intents():
        felt = _FELT.get(intent.code)
        for text in (worded.text for worded in intent.wordings):
            calm = bool(_CALM.match(intent.code)) and crc32(text.encode()) % _ONE_IN == 0
            if felt or (calm and not signs(text)[:feelings].any()):
                found.append(Line(text, felt or "neutral", _surely_none(text), BORROWED))
    return found


def learned_from() -> str:
    """What the shipped weights must have been learned from: these lines and words, this encoder."""
    folder = files("zhiyin.modules.understanding").joinpath("domain", "moods")
    words = folder.joinpath("signs.txt").read_text(encoding="utf-8")
    said = "\n".join(
        [
            words,
            *(
                f"{line.mood} {sorted(line.alarms or ())} {line.text}"
                for line in [*lines(), *borrowed()]
            ),
        ]
    )
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


def _fit(table: Any, kinds: Numbers, counts: Floats) -> Floats:
    """Weights by kinds and columns: softmax with the squares of weights held back (L-BFGS)."""
    columns, rows = table.shape[1], int(kinds.max()) + 1
    wanted = np.eye(rows)[kinds]
    # Every kind counts alike, however many lines it has.
    held = np.maximum((wanted * counts[:, None]).sum(axis=0), 1)
    worth = (counts / rows / held[kinds])[:, None]

    def loss(flat: Any) -> tuple[float, Any]:
        weights = flat.reshape(rows, columns)
        scores = table @ weights.T
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        lost = -float((worth * wanted * np.log(shares + 1e-12)).sum())
        slope = (table.T @ (worth * (shares - wanted))).T + HELD_BACK * weights
        return lost + HELD_BACK / 2 * float((weights**2).sum()), slope.ravel()

    start = np.zeros(rows * columns)
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    weights: Floats = found.x.reshape(rows, columns).astype(np.float32)
    return weights


def _left_out(table: Any, kinds: Numbers, counts: Floats, texts: Sequence[str]) -> Floats:
    """Scores of each line from the lines of the other parts."""
    parts = np.array([crc32(text.encode()) % PARTS for text in texts])
    scores = np.zeros((len(texts), int(kinds.max()) + 1), np.float32)
    for part in range(PARTS):
        here = parts == part
        scores[here] = table[here] @ _fit(table[~here], kinds[~here], counts[~here]).T
    return scores


def _steepness(scores: Floats, moods: Numbers) -> float:
    """By which scores are to be multiplied so that likelihoods say what was right (Guo 2017)."""

    def lost(steep: float) -> float:
        shown = scores * steep
        top = shown.max(axis=1, keepdims=True)
        total = np.log(np.exp(shown - top).sum(axis=1)) + top[:, 0]
        return float((total - shown[np.arange(len(moods)), moods]).mean())

    return float(min(_STEEPNESS, key=lost))


def _best_line(scores: Floats, held: Numbers) -> float:
    """From which score on a line is told, so that what is told is most often right and most of what
    is there is told (F1); in the middle between the neighbours.
    """
    order = np.argsort(-scores)
    right = np.cumsum(held[order])
    shares = 2 * right / (np.arange(1, len(order) + 1) + held.sum())
    at = int(shares.argmax())
    below = scores[order[min(at + 1, len(order) - 1)]]
    return float((scores[order[at]] + below) / 2)


def _fit_alarm(name: str, every: Sequence[Line], table: Any) -> tuple[Floats, dict[str, float]]:
    """Weights by columns for one alarm, at even odds where telling it pays, and how often lines
    left out were told rightly.
    """
    known = np.array([line.alarms is not None for line in every])
    some = [line for line in every if line.alarms is not None]
    held = np.array([int(name in (line.alarms or ())) for line in some])
    counts = np.array([line.worth for line in some], np.float32)
    scores = _left_out(table[known], held, counts, [line.text for line in some])
    above: Floats = scores[:, 1] - scores[:, 0]
    steep = _steepness(scores, held)
    marked = counts == 1.0
    line = _best_line(above[marked], held[marked])
    both = _fit(table[known], held, counts)
    weights: Floats = (both[1] - both[0]) * steep
    weights[-1] -= line * steep
    told = above[marked] >= line
    right = float((told & (held[marked] == 1)).sum())
    return weights, {f"{name}_f1": round(2 * right / float(told.sum() + held.sum()), 4)}


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
    alarms = [_fit_alarm(name, every, table) for name in ALARMS]
    weights = np.vstack([_fit(table, moods, counts) * steep, *(one for one, _ in alarms)])
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
    figures = {
        "lines": len(written),
        "borrowed": len(every) - len(written),
        "accuracy": round(float((scores.argmax(axis=1) == moods[: len(written)]).mean()), 4),
        "steepness": round(steep, 2),
    }
    for _, told in alarms:
        figures |= told
    return figures | {"seconds": round(time.perf_counter() - begun, 1)}
