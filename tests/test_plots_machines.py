"""What the drawings of lesson many_machines leave on the axes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from mlcourse import plots
from mlcourse.taught.many_machines import pass_on


@pytest.fixture
def ax():
    return plt.subplots()[1]


def boxes(ax):
    return [patch for patch in ax.patches if isinstance(patch, Rectangle)]


def states():
    held = [np.repeat([[1], [10], [100], [1000]], 4, axis=1)]
    for step in range(6):
        held.append(pass_on(held[-1], step))
    return held


@pytest.mark.parametrize(("step", "n_finished"), [(0, 0), (1, 0), (3, 4), (4, 8), (6, 16)])
def test_finished_sums_are_filled_and_what_has_arrived_has_a_thick_frame(ax, step, n_finished):
    now, before = states()[step], states()[max(step - 1, 0)]
    sent = [(worker - step + 1) % 4 for worker in range(4)] if step else None
    plots.ring(ax, now, sent)
    assert len(boxes(ax)) == 16
    assert sum(to_hex(box.get_facecolor()) == "#9ad8c0" for box in boxes(ax)) == n_finished
    thick = [box.get_linewidth() > 1 for box in boxes(ax)]
    assert thick == (now != before).ravel().tolist()
    texts = [text.get_text() for text in ax.texts]
    assert [f"{number:04d}" for number in now.ravel()] == [text for text in texts if text.isdigit()]
    assert sum(text.startswith("chunk") for text in texts) == (4 if step else 0)


def test_towers_are_as_high_as_their_sizes_and_the_last_brick_is_broken_off(ax):
    plots.bricks(ax, ["a", "b"], [2.5, 3.0], 1.0, "one")
    bars = [(round(bar.get_x() + bar.get_width() / 2), bar.get_height()) for bar in boxes(ax)]
    assert bars == [(0, 1), (0, 1), (0, 0.5), (1, 1), (1, 1), (1, 1), (2, 1)]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["a", "b", "one"]
