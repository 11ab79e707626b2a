"""Wrong answers to the exercises of pca, each with words of the sentence that it must get."""

import numpy as np

from mlcourse.taught.pca import strongest


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


def pulled_in_place(X, v, n_rounds):
    X -= X.mean(axis=0)
    return strongest(X, v, n_rounds)


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
    "strongest": [
        (pulled_in_place, "changed its own input"),
        (lambda X, v, n_rounds: strongest(X, v, n_rounds).tolist(), "array"),
        (lambda X, v, n_rounds: strongest(X, v, n_rounds + 1), ""),
        (lambda X, v, n_rounds: strongest(X, v, 1), ""),
        (lambda X, v, n_rounds: strongest(X, v, 100), ""),
        (lambda X, v, n_rounds: -strongest(X, v, n_rounds), ""),
        (lambda X, v, n_rounds: strongest(X / X.std(axis=0), v, n_rounds), ""),
    ],
    "reconstruct": [
        (lambda scores, mean, components: mean.mean() + scores @ components, ""),
        (lambda scores, mean, components: mean + scores[:, :2] @ components[:2], ""),
        (lambda scores, mean, components: mean + scores[:, :1] * components[0], "first score"),
        (lambda scores, mean, components: mean + scores @ np.abs(components), ""),
    ],
}
