"""What all tests share: a quick way to one lesson, and figures that are drawn in memory and closed afterwards."""

import re
from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from hypothesis import settings

settings.register_profile("course", deadline=None)  # no test fails because a machine is slow
settings.load_profile("course")


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


@pytest.fixture(autouse=True)
def draw_in_memory() -> Iterator[None]:
    """Draw without a window, and close what a test left open."""
    plt.switch_backend("Agg")
    yield
    plt.close("all")
