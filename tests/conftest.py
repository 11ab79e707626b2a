"""What all tests share: figures are drawn in memory and closed afterwards."""

from collections.abc import Iterator

import matplotlib.pyplot as plt
import pytest
from hypothesis import settings

# No test fails because a machine is slow, and none because of the hour: `--hypothesis-profile=explore` draws anew
settings.register_profile("course", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile("course")


@pytest.fixture(autouse=True)
def draw_in_memory() -> Iterator[None]:
    """Draw without a window, and close what a test left open."""
    plt.switch_backend("Agg")
    yield
    plt.close("all")
