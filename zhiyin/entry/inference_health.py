"""Whether the inference process answers, and how much it holds."""

import asyncio
from collections.abc import Iterator

from zhiyin.entry.findings import Finding
from zhiyin.kernel.crypto.keyring import KeyRing
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.thinking.asking import Thinking
from zhiyin.kernel.thinking.contract import ThinkerState, ThinkingUnavailable
from zhiyin.kernel.thinking.serving import STATE, HowAreYou, State
from zhiyin.kernel.thinking.wire import inference_secret

_SECONDS = 5.0
# What a process may take; beyond it something grows that should not.
MEMORY_MB = 450
_LATE_SECONDS = 30.0


def look_at_inference(environment: Environment) -> Iterator[Finding]:
    """Search does without it, by plain words only; so its absence is a notice, not a fault."""
    if not environment.keyring_path.exists():
        return
    try:
        state = asyncio.run(_ask(environment))
    except ThinkingUnavailable as error:
        yield Finding(
            "inference", "notice", f"does not answer: {error}",
            "Articles are found by plain words only. `zhiyin serve` starts it; with several "
            "machines run `zhiyin inference` and set ZHIYIN_INFERENCE_URL.",
        )  # fmt: skip
        return
    lag = max([state.lag_s, *(one.lag_s for one in state.thinkers)])
    detail = f"{state.memory_mb:.0f} MB, {lag:.1f} s behind"
    for thinker in state.thinkers:
        detail += f"; {thinker.name}: {_holds(thinker)}"
    if state.memory_mb > MEMORY_MB:
        yield Finding(
            "inference", "notice", detail, f"It should stay below {MEMORY_MB} MB: restart it."
        )
    elif lag > _LATE_SECONDS:
        yield Finding(
            "inference", "notice", detail,
            "Changes wait: look into its log, or run a second one.",
        )  # fmt: skip
    else:
        yield Finding("inference", "ok", detail)


async def _ask(environment: Environment) -> State:
    secret = inference_secret(KeyRing.open(environment.keyring_path))
    thinking = Thinking(environment.data_dir, environment.inference_url, secret)
    try:
        return await thinking.ask(STATE, HowAreYou(), within=_SECONDS)
    finally:
        await thinking.close()


def _holds(thinker: ThinkerState) -> str:
    if not thinker.ready:
        return "is still reading"
    return ", ".join(f"{count} {name}" for name, count in thinker.holds.items())
