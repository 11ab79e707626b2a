"""Set up what all tests share: figures are drawn in memory and closed after each test."""

from collections.abc import Iterator

import matplotlib.pyplot as plt
import pytest


@pytest.fixture(autouse=True)
def draw_in_memory() -> Iterator[None]:
    """Draw without a window, and close what a test left open."""
    plt.switch_backend("Agg")
    yield
    plt.close("all")
