"""The exercises of lesson 08, decision trees."""

from typing import Any

import numpy as np

from mlcourse.checks.engine.check import Check
from mlcourse.checks.engine.observers import calls, drawn, outcomes
from mlcourse.checks.engine.typed import typed
from mlcourse.taught import decision_trees as ours

gini = Check(
    "gini",
    reference=ours.gini,
    observe=calls(
        *((np.array(y),) for y in ([1, 1, 1], [0, 1], [1, 0, 1, 1], [0, 1, 2], [2, 2, 0, 0, 1], [0] * 35 + [1] * 90))
    ),
    mistakes=typed(
        ours.gini,
        {
            "1 - np.sum -> np.sum": "this is the chance that both are of the *same* class. Subtract it from 1.",
            "counts / len(y) -> counts": "these are squared *counts*. Divide by `len(y)` first: $p_c$ is a share.",
            "(counts / len(y)) ** 2 -> counts**2 / len(y)": "the counts are squared, but `len(y)` is not. "
            "Divide first, then square.",
            "np.sum((counts / len(y)) ** 2) -> np.sum(counts / len(y)) ** 2": "this is always 0, "
            "because the shares add up to 1. Square each share first, then add.",
            "1 - np.sum((counts -> np.sum(1 - (counts": "here each class has its own 1. "
            "Add up the squares first, and subtract that sum from 1.",
            """
            _, counts = np.unique(y, return_counts=True)
            shares = counts / len(y)
            -np.sum(shares * np.log2(shares))
            """: "this is the *entropy*, another measure of mixing, which trees may use as well. "
            "Here we want the chance that two draws differ.",
            "np.sum((counts / len(y)) ** 2) -> np.max(counts / len(y))": "this is the error rate of the majority. "
            "Gini asks how often two draws differ.",
            "1 - np.mean(y) ** 2 - (1 - np.mean(y)) ** 2": "`np.mean(y)` is a share only if the classes are 0 and 1. "
            "Count each class: `np.unique(y, return_counts=True)`.",
            "(counts / len(y)) ** 2 -> counts / len(y) * (counts - 1) / (len(y) - 1)": "this draws *without* putting "
            "the first row back. Gini puts it back: both draws have the same shares.",
        },
    ),
)


def draw_table(rng: np.random.Generator) -> tuple:
    """Draw rows with three features, the last of which goes with the classes; some values are equal."""
    y = np.append(rng.integers(0, 2, 12), [0, 1])
    X = rng.integers(0, 12, size=(14, 3)) + np.outer(y, [0.0, 0.0, 3.0])
    return X[:, rng.permutation(3)], y


def worth(question: Any, X: np.ndarray, y: np.ndarray) -> list[float]:
    """Return what a question leaves, and how far its threshold is from the nearest midpoint of its feature."""
    feature, threshold = question
    x = X[:, feature]
    left = ours.impurity_after(x, y, threshold) if x.min() <= threshold < x.max() else np.nan
    return [left, np.min(np.abs(ours.midpoints(x) - threshold))]


best_question = Check(
    "best_question",
    reference=ours.best_question,
    observe=outcomes(
        worth, "after the question of `{name}`, impurity and distance to a midpoint", *drawn(draw_table, n=12)
    ),
    mistakes=typed(
        ours.best_question,
        {
            "range(X.shape[1]) -> range(1)": "only the first feature is asked about. Loop over `range(X.shape[1])`.",
            """
            for j in range(X.shape[1]):
                thresholds = midpoints(X[:, j])
                costs = [impurity_after(X[:, j], y, threshold) for threshold in thresholds]
                best = j, thresholds[np.argmin(costs)]
            best
            """: "only the last feature is asked about. Is the best one forgotten in each new round?",
            "np.argmin -> np.argmax": "this is the *worst* question. Impurity is a cost: the lower, the better.",
            "questions[np.argmin(costs)] -> questions[0]": "this is the first question, whatever it costs. "
            "Does a `return` end the loop too early?",
            "questions[np.argmin(costs)] -> questions[-1]": "this is the last question, whatever it costs. "
            "Compare its cost with the lowest so far.",
            "midpoints(X[:, j]) -> np.unique(X[:, j])": "the thresholds are values of the feature. "
            "Take `midpoints(X[:, j])`: a new row almost like a known one should fall on its side.",
            """
            questions = [(j, threshold) for j in range(X.shape[1]) for threshold in midpoints(X[:, j])]
            costs = [gini(y[X[:, j] <= threshold]) + gini(y[X[:, j] > threshold]) for j, threshold in questions]
            questions[np.argmin(costs)]
            """: "both sides weigh the same, be they one row or all the others. "
            "`impurity_after` weighs them by their rows.",
            """
            questions = [(j, threshold) for j in range(X.shape[1]) for threshold in midpoints(X[:, j])]
            sides = [(y[X[:, j] <= threshold], y[X[:, j] > threshold]) for j, threshold in questions]
            costs = [sum(min(np.sum(side == 0), np.sum(side == 1)) for side in pair) for pair in sides]
            questions[np.argmin(costs)]
            """: "this counts errors. Ask for the lowest *impurity*: `impurity_after(X[:, j], y, threshold)`.",
            "questions[np.argmin(costs)] -> np.argmin(costs)": "this is the *position* of the lowest cost. "
            "Return the question that stands there.",
            "return questions -> best = questions": "nothing came back. Is there a `return`? "
            'Or does no question ever beat your first `lowest`? Begin at `float("inf")`.',
            "questions[np.argmin(costs)] -> questions[np.argmin(costs)][::-1]": "the two are in the wrong order: "
            "first the feature's number, then the threshold.",
            "questions[np.argmin(costs)] -> questions[np.argmin(costs)][1]": "this is the threshold alone. "
            "Return the feature's number with it: `(feature, threshold)`.",
        },
    ),
)


def draw_growing(rng: np.random.Generator) -> tuple:
    """Draw a table for a tree of two or three questions: all values differ, so that no two questions tie for long."""
    n_samples = int(rng.integers(8, 16))
    X = rng.permutation(3 * n_samples).reshape(n_samples, 3) * 1.0
    return X, rng.normal(size=(n_samples, 2)).round(2), int(rng.integers(2, 4))


def at_the_mean(X: np.ndarray, Y: np.ndarray) -> tuple[int, float] | None:
    """Ask whether the last feature is at most its mean; nothing where fewer than four rows are left."""
    return (X.shape[1] - 1, float(X[:, -1].mean())) if len(X) > 3 else None


def written_out(node: Any, *arguments: Any) -> list[float]:
    """Return a tree's nodes as numbers, from the root down, the left side first."""
    own = [float(node.n_samples), *np.atleast_1d(node.value).astype(float)]
    if node.feature is None:
        return [*own, -1.0]
    return [*own, float(node.feature), float(node.threshold), *written_out(node.left), *written_out(node.right)]


grow = Check(
    "grow",
    reference=ours.grow,
    observe=outcomes(
        written_out,
        "the tree of `{name}`, written out from the root",
        (np.array([[1.0], [2.0]]), np.array([[0.0], [1.0]]), 1),
        (np.array([[1.0], [2.0], [3.0]]), np.array([[0.0], [1.0], [3.0]]), 0),
        *drawn(draw_growing, n=4),
        *((*arguments, at_the_mean) for arguments in drawn(draw_growing, n=2, seed=8)),
    ),
    mistakes=typed(
        ours.grow,
        {
            """
            feature, threshold = question
            yes = X[:, feature] <= threshold
            left = grow(X[yes], Y[yes], max_depth, split)
            right = grow(X[~yes], Y[~yes], max_depth, split)
            Node(Y.mean(axis=0), len(Y), feature, threshold, left, right)
            """: "the depth is never used up, so the tree grows until it is pure. Pass on `max_depth - 1`.",
            "Y[~yes], max_depth - 1 -> Y[~yes], max_depth": "only the left side uses up a question. "
            "Pass on `max_depth - 1` on both sides.",
            "Y[yes], max_depth - 1 -> Y[yes], max_depth": "only the right side uses up a question. "
            "Pass on `max_depth - 1` on both sides.",
            "threshold, left, right -> threshold, right, left": "left and right are swapped: "
            "rows *at or below* the threshold go left, and in the `Node` the left tree comes first.",
            """
            feature, threshold = question
            yes = X[:, feature] <= threshold
            left = grow(X, Y, max_depth - 1, split)
            right = grow(X, Y, max_depth - 1, split)
            Node(Y.mean(axis=0), len(Y), feature, threshold, left, right)
            """: "both sides get all the rows again. "
            "Give the left one `X[yes]` and `Y[yes]`, the right one the others.",
            "X[~yes], Y[~yes] -> X[yes], Y[yes]": "both sides get the rows that say yes. The others are `~yes`.",
            "<= threshold -> < threshold": "a row that lies exactly at the threshold says yes, and goes left: `<=`.",
            """
            feature, threshold = question
            yes = X[:, feature] <= threshold
            left = grow(X[yes], Y, max_depth - 1, split)
            right = grow(X[~yes], Y, max_depth - 1, split)
            Node(Y.mean(axis=0), len(Y), feature, threshold, left, right)
            """: "`X` is parted, `Y` is not, so the rows get targets of others. Pass on `Y[yes]` with `X[yes]`.",
            "Node(Y.mean(axis=0), len(Y), feature -> Node(feature": "a `Node` has six entries, "
            "and the first two are missing: the mean of its rows, `Y.mean(axis=0)`, and how many they are, `len(Y)`.",
            "Y.mean(axis=0), len(Y), feature -> (left.value + right.value) / 2, len(Y), feature": "the `value` of a "
            "question is the mean of its own rows, `Y.mean(axis=0)`, not that of its two sides.",
            """
            feature, threshold = question
            yes = X[:, feature] <= threshold
            left = grow(X[yes], Y[yes], max_depth - 1)
            right = grow(X[~yes], Y[~yes], max_depth - 1)
            Node(Y.mean(axis=0), len(Y), feature, threshold, left, right)
            """: "below the first question, `split` is forgotten. Pass it on as the last argument.",
            """
            feature, threshold = question
            yes = X[:, feature] <= threshold
            left = Node(Y[yes].mean(axis=0), len(Y[yes]))
            right = Node(Y[~yes].mean(axis=0), len(Y[~yes]))
            Node(Y.mean(axis=0), len(Y), feature, threshold, left, right)
            """: "below the first question there are leaves alone. `grow` itself has to grow the two sides.",
        },
    ),
)
