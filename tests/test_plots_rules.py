"""The drawings of rules by length and mass: what they leave on the axes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from mlcourse import data, plots

plt.style.use("mlcourse.course")


@pytest.fixture
def ax():
    yield plt.subplots()[1]
    plt.close("all")


def test_ticks_are_in_everyday_units_at_their_places(ax):
    plots.length_and_mass(ax)
    assert dict(zip(ax.get_xticks(), [t.get_text() for t in ax.get_xticklabels()], strict=True))[100] == "1 m"
    plots.length_and_mass(ax.figure.add_subplot(), logs=True)
    logs = ax.figure.axes[1]
    assert dict(zip(logs.get_yticks(), [t.get_text() for t in logs.get_yticklabels()], strict=True))[6] == "1 t"


def test_regions_follow_the_rule_and_lone_answers_become_islands(ax):
    dots = data.load_eleven_dots()
    things = dots["length_cm"], dots["mass_g"], data.load_pictures(dots)
    plots.rule_regions(ax, lambda length_cm, mass_g: length_cm > 21, *things)
    assert not ax.lines[:-1] and ax.collections
    known = set(dots["mass_g"][dots["kind"] == "fruit"])
    plots.rule_regions(ax, lambda length_cm, mass_g: np.array([m not in known for m in mass_g]), *things)
    islands = [line for line in ax.lines if line.get_marker() == "o"]
    np.testing.assert_array_equal(islands[0].get_ydata(), dots["mass_g"][dots["kind"] == "fruit"])


def test_the_slanted_rule_rings_what_it_gets_wrong(ax):
    logs, is_animal = np.array([[1.0, 1.0], [1.0, 3.0], [2.0, 3.0]]), np.array([True, True, False])
    plots.slanted_rule(ax, logs, is_animal, slope=3, height=2)
    rings = next(line for line in ax.lines if line.get_label() == "wrong")
    np.testing.assert_array_equal(rings.get_xydata(), logs[1:])
    assert ax.get_title() == "through 10 cm and 100 g: 2 wrong"


def test_contests_are_counted_and_piled_up(ax):
    plots.contests(ax, np.array([2, 0, -1, 2, 1]))
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["lost: 1", "tied: 1", "won: 3"]
    won = next(line for line in ax.lines if line.get_label() == "won: 3")
    np.testing.assert_array_equal(won.get_xydata(), [[2, 0.5], [2, 1.5], [1, 0.5]])
