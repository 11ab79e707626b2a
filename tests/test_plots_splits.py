"""What the drawings of lesson decision_trees leave on the axes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.patches import Rectangle

from mlcourse import data, plots
from mlcourse.plots.splits import down
from mlcourse.taught.decision_trees import Node, grow

X = np.array([[1.0, 10.0], [2.0, 10.0], [3.0, 10.0], [4.0, 100.0]])
IS_ANIMAL = np.array([0, 0, 1, 0])


@pytest.fixture
def ax():
    return plt.subplots()[1]


def test_the_cut_parts_the_dots_and_is_marked_on_both_curves(ax):
    thresholds = np.array([1.5, 2.5, 3.5])
    curves = {"stairs": np.array([0.25, 0.25, 0.25]), "line": np.array([0.3, 0.2, 0.3])}
    plots.scan(ax, X[:, 0], IS_ANIMAL, 2.5, thresholds, curves)
    _, below = ax.child_axes
    assert {text.get_text() for text in ax.texts} == {"yes: fruits 2, animals 0", "no: fruits 1, animals 1"}
    assert [text.get_text() for text in below.get_legend().get_texts()] == ["stairs: 0.250", "line: 0.200"]


def test_sums_grow_from_the_left_and_the_best_cut_so_far_is_bold(ax):
    deviation = 3 * np.array([0, 0, 1]) - 1
    plots.sums(ax, np.array([0, 0, 1]), deviation, np.array([0.5, 2.0]), step=1)
    bold = [text.get_text() for text in ax.texts if text.get_weight() == "bold"]
    assert bold == ["\N{MINUS SIGN}2", "2.0"]


def test_the_way_down_is_a_chain_of_rectangles_and_the_last_is_drawn(ax):
    root = grow(X, np.eye(2)[IS_ANIMAL], 3)
    path = list(down(root, X[2]))
    assert path[-1][0].feature is None and np.all(path[-1][1] < X[2]) and np.all(X[2] <= path[-1][2])
    plots.way(ax, root, X[2], len(path), X, IS_ANIMAL, ["a", "b"], data.load_pictures()[0])
    (area,) = ax.child_axes
    (rectangle,) = [patch for patch in area.patches if isinstance(patch, Rectangle)]
    assert rectangle.get_xy() == tuple(path[-1][1])


def test_a_tree_that_is_a_leaf_is_drawn(ax):
    plots.way(ax, Node(np.array([1.0, 0.0]), 4), X[0], 2, X, IS_ANIMAL, ["a", "b"], data.load_pictures()[0])
    assert [text.get_text() for text in ax.texts] == ["fruit\n100% of 4"]
