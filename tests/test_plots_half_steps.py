"""The drawings of k-means, half a step at a time: what they leave on the axes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from mlcourse import plots

HOUSES = np.array([[0.0, 0.0], [0.0, 1.0], [4.0, 0.0], [4.0, 1.0]])
START, LATER = np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([[0.0, 0.5], [4.0, 0.5]])


@pytest.fixture
def ax():
    return plt.subplots()[1]


def test_before_the_first_assignment_all_points_are_gray_and_there_are_no_cells(ax):
    plane, fall = plots.half_step(ax, HOUSES, START[None], None, [9.0, 4.0, 1.0])
    assert plane.lines[0].get_color() == "0.55"
    assert not plane.collections
    assert plane.get_title() == "start"
    assert fall.get_ylim()[1] > 9  # room for all that comes


def test_after_a_half_step_there_are_cells_a_trail_and_the_inertia_so_far(ax):
    plane, fall = plots.half_step(ax, HOUSES, np.array([START, START, LATER]), np.array([0, 0, 1, 1]), [9.0, 4.0, 1.0])
    assert plane.get_title() == "half-step 2: update"
    assert plane.collections
    np.testing.assert_array_equal(fall.lines[0].get_ydata(), [9, 4])
    assert [text.get_text() for text in plane.texts] == ["0", "1"]


def test_the_border_lies_midway_between_two_centers(ax):
    ax.set(xlim=(-1, 5), ylim=(-1, 2))
    plots.cells(ax, LATER)
    borders = np.concatenate([path.vertices for lines in ax.collections[1:] for path in lines.get_paths()])
    np.testing.assert_allclose(borders[:, 0], 2, atol=1e-9)


def test_a_trail_has_a_ring_where_each_center_started(ax):
    plots.trail(ax, np.array([START, LATER]))
    ring = ax.lines[-1]
    np.testing.assert_array_equal(np.transpose(ring.get_data()), START)
    assert ring.get_markerfacecolor() == "none"


def test_points_without_groups_look_alike(ax):
    plots.unnamed(ax, HOUSES)
    (dots,) = ax.lines
    np.testing.assert_array_equal(np.transpose(dots.get_data()), HOUSES)
