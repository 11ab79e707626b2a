"""Wrong answers to the exercises of linear_regression, each with words of the sentence that it must get."""

import numpy as np

from mlcourse import data
from mlcourse.taught.linear_regression import least_squares

TABLE = data.load_animals_fruits()
ANIMALS = TABLE[TABLE["kind"] == "animal"]
(W,), B = least_squares(np.log10(ANIMALS["length_cm"])[:, None], np.log10(ANIMALS["mass_g"]))


def least_squares_in_lists(X, y):
    weights, bias = least_squares(X, y)
    return weights.tolist(), bias


def least_squares_of_one_feature(X, y):
    w, b = np.polyfit(X[:, 0], y, deg=1)
    return np.array([w]), b


def least_squares_with_the_ones_in_front(X, y):
    A = np.c_[np.ones(len(X)), X]
    weights = np.linalg.lstsq(A, y, rcond=None)[0]
    return weights[:-1], weights[-1]


def least_squares_in_one(X, y):
    return np.linalg.lstsq(np.c_[X, np.ones(len(X))], y, rcond=None)[0]


def least_squares_of_each_alone(X, y):
    A = np.c_[X, np.ones(len(X))]
    weights = A.T @ y / np.sum(A**2, axis=0)
    return weights[:-1], weights[-1]


def residual_of(w, b, X, y):
    return X @ w + b - y


WRONG = {
    "least_squares": [
        (least_squares_in_lists, "want an array"),
        (least_squares_of_one_feature, "expected"),
        (least_squares_with_the_ones_in_front, "ones stand in front"),
        (least_squares_in_one, "bias is still among the weights"),
        (least_squares_of_each_alone, ""),
        (lambda X, y: (least_squares(X, y)[0], np.mean(y)), "where all features have the mean 0"),
    ],
    "factor": [
        (2 ** (W + B), "about 2.8"),
        (W, "about 2.8"),
        (2 * W, "2 times the slope"),
        (np.exp(W), "*e* times as long"),
        (7.3, "too large"),
    ],
    "r_squared": [
        (lambda y, p: 1 - np.sum((y - y.mean()) ** 2) / np.sum((y - p) ** 2), "upside down"),
        (lambda y, p: 1 - np.sum((y - p) ** 2) / np.sum((p - p.mean()) ** 2), "swapped"),
        (lambda y, p: 1 - np.var(y - p) / np.var(y), "always too high"),
        (lambda y, p: np.maximum(0, 1 - np.mean((y - p) ** 2) / np.var(y)), "stops at zero"),
        (lambda y, p: 1 - np.sum((y - p) ** 2) / len(y) / np.var(y, ddof=1), "n - 1"),
        (lambda y, p: abs(1 - np.mean((y - p) ** 2) / np.var(y)), "expected -3"),
        (lambda y, p: 1 - np.mean((y - p) ** 2) / np.std(y), ""),
        (lambda y, p: 1 - sum(y - p) ** 2 / np.sum(y - y.mean()) ** 2, "inside the sum"),
    ],
    "gradient": [
        (lambda w, b, X, y: (2 * np.mean(residual_of(w, b, X, y)), 2 * residual_of(w, b, X, y) @ X / len(y)), "order"),
        (lambda w, b, X, y: 2 * residual_of(w, b, X, y) @ X / len(y), "weights' slopes alone"),
        (
            lambda w, b, X, y: (2 * np.mean(residual_of(w, b, X, y) * X[:, 0]), 2 * np.mean(residual_of(w, b, X, y))),
            "first weight alone",
        ),
        (
            lambda w, b, X, y: (
                np.array([2 * np.mean(residual_of(w, b, X, y) * X[:, j]) for j in range(2)]),
                2 * np.mean(residual_of(w, b, X, y)),
            ),
            "",
        ),
        (lambda w, b, X, y: (2 * (X @ w - y) @ X / len(y), 2 * np.mean(X @ w - y)), ""),
    ],
}
