"""The key ring is made once, whole, whoever starts at the same time."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from zhiyin.kernel.crypto.keyring import KeyRing


def test_several_that_start_at_once_have_the_same_ring(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as starting:
        for number in range(40):
            path = tmp_path / f"{number}" / "keys" / "ring.json"
            rings = list(starting.map(KeyRing.open, [path] * 8))
            assert len({ring.hash("phone", "13800138000") for ring in rings}) == 1
            assert rings[0].open_value(rings[-1].seal(b"value")) == b"value"


def test_half_a_ring_of_somebody_who_was_killed_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "ring.json"
    path.with_suffix(".new").write_bytes(b'{"keys"')
    made = KeyRing.open(path)
    assert KeyRing.open(path).hash("phone", "1") == made.hash("phone", "1")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["ring.json"]
