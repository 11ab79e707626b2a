"""A computational graph, on which the blame appears step by step."""

import matplotlib.pyplot as plt
import pytest

from mlcourse import plots
from mlcourse.plots.blame import blame_of
from mlcourse.taught.backpropagation import Value, in_order, pass_blame

PLACES = {"a": (0, 0), "b": (1, 0), "c": (2, 0)}
MADE_BY = {"b": "*", "c": "relu"}


@pytest.fixture
def values():
    a = Value(-3.0)
    b = a * a
    return {"a": a, "b": b, "c": b.relu()}


def written(values, step):
    """Return what is written on the graph after some steps."""
    ax = plt.subplots()[1]
    plots.backward_pass(ax, values, PLACES, MADE_BY, step)
    plt.close(ax.figure)
    return [text.get_text().replace("\N{MINUS SIGN}", "-") for text in ax.texts if text.get_text()]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (0, ["(-3)", "(-3)", "1"]),
        (1, ["(-3)", "(-3)", "1", "1"]),  # the cost's own blame
        (2, ["(-3)", "(-3)", "1 · 1", "1", "1"]),
        (3, ["1 · (-3)", "1 · (-3)", "1 · 1", "-6", "1", "1"]),
    ],
)
def test_a_step_adds_one_blame_and_the_shares_that_make_it(values, step, expected):
    boxes = ["a = -3", "b = 9", "×", "c = 9", "ReLU"]
    assert sorted(written(values, step)) == sorted(boxes + expected)


def test_the_last_to_get_blame_stands_out(values):
    ax = plt.subplots()[1]
    plots.backward_pass(ax, values, PLACES, MADE_BY, 2)
    thick = [
        text.get_text() for text in ax.texts if text.get_bbox_patch() and text.get_bbox_patch().get_linewidth() > 2
    ]
    assert thick == ["b = 9"]
    plt.close(ax.figure)


def test_the_blame_that_is_drawn_is_the_lessons(values):
    drawn = blame_of(values)
    values["c"].grad = 1.0
    pass_blame(in_order(values["c"], []))
    assert drawn == {name: value.grad for name, value in values.items()}
