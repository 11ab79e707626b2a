"""The drawings of arrays and of rules: what they leave on the axes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from mlcourse import data, plots

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
