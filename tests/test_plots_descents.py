"""Where networks begin: signals through layers, runs from several starts, a race."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from mlcourse import plots


@pytest.fixture
def ax():
    ax = plt.subplots()[1]
    yield ax
    plt.close(ax.figure)


def test_both_ways_are_drawn_apart_and_what_lies_beyond_is_at_the_edge(ax):
    plots.signals(ax, [1.0, 1e-9], [1e9, 1.0], limits=(1e-3, 1e3))
    forward, back = ax.lines
    np.testing.assert_array_equal(forward.get_ydata(), [1, 1e-3])
    np.testing.assert_array_equal(back.get_ydata(), [1e3, 1])
    assert forward.get_marker() != back.get_marker() and forward.get_color() != back.get_color()
    assert ax.get_yscale() == "log" and len(ax.get_legend().get_texts()) == 2


def test_each_start_has_a_column_of_runs_beside_a_line_of_chance(ax):
    plots.runs(ax, ["low", "high"], np.array([[0.1, 0.1, 0.2], [0.9, 0.8, 1.0]]), chance=0.1)
    chance, *columns = ax.lines
    assert list(chance.get_ydata()) == [0.1, 0.1]
    for place, column in enumerate(columns):
        assert len(set(column.get_xdata())) == 3  # equal runs stay apart
        assert np.all(np.abs(column.get_xdata() - place) < 0.3)
    assert [text.get_text() for text in ax.get_xticklabels()] == ["low", "high"]


@pytest.mark.parametrize("n_steps", [0, 2])
def test_a_race_shows_the_way_so_far_and_the_place(ax, n_steps):
    walks = {"first": np.arange(8.0).reshape(4, 2), "second": -np.arange(8.0).reshape(4, 2)}
    plots.race(ax, walks, n_steps)
    for name, way, place in zip(walks, ax.lines[::2], ax.lines[1::2], strict=True):
        np.testing.assert_array_equal(np.column_stack(way.get_data()), walks[name][: n_steps + 1])
        np.testing.assert_array_equal(np.ravel(place.get_data()), walks[name][n_steps])
        assert place.get_label() == name
    assert ax.lines[1].get_marker() != ax.lines[3].get_marker()
