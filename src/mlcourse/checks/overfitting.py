"""The exercises of the lesson overfitting."""

from collections.abc import Callable

import numpy as np

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.observers import Observer, calls, choice, drawn
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import overfitting as ours

X_SMALL = np.array([-0.5, 2.0, 3.0])

powers = Check(
    "powers",
    reference=ours.powers,
    observe=calls(
        (X_SMALL, 2),
        (X_SMALL, 0),
        (X_SMALL, 1),
        (np.array([2.0]), 3),
        (np.array([0.5, -1.0, 0.0, 0.9]), np.int64(4)),
        (np.linspace(-1, 1, 20), 19),
    ),
    mistakes=typed(
        ours.powers,
        {
            "np.column_stack([x**power for power in range(degree)])": "the highest power is missing. "
            "`range(degree)` ends one below `degree`.",
            "np.column_stack([x**power for power in range(1, degree + 1)])": "the column of ones is missing, "
            "and with it the bias. Begin with the power 0.",
            "np.column_stack([x * power for power in range(degree + 1)])": "these are multiples of `x`. "
            "A power is `**`.",
            "np.array([x**power for power in range(degree + 1)])": "here each power is a *row*. "
            "We want one row for each sample, and one column for each power.",
            "np.concatenate([x**power for power in range(degree + 1)])": "here the powers stand one after the other "
            "in a single row. `np.column_stack` puts them side by side.",
            "np.vander(x, degree + 1)": "the powers are in falling order. Begin with $x^0$ and end with $x^d$.",
            "x**degree": "this is the highest power alone. Return all powers from 0 up to it, one a column.",
            "np.column_stack([x**0, x**degree])": "the powers in between are missing.",
            "np.column_stack([x**0, x])": "this stops at degree 1. Go on up to $x^d$.",
            "np.column_stack([x**power for power in range(degree + 2)])": "this is one power too many. "
            "`range(n)` ends at `n - 1`, and the last power shall be `degree`.",
            "np.column_stack([power**x for power in range(degree + 1)])": "base and exponent are exchanged: "
            "`x` is what is raised to a power.",
            """
            for power in range(degree + 1):
                return np.column_stack([x**power])
            """: "`return` stands inside the loop, and ends it after the first power.",
        },
    ),
)


def draw_choice(rng: np.random.Generator) -> tuple:
    """Draw points of a parabola or a cubic, in two parts, and degrees that do not begin at 0, with gaps."""
    x = rng.uniform(-1, 1, 30).round(2)
    y = (3 * x ** rng.integers(2, 4) - x + rng.normal(0, 0.3, 30)).round(2)
    return x[:20], y[:20], x[20:], y[20:], np.array([1, 2, 4, 6, 8])


def draw_wave(rng: np.random.Generator, degrees: np.ndarray) -> tuple:
    """Draw points of a wave, as many as the lesson has: many degrees do nearly as well as the best."""
    x = rng.uniform(-1, 1, 80).round(2)
    y = (np.sin(4 * x + 0.5) + rng.normal(0, 0.3, 80)).round(2)
    return x[:60], y[:60], x[60:], y[60:], degrees


def with_index(observe: Observer) -> Observer:
    """Observe a function whose output the lesson uses as a position: no whole number as a float."""

    def see(function: Callable) -> list[Observation]:
        return [o._replace(value=as_index(o.value)) for o in observe(function)]

    return see


def as_index(value: object) -> object:
    """Return a value, or the problem that the next cells would have with it."""
    if isinstance(value, float | np.floating) and value == round(value):
        says = "returned a number with a decimal point, and the next cells write `weights[chosen]`: make it `int(…)`"
        return Problem("returns a float", says)
    return value


X_FIVE, Y_FIVE = np.array([-2.0, -1.0, 0.0, 1.0, 2.0]), np.array([4.0, 1.0, 0.0, 1.0, 5.0])
X_TWO, Y_TWO = np.array([-3.0, 3.0]), np.array([9.0, 9.0])
WAVES = drawn(lambda rng: draw_wave(rng, np.arange(10)))

best_degree = Check(
    "best_degree",
    reference=ours.best_degree,
    observe=with_index(
        calls(
            (X_FIVE, Y_FIVE, X_TWO, Y_TWO, np.array([0, 2, 4])),
            (X_FIVE, Y_FIVE / 1000, X_TWO, Y_TWO / 1000, np.array([4, 0, 2])),
            *drawn(draw_choice, n=8),
            *WAVES,
            (*WAVES[0][:2], *WAVES[0][:2], np.arange(10)),  # judged on train, as the lesson does for once
        )
    ),
    mistakes=typed(
        ours.best_degree,
        {
            "(y_validation, predict_polynomial(w, x_validation)) -> (y_train, predict_polynomial(w, x_train))": "here "
            "the highest degree always wins. Is it judged on the rows it was fitted on? "
            "Fit on the train rows, judge on the validation rows.",
            "fit_polynomial(x_train, y_train, degree) -> fit_polynomial(x_validation, y_validation, degree)": "this "
            "fits *and* judges on the validation rows. Fit on the train rows.",
            "degrees[-1]": "this is the last degree, whatever it costs. Keep the best one found so far.",
            """
            costs = []
            for degree in degrees:
                w = fit_polynomial(x_validation, y_validation, degree)
                costs.append(mean_squared_error(y_train, predict_polynomial(w, x_train)))
            degrees[np.argmin(costs)]
            """: "the two parts are swapped: fit on train, judge on validation.",
            """
            costs = []
            x_all, y_all = np.append(x_train, x_validation), np.append(y_train, y_validation)
            for degree in degrees:
                w = fit_polynomial(x_all, y_all, degree)
                costs.append(mean_squared_error(y_validation, predict_polynomial(w, x_validation)))
            degrees[np.argmin(costs)]
            """: "this fits on train and validation rows together. Then the validation rows are no longer unseen, "
            "and cannot judge.",
            """
            costs = []
            x_all, y_all = np.append(x_train, x_validation), np.append(y_train, y_validation)
            for degree in degrees:
                w = fit_polynomial(x_train, y_train, degree)
                costs.append(mean_squared_error(y_all, predict_polynomial(w, x_all)))
            degrees[np.argmin(costs)]
            """: "this judges on train and validation rows together. "
            "On the train rows every model flatters itself: judge on the validation rows alone.",
            """
            costs = []
            for degree in range(10):
                w = fit_polynomial(x_train, y_train, degree)
                costs.append(mean_squared_error(y_validation, predict_polynomial(w, x_validation)))
            return np.argmin(costs)
            """: "these are always the degrees from 0 to 9. Try those of `degrees`.",
            """
            costs = []
            for degree in range(len(degrees)):
                w = fit_polynomial(x_train, y_train, degree)
                costs.append(mean_squared_error(y_validation, predict_polynomial(w, x_validation)))
            return degrees[np.argmin(costs)]
            """: "this fits the *positions* 0, 1, 2, … Go through the `degrees` themselves.",
            """
            costs = []
            for degree in degrees:
                w = fit_polynomial(x_train, y_train, degree)
                costs.append(np.mean(y_validation - predict_polynomial(w, x_validation)))
            return degrees[np.argmin(costs)]
            """: "the errors are not squared, and so the lowest is the most *negative*. "
            "`mean_squared_error` says how far a prediction is off.",
            "degrees[np.argmin(costs)] -> np.argmin(costs)": "this is the *position* of the lowest cost. "
            "Look up which degree stands there: `degrees[position]`.",
            "degrees[np.argmin(costs)] -> np.min(costs)": "this is the lowest *cost*. "
            "We want to know which degree reaches it.",
            "np.argmin -> np.argmax": "this is the degree with the *highest* cost. "
            "A cost is the better, the lower it is.",
            "degrees[np.argmin(costs)] -> costs": "these are all the costs. "
            "The lowest of them stands at one degree: return that.",
            "degrees[0]": "this is the first degree, whatever it costs. Does a `return` end the loop at once, "
            "or does `costs = []` inside it start afresh?",
        },
    ),
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


X_SIX = np.array([[0, 1, 1], [1, 2, 4], [0, 5, 3], [2, 6, 6], [1, 5, 1], [3, 2, 6]], dtype=float)
SIX = X_SIX, np.array([0, 0, 1, 1, 0, 1]), np.array([3, 0, 2, 1]), np.array([4, 5]), 1  # a leak finds the last column

honest_accuracy = Check(
    "honest_accuracy",
    reference=ours.honest_accuracy,
    observe=calls(SIX, *drawn(draw_noise, n=8)),
    mistakes=typed(
        ours.honest_accuracy,
        {
            "X[train], y[train], n_columns -> X, y, n_columns": "this is the leak itself: "
            "the selection has seen the answers of the test rows. Give it `X[train]` and `y[train]` alone.",
            "X[train], y[train], n_columns -> X[test], y[test], n_columns": "this selects by the *test* rows, "
            "the very ones that must not be looked at. Select by the train rows.",
            """
            X_train = X[train][:, best_columns(X[train], y[train], n_columns)]
            X_test = X[test][:, best_columns(X[test], y[test], n_columns)]
            accuracy(X_train, y[train], X_test, y[test])
            """: "you selected anew for the test rows. That looks at their answers, and then column 0 is not even "
            "the same measurement in both parts. "
            "Select once, on train, and take the same columns for the test rows.",
            "accuracy(X[train], y[train], X[test], y[test])": "all columns are used. "
            "First select `n_columns` of them: `best_columns(…)`.",
            "y[train], n_columns -> y[train], 10": "this always selects ten columns. Use `n_columns`.",
            "best_columns(X[train], y[train], n_columns) -> :n_columns": "these are the first columns, not the best. "
            "`best_columns` returns the numbers of the best.",
            """
            X_best = X[:, best_columns(X[test], y[test], n_columns)]
            accuracy(X_best[test], y[test], X_best[train], y[train])
            """: "train and test are swapped: it learns from the test rows and is scored on the train rows.",
            "X_best[test], y[test] -> X_best, y": "this is the accuracy on *all* rows, and it flatters: "
            "most of them were learned from. Score on the test rows.",
            "X_best[train], y[train] -> X_best, y": "this learns from *all* rows, the test rows included. "
            "Fit on the train rows.",
            "X_best[train], y[train], X_best[test], y[test] -> X_best, y, X_best, y": "this learns from *all* rows, "
            "and is graded on them. Learn from the train rows, and score on the test rows.",
            """
            X_best = X[:, best_columns(X, y, n_columns)]
            accuracy(X_best, y, X_best[test], y[test])
            """: "selection and model have both seen the test rows. Give them the train rows alone.",
            "X_best[test], y[test] -> X_best[train], y[train]": "this is the accuracy on the *train* rows, "
            "which flatters. Score on the test rows.",
            "return accuracy -> return 1 - accuracy": "this is the error rate. "
            "The accuracy is the share that is right.",
        },
    ),
)
