"""Learns the encoder from the pack: intents are told apart, and what does so is the meaning.

A softmax over intents, each a direction of its own (proxies; Movshovitz-Attias 2017), with words
left out at random so that no single one decides. Several views learn so, apart from each other.
Needs PyTorch; running the encoder does not.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from zhiyin.kernel.contracts.evaluations import TrainingError
from zhiyin.modules.understanding.encoder import MIDDLE, Encoder, Floats
from zhiyin.modules.understanding.pack import (
    OUTSIDE,
    intents,
    is_held_back,
    outside,
    unseen_of_pack,
)
from zhiyin.modules.understanding.reading import Keys, keys_of

# Views of a text, and the numbers of each: in the middle, and of the direction.
VIEWS, HIDDEN, SIZE = 4, 384, 64
EPOCHS, BATCH, RATE = 8, 256, 3e-3
SHARPNESS = 12.0
LEFT_OUT = 0.5
SMOOTHED = 0.1
# A feature that stands in one or two texts only says little of others.
FEWEST = 3
# Of a text with so few features none is left out.
GENTLE = 3
SEED = 20261123
# A row is kept in the steps from -3 to 3; what stands further out than so many deviations is cut.
STEPS, DEVIATIONS = 3, 1.8
# Parts of each intent's wordings that the curve is drawn through.
PARTS = (0.25, 0.5, 0.75)
LARGEST_MB = 30
MEGABYTE = 1_000_000
# So many features fit into a file of that size; the rarest are left out of it.
MOST_KEPT = 53_500


class Example(NamedTuple):
    """A text and the code of its intent."""

    text: str
    code: str


def everything() -> list[Example]:
    """All that the pack teaches; standard questions are wordings, too."""
    found = []
    for intent in intents():
        texts = dict.fromkeys([intent.title, *(worded.text for worded in intent.wordings)])
        found += [Example(text, intent.code) for text in texts]
    return found + [Example(text, OUTSIDE) for text in outside()]


def all_but_unseen() -> list[Example]:
    """Without the part that is held back, and without standard questions: to whoever asks, a
    shop's own are new.
    """
    return [
        Example(worded.text, intent.code)
        for intent in intents()
        for worded in intent.wordings
        if not is_held_back(intent.code, worded.text)
    ] + [Example(text, OUTSIDE) for text in outside() if not is_held_back(OUTSIDE, text)]


def unseen() -> list[Example]:
    """The part that is held back."""
    kept = unseen_of_pack()
    return [Example(text, code) for code, texts in kept.wordings.items() for text in texts] + [
        Example(text, OUTSIDE) for text in kept.outside
    ]


@dataclass
class _Vocabulary:
    keys: Keys
    weights: Floats

    @classmethod
    def of(cls, texts: Sequence[Keys]) -> "_Vocabulary":
        counts = Counter(int(key) for keys in texts for key in keys)
        kept = np.array(sorted(key for key, n in counts.items() if n >= FEWEST), np.uint32)
        often = np.array([counts[int(key)] for key in kept], np.float32)
        return cls(kept, np.log1p(len(texts) / often).astype(np.float32))

    def places(self, keys: Keys) -> npt.NDArray[np.int64]:
        """Where these features stand; those unknown are left out."""
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        found: npt.NDArray[np.int64] = np.unique(at[self.keys[at] == keys]).astype(np.int64)
        return found


class _Net(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    def __init__(self, features: int, classes: int) -> None:
        super().__init__()
        self.rows = nn.EmbeddingBag(features, HIDDEN, mode="sum")
        nn.init.normal_(self.rows.weight, 0.0, 0.05)
        self.out = nn.Linear(HIDDEN, SIZE)
        self.proxies = nn.Parameter(torch.randn(classes, SIZE) * 0.1)
        self.leave_out = nn.Dropout(LEFT_OUT)

    def forward(self, places: Any, starts: Any, shares: Any) -> Any:
        hidden = self.rows(places, starts, per_sample_weights=shares)
        found = functional.normalize(self.out(self.leave_out(torch.relu(hidden))), dim=1)
        return SHARPNESS * found @ functional.normalize(self.proxies, dim=1).T


class Learned(NamedTuple):
    """What one view has learned."""

    rows: Floats
    out: Floats
    bias: Floats
    prototypes: Floats


@dataclass
class Training:
    """One run over some examples, for one view; each view has another beginning."""

    examples: Sequence[Example]
    view: int = 0
    epochs: int = EPOCHS

    def __post_init__(self) -> None:
        """Reads the examples."""
        self.chance = np.random.default_rng(SEED + self.view)
        self.codes = sorted({one.code for one in self.examples})
        read = [keys_of(one.text) for one in self.examples]
        self.vocabulary = _Vocabulary.of(read)
        self.places = [self.vocabulary.places(keys) for keys in read]

    def run(self) -> Iterator[float]:
        """Learns; yields the mean loss of every round. `learned` is what came of it."""
        torch.manual_seed(SEED + self.view)
        torch.set_num_threads(1)
        known = [at for at, found in enumerate(self.places) if len(found)]
        right = np.array([self.codes.index(one.code) for one in self.examples])
        net = _Net(len(self.vocabulary.keys), len(self.codes))
        learner = torch.optim.Adam(net.parameters(), RATE)
        steps = self.epochs * (len(known) // BATCH + 1)
        pace = torch.optim.lr_scheduler.OneCycleLR(
            learner, RATE, total_steps=steps + 1, pct_start=0.1
        )
        for _ in range(self.epochs):
            losses = []
            order = self.chance.permutation(known)
            for begin in range(0, len(order), BATCH):
                chosen = order[begin : begin + BATCH]
                said = net(*self._batch([self.places[at] for at in chosen]))
                loss = functional.cross_entropy(
                    said, torch.from_numpy(right[chosen]), label_smoothing=SMOOTHED
                )
                learner.zero_grad()
                loss.backward()
                learner.step()
                pace.step()
                losses.append(float(loss.detach()))
            yield float(np.mean(losses))
        self.learned = Learned(
            net.rows.weight.detach().numpy(),
            net.out.weight.detach().numpy().T.copy(),
            net.out.bias.detach().numpy(),
            functional.normalize(net.proxies.detach(), dim=1).numpy(),
        )

    def _batch(self, texts: Sequence[npt.NDArray[np.int64]]) -> tuple[Any, Any, Any]:
        places, starts, shares = [], [0], []
        for one in texts:
            kept = one[self.chance.random(len(one)) > LEFT_OUT] if len(one) > GENTLE else one
            kept = kept if len(kept) else one
            weights = self.vocabulary.weights[kept]
            places.append(kept)
            shares.append(weights / np.linalg.norm(weights))
            starts.append(starts[-1] + len(kept))
        return (
            torch.from_numpy(np.concatenate(places)),
            torch.tensor(starts[:-1]),
            torch.from_numpy(np.concatenate(shares).astype(np.float32)),
        )


def together(training: Training, learned: Sequence[Learned]) -> Encoder:
    """The views as one encoder; `training` is any of theirs."""
    vocabulary = training.vocabulary
    # The rarer a feature, the more it weighs; of equals the first stay.
    often = np.sort(np.argsort(vocabulary.weights, kind="stable")[:MOST_KEPT])
    rows = np.stack([one.rows[often] for one in learned], axis=1)
    width = np.minimum(DEVIATIONS * rows.std(axis=2), np.abs(rows).max(axis=2))
    scales = np.maximum(width, 1e-9) / STEPS
    kept = np.clip(np.round(rows / scales[:, :, None]), -STEPS, STEPS) + MIDDLE
    halves = np.split(kept.reshape(len(rows), -1).astype(np.uint8), 2, axis=1)
    return Encoder(
        keys=vocabulary.keys[often],
        weights=vocabulary.weights[often],
        rows=halves[0] | halves[1] << 4,
        scales=scales.astype(np.float32),
        out=np.stack([one.out for one in learned]),
        bias=np.stack([one.bias for one in learned]),
        intents=tuple(training.codes),
        prototypes=np.stack([one.prototypes for one in learned]),
        sharpness=SHARPNESS,
    )


def right_share(encoder: Encoder, examples: Sequence[Example], among: int) -> float:
    """How often the intent is among the likeliest so many."""
    codes = {code: at for at, code in enumerate(encoder.intents)}
    tried = [one for one in examples if one.code in codes]
    likely = encoder.likely_intents(encoder.encode([one.text for one in tried]))
    best = np.argsort(-likely, axis=1)[:, :among]
    return float(np.mean([codes[one.code] in row for one, row in zip(tried, best, strict=True)]))


def train(to: Path | None, tell: Callable[[str], None], *, curve: bool) -> dict[str, Any]:
    """Learns the encoder from four fifths of the pack, tries it on the rest, then learns from all.

    Args:
        to: Where the encoder is kept that was learned from everything.
        tell: Hears how far it is.
        curve: Also learns from parts of the four fifths.

    Raises:
        TrainingError: The file would be larger than may be shipped.

    """
    taught, asked = all_but_unseen(), unseen()
    result: dict[str, Any] = {"examples": len(taught), "unseen": len(asked)}
    if curve:
        result["curve"] = []
        for part in PARTS:
            some = [one for one in taught if crc32(one.text.encode()) % 100 < part * 100]
            found = _learned(some, tell, f"{part:.0%}")
            result["curve"].append({"share": part, **_shares(found, asked)})
    found = _learned(taught, tell, "four fifths")
    result |= _shares(found, asked)
    if to is not None:
        _learned(everything(), tell, "everything").save(to)
        result["file_mb"] = round(to.stat().st_size / MEGABYTE, 1)
        if result["file_mb"] > LARGEST_MB:
            raise TrainingError(f"{to} has {result['file_mb']} MB; {LARGEST_MB} MB may be shipped.")
    return result


def _learned(examples: Sequence[Example], tell: Callable[[str], None], name: str) -> Encoder:
    views = [Training(examples, view) for view in range(VIEWS)]
    for one in views:
        for number, loss in enumerate(one.run(), start=1):
            tell(f"{name}: view {one.view + 1} of {VIEWS}, {number} of {EPOCHS}, loss {loss:.3f}")
    return together(views[0], [one.learned for one in views])


def _shares(encoder: Encoder, unseen: Sequence[Example]) -> dict[str, float]:
    return {f"top{among}": round(right_share(encoder, unseen, among), 4) for among in (1, 3, 10)}
