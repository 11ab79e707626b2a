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
    """With `-k 03`, leave out modules that know nothing of lessons: to import them takes longer than lesson 03."""
    if not re.fullmatch(r"\d\d", config.option.keyword) or not collection_path.name.startswith("test_"):
        return None
    about_lessons = "lesson_code" in collection_path.read_text(encoding="utf-8")
    return None if about_lessons or f"_{config.option.keyword}_" in collection_path.name else True


@pytest.fixture(autouse=True)
def draw_in_memory() -> Iterator[None]:
    """Draw without a window, and close what a test left open."""
    plt.switch_backend("Agg")
    yield
    plt.close("all")
