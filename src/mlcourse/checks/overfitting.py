"""The exercises of lesson 06, overfitting."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.observers import calls, choice, drawn
from mlcourse.taught import cost_model
from mlcourse.taught import overfitting as ours

X_SMALL = np.array([-0.5, 2.0, 3.0])

powers = Check(
    "powers",
    reference=ours.powers,
    observe=calls((X_SMALL, 2), (X_SMALL, 0), (np.array([0.5, -1.0, 0.2, 0.9]), 3)),
    mistakes=[
        Mistake(
            lambda x, degree: np.column_stack([x**power for power in range(degree)]),
            "the highest power is missing. `range(degree)` ends one below `degree`.",
        ),
        Mistake(
            lambda x, degree: np.column_stack([x**power for power in range(1, degree + 1)]),
            "the column of ones is missing, and with it the bias. Begin with the power 0.",
        ),
        Mistake(
            lambda x, degree: np.column_stack([x * power for power in range(degree + 1)]),
            "these are multiples of `x`. A power is `**`.",
        ),
        Mistake(
            lambda x, degree: np.array([x**power for power in range(degree + 1)]),
            "here each power is a *row*. We want one row for each sample, and one column for each power.",
        ),
        Mistake(
            lambda x, degree: np.concatenate([x**power for power in range(degree + 1)]),
            "here the powers stand one after the other in a single row. `np.column_stack` puts them side by side.",
        ),
        Mistake(
            lambda x, degree: np.vander(x, degree + 1),
            "the powers are in falling order. Begin with $x^0$ and end with $x^d$.",
        ),
        Mistake(
            lambda x, degree: x**degree,
            "this is the highest power alone. Return all powers from 0 up to it, one a column.",
        ),
        Mistake(
            lambda x, degree: np.column_stack([x**0, x**degree]),
            "the powers in between are missing.",
        ),
    ],
)


def draw_choice(rng: np.random.Generator) -> tuple:
    """Draw points of a parabola or a cubic, in two parts, and degrees that do not begin at 0, with gaps."""
    x = rng.uniform(-1, 1, 30)
    y = 3 * x ** rng.integers(2, 4) - x + rng.normal(0, 0.3, 30)
    return x[:20], y[:20], x[20:], y[20:], np.array([1, 2, 4, 6, 8])


def costs_of(fit_on: Callable, judge_on: Callable) -> Callable[..., list[float]]:
    """Return a function that fits every degree on some rows and judges it on others."""

    def costs(x_train: Any, y_train: Any, x_validation: Any, y_validation: Any, degrees: Sequence[int]) -> list[float]:
        parts = (x_train, y_train), (x_validation, y_validation)
        (x_fit, y_fit), (x_judge, y_judge) = fit_on(*parts), judge_on(*parts)
        weights = [ours.fit_polynomial(x_fit, y_fit, degree) for degree in degrees]
        return [cost_model.mean_squared_error(y_judge, ours.predict_polynomial(w, x_judge)) for w in weights]

    return costs


def first(train: tuple, validation: tuple) -> tuple:
    """Take the train rows."""
    return train


def second(train: tuple, validation: tuple) -> tuple:
    """Take the validation rows."""
    return validation


def both(train: tuple, validation: tuple) -> tuple:
    """Take all rows."""
    return tuple(map(np.concatenate, zip(train, validation, strict=True)))


def lowest(costs: Callable[..., list[float]]) -> Callable:
    """Return a function that returns the degree with the lowest of some costs."""

    def chosen(x_train: Any, y_train: Any, x_validation: Any, y_validation: Any, degrees: Sequence[int]) -> int:
        return degrees[np.argmin(costs(x_train, y_train, x_validation, y_validation, degrees))]

    return chosen


proper = costs_of(first, second)

best_degree = Check(
    "best_degree",
    reference=ours.best_degree,
    observe=calls(*drawn(draw_choice, n=12)),
    mistakes=[
        Mistake(
            lowest(costs_of(first, first)),  # on validation twice leads to the same degrees
            "here the highest degree always wins. Is it the loop's last? Or is it judged on the rows it was fitted on? "
            "Fit on the train rows, judge on the validation rows.",
        ),
        Mistake(
            lowest(costs_of(second, first)),
            "the two parts are swapped: fit on train, judge on validation.",
        ),
        Mistake(
            lowest(costs_of(both, second)),
            "this fits on train and validation rows together. Then the validation rows are no longer unseen, "
            "and cannot judge.",
        ),
        Mistake(
            lowest(costs_of(first, both)),
            "this judges on train and validation rows together. On the train rows every model flatters itself: "
            "judge on the validation rows alone.",
        ),
        Mistake(
            lambda *arguments: np.argmin(proper(*arguments)),
            "this is the *position* of the lowest cost. Look up which degree stands there: `degrees[position]`.",
        ),
        Mistake(
            lambda *arguments: np.min(proper(*arguments)),
            "this is the lowest *cost*. We want to know which degree reaches it.",
        ),
        Mistake(
            lambda *arguments: arguments[-1][np.argmax(proper(*arguments))],
            "this is the degree with the *highest* cost. A cost is the better, the lower it is.",
        ),
        Mistake(
            lambda *arguments: proper(*arguments),
            "these are all the costs. The lowest of them stands at one degree: return that.",
        ),
        Mistake(
            lambda *arguments: arguments[-1][0],
            "this is the first degree, whatever it costs. Does a `return` end the loop at once, "
            "or does `costs = []` inside it start afresh?",
        ),
    ],
)

fair_number = Check(
    "fair_number",
    reference="first opening",
    observe=choice("validation", "first opening", "last opening", "average"),
    mistakes=[
        Mistake(
            "validation",
            "the model won *because* this number was low. The best of fifty has luck in it, and luck does not repeat.",
        ),
        Mistake(
            "last opening",
            "by then the test rows had been looked at thirteen times, and the tuning stopped *because* this number was "
            "low. They have become validation rows.",
        ),
        Mistake(
            "average",
            "an average of a fair number and flattering ones is still flattering.",
        ),
    ],
)  # fmt: skip


def draw_noise(rng: np.random.Generator) -> tuple:
    """Draw columns of noise with tossed coins for classes, and a split; fewer columns than train rows."""
    X, y = rng.normal(size=(70, 24)), rng.integers(0, 2, 70)
    rows = rng.permutation(70)
    return X, y, rows[:40], rows[40:], 3


def with_columns(select: Callable) -> Callable:
    """Return a function that selects the columns in some way, and else does as it should."""

    def measured(X: np.ndarray, y: np.ndarray, train: np.ndarray, test: np.ndarray, n_columns: int) -> float:
        X_best = X[:, select(X, y, train, test, n_columns)]
        return ours.accuracy(X_best[train], y[train], X_best[test], y[test])

    return measured


def selected_twice(X: np.ndarray, y: np.ndarray, train: np.ndarray, test: np.ndarray, n_columns: int) -> float:
    """Select other columns for the test rows."""
    parts = [X[rows][:, ours.best_columns(X[rows], y[rows], n_columns)] for rows in (train, test)]
    return ours.accuracy(parts[0], y[train], parts[1], y[test])


def swapped(X: np.ndarray, y: np.ndarray, train: np.ndarray, test: np.ndarray, n_columns: int) -> float:
    """Learn from the test rows."""
    return ours.honest_accuracy(X, y, test, train, n_columns)


def on_train(X: np.ndarray, y: np.ndarray, train: np.ndarray, test: np.ndarray, n_columns: int) -> float:
    """Score on the train rows."""
    return ours.honest_accuracy(X, y, train, train, n_columns)


honest_accuracy = Check(
    "honest_accuracy",
    reference=ours.honest_accuracy,
    observe=calls(*drawn(draw_noise, n=8)),
    mistakes=[
        Mistake(
            with_columns(lambda X, y, train, test, k: ours.best_columns(X, y, k)),
            "this is the leak itself: the selection has seen the answers of the test rows. "
            "Give it `X[train]` and `y[train]` alone.",
        ),
        Mistake(
            with_columns(lambda X, y, train, test, k: ours.best_columns(X[test], y[test], k)),
            "this selects by the *test* rows, the very ones that must not be looked at. Select by the train rows.",
        ),
        Mistake(
            selected_twice,
            "you selected anew for the test rows. That looks at their answers, and then column 0 is not even the same "
            "measurement in both parts. Select once, on train, and take the same columns for the test rows.",
        ),
        Mistake(
            with_columns(lambda X, y, train, test, k: np.arange(X.shape[1])),
            "all columns are used. First select `n_columns` of them: `best_columns(…)`.",
        ),
        Mistake(
            with_columns(lambda X, y, train, test, k: ours.best_columns(X[train], y[train], 10)),
            "this always selects ten columns. Use `n_columns`.",
        ),
        Mistake(
            with_columns(lambda X, y, train, test, k: np.arange(k)),
            "these are the first columns, not the best. `best_columns` returns the numbers of the best.",
        ),
        Mistake(
            swapped,
            "train and test are swapped: it learns from the test rows and is scored on the train rows.",
        ),
        Mistake(
            on_train,
            "this is the accuracy on the *train* rows, which flatters. Score on the test rows.",
        ),
        Mistake(
            lambda *arguments: 1 - ours.honest_accuracy(*arguments),
            "this is the error rate. The accuracy is the share that is right.",
        ),
    ],
)
