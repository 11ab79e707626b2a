"""The exercises of the lesson decisions."""

from collections.abc import Callable

import numpy as np

from mlcourse.checks.engine.check import Check
from mlcourse.checks.engine.compare import as_array
from mlcourse.checks.engine.observers import Observer, calls, drawn
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import decisions as ours


def draw_predictions(rng: np.random.Generator) -> tuple:
    """Draw classes and predictions, in which both kinds occur, one of them more often."""
    n = rng.integers(4, 9)
    y = np.append([0, 1, 1, 1], rng.integers(0, 2, n))
    prediction = np.append([1, 0, 1, 1], rng.integers(0, 2, n))
    return (y, prediction) if rng.integers(2) else (1 - y, 1 - prediction)


SMALL = [
    (np.array([0, 1, 1, 1]), np.array([1, 1, 1, 0])),
    (np.array([0, 1, 1, 1]), np.ones(4)),  # always animal, as the lesson has it
    (np.array([0, 1, 1, 0]), np.array([False, True, False, False])),  # as `p > 0.5` gives it
    (np.array([0, 0, 0, 1]), np.array([0, 0, 0, 1])),
]


def with_tables(observe: Observer) -> Observer:
    """Observe a function whose output the lesson asks for single entries and columns, as only arrays can be."""

    def see(function: Callable) -> list[Observation]:
        return [o._replace(value=as_table(o.value)) for o in observe(function)]

    return see


def as_table(value: object) -> object:
    """Return a value, or the problem that the next cells would have with it."""
    if isinstance(value, list | tuple) and as_array(value).shape == (2, 2):
        return Problem("returns lists", "returned a list of lists where the next cells need an array")
    return value


WHOLE = "the next cells hand in `True` and `False`, and also 1.0, which are no positions: make whole numbers of them."

confusion_matrix = Check(
    "confusion_matrix",
    reference=ours.confusion_matrix,
    observe=with_tables(calls(*SMALL, *drawn(draw_predictions))),
    mistakes=typed(
        ours.confusion_matrix,
        {
            "(y == i) & (prediction == j) -> (y == j) & (prediction == i)": "the table lies on its side: "
            "the *truth* chooses the row, the answer the column.",
            "[[np.sum((y == i) & (prediction == j)) for j in (0, 1)] for i in (0, 1)]": "the counts may be right, but "
            "the next cells write `counts[1, 1]`, and a list in a list has no such place: `np.array(…)`.",
            """
            counts = np.zeros((2, 2), dtype=int)
            for truth, answer in zip(y, prediction):
                counts[truth, answer] += 1
            return counts
            """: WHOLE,
            "np.bincount(2 * y + prediction, minlength=4).reshape(2, 2)": WHOLE,
            "np.array([[np.sum((y == i) & (prediction == j)) for j in (i, 1 - i)] for i in (0, 1)])": "the first "
            "column holds what is right and the second what is wrong. A column is one *answer*, the same in both rows.",
            "for j in (0, 1)] for i in (0, 1) -> for j in (1, 0)] for i in (1, 0)": "this begins with the animals. "
            "Row 0 is class 0, the fruits, and so is column 0.",
            "np.sum -> np.mean": "these are shares of all rows. Count the rows: `np.sum`.",
            "np.array([[np.mean(prediction[y == i] == j) for j in (0, 1)] for i in (0, 1)])": "these are shares of "
            "each class. Count the rows: `np.sum`.",
            "[np.sum((y == i) & (prediction == j)) for i in (0, 1) for j in (0, 1)]": "these are the right four counts "
            "in one row. Put them into two rows of two: first the fruits', then the animals'.",
            "np.array([np.sum((y == i) & (prediction == j)) for i in (0, 1) for j in (0, 1)])": "these are the right "
            "four counts in one row. Put them into two rows of two: first the fruits', then the animals'.",
            "np.array([[np.sum(y == 0), np.sum(y == 1)], [np.sum(prediction == 0), np.sum(prediction == 1)]])": "this "
            "counts truths and answers apart. Count both *together*: `(y == i) & (prediction == j)`.",
            """
            wrong = [np.sum((y == i) & (prediction != i)) for i in (0, 1)]
            np.array([[0, wrong[0]], [wrong[1], 0]])
            """: "this counts the errors alone. The right answers belong on the diagonal.",
            "(y == i) & (prediction == j) -> (y == i) | (prediction == j)": "`|` is *or*: it counts a row as soon as "
            "one of the two fits. Both must: `&`.",
            "(y == i) & (prediction == j) -> y == i & prediction == j": "Python takes `&` before `==`. "
            "Put parentheses around both comparisons.",
        },
    ),
)


balanced_error = Check(
    "balanced_error",
    reference=ours.balanced_error,
    observe=calls(
        *SMALL,
        (np.array([False, True, True, True]), np.array([1, 0, 1, 0])),
        (np.array([False, True, True, True]), np.ones(4)),
        *drawn(draw_predictions),
    ),
    mistakes=typed(
        ours.balanced_error,
        {
            "np.mean([np.mean((y ^ prediction)[y == kind]) for kind in (0, 1)])": "`^` works on whole numbers alone, "
            "and the next cell hands in floats. To ask where two arrays differ is a comparison.",
            """
            rates = [np.sum(prediction[y == kind] != kind) / np.sum(y != kind) for kind in (0, 1)]
            np.mean(rates)
            """: "each class's errors are divided by the size of the *other* class.",
            "(np.sum(prediction[y == 0] != 0) / 35 + np.sum(prediction[y == 1] != 1) / 90) / 2": "35 and 90 belong to "
            "our table alone. Count the rows of each class in `y`.",
            "error_rate(y, prediction)": "this is the error rate: "
            "every *row* counts the same, and so the larger class counts more. Take each class's own rate first.",
            "np.mean -> np.sum": "this is the sum of the two rates. Their mean is half of it: at worst 1.",
            "np.mean(rates) -> 1 - np.mean(rates)": "this is the balanced *accuracy*, the share of right answers. "
            "An error grows with what is wrong.",
            "np.mean(rates) -> rates[0] + rates[1] / 2": "Python divides before it adds: only the second rate is "
            "halved. Put parentheses around the sum.",
            "(np.mean(prediction[y == 0]) + np.mean(prediction[y == 1])) / 2": "of the animals, this counts those "
            "that were *found*. Count those that were missed.",
            "np.mean(rates) -> rates": "these are the two classes' rates. Return one number: their mean.",
            "error_rate(y[y == 0], prediction[y == 0])": "this is the fruits' error rate alone. "
            "Average it with the animals'.",
            "error_rate(y[y == 1], prediction[y == 1])": "this is the animals' error rate alone. "
            "Average it with the fruits'.",
            "(np.sum(prediction[y == 0] != 0) + np.sum(prediction[y == 1] != 1)) / len(y) / 2": "each class's errors "
            "are divided by the number of *all* rows. "
            "Divide the wrong fruits by the fruits, and the wrong animals by the animals.",
            "(np.mean(y[prediction == 0] != 0) + np.mean(y[prediction == 1] != 1)) / 2": "this divides by how many "
            "were *called* fruit or animal. Divide by how many *are*: the mask is `y == 0`, not `prediction == 0`.",
            "np.mean -> np.max": "this is the worse of the two rates. The balanced error is their mean.",
            "np.sum(prediction != y) / 2": "this counts errors and halves them. "
            "Each class's errors are divided by the size of that class.",
        },
    ),
)


def draw_cuts(rng: np.random.Generator) -> tuple:
    """Draw classes of unequal size, probabilities and cuts that part them, in no order."""
    n = rng.integers(2, 5)
    y = rng.permutation(np.append([0, 0, 1, 1, 1], rng.integers(0, 2, n)))
    p = rng.permutation(np.arange(1, len(y) + 1) / (len(y) + 1))
    return y, p, rng.permutation(np.linspace(0.07, 0.93, rng.integers(3, 6)))


CUTS = [
    (np.array([0, 1, 1]), np.array([0.3, 0.6, 0.4]), np.array([0.5])),
    (np.array([0, 0, 1, 1, 1]), np.array([0.2, 0.7, 0.4, 0.9, 0.8]), np.array([0.5, 0.1])),
    (np.array([0, 1, 1, 0]), np.array([0.2, 0.8, 0.5, 0.5]), np.array([0.8, 0.5, 0.2, -1.0])),  # cuts on probabilities
]

BOTH = "called[:, y == 0].mean(axis=1), called[:, y == 1].mean(axis=1)"  # the solution's last line

roc_points = Check(
    "roc_points",
    reference=ours.roc_points,
    observe=calls(*CUTS, *drawn(draw_cuts)),
    mistakes=typed(
        ours.roc_points,
        {
            (
                "p > cuts[:, None] -> p < cuts[:, None]",
                "p > cuts[:, None] -> p <= cuts[:, None]",
            ): "this counts what lies *below* the cut. *Animal* is said where `p > cut`.",
            f"{BOTH} -> "
            "called[:, y == 1].mean(axis=1), called[:, y == 0].mean(axis=1)": "these are the right two in the wrong "
            "order: first the fruits, class 0, then the animals.",
            f"{BOTH} -> "
            "called[:, y == 0].sum(axis=1), called[:, y == 1].sum(axis=1)": "these are counts. Divide by how many "
            "fruits, or animals, there are: `mean`.",
            f"{BOTH} -> "
            "(called & (y == 0)).mean(axis=1), (called & (y == 1)).mean(axis=1)": "these are shares of *all* rows. "
            "Of the fruits, how many are called animals? Pick the fruits' columns first: `called[:, y == 0]`.",
            f"{BOTH} -> "
            "1 - called[:, y == 0].mean(axis=1), called[:, y == 1].mean(axis=1)": "the first is the share of the "
            "fruits that are called *fruits*. We ask how many of them are called animals.",
            f"{BOTH} -> "
            "called[:, y == 0].mean(axis=1), 1 - called[:, y == 1].mean(axis=1)": "the second is the share of the "
            "animals that are *missed*. We ask how many of them are called animals.",
            f"{BOTH} -> "
            "called[:, y == 0].mean(), called[:, y == 1].mean()": "this is one number for all cuts together. "
            "There is one share per cut: `axis=1`.",
            f"{BOTH} -> "
            "called[:, y == 0].mean(axis=0), called[:, y == 1].mean(axis=0)": "this is the mean over the cuts. "
            "There is one share per *cut*: the mean goes over the rows of the table, `axis=1`.",
            f"{BOTH} -> "
            "np.array([y[c].mean() for c in ~called]), np.array([y[c].mean() for c in called])": "this divides by how "
            "many were *called* so, as the precision does. Divide by how many *are* of the class.",
            f"{BOTH} -> called[:, y == 1].mean(axis=1)": "this "
            "is the animals' share alone. Return two arrays, with a comma between them.",
            "p > cuts[:, None] -> p >= cuts[:, None]": "what has exactly the probability of the cut is called an "
            "animal here. *Animal* is said where `p > cut`.",
            f"{BOTH} -> "
            "np.column_stack([called[:, y == 0].mean(axis=1), called[:, y == 1].mean(axis=1)])": "this is a pair for "
            "each cut. Return two arrays: all shares of the fruits, and then all shares of the animals.",
            f"{BOTH} -> called.mean(axis=1), called.mean(axis=1)": "this is the share of *all* rows, twice. "
            "Pick the columns of one class first.",
            "cuts[:, None] -> cuts": "`p` and `cuts` have different lengths. `cuts[:, None]` gives each cut a row of "
            "its own.",
        },
    ),
)
