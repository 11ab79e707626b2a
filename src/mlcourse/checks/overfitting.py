"""The exercises of the lesson overfitting."""

from collections.abc import Callable

import numpy as np

from mlcourse.checks.engine.check import Check
from mlcourse.checks.engine.observers import Observer, calls, drawn
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import overfitting as ours


def draw_curves(rng: np.random.Generator) -> tuple:
    """Draw a few curves that are off the truth, each in the same way and in its own."""
    n_curves, n_places = rng.integers(3, 6), rng.integers(2, 5)
    true_curve = rng.normal(size=n_places).round(1)
    return (true_curve + rng.normal() + rng.normal(size=(n_curves, n_places))).round(1), true_curve


MEANS = "np.mean((mean_curve - true_curve) ** 2), np.mean((curves - mean_curve) ** 2)"  # the solution's last line

bias_and_variance = Check(
    "bias_and_variance",
    reference=ours.bias_and_variance,
    observe=calls(
        (np.array([[0.0, 1.0], [2.0, 1.0]]), np.array([1.0, 3.0])),
        (np.array([[1.0, 2.0, 4.0], [1.0, 2.0, 4.0]]), np.array([0.0, 2.0, 5.0])),  # all alike
        (np.array([[1.0, -3.0], [-1.0, 1.0], [3.0, -1.0]]), np.array([1.0, -1.0])),  # right on average
        *drawn(draw_curves),
    ),
    mistakes=typed(
        ours.bias_and_variance,
        {
            f"{MEANS} -> "
            "np.mean(np.abs(mean_curve - true_curve)), np.mean((curves - mean_curve) ** 2)": "the first of the two "
            "is a distance, and not squared. Only squares add up.",
            f"{MEANS} -> "
            "np.mean(mean_curve - true_curve) ** 2, np.mean((curves - mean_curve) ** 2)": "this averages first and "
            "squares then, so that too high here and too low there cancel. Square at each place, and then average.",
            f"{MEANS} -> "
            "np.mean(mean_curve - true_curve) ** 2, np.mean(curves - mean_curve) ** 2": "this averages first and "
            "squares then. Square at each place, and then average.",
            f"{MEANS} -> "
            "np.mean((mean_curve - true_curve) ** 2), np.mean(curves - mean_curve) ** 2": "the second of the two "
            "averages first and squares then, so that too high and too low cancel. Square first, and then average.",
            f"{MEANS} -> "
            "np.mean(mean_curve - true_curve), np.mean((curves - mean_curve) ** 2)": "the first of the two is not "
            "squared, and too high here cancels too low there.",
            (
                f"{MEANS} -> np.mean((curves - true_curve) ** 2), np.mean((curves - mean_curve) ** 2)",
                f"{MEANS} -> np.mean((curves - true_curve) ** 2), np.var(curves, axis=0).mean()",
            ): "the first of the two is the whole distance from the truth: it holds the variance already. "
            "Take the *mean curve's* distance.",
            f"{MEANS} -> np.mean((mean_curve - true_curve) ** 2), np.mean((curves - true_curve) ** 2)": "the second "
            "of the two is the curves' distance from the *truth*. The variance is their distance from the mean curve.",
            f"{MEANS} -> "
            "np.mean((curves - mean_curve) ** 2), np.mean((mean_curve - true_curve) ** 2)": "these are the right two "
            "in the wrong order: first bias², then the variance.",
            f"{MEANS} -> np.sum((mean_curve - true_curve) ** 2), np.sum((curves - mean_curve) ** 2)": "these are sums. "
            "Both are averaged.",
            f"{MEANS} -> "
            "np.mean((mean_curve - true_curve) ** 2), np.sum(np.var(curves, axis=0))": "the second of the two is "
            "added up over the places. Average it.",
            f"{MEANS} -> np.mean((mean_curve - true_curve) ** 2), np.std(curves, axis=0).mean()": "the second of the "
            "two is a standard deviation. The variance is its square.",
            f"{MEANS} -> "
            "np.mean((mean_curve - true_curve) ** 2), np.var(curves, axis=0, ddof=1).mean()": "the variance is "
            "divided by one curve less than there are. Divide by all, and the parts add up.",
            f"{MEANS} -> "
            "np.mean((mean_curve - true_curve) ** 2), np.var(curves)": "`np.var` of the whole table also counts how "
            "the truth goes up and down. Take it over the curves, place by place: `axis=0`.",
            f"{MEANS} -> "
            "np.mean((mean_curve - true_curve) ** 2), np.var(curves, axis=1).mean()": "`axis=1` goes along each curve: "
            "it counts how the curve goes up and down. Compare the curves at each place: `axis=0`.",
            f"{MEANS} -> "
            "(mean_curve - true_curve) ** 2, np.mean((curves - mean_curve) ** 2, axis=0)": "these are the two at each "
            "place. Average them over the places.",
            "curves.mean(axis=0) -> curves.mean()": "this mean is one number for all places. The mean curve has a "
            "height at each place: `axis=0`.",
            "curves.mean(axis=0) -> np.median(curves, axis=0)": "this is the median. With it, the parts do not add up: "
            "take the mean.",
            "curves.mean(axis=0) -> curves.mean(axis=1)": "`axis=1` averages each curve over its places. The mean "
            "curve averages the curves at each place: `axis=0`.",
            f"{MEANS} -> np.mean((mean_curve - true_curve) ** 2)": "this is bias² alone. "
            "Return the variance as well, after a comma.",
            f"{MEANS} -> np.mean((curves - mean_curve) ** 2)": "this is the variance alone. "
            "Return bias² before it, with a comma between them.",
            f"{MEANS} -> np.mean((mean_curve - true_curve) ** 2) + np.mean((curves - mean_curve) ** 2)": "this is "
            "their sum. Return both, with a comma between them.",
        },
    ),
)


def draw_samples(rng: np.random.Generator) -> tuple:
    """Draw features, between one and three, targets and a price."""
    X = rng.normal(1, 1, (6, rng.integers(1, 4))).round(1)
    return X, rng.normal(size=6).round(1), rng.choice([0.1, 0.5, 2.0])


X_TEN = np.linspace(-1, 1, 12)
SQUARE = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), np.array([1, 3, 4, 6])

ridge = Check(
    "ridge",
    reference=ours.ridge,
    observe=calls(
        (np.array([[0.0], [1.0], [2.0]]), np.array([1.0, 2.0, 5.0]), 1.0),
        (np.array([[0.0], [1.0], [2.0]]), np.array([1.0, 2.0, 5.0]), 0.0),  # free: least squares
        (*SQUARE, 2),
        (*SQUARE, 1000.0),
        *drawn(draw_samples, n=8),
        (ours.powers(X_TEN, 9)[:, 1:], np.sin(4 * X_TEN), 0.001),
    ),
    mistakes=typed(
        ours.ridge,
        {
            "w = np.linalg.solve(X.T @ X, X.T @ y)": "this is least squares: nothing is charged. "
            "Add the price along the diagonal of `X.T @ X`.",
            "w = np.linalg.solve(X.T @ X + alpha, X.T @ y)": "this adds the price to *every* entry of the table. "
            "It belongs on the diagonal: `alpha * np.eye(…)`.",
            "w = np.linalg.solve(X.T @ X - alpha * np.eye(X.shape[1]), X.T @ y)": "the sign is flipped: this *pays* "
            "for large weights.",
            (
                "w = np.linalg.solve(X.T @ X + alpha * np.eye(len(X)), X.T @ y)",
                "w = np.linalg.solve(X.T @ X + alpha * np.eye(len(y)), X.T @ y)",
            ): "`np.eye(len(X))` has one row per *sample*. `X.T @ X` has one per feature: `X.shape[1]`.",
            "w = np.linalg.solve(X.T @ X + np.eye(X.shape[1]), X.T @ y)": "the price is always 1 here. "
            "Multiply the ones with `alpha`.",
            "w = np.linalg.solve(X.T @ X + alpha**2 * np.eye(X.shape[1]), X.T @ y)": "the price is squared. "
            "Only the weights are.",
            "w = np.linalg.solve(X.T @ X + 2 * alpha * np.eye(X.shape[1]), X.T @ y)": "the price counts twice. Both "
            "slopes have a 2 in front, and it cancels.",
            "w = np.linalg.solve(X.T @ X + alpha * len(X) * np.eye(X.shape[1]), X.T @ y)": "the price is multiplied by "
            "the number of samples. Our cost is a *sum* of squares, not their mean: the price stands alone.",
            (
                "w = np.linalg.solve(X.T @ X / len(X) + alpha * np.eye(X.shape[1]), X.T @ y / len(X))",
                "w = np.linalg.solve(X.T @ X + len(X) * alpha * np.eye(X.shape[1]), X.T @ y)",
            ): "the price is multiplied by the number of samples. Our cost is a *sum* of squares, not their mean: the "
            "price stands alone.",
            "w = np.linalg.solve(X.T @ X, X.T @ y) / (1 + alpha)": "this shrinks the weights of least squares, all by "
            "the same factor. Put the price into the equations, before they are solved.",
            "w = np.linalg.solve(X.T @ X, X.T @ y) - alpha": "this takes the price off the weights. "
            "Put it into the equations, before they are solved.",
            "w = np.linalg.solve(X.T @ X + alpha * np.eye(X.shape[1]), X.T @ y + alpha)": "the price stands on the "
            "right side, too. It belongs on the left side alone.",
            "w = np.linalg.solve(X.T @ X + alpha * np.eye(X.shape[1]), y)": "only the left side was multiplied with "
            "`X.T`. The right side is `X.T @ y`.",
            "w = np.linalg.solve(X @ X.T + alpha * np.eye(len(X)), X.T @ y)": "`X @ X.T` has one row per sample. "
            "The equations need one per weight: `X.T @ X`.",
            "w = X.T @ y": "this is the right side of the equations. Now solve them: `np.linalg.solve(…, X.T @ y)`.",
            "w = X.T @ X + alpha * np.eye(X.shape[1])": "this is the left side of the equations. "
            "Now solve them: `np.linalg.solve(…, X.T @ y)`.",
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
            """
            columns = best_columns(X[train], y[train], n_columns)
            accuracy(X[train, columns], y[train], X[test, columns], y[test])
            """: "`X[train, columns]` picks entries in pairs. First the rows, then the columns: "
            "`X[train][:, columns]`.",
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
