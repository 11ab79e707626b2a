"""The exercises of lesson 07, nearest neighbors."""

from collections.abc import Callable
from typing import Any

import numpy as np

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.observers import calls, drawn
from mlcourse.taught import nearest_neighbors as ours


def draw_rows(rng: np.random.Generator) -> tuple:
    """Draw three queries, four known rows and two features: three sizes, so that no axis is taken for another."""
    return rng.normal(size=(3, 2)), rng.normal(size=(4, 2))


def gaps(X: np.ndarray, X_train: np.ndarray) -> np.ndarray:
    """Return the differences, of shape (n_queries, n_train, n_features)."""
    return X[:, None] - X_train


distances = Check(
    "distances",
    reference=ours.distances,
    observe=calls((np.array([[0.0, 0.0]]), np.array([[3.0, 4.0], [1.0, 0.0]])), *drawn(draw_rows)),
    mistakes=[
        Mistake(
            lambda X, X_train: np.sum(gaps(X, X_train) ** 2, axis=2),
            "these are the *squared* distances. The root is missing.",
        ),
        Mistake(
            lambda X, X_train: np.sqrt(np.sum(gaps(X, X_train) ** 2, axis=1)),
            "this sums over the *train rows*. The axes of `gaps` count from 0: the features are axis 2.",
        ),
        Mistake(
            lambda X, X_train: np.sqrt(np.sum(gaps(X, X_train) ** 2, axis=0)),
            "this sums over the *queries*. The axes of `gaps` count from 0: the features are axis 2.",
        ),
        Mistake(
            lambda X, X_train: np.sqrt(np.sum(gaps(X, X_train) ** 2)),
            "without an axis, everything is summed into one number. Only the features have to go: axis 2.",
        ),
        Mistake(
            lambda X, X_train: np.sum(np.abs(gaps(X, X_train)), axis=2),
            "this adds up the gaps' sizes, as if we walked along the streets of a grid (the Manhattan distance). "
            "Pythagoras squares them, and takes the root of the sum.",
        ),
        Mistake(
            lambda X, X_train: np.abs(np.sum(gaps(X, X_train), axis=2)),
            "here the gaps are summed *before* they are squared, so that they cancel. Square first.",
        ),
        Mistake(
            lambda X, X_train: np.sqrt(np.mean(gaps(X, X_train) ** 2, axis=2)),
            "this takes the *mean* of the squares. Pythagoras takes their sum.",
        ),
        Mistake(
            lambda X, X_train: np.sqrt(gaps(X, X_train) ** 2),
            "the root of each square is the gap again. Sum over the features first, then take the root.",
        ),
        Mistake(
            lambda X, X_train: np.sqrt(np.sum(gaps(X_train, X) ** 2, axis=2)),
            "rows and columns are exchanged: we want one row for each query, and one column for each train row.",
        ),
    ],
)


def draw_labels(rng: np.random.Generator) -> tuple:
    """Draw the classes of six queries' neighbors, not all of which occur."""
    return rng.integers(0, 3, size=(6, 5)), 4


def share(labels: np.ndarray, n_classes: int) -> np.ndarray:
    """Return the right shares, for the mistakes to spoil."""
    return ours.vote(labels, n_classes)


vote = Check(
    "vote",
    reference=ours.vote,
    observe=calls((np.array([[1, 0, 1]]), 2), *drawn(draw_labels)),
    mistakes=[
        Mistake(
            lambda labels, n_classes: share(labels, n_classes) * labels.shape[1] / len(labels),
            "this divides by the number of *queries*, `len(labels)`. A share is out of the $k$ neighbors of one row: "
            "take the mean along axis 1.",
        ),
        Mistake(
            lambda labels, n_classes: share(labels, n_classes) * labels.shape[1] / n_classes,
            "this divides by the number of *classes*. A share is out of the $k$ neighbors of one row: take the mean "
            "along axis 1.",
        ),
        Mistake(
            lambda labels, n_classes: share(labels, n_classes) * labels.shape[1],
            "these are the *numbers* of votes. A share is that number divided by $k$: take the mean, not the sum.",
        ),
        Mistake(
            lambda labels, n_classes: np.argmax(share(labels, n_classes), axis=1),
            "this is already the winner. Return all the shares; the next cell picks the largest.",
        ),
        Mistake(
            lambda labels, n_classes: np.mean(labels, axis=1),
            "this is the mean of the class *numbers*. With two classes it is the share of class 1 alone; "
            "class 3 is not three times class 1. Ask for each class: `labels == c`.",
        ),
        Mistake(
            lambda labels, n_classes: np.array([np.mean(labels == c, axis=1) for c in range(n_classes)]),
            "here each class is a *row*. We want one row for each query, and one column for each class.",
        ),
        Mistake(
            lambda labels, n_classes: np.column_stack([np.mean(labels == c, axis=0) for c in range(n_classes)]),
            "this averages over the *queries*. Each query has its own vote: average over its neighbors, axis 1.",
        ),
        Mistake(
            lambda labels, n_classes: np.array([np.mean(labels == c) for c in range(n_classes)]),
            "this is one vote of all neighbors of all queries. Each query has its own: `axis=1`.",
        ),
        Mistake(
            lambda labels, n_classes: np.column_stack([np.mean(labels == c, axis=1) for c in range(1, n_classes + 1)]),
            "classes count from 0, so the first is missing. Use `range(n_classes)`.",
        ),
        Mistake(
            lambda labels, n_classes: np.column_stack([np.mean(labels == c, axis=1) for c in range(n_classes - 1)]),
            "the last class is missing. `range(n_classes)` already ends one below `n_classes`.",
        ),
        Mistake(
            lambda labels, n_classes: np.column_stack([np.mean(labels == c, axis=1) for c in np.unique(labels)]),
            "a class that nobody voted for has lost its column. It needs one, of zeros: use `range(n_classes)`.",
        ),
    ],
)


def draw_parts(rng: np.random.Generator) -> tuple:
    """Draw rows, and parts of different sizes; the line and the median that learn do not mind the rows' order."""
    X = rng.normal(size=(11, 2))
    y = X @ [1.0, -2.0] + rng.normal(size=11)
    return line, squared, X, y, np.array_split(rng.permutation(11), 3)


def line(X_train: np.ndarray, y_train: np.ndarray, X: np.ndarray) -> np.ndarray:
    """Predict by a line through the origin."""
    return X @ np.linalg.lstsq(X_train, y_train, rcond=None)[0]


def squared(y: np.ndarray, prediction: np.ndarray) -> float:
    """Cost too little a prediction twice as much: which of the two is the truth, matters."""
    return np.mean(np.where(prediction < y, 2, 1) * (y - prediction) ** 2)


def in_turns(learn: Callable, judge: Callable, swapped: bool = False) -> Callable:
    """Return a cross-validation that learns from some rows and judges on others."""

    def validate(predict: Callable, cost: Callable, X: Any, y: Any, parts: Any) -> np.ndarray:
        costs = []
        for part in parts:
            others = np.setdiff1d(np.arange(len(X)), part)
            learned, judged = learn(part, others), judge(part, others)
            pair = y[judged], predict(X[learned], y[learned], X[judged])
            costs.append(cost(*(pair[::-1] if swapped else pair)))
        return np.array(costs)

    return validate


def this(part: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Take the part itself."""
    return part


def rest(part: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Take all other rows."""
    return others


def all_rows(part: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Take all rows."""
    return np.arange(len(part) + len(others))


cross_validate = Check(
    "cross_validate",
    reference=ours.cross_validate,
    observe=calls(*drawn(draw_parts)),
    mistakes=[
        Mistake(
            in_turns(all_rows, this),
            "this learns from *all* rows, those that judge among them. Learn from `others` alone.",
        ),
        Mistake(
            in_turns(this, rest),
            "learning and judging are swapped: learn from the `others`, which are many, and judge on the `part`.",
        ),
        Mistake(
            in_turns(this, this),
            "this learns from the very rows that judge. Learn from the `others`.",
        ),
        Mistake(
            in_turns(rest, rest),
            "this judges on the rows it has learned from. Judge on the `part` that was left out.",
        ),
        Mistake(
            in_turns(rest, all_rows),
            "this judges on all rows, and most of them it has learned from. Judge on the `part` alone.",
        ),
        Mistake(
            in_turns(rest, this, swapped=True),
            "`cost` takes the truth first, and then the prediction.",
        ),
        Mistake(
            lambda *arguments: ours.cross_validate(*arguments)[:1],
            "only the first part was judged. Does a `return` end the loop at once?",
        ),
        Mistake(
            lambda *arguments: ours.cross_validate(*arguments)[-1:],
            "only the last part has left its cost. Does `costs = …` inside the loop start afresh each time?",
        ),
        Mistake(
            lambda *arguments: np.mean(ours.cross_validate(*arguments)),
            "this is the mean already. Return every part's cost: how much they differ is worth seeing.",
        ),
    ],
)


def draw_scales(rng: np.random.Generator) -> tuple:
    """Draw train rows and others, three columns in different units."""
    units = np.array([1.0, 50.0, 0.2])
    return rng.normal(3, 2, size=(8, 3)) * units, rng.normal(4, 3, size=(3, 3)) * units


def scaled_by(learn: Callable) -> Callable:
    """Return a function that learns mean and standard deviation from some rows."""
    return lambda X_train, X: (X - learn(X_train, X).mean(axis=0)) / learn(X_train, X).std(axis=0)


standardize = Check(
    "standardize",
    reference=ours.standardize,
    observe=calls(
        (np.array([[1.0, 20.0], [3.0, 60.0]]), np.array([[5.0, 20.0], [2.0, 50.0], [0.0, 0.0]])), *drawn(draw_scales)
    ),
    mistakes=[
        Mistake(
            scaled_by(lambda X_train, X: X),
            "mean and scale come from `X` itself. Then test rows are measured with another ruler than the train rows, "
            "one that has seen them. Learn both from `X_train`.",
        ),
        Mistake(
            scaled_by(lambda X_train, X: np.concatenate([X_train, X])),
            "mean and scale come from all rows together: that is the leak. Learn both from `X_train` alone.",
        ),
        Mistake(
            lambda X_train, X: ours.standardize(X_train, X_train),
            "these are the train rows, standardized. Return `X` in their scale.",
        ),
        Mistake(
            lambda X_train, X: X - X_train.mean(axis=0) / X_train.std(axis=0),
            "this divides the *mean* alone. Parentheses: first subtract, then divide.",
        ),
        Mistake(
            lambda X_train, X: X / X_train.std(axis=0),
            "the mean has not been subtracted.",
        ),
        Mistake(
            lambda X_train, X: X - X_train.mean(axis=0),
            "the columns still have their units. Divide by the scale.",
        ),
        Mistake(
            lambda X_train, X: (X - X_train.mean()) / X_train.std(),
            "this is one mean and one scale for the whole table. Each column has its own: `axis=0`.",
        ),
        Mistake(
            lambda X_train, X: (X - X_train.mean(axis=0)) / X_train.var(axis=0),
            "this divides by the *variance*. The standard deviation is its root.",
        ),
        Mistake(
            lambda X_train, X: (X - X_train.min(axis=0)) / np.ptp(X_train, axis=0),
            "this maps the smallest value to 0 and the largest to 1. That is another scaling: here we want the mean, "
            "and the standard deviation.",
        ),
    ],
)
