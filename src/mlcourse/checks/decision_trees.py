"""The exercises of lesson 08, decision trees."""

from collections.abc import Callable
from typing import Any

import numpy as np

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.observers import calls, drawn, outcomes
from mlcourse.taught import decision_trees as ours
from mlcourse.taught.decision_trees import Node


def shares(y: Any) -> np.ndarray:
    """Return the share of each class."""
    return np.unique(y, return_counts=True)[1] / len(y)


gini = Check(
    "gini",
    reference=ours.gini,
    observe=calls(
        *((np.array(y),) for y in ([1, 1, 1], [0, 1], [1, 0, 1, 1], [0, 1, 2], [2, 2, 0, 0, 1], [0] * 35 + [1] * 90))
    ),
    mistakes=[
        Mistake(
            lambda y: np.sum(shares(y) ** 2),
            "this is the chance that both are of the *same* class. Subtract it from 1.",
        ),
        Mistake(
            lambda y: 1 - np.sum(np.unique(y, return_counts=True)[1] ** 2),
            "these are squared *counts*. Divide by `len(y)` first: $p_c$ is a share.",
        ),
        Mistake(
            lambda y: 1 - np.sum(np.unique(y, return_counts=True)[1] ** 2) / len(y),
            "the counts are squared, but `len(y)` is not. Divide first, then square.",
        ),
        Mistake(
            lambda y: 1 - np.sum(shares(y)) ** 2,
            "this is always 0, because the shares add up to 1. Square each share first, then add.",
        ),
        Mistake(
            lambda y: np.sum(1 - shares(y) ** 2),
            "here each class has its own 1. Add up the squares first, and subtract that sum from 1.",
        ),
        Mistake(
            lambda y: -np.sum(shares(y) * np.log2(shares(y))),
            "this is the *entropy*, another measure of mixing, which trees may use as well. Here we want the chance "
            "that two draws differ.",
        ),
        Mistake(
            lambda y: 1 - np.max(shares(y)),
            "this is the error rate of the majority. Gini asks how often two draws differ.",
        ),
        Mistake(
            lambda y: 1 - np.mean(y) ** 2 - (1 - np.mean(y)) ** 2,
            "`np.mean(y)` is a share only if the classes are 0 and 1. Count each class: "
            "`np.unique(y, return_counts=True)`.",
        ),
        Mistake(
            lambda y: 1 - np.sum(np.unique(y, return_counts=True)[1] * (np.unique(y, return_counts=True)[1] - 1))
            / max(1, len(y) * (len(y) - 1)),
            "this draws *without* putting the first row back. Gini puts it back: both draws have the same shares.",
        ),
    ],
)  # fmt: skip


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


def best_of(
    thresholds: Callable = ours.midpoints,
    cost: Callable = ours.impurity_after,
    pick: Callable = np.argmin,
    look_up: bool = True,
) -> Callable:
    """Return a function that picks a question in some way."""

    def chosen(X: np.ndarray, y: np.ndarray) -> Any:
        tried = [(j, t) for j in range(X.shape[1]) for t in thresholds(X[:, j])]
        position = pick([cost(X[:, j], y, t) for j, t in tried])
        return tried[position] if look_up else position

    return chosen


def unweighted(x: np.ndarray, y: np.ndarray, threshold: float) -> float:
    """Return the impurity of both sides, with equal weights."""
    return ours.gini(y[x <= threshold]) + ours.gini(y[x > threshold])


def majority_errors(x: np.ndarray, y: np.ndarray, threshold: float) -> int:
    """Return how many rows are not of their side's majority."""
    sides = y[x <= threshold], y[x > threshold]
    return sum(min(np.sum(side == 0), np.sum(side == 1)) for side in sides)


def of_feature(j: int) -> Callable:
    """Return a function that looks at one feature alone."""
    return lambda X, y: (j, best_of()(X[:, [j]], y)[1])


best_question = Check(
    "best_question",
    reference=ours.best_question,
    observe=outcomes(
        worth, "after the question of `{name}`, impurity and distance to a midpoint", *drawn(draw_table, n=12)
    ),
    mistakes=[
        Mistake(of_feature(0), "only the first feature is asked about. Loop over `range(X.shape[1])`."),
        Mistake(of_feature(2), "only the last feature is asked about. Is the best one forgotten in each new round?"),
        Mistake(
            best_of(pick=np.argmax),
            "this is the *worst* question. Impurity is a cost: the lower, the better.",
        ),
        Mistake(
            best_of(pick=lambda costs: 0),
            "this is the first question, whatever it costs. Does a `return` end the loop too early?",
        ),
        Mistake(
            best_of(pick=lambda costs: -1),
            "this is the last question, whatever it costs. Compare its cost with the lowest so far.",
        ),
        Mistake(
            best_of(thresholds=lambda x: np.unique(x)[:-1]),
            "the thresholds are values of the feature. Take `midpoints(X[:, j])`: a new row almost like a known one "
            "should fall on its side.",
        ),
        Mistake(
            best_of(cost=unweighted),
            "both sides weigh the same, be they one row or all the others. `impurity_after` weighs them by their rows.",
        ),
        Mistake(
            best_of(cost=majority_errors),
            "this counts errors. Ask for the lowest *impurity*: `impurity_after(X[:, j], y, threshold)`.",
        ),
        Mistake(
            best_of(pick=np.argmin, look_up=False),
            "this is the *position* of the lowest cost. Return the question that stands there.",
        ),
        Mistake(
            lambda X, y: None,
            "nothing came back. Is there a `return`? Or does no question ever beat your first `lowest`? Begin at "
            '`float("inf")`.',
        ),
        Mistake(
            lambda X, y: ours.best_question(X, y)[::-1],
            "the two are in the wrong order: first the feature's number, then the threshold.",
        ),
        Mistake(
            lambda X, y: ours.best_question(X, y)[1],
            "this is the threshold alone. Return the feature's number with it: `(feature, threshold)`.",
        ),
    ],
)  # fmt: skip


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


Rows = Callable[[np.ndarray, np.ndarray, np.ndarray], tuple]


def growing(
    yes_rows: Rows = lambda X, Y, yes: (X[yes], Y[yes]),
    no_rows: Rows = lambda X, Y, yes: (X[~yes], Y[~yes]),
    left_depth: Callable[[int], int] = lambda max_depth: max_depth - 1,
    right_depth: Callable[[int], int] = lambda max_depth: max_depth - 1,
    pass_split: bool = True,
    node: Callable = Node,
    says_yes: Callable = np.less_equal,
) -> Callable[..., Node]:
    """Return a function that grows a tree in some way."""

    def grow(X: np.ndarray, Y: np.ndarray, max_depth: int, split: Callable = ours.best_split) -> Node:
        question = split(X, Y) if max_depth > 0 else None
        if question is None:
            return Node(Y.mean(axis=0), len(Y))
        feature, threshold = question
        yes = says_yes(X[:, feature], threshold)
        passed = (split,) if pass_split else ()
        left = grow(*yes_rows(X, Y, yes), left_depth(max_depth), *passed)
        right = grow(*no_rows(X, Y, yes), right_depth(max_depth), *passed)
        return node(Y.mean(axis=0), len(Y), feature, threshold, left, right)

    return grow


def first_question_only(X: np.ndarray, Y: np.ndarray, max_depth: int, split: Callable = ours.best_split) -> Node:
    """Grow a tree that stops below its first question."""
    return ours.grow(X, Y, min(max_depth, 1), split)


def same_depth(max_depth: int) -> int:
    """Forget to count."""
    return max_depth


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
    mistakes=[
        Mistake(
            growing(left_depth=same_depth, right_depth=same_depth),
            "the depth is never used up, so the tree grows until it is pure. Pass on `max_depth - 1`.",
        ),
        Mistake(
            growing(right_depth=same_depth),
            "only the left side uses up a question. Pass on `max_depth - 1` on both sides.",
        ),
        Mistake(
            growing(left_depth=same_depth),
            "only the right side uses up a question. Pass on `max_depth - 1` on both sides.",
        ),
        Mistake(
            growing(yes_rows=lambda X, Y, yes: (X[~yes], Y[~yes]), no_rows=lambda X, Y, yes: (X[yes], Y[yes])),
            "left and right are swapped: rows *at or below* the threshold go left, and in the `Node` the left tree "
            "comes first.",
        ),
        Mistake(
            growing(yes_rows=lambda X, Y, yes: (X, Y), no_rows=lambda X, Y, yes: (X, Y)),
            "both sides get all the rows again. Give the left one `X[yes]` and `Y[yes]`, the right one the others.",
        ),
        Mistake(
            growing(no_rows=lambda X, Y, yes: (X[yes], Y[yes])),
            "both sides get the rows that say yes. The others are `~yes`.",
        ),
        Mistake(
            growing(says_yes=np.less),
            "a row that lies exactly at the threshold says yes, and goes left: `<=`.",
        ),
        Mistake(
            growing(yes_rows=lambda X, Y, yes: (X[yes], Y), no_rows=lambda X, Y, yes: (X[~yes], Y)),
            "`X` is parted, `Y` is not, so the rows get targets of others. Pass on `Y[yes]` with `X[yes]`.",
        ),
        Mistake(
            growing(node=lambda value, n_samples, *entries: Node(*entries)),
            "a `Node` has six entries, and the first two are missing: the mean of its rows, `Y.mean(axis=0)`, and how "
            "many they are, `len(Y)`.",
        ),
        Mistake(
            growing(node=lambda value, n_samples, feature, threshold, left, right: (
                Node((left.value + right.value) / 2, n_samples, feature, threshold, left, right)
            )),
            "the `value` of a question is the mean of its own rows, `Y.mean(axis=0)`, not that of its two sides.",
        ),
        Mistake(
            growing(pass_split=False),
            "below the first question, `split` is forgotten. Pass it on as the last argument.",
        ),
        Mistake(
            first_question_only,
            "below the first question there are leaves alone. `grow` itself has to grow the two sides.",
        ),
    ],
)  # fmt: skip
