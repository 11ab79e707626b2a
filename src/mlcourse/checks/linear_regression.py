"""The exercises of the lesson linear_regression."""

import numpy as np

from mlcourse import data
from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.observers import calls, drawn, value, with_arrays
from mlcourse.checks.engine.typed import typed
from mlcourse.taught import linear_regression as ours

TABLE = data.load_animals_fruits()
ANIMALS = TABLE[TABLE["kind"] == "animal"]
(SLOPE,), BIAS = ours.least_squares(np.log10(ANIMALS["length_cm"])[:, None], np.log10(ANIMALS["mass_g"]))


def draw_samples(rng: np.random.Generator) -> tuple:
    """Draw features, between one and three, and targets."""
    return rng.normal(1, 1, (6, rng.integers(1, 4))).round(1), rng.normal(size=6).round(1)


least_squares = Check(
    "least_squares",
    reference=ours.least_squares,
    observe=with_arrays(
        calls(
            (np.array([[0.0], [1.0], [2.0]]), np.array([1.0, 2.0, 5.0])),
            (np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), np.array([1, 3, 4, 6])),
            *drawn(draw_samples),
        ),
        n_arrays=2,
    ),
    mistakes=typed(
        ours.least_squares,
        {
            (
                "return np.linalg.solve(X.T @ X, X.T @ y), 0.0",
                "weights = np.linalg.solve(X.T @ X, X.T @ y)",
            ): "the bias is missing. Solve with `A`, which has the column of ones, in place of `X`.",
            "weights = np.linalg.solve(A @ A.T, A.T @ y)": "`A @ A.T` has one row for every sample. "
            "The equations need one for every weight: `A.T @ A`.",
            "weights = np.linalg.solve(A, y)": "the left side is not square: "
            "it needs one row and one column for every weight, `A.T @ A`. "
            "And multiply the right side with `A.T`, too.",
            "weights = np.linalg.solve(A.T @ A, y)": "only the left side was multiplied with `A.T`. "
            "The right side is `A.T @ y`.",
            "weights = np.linalg.solve(A.T @ y, A.T @ A)": "the two sides are swapped: "
            "`np.linalg.solve(M, v)` wants the table that multiplies the weights first.",
            "np.column_stack([X, np.ones(len(X))]) -> np.column_stack([np.ones(len(X)), X])": "the ones stand in front "
            "here, so the *first* weight is the bias. The last line takes the last one for it.",
            (
                "return weights[:-1], weights[-1] -> return weights",
                "return weights[:-1], weights[-1] -> return weights, weights[-1]",
            ): "the bias is still among the weights. Return those of the features, and then, after a comma, the bias.",
            "return weights[:-1], weights[-1] -> return weights[-1], weights[:-1]": "these are the right two in the "
            "wrong order: the weights first, then the bias.",
            "return weights[:-1], weights[-1] -> return weights[:-1], np.mean(y)": "the mean of `y` is the bias only "
            "where all features have the mean 0. The last weight is the bias.",
            "weights = A.T @ y": "this is the right side of the equations. "
            "Now solve them: `np.linalg.solve(…, A.T @ y)`.",
        },
    ),
)

factor = Check(
    "factor",
    reference=2**SLOPE,
    observe=value(),
    rtol=5e-3,
    mistakes=[
        Mistake(2 * SLOPE, "this is 2 times the slope. In the law above, the slope is an *exponent*."),
        Mistake(SLOPE**2, "this is the slope squared. In the law above, it is the length that has an exponent."),
        Mistake(8, "eight would be slope 3. Ours is a little below: compute it from `w`."),
        Mistake(10**SLOPE, "this is the factor for a length *ten* times as long."),
        Mistake(np.exp(SLOPE), "this is the factor for a length *e* times as long, some 2.7. Ours doubles."),
        Mistake(SLOPE, "this is about 2.8, as the slope is. In the law above, the slope is an *exponent*: of what?"),
        Mistake(2, "twice the mass would be slope 1. The mass grows much faster than the length."),
        Mistake(
            SLOPE * np.log10(2), "this is the *logarithm* of the factor, the way up on our axes. Undo the logarithm."
        ),
        Mistake(10**BIAS * 2**SLOPE, "this is a mass, at 2 cm. Divide it by the mass at 1 cm."),
        Mistake(2**-SLOPE, "this is what happens when the length *halves*."),
        Mistake((2 * SLOPE + BIAS) / (SLOPE + BIAS), "this divides two *logarithms*. First make masses of them."),
    ],
)


def draw_targets(rng: np.random.Generator) -> tuple:
    """Draw targets, and predictions that no least squares made."""
    y = rng.normal(3, 1, 6)
    return y, y + rng.normal(0.3, 0.5, 6)


r_squared = Check(
    "r_squared",
    reference=ours.r_squared,
    observe=calls(
        (np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 4.0])),
        (np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.0, 1.0])),  # worse than lazy
        (np.array([1.0, 2.0, 6.0]), np.array([3.0, 3.0, 3.0])),  # lazy
        (np.array([0, 1, 1, 0]), np.array([0.0, 1.0, 0.5, 0.5])),
        *drawn(draw_targets),
    ),
    mistakes=typed(
        ours.r_squared,
        {
            "np.sum((y - prediction) ** 2) / np.sum((y - np.mean(y)) ** 2)": "this is what the line does *not* "
            "explain. Take it off 1.",
            "1 - np.sum((y - np.mean(y)) ** 2) / np.sum((y - prediction) ** 2)": "the fraction is upside down: "
            "the line's squares stand above, the lazy line's below.",
            "1 - np.sum((prediction - y) ** 2) / np.sum((prediction - np.mean(prediction)) ** 2)": "truth and "
            "prediction are swapped. The laziest line predicts the mean of `y`.",
            "1 - np.var(y - prediction) / np.var(y)": "the variance takes the mean residual off first, and so forgives "
            "a prediction that is always too high. Our formula does not.",
            "max(0, 1 - np.sum((y - prediction) ** 2) / np.sum((y - np.mean(y)) ** 2))": "this stops at zero. "
            "Below zero is a prediction that is worse than lazy, and $R^2$ shall say so.",
            "1 - np.mean((y - prediction) ** 2) / np.var(y, ddof=1)": "above the line this divides by n and below it "
            "by n - 1. The formula has sums on both sides.",
            "1 - np.sum(np.abs(y - prediction)) / np.sum(np.abs(y - np.mean(y)))": "these are distances. "
            "The formula has *squared* distances.",
            "1 - np.sqrt(np.sum((y - prediction) ** 2) / np.sum((y - np.mean(y)) ** 2))": "there is no root in the "
            "formula.",
            "np.corrcoef(y, prediction)[0, 1]": "this is the correlation. "
            "It forgives a prediction that is always too high; our formula does not.",
            "np.corrcoef(y, prediction)[0, 1] ** 2": "this is the squared correlation. "
            "It forgives a prediction that is always too high; our formula does not.",
            "1 - np.sum((y - prediction) ** 2) / np.sum((y - np.mean(prediction)) ** 2)": "below the line, "
            "the distances are from the mean of `y`, not of the prediction.",
            "1 - np.sum((y - prediction) ** 2) / np.sum(y**2)": "below the line, take the mean of `y` off first: "
            "the laziest line predicts the mean, not zero.",
            "1 - np.sum(y - prediction) / np.sum(y - np.mean(y))": "the squares are missing, "
            "and without them the sum below the line is zero.",
            "1 - np.sum(y - prediction) ** 2 / np.sum(y - np.mean(y)) ** 2": "this adds up first and squares the sum, "
            "which below the line is zero. Square each distance, then add: the `** 2` stands inside the sum.",
            (
                "np.sum((prediction - np.mean(y)) ** 2) / np.sum((y - np.mean(y)) ** 2)",
                "np.var(prediction) / np.var(y)",
            ): "this is the same only for the line with the least squares. Use the residuals, as the formula does.",
            "1 - np.mean((y - prediction) ** 2)": "this takes the mean squared error off 1. "
            "Divide by the lazy line's squared distances first.",
            "1 - np.sum((y - prediction) ** 2) / np.var(y)": "above the line is a sum and below it a mean: "
            "sums on both sides, or means on both.",
        },
    ),
)


def draw_parameters(rng: np.random.Generator) -> tuple:
    """Draw weights, a bias, features, between one and three, and targets."""
    n_features = rng.integers(1, 4)
    w, X = rng.normal(size=n_features).round(1), rng.normal(1, 1, (5, n_features)).round(1)
    return w, rng.normal(), X, rng.normal(size=5).round(1)


SMALLEST = np.array([1.0, 0.0, 0.0]), 1.0, np.array([[1.0, 2.0, 0.0], [3.0, 0.0, 1.0]]), np.array([0.0, 1.0])


gradient = Check(
    "gradient",
    reference=ours.gradient,
    observe=calls(SMALLEST, *drawn(draw_parameters)),
    mistakes=typed(
        ours.gradient,
        {
            "2 * X.T @ error, 2 * np.mean(error)": "in the first of the two the 1/n is missing: "
            "`X.T @ error` adds up over the samples. Divide by `len(X)`.",
            "2 * X.T @ error, 2 * np.sum(error)": "the 1/n is missing in both: "
            "these are sums, and the formula has 2/n in front.",
            "X.T @ error / len(X), np.mean(error)": "the 2 is missing. It comes down from the square.",
            "-2 * X.T @ error / len(X), -2 * np.mean(error)": "the sign is flipped. "
            "The gradient points uphill; the minus comes later, in the step.",
            "2 * np.mean(X.T @ error), 2 * np.mean(error)": "`np.mean` averages over the *features* here, "
            "and leaves one number. Divide by `len(X)` instead.",
            "2 * np.mean(error * X), 2 * np.mean(error)": "`error * X` worked for one feature. "
            "For several it is `X.T @ error`, divided by `len(X)`.",
            "2 * X.T * error / len(X), 2 * np.mean(error)": "`*` multiplies, but does not add up over the samples. "
            "Use `@`.",
            "2 * np.mean(X * error[:, None], axis=1), 2 * np.mean(error)": "this averages over the *features*, and "
            "leaves one number per sample. Go over the samples: one number per weight.",
            (
                "2 * X @ error / len(X), 2 * np.mean(error)",
                "2 * error @ X.T / len(X), 2 * np.mean(error)",
            ): "the samples have to meet in the middle: `X.T` has shape `(n_features, n_samples)`, so `X.T @ error`.",
            "2 * X.T @ error / X.size, 2 * np.mean(error)": "this divides by the number of *entries* of `X`. "
            "The average is over the samples: `len(X)`.",
            "X.T @ error / len(X), 2 * np.mean(error)": "in the first of the two, the 2 is missing. "
            "It comes down from the square in both.",
            "2 * X.T @ error / len(X), np.mean(error)": "in the second of the two, the 2 is missing. "
            "It comes down from the square in both.",
            "2 * X.T @ error / len(X), 2 * error": "the second of the two is one slope per *sample*. Average it.",
            "2 * X.T @ error / len(X), 2 * np.sum(error)": "in the second of the two, the 1/n is missing: "
            "the bias's slope is an average too.",
            "2 * np.mean(error), 2 * X.T @ error / len(X)": "these are the right two in the wrong order: "
            "the weights' first, then the bias's.",
            "2 * X.T @ error / len(X)": "these are the weights' slopes alone. "
            "Return the bias's as well, after a comma.",
            "2 * np.mean(error * X[:, 0]), 2 * np.mean(error)": "this is the slope of the first weight alone. "
            "Each feature has a weight, and each weight a slope.",
            "2 * X.T @ error**2 / len(X), 2 * np.mean(error**2)": "the error is still squared. "
            "Its derivative is 2e: the square goes away.",
            "2 * X.T @ error / X.shape[1], 2 * np.mean(error)": "this divides by the number of *features*. "
            "The average is over the samples: `len(X)`.",
        },
    ),
)
