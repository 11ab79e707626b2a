"""The exercises of lesson 04, linear regression."""

import numpy as np

from mlcourse import data
from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.observers import calls, drawn, value
from mlcourse.checks.engine.typed import typed
from mlcourse.taught import linear_regression as ours

TABLE = data.load_animals_fruits()
ANIMALS = TABLE[TABLE["kind"] == "animal"]
(SLOPE,), BIAS = ours.least_squares(np.log10(ANIMALS["length_cm"])[:, None], np.log10(ANIMALS["mass_g"]))


def draw_samples(rng: np.random.Generator) -> tuple:
    """Draw features and targets."""
    return rng.normal(1, 1, (6, 2)), rng.normal(size=6)


least_squares = Check(
    "least_squares",
    reference=ours.least_squares,
    observe=calls((np.array([[0.0], [1.0], [2.0]]), np.array([1.0, 2.0, 5.0])), *drawn(draw_samples)),
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
            "`A.T @ A` comes first, and then `A.T @ y`.",
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
        Mistake(2 * SLOPE, "this is 2 times the slope. The slope is an *exponent*: 2 to the power of `w`."),
        Mistake(SLOPE**2, "this is the slope squared. The length is what doubles: 2 to the power of `w`."),
        Mistake(8, "eight would be slope 3. Ours is a little below: compute it from `w`."),
        Mistake(10**SLOPE, "this is the factor for a length *ten* times as long."),
        Mistake(SLOPE, "this is the slope itself. Twice as long means 2 to the power of `w`."),
        Mistake(2, "twice the mass would be slope 1. The mass grows much faster than the length."),
        Mistake(SLOPE * np.log10(2), "this is the *logarithm* of the factor. The factor is 2 to the power of `w`."),
        Mistake(10**BIAS * 2**SLOPE, "this is a mass, at 2 cm. Divide it by the mass at 1 cm."),
    ],
)


def draw_targets(rng: np.random.Generator) -> tuple:
    """Draw targets, and predictions that no least squares made."""
    y = rng.normal(3, 1, 6)
    return y, y + rng.normal(0.3, 0.5, 6)


r_squared = Check(
    "r_squared",
    reference=ours.r_squared,
    observe=calls((np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 4.0])), *drawn(draw_targets)),
    mistakes=typed(
        ours.r_squared,
        {
            "np.sum((y - prediction) ** 2) / np.sum((y - np.mean(y)) ** 2)": "this is what the line does *not* "
            "explain. Take it off 1.",
            "np.corrcoef(y, prediction)[0, 1] ** 2": "this is the squared correlation. "
            "It forgives a prediction that is always too high; our formula does not.",
            "1 - np.sum((y - prediction) ** 2) / np.sum((y - np.mean(prediction)) ** 2)": "below the line, "
            "the distances are from the mean of `y`, not of the prediction.",
            "1 - np.sum((y - prediction) ** 2) / np.sum(y**2)": "below the line, take the mean of `y` off first: "
            "the laziest line predicts the mean, not zero.",
            "1 - np.sum(y - prediction) / np.sum(y - np.mean(y))": "the squares are missing, "
            "and without them the sum below the line is zero.",
            "np.sum((prediction - np.mean(y)) ** 2) / np.sum((y - np.mean(y)) ** 2)": "this is the same only for "
            "the line with the least squares. Use the residuals, as the formula does.",
            "1 - np.mean((y - prediction) ** 2)": "this takes the mean squared error off 1. "
            "Divide by the lazy line's squared distances first.",
            "1 - np.sum((y - prediction) ** 2) / np.var(y)": "above the line is a sum and below it a mean: "
            "sums on both sides, or means on both.",
        },
    ),
)


def draw_parameters(rng: np.random.Generator) -> tuple:
    """Draw weights, a bias, features and targets."""
    return rng.normal(size=2), rng.normal(), rng.normal(1, 1, (5, 2)), rng.normal(size=5)


gradient = Check(
    "gradient",
    reference=ours.gradient,
    observe=calls(*drawn(draw_parameters)),
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
            "2 * X @ error / len(X), 2 * np.mean(error)": "the samples have to meet in the middle: "
            "`X.T` has shape `(n_features, n_samples)`, so `X.T @ error`.",
            "2 * X.T @ error / X.shape[1], 2 * np.mean(error)": "this divides by the number of *features*. "
            "The average is over the samples: `len(X)`.",
        },
    ),
)
