"""Folders that the database's user may pass through when the tests run as root."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def passable_folder() -> Iterator[Path]:
    """A folder of its own in the system's scratch folder that others may pass, not list.

    Those of pytest will not do: each run closes their common parent for everybody else.
    """
    folder = Path(tempfile.mkdtemp(prefix="zhiyin-test-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
