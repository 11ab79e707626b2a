"""Errors by which something is chosen, and parts that add up."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from mlcourse import plots

plt.style.use("mlcourse.course")


@pytest.fixture
def ax():
    yield plt.subplots()[1]
    plt.close("all")


def test_the_star_stands_at_the_lowest_validation_error(ax):
    plots.judged(ax, np.array([1, 10, 100]), [3.0, 2.0, 1.0], [3.0, 1.5, 2.0])
    train, validation, star = ax.lines
    assert [list(line.get_ydata()) for line in (train, validation)] == [[3.0, 2.0, 1.0], [3.0, 1.5, 2.0]]
    np.testing.assert_array_equal(star.get_xydata(), [[10, 1.5]])
    assert (train.get_linestyle(), validation.get_linestyle()) == ("--", "-")
    assert train.get_marker() != validation.get_marker()


def test_many_places_are_drawn_without_markers(ax):
    plots.judged(ax, np.arange(200), np.ones(200), np.ones(200))
    assert [line.get_marker() for line in ax.lines] == ["None", "None", "*"]


def test_each_part_stands_on_those_below_it(ax):
    parts = {"noise": np.array([1.0, 1.0]), "bias²": np.array([2.0, 0.0]), "variance": np.array([0.5, 4.0])}
    plots.added_up(ax, np.array([0, 1]), parts, np.array([3.5, 5.0]))
    tops = [[bar.get_y() + bar.get_height() for bar in bars] for bars in ax.containers]
    assert tops == [[1, 1], [3, 1], [3.5, 5]]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["measured", "noise", "bias²", "variance"]
    assert len({bars[0].get_hatch() for bars in ax.containers}) > 1
