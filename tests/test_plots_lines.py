"""Least squares with one axis for each sample, and a sigmoid's views: what these helpers leave on the axes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from mlcourse import data, plots

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


def draw_dots():
    """Return length, class and pictures of the eleven dots, and lengths from left to right."""
    dots = data.load_eleven_dots()
    kinds = (dots["kind"] == "animal").astype(int)
    return dots["length_cm"] / 100, kinds, data.load_pictures(dots), np.linspace(-0.1, 1.3, 50)


def test_the_straight_view_shows_scores_and_the_bent_one_their_sigmoid(ax):
    x, _, pictures, along = draw_dots()
    plots.two_views(ax, along, 5 * (along - 0.35), x, 5 * (x - 0.35), pictures)
    upper, lower = (view.lines[1].get_xydata() for view in ax.child_axes)
    np.testing.assert_allclose(upper, np.column_stack([along, 5 * (along - 0.35)]))
    np.testing.assert_allclose(lower, np.column_stack([along, 1 / (1 + np.exp(-5 * (along - 0.35)))]))
    for view, places in zip(ax.child_axes, [5 * (x - 0.35), 1 / (1 + np.exp(-5 * (x - 0.35)))], strict=True):
        boxes = [artist.xy for artist in view.artists if hasattr(artist, "xy")]
        np.testing.assert_allclose(boxes, np.column_stack([x, places]))


def test_the_odds_stand_beside_their_scores(ax):
    x, _, pictures, along = draw_dots()
    plots.two_views(ax, along, along, x, x, pictures)
    (odds,) = ax.child_axes[0].child_axes
    for score, label in zip(odds.get_yticks(), odds.get_yticklabels(), strict=True):
        for_it, against = map(float, label.get_text().split(" : "))
        assert for_it / against == pytest.approx(np.exp(score), rel=0.02)


def test_each_bar_is_minus_the_logarithm_of_what_was_given_to_the_truth(ax):
    x, y, pictures, along = draw_dots()
    score = 8 * (x - 0.35)
    plots.costs_below(ax, along, 8 * (along - 0.35), x, y, score, pictures)
    (bars,) = ax.child_axes[1].containers
    p = 1 / (1 + np.exp(-score))
    expected = -np.log(np.where(y == 1, p, 1 - p))[np.argsort(x)]
    np.testing.assert_allclose([bar.get_height() for bar in bars], expected)
    colors = {bar.get_facecolor() for bar, height in zip(bars, expected, strict=True) if height > np.log(2)}
    assert len(colors) == 1 and len({bar.get_facecolor() for bar in bars}) == 2
