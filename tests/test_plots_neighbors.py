"""What the drawings of lesson nearest_neighbors leave on the axes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.patches import Rectangle

from mlcourse import data, plots


@pytest.fixture
def ax():
    return plt.subplots()[1]


def test_lines_lead_to_the_nearest_and_the_bar_counts_their_votes(ax):
    X, is_animal, rows = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]), np.array([0, 1, 1]), np.array([0, 2])
    plots.asking(ax, np.array([1.0, 0.0]), X, is_animal, rows, data.load_pictures()[:2])
    ends = [tuple(line.get_xydata()[1]) for line in ax.lines if len(line.get_xdata()) == 2 and line.get_zorder() == 1]
    assert ends == [(0.0, 0.0), (2.0, 2.0)]
    (bar,) = ax.child_axes
    assert [text.get_text() for text in bar.texts] == ["fruit: 1", "animal: 1"]


@pytest.mark.parametrize(("step", "n_judges", "n_boxes"), [(0, 1, 5), (4, 5, 25), (5, 5, 30)])
def test_in_each_round_another_fold_judges_and_the_last_model_learns_from_all(ax, step, n_judges, n_boxes):
    plots.rounds(ax, n_folds=5, step=step)
    assert len([patch for patch in ax.patches if isinstance(patch, Rectangle)]) == n_boxes
    judges = [text.get_position() for text in ax.texts if text.get_text() == "judges"]
    assert len({x for x, _ in judges}) == len({y for _, y in judges}) == n_judges


def test_distances_are_shares_of_the_farthest_and_the_nearest_get_rings(ax):
    plots.far(ax, np.array([1.0, 4.0, 2.0]), np.array([0, 1, 1]), n_neighbors=2)
    fruits, animals, rings, _ = ax.lines
    np.testing.assert_allclose(fruits.get_xdata(), [0.25])
    np.testing.assert_allclose(animals.get_xdata(), [1.0, 0.5])
    np.testing.assert_allclose(rings.get_xdata(), [0.25, 0.5])
