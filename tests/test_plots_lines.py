"""Least squares with one axis for each sample, and a sigmoid's views: what these helpers leave on the axes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from mlcourse import plots

plt.style.use("mlcourse.course")


@pytest.fixture
def ax():
    return plt.subplots()[1]


def test_the_residual_runs_from_the_prediction_to_the_target(ax):
    plots.shadow(ax, np.array([2.0, 1.0]), np.array([2.0, 3.0]), w=1.5)
    _, residual, prediction = ax.lines
    np.testing.assert_array_equal(residual.get_xydata(), [[3.0, 1.5], [2.0, 3.0]])
    np.testing.assert_array_equal(prediction.get_xydata(), [[3.0, 1.5]])
    assert {"$x$", "$y$", "residual"} <= {text.get_text() for text in ax.texts}


def test_the_residual_stands_upright_on_the_plane_and_is_as_long_as_it_is(ax):
    columns, target = np.array([[0.0, 1.0], [1.0, 1.0], [2.0, 1.0]]), np.array([2.0, 0.5, 3.0])
    plots.plane(ax, columns, ("$x$", "ones"), target)
    residual, right_angle = ax.lines
    (x_foot, y_foot), (x_top, y_top) = residual.get_xydata()
    left = target - columns @ np.linalg.lstsq(columns, target, rcond=None)[0]
    assert x_foot == pytest.approx(x_top)
    assert y_top - y_foot == pytest.approx(np.linalg.norm(left))
    assert len(right_angle.get_xdata()) == 3
    assert {"$x$", "ones", "$y$", "prediction", "residual"} <= {text.get_text() for text in ax.texts}
