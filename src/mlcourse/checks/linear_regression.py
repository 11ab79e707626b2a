"""The exercises of lesson 04, linear regression."""

import numpy as np

from mlcourse import data
from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.observers import calls, drawn, value
from mlcourse.taught import linear_regression as ours

TABLE = data.load_animals_fruits()
ANIMALS = TABLE[TABLE["kind"] == "animal"]
(SLOPE,), BIAS = ours.least_squares(np.log10(ANIMALS["length_cm"])[:, None], np.log10(ANIMALS["mass_g"]))


def draw_samples(rng: np.random.Generator) -> tuple:
    """Draw features and targets."""
    return rng.normal(1, 1, (6, 2)), rng.normal(size=6)


def without_bias(X: np.ndarray, y: np.ndarray) -> tuple:
    """Leave the column of ones out."""
    return np.linalg.solve(X.T @ X, X.T @ y), 0.0


def untransposed(X: np.ndarray, y: np.ndarray) -> tuple:
    """Multiply in the order in which the equation is not written."""
    A = np.column_stack([X, np.ones(len(X))])
    return np.linalg.solve(A @ A.T, A.T @ y), 0.0


def not_squared(X: np.ndarray, y: np.ndarray) -> tuple:
    """Solve a system with more equations than unknowns."""
    A = np.column_stack([X, np.ones(len(X))])
    return np.linalg.solve(A, y), 0.0


def not_solved(X: np.ndarray, y: np.ndarray) -> tuple:
    """Return the right side instead of the solution."""
    A = np.column_stack([X, np.ones(len(X))])
    weights = A.T @ y
    return weights[:-1], weights[-1]


def left_alone(X: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Multiply the left side alone."""
    A = np.column_stack([X, np.ones(len(X))])
    return np.linalg.solve(A.T @ A, y)


def swapped_sides(X: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Give the right side first."""
    A = np.column_stack([X, np.ones(len(X))])
    return np.linalg.solve(A.T @ y, A.T @ A)


least_squares = Check(
    "least_squares",
    reference=ours.least_squares,
    observe=calls((np.array([[0.0], [1.0], [2.0]]), np.array([1.0, 2.0, 5.0])), *drawn(draw_samples)),
    mistakes=[
        Mistake(without_bias, "the bias is missing. Solve with `A`, which has the column of ones, in place of `X`."),
        Mistake(
            untransposed,
            "`A @ A.T` has one row for every sample. The equations need one for every weight: `A.T @ A`.",
        ),
        Mistake(
            not_squared,
            "the left side is not square: it needs one row and one column for every weight, `A.T @ A`. "
            "And multiply the right side with `A.T`, too.",
        ),
        Mistake(left_alone, "only the left side was multiplied with `A.T`. The right side is `A.T @ y`."),
        Mistake(swapped_sides, "the two sides are swapped: `A.T @ A` comes first, and then `A.T @ y`."),
        Mistake(not_solved, "this is the right side of the equations. Now solve them: `np.linalg.solve(…, A.T @ y)`."),
    ],
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
    mistakes=[
        Mistake(
            lambda y, prediction: np.sum((y - prediction) ** 2) / np.sum((y - np.mean(y)) ** 2),
            "this is what the line does *not* explain. Take it off 1.",
        ),
        Mistake(
            lambda y, prediction: np.corrcoef(y, prediction)[0, 1] ** 2,
            "this is the squared correlation. It forgives a prediction that is always too high; our formula does not.",
        ),
        Mistake(
            lambda y, prediction: 1 - np.sum((y - prediction) ** 2) / np.sum((y - np.mean(prediction)) ** 2),
            "below the line, the distances are from the mean of `y`, not of the prediction.",
        ),
        Mistake(
            lambda y, prediction: 1 - np.sum((y - prediction) ** 2) / np.sum(y**2),
            "below the line, take the mean of `y` off first: the laziest line predicts the mean, not zero.",
        ),
        Mistake(
            lambda y, prediction: 1 - np.sum(y - prediction) / np.sum(y - np.mean(y)),
            "the squares are missing, and without them the sum below the line is zero.",
        ),
        Mistake(
            lambda y, prediction: np.sum((prediction - np.mean(y)) ** 2) / np.sum((y - np.mean(y)) ** 2),
            "this is the same only for the line with the least squares. Use the residuals, as the formula does.",
        ),
        Mistake(
            lambda y, prediction: 1 - np.mean((y - prediction) ** 2),
            "this takes the mean squared error off 1. Divide by the lazy line's squared distances first.",
        ),
        Mistake(
            lambda y, prediction: 1 - np.sum((y - prediction) ** 2) / np.var(y),
            "above the line is a sum and below it a mean: sums on both sides, or means on both.",
        ),
    ],
)


def draw_parameters(rng: np.random.Generator) -> tuple:
    """Draw weights, a bias, features and targets."""
    return rng.normal(size=2), rng.normal(), rng.normal(1, 1, (5, 2)), rng.normal(size=5)


gradient = Check(
    "gradient",
    reference=ours.gradient,
    observe=calls(*drawn(draw_parameters)),
    mistakes=[
        Mistake(
            lambda w, b, X, y: (2 * X.T @ (X @ w + b - y), 2 * np.mean(X @ w + b - y)),
            "in the first of the two the 1/n is missing: `X.T @ error` adds up over the samples. Divide by `len(X)`.",
        ),
        Mistake(
            lambda w, b, X, y: (2 * X.T @ (X @ w + b - y), 2 * np.sum(X @ w + b - y)),
            "the 1/n is missing in both: these are sums, and the formula has 2/n in front.",
        ),
        Mistake(
            lambda w, b, X, y: (X.T @ (X @ w + b - y) / len(X), np.mean(X @ w + b - y)),
            "the 2 is missing. It comes down from the square.",
        ),
        Mistake(
            lambda w, b, X, y: (-2 * X.T @ (X @ w + b - y) / len(X), -2 * np.mean(X @ w + b - y)),
            "the sign is flipped. The gradient points uphill; the minus comes later, in the step.",
        ),
        Mistake(
            lambda w, b, X, y: (2 * np.mean(X.T @ (X @ w + b - y)), 2 * np.mean(X @ w + b - y)),
            "`np.mean` averages over the *features* here, and leaves one number. Divide by `len(X)` instead.",
        ),
        Mistake(
            lambda w, b, X, y: (2 * np.mean((X @ w + b - y) * X), 2 * np.mean(X @ w + b - y)),
            "`error * X` worked for one feature. For several it is `X.T @ error`, divided by `len(X)`.",
        ),
        Mistake(
            lambda w, b, X, y: (2 * X.T * (X @ w + b - y) / len(X), 2 * np.mean(X @ w + b - y)),
            "`*` multiplies, but does not add up over the samples. Use `@`.",
        ),
        Mistake(
            lambda w, b, X, y: (2 * X @ (X @ w + b - y) / len(X), 2 * np.mean(X @ w + b - y)),
            "the samples have to meet in the middle: `X.T` has shape `(n_features, n_samples)`, so `X.T @ error`.",
        ),
        Mistake(
            lambda w, b, X, y: (2 * X.T @ (X @ w + b - y) / X.shape[1], 2 * np.mean(X @ w + b - y)),
            "this divides by the number of *features*. The average is over the samples: `len(X)`.",
        ),
    ],
)  # fmt: skip
