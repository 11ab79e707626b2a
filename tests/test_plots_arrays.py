"""The drawings of arrays: what they leave on the axes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from mlcourse import plots

plt.style.use("mlcourse.course")
X = np.array([[1.0, 20.0], [3.0, 40.0], [5.0, 60.0]])


@pytest.fixture
def ax():
    yield plt.subplots()[1]
    plt.close("all")


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_an_array_is_drawn_with_its_numbers_and_names_and_an_arrow_along_either_axis(ax):
    plots.array_axes(ax, X, rows=["a", "b", "c"], columns=["left", "right"], n_samples=12500)
    says = texts(ax)
    assert {"1", "20", "3", "40", "5", "60", "a", "b", "c", "left", "right"} <= set(says)
    assert any("12500 rows" in text for text in says) and any(text.startswith("axis 1") for text in says)
    assert len(ax.patches) == X.size


def test_a_mask_strikes_out_what_it_does_not_pick(ax):
    plots.masked(ax, np.array([1.0, 200.0, 3.0]), np.array([False, True, False]), "values > 50")
    assert len(ax.lines) == 2  # one struck out each
    assert texts(ax).count("200") == 2 and texts(ax).count("1") == 1  # picked: also among what is left


@pytest.mark.parametrize(("axis", "means"), [(0, ["3", "40"]), (1, ["10.5", "21.5", "32.5"])])
def test_a_mean_over_an_axis_leaves_the_other(ax, axis, means):
    plots.mean_over(ax, X, axis)
    assert set(means) <= set(texts(ax))
    assert len(ax.patches) == X.size + len(means)
    assert str((len(means),)) in ax.get_title()


def test_rows_that_have_not_met_the_vector_yet_have_no_result(ax):
    plots.row_meets_vector(ax, X, np.array([2.0, 1.0]), row=1)
    assert texts(ax).count("?") == 1
    assert {"22", "46"} <= set(texts(ax))
    assert texts(ax)[-1] == "row 1:  3 × 2 + 40 × 1 = 46"
