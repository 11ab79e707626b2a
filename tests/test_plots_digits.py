"""The drawings of digits: the pictures of a sum, and a plane with a place in it."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from mlcourse import plots

ONES = np.ones((8, 8))


@pytest.fixture
def ax():
    return plt.subplots()[1]


def test_a_sum_shows_its_two_parts_the_score_with_its_sign_and_the_result(ax):
    plots.adding(ax, ONES, -12.4, 2 * ONES, 3 * ONES, "two numbers")
    pictures = {corner.images[0].get_array().mean() for corner in ax.child_axes}
    assert pictures == {1, 2, 3} and ax.get_title() == "two numbers"
    assert [text.get_text() for text in ax.texts] == ["\N{MINUS SIGN} 12 ·", "="]


def test_nothing_is_added_with_a_plus(ax):
    plots.adding(ax, ONES, -0.04, 2 * ONES, ONES, "four numbers")
    assert ax.texts[0].get_text() == "+ 0 ·"


def test_where_a_sum_begins_there_is_one_picture(ax):
    plots.adding(ax, None, 0.0, ONES, 3 * ONES, "the mean")
    (corner,) = ax.child_axes
    assert corner.images[0].get_array().mean() == 3 and [text.get_text() for text in ax.texts] == ["start:"]


def test_the_plane_has_a_numeral_at_each_mean_and_the_picture_of_the_place(ax):
    scores, labels = np.array([[0.0, 0.0], [2.0, 4.0], [5.0, 5.0]]), np.array([3, 3, 7])
    plots.place(ax, scores, labels, (1, 2), 5 * ONES)
    assert [(text.get_text(), text.get_position()) for text in ax.texts] == [("3", (1, 2)), ("7", (5, 5))]
    assert ax.lines[-1].get_xydata().tolist() == [[1, 2]]
    np.testing.assert_array_equal(ax.images[0].get_array(), 5 * ONES)
    assert ax.images[0].get_extent()[0] > 5  # beside the plane
