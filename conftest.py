"""How notebooks are tested, wherever pytest is started, and a quick way to one lesson."""

import os
import re
import sys
from pathlib import Path

import pytest

os.environ.setdefault("OMP_NUM_THREADS", "1")  # two workers with two threads each are slower than with one
os.environ.setdefault("TQDM_DISABLE", "1")  # and the notebooks were built without progress bars


def pytest_configure(config: pytest.Config) -> None:
    """Compare stored outputs on Linux alone: elsewhere the last digits differ."""
    if sys.platform != "linux":
        config.option.nbval_lax = True


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """With `-k 03`, leave out the other notebooks, and modules that know nothing of lessons: to import them is slow."""
    number, name = config.option.keyword, collection_path.name
    if not re.fullmatch(r"\d\d", number):
        return None
    if collection_path.suffix == ".ipynb":  # `-k 11` would also select every notebook's Cell 11
        return None if name.startswith(number) else True
    if not name.startswith("test_") or f"_{number}_" in name:
        return None
    return None if "lesson_code" in collection_path.read_text(encoding="utf-8") else True
