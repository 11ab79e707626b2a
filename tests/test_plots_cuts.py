"""One cut, drawn: bars on both sides, the four counts, and a point on the curve."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from mlcourse import plots

plt.style.use("mlcourse.course")
Y = np.array([0, 0, 1, 1, 1])
P = np.array([0.22, 0.62, 0.42, 0.83, 0.93])
CURVE = np.array([[0, 0, 0, 0.5, 0.5, 1], [0, 1 / 3, 2 / 3, 2 / 3, 1, 1]])


@pytest.fixture
def panels():
    ax = plt.subplots()[1]
    counts, point = np.array([[1, 1], [1, 2]]), (np.array([0.5]), np.array([2 / 3]))
    plots.cut(ax, Y, P, 0.5, counts, CURVE, point)
    yield ax.child_axes
    plt.close("all")


def test_what_lies_on_its_wrong_side_is_hatched(panels):
    bars = [bar for bar in panels[0].patches if bar.get_height()]
    found = {(round(bar.get_x() + bar.get_width() / 2, 3), bar.get_height()): bar.get_hatch() for bar in bars}
    assert found == {(0.225, -1): None, (0.625, -1): "///", (0.425, 1): "///", (0.825, 1): None, (0.925, 1): None}


def test_the_four_counts_stand_where_the_matrix_has_them(panels):
    assert [text.get_text() for text in panels[1].texts] == ["1", "1", "1", "2"]
    assert [patch.get_hatch() for patch in panels[1].patches] == [None, "///", "///", None]


def test_the_curve_is_thick_down_to_the_cut(panels):
    _, thin, thick, point = panels[2].lines
    np.testing.assert_array_equal(thin.get_xydata(), CURVE.T)
    np.testing.assert_array_equal(thick.get_xydata(), CURVE.T[:4])
    np.testing.assert_allclose(point.get_xydata(), [[0.5, 2 / 3]])
