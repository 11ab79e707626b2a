"""Wrong answers to the exercises of pca, each with words of the sentence that it must get."""

import numpy as np


def eigen(X):
    variances, vectors = np.linalg.eigh(np.cov(X.T))
    return X.mean(axis=0), vectors, variances


def svd(X):
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return mean, Vt, s**2 / (len(X) - 1)


def ascending(X):
    mean, vectors, variances = eigen(X)
    return mean, vectors.T, variances


def as_columns(X):
    mean, vectors, variances = eigen(X)
    return mean, vectors[:, ::-1], variances[::-1]


def in_lists(X):
    mean, Vt, variances = svd(X)
    return list(mean), Vt, variances


def in_another_order(X):
    mean, Vt, variances = svd(X)
    return Vt, variances, mean


def twice_as_long(X):
    mean, Vt, variances = svd(X)
    return mean, 2 * Vt, variances


WRONG = {
    "lost": [
        (lambda X, v: np.mean((X[:, 1] - X[:, 0] * v[1] / v[0]) ** 2), ""),
        (lambda X, v: np.var(np.linalg.norm(X - X.mean(axis=0), axis=1)), ""),
        (lambda X, v: np.sum(X.var(axis=0, ddof=1)) - np.var(X @ v, ddof=1), "n - 1"),
        (lambda X, v: 1 - np.var(X @ v) / np.sum(X.var(axis=0)), "share"),
        (lambda X, v: np.sum(X.var(axis=0)), ""),
        (lambda X, v: round(float(np.sum(X.var(axis=0)) - np.var(X @ v)), 2), ""),
    ],
    "principal_components": [
        (ascending, "smallest"),
        (as_columns, "columns"),
        (in_lists, "array"),
        (in_another_order, "expected three"),
        (twice_as_long, "lengths"),
        (lambda X: svd(X)[1], "expected three"),
        (lambda X: (svd(X)[0], np.abs(svd(X)[1]), svd(X)[2]), ""),
        (lambda X: (svd(X)[0], svd(X)[1][:2], svd(X)[2][:2]), ""),
    ],
    "project": [
        (lambda X, mean, components: ((X - mean) @ components.T).tolist(), "array"),
        (lambda X, mean, components: (X - mean) @ components[:2].T, ""),
        (lambda X, mean, components: np.abs((X - mean) @ components.T), ""),
        (lambda X, mean, components: (X - mean) @ components.T @ components, "there and back"),
        (lambda X, mean, components: ((X - mean) @ components.T).ravel(), ""),
    ],
    "reconstruct": [
        (lambda scores, mean, components: mean.mean() + scores @ components, ""),
        (lambda scores, mean, components: mean + scores[:, :2] @ components[:2], ""),
        (lambda scores, mean, components: mean + scores[:, :1] * components[0], "first score"),
        (lambda scores, mean, components: mean + scores @ np.abs(components), ""),
    ],
}
