"""The drawings of forests: what they leave on the axes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from mlcourse import data, plots


@pytest.fixture
def ax():
    return plt.subplots()[1]


def test_seen_rows_get_crosses_and_new_ones_the_digit_that_is_named(ax):
    named, new = np.array([[3, 8], [3, 1]]), np.array([[True, False], [True, True]])
    plots.bags(ax, np.zeros((2, 8, 8)), named, new, np.array([3, 8]), room=4)
    assert sum(line.get_marker() == "x" for line in ax.lines) == 1
    markers = [line.get_marker() for line in ax.lines if line.get_marker() in "os"]
    assert sorted(markers) == ["o", "o", "o", "s", "s"]  # 3, 3 and the vote for 3 are right; 1 and its vote are not
    says = [text.get_text() for text in ax.texts]
    assert says.count("3") == 3 and says.count("1") == 2 and "8" not in says


def test_each_column_has_a_bar_of_its_mean_and_a_dot_per_split(ax):
    plots.importances(ax, ["a", "noise"], [np.array([0.5, 0.1]), np.array([0.3, -0.1])])
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([0.4, 0])
    assert [bar.get_hatch() for bar in ax.patches] == [None, "///"]
    assert [text.get_text() for text in ax.get_yticklabels()] == ["a", "noise"]
    assert sum(line.get_marker() == "." for line in ax.lines) == 2


def test_the_sum_stands_above_what_is_left(ax):
    x, places = np.array([0.0, 1.0]), np.linspace(0, 1, 5)
    above, below = plots.sum_and_rest(ax, (x, x, x - 0.5), (places, np.full(5, 0.5), places))
    np.testing.assert_array_equal(above.lines[1].get_ydata(), np.full(5, 0.5))
    np.testing.assert_array_equal(below.lines[0].get_ydata(), [-0.5, 0.5])
    assert above.get_xlim() == below.get_xlim() == (0, 1)
    assert below.get_ylim()[0] < -6.2  # the mosquito, before the first tree


def test_points_that_stay_are_apart():
    kept = plots.apart([0, 0.1, 0.1, 3], [0, 0.1, 5, 0], gaps=(1, 1))
    np.testing.assert_array_equal(kept, [0, 2, 3])


def test_what_is_not_recognized_is_a_shadow(ax):
    pictures = data.load_pictures(data.load_eleven_dots())[:2]
    before = pictures.copy()
    plots.ghosts(ax, [0, 1], [0, 1], pictures, np.array([0.0, 1.0]))
    np.testing.assert_array_equal(pictures, before)
    *_, unknown, known = [box.offsetbox.get_data() for box in ax.artists]
    assert np.max(unknown[..., 3]) == 0 < np.max(known[..., 3])
