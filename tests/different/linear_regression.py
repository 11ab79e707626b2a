"""Right answers to the exercises of linear_regression that are written in another way than the course's."""

import numpy as np

DIFFERENT = {
    "least_squares": [
        lambda X, y: (
            np.linalg.lstsq(np.c_[X, np.ones(len(X))], y)[0][:-1],
            np.linalg.lstsq(np.c_[X, np.ones(len(X))], y)[0][-1],
        ),
        lambda X, y: (lambda A: ((np.linalg.inv(A.T @ A) @ A.T @ y)[:-1], (np.linalg.pinv(A) @ y)[-1]))(
            np.c_[X, np.ones(len(X))]
        ),
    ],
    "factor": [6.97, np.float32(6.97), 7.0],
    "r_squared": [
        lambda y, p: 1 - np.mean((p - y) ** 2) / np.var(y),
        lambda y, p: np.float32(1 - sum((y - p) ** 2) / y.var() / len(y)),
    ],
    "gradient": [
        lambda w, b, X, y: (
            [2 * np.mean((X @ w + b - y) * column) for column in X.T],
            2 * (X @ w + b - y).sum() / len(y),
        ),
        lambda w, b, X, y: (2 / len(y) * (X @ w + b - y) @ X, np.float32(2 * np.mean(X @ w + b - y))),
    ],
}
