"""Token buckets: how much one visitor, one address, one socket may send."""

import time


class Bucket:
    """Allows `burst` at once and `per_second` in the long run."""

    __slots__ = ("at", "burst", "per_second", "tokens")

    def __init__(self, burst: float, per_second: float) -> None:
        self.burst = burst
        self.per_second = per_second
        self.tokens = burst
        self.at = time.monotonic()

    def take(self, amount: float = 1.0) -> float:
        """Takes `amount`; answers 0, or the seconds until it would be there."""
        moment = time.monotonic()
        self.tokens = min(self.burst, self.tokens + (moment - self.at) * self.per_second)
        self.at = moment
        if self.tokens >= amount:
            self.tokens -= amount
            return 0.0
        return (amount - self.tokens) / self.per_second


class Buckets:
    """One bucket per key; those that have filled up again are forgotten."""

    def __init__(self, burst: float, per_second: float, *, keep: int = 50_000) -> None:
        self.burst = burst
        self.per_second = per_second
        self._keep = keep
        self._buckets: dict[str, Bucket] = {}

    def take(self, key: str, amount: float = 1.0) -> float:
        """As `Bucket.take`, for `key`."""
        bucket = self._buckets.get(key)
        if bucket is None:
            if len(self._buckets) >= self._keep:
                self._forget()
            bucket = self._buckets[key] = Bucket(self.burst, self.per_second)
        return bucket.take(amount)

    def _forget(self) -> None:
        idle = time.monotonic() - self.burst / self.per_second
        self._buckets = {key: one for key, one in self._buckets.items() if one.at > idle}
