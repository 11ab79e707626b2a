"""What all tests share: figures are drawn in memory and closed afterwards."""

from collections.abc import Iterator

import matplotlib.pyplot as plt
import pytest
from hypothesis import settings

settings.register_profile("course", deadline=None)  # no test fails because a machine is slow
settings.load_profile("course")


@pytest.fixture(autouse=True)
def draw_in_memory() -> Iterator[None]:
    """Draw without a window, and close what a test left open."""
    plt.switch_backend("Agg")
    yield
    plt.close("all")
