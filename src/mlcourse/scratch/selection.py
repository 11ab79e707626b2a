"""Pick the columns that go with the answers, and measure honestly what that is worth. Taught in lesson 06."""

import numpy as np
from numpy.typing import NDArray

from mlcourse.scratch.linear import least_squares


def correlations(X: NDArray, y: NDArray) -> NDArray:
    """Return the correlation of each column of `X` with `y`.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The features, none of them constant.
    y : ndarray of shape (n_samples,)
        The targets, not all equal.

    Returns
    -------
    ndarray of shape (n_features,)
        Between -1 and 1 (Pearson's). Taught in lesson 06; scikit-learn calls it `r_regression`.
    """
    X, y = X - X.mean(axis=0), y - y.mean()
    return y @ X / np.sqrt(np.sum(X**2, axis=0) * np.sum(y**2))


def best_columns(X: NDArray, y: NDArray, n_columns: int) -> NDArray:
    """Return the numbers of the columns that correlate most with `y`, up or down.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The features, none of them constant.
    y : ndarray of shape (n_samples,)
        The targets, not all equal.
    n_columns : int
        How many columns to keep.

    Returns
    -------
    ndarray of int of shape (n_columns,)
        The best one first. Taught in lesson 06; scikit-learn calls it `SelectKBest`.
    """
    return np.argsort(-np.abs(correlations(X, y)))[:n_columns]


def accuracy(X_train: NDArray, y_train: NDArray, X_test: NDArray, y_test: NDArray) -> float:
    """Fit a score on the train rows; return for which share of the test rows "above one half" is right.

    Parameters
    ----------
    X_train : ndarray of shape (n_train, n_features)
        The features to learn from.
    y_train : ndarray of int of shape (n_train,)
        Their classes, 0 or 1.
    X_test : ndarray of shape (n_test, n_features)
        The features to be asked about.
    y_test : ndarray of int of shape (n_test,)
        Their classes, 0 or 1.

    Returns
    -------
    float
        Between 0 and 1. Taught in lesson 06.
    """
    w, b = least_squares(X_train, y_train)
    return np.mean((X_test @ w + b > 0.5) == y_test)


def honest_accuracy(X: NDArray, y: NDArray, train: NDArray, test: NDArray, n_columns: int) -> float:
    """Return the accuracy on the test rows, with the columns selected on the train rows alone.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The features.
    y : ndarray of int of shape (n_samples,)
        The classes, 0 or 1.
    train, test : ndarray of int
        The numbers of the rows to learn from, and to be asked about.
    n_columns : int
        How many columns to keep.

    Returns
    -------
    float
        Between 0 and 1. Taught in lesson 06.
    """
    X_best = X[:, best_columns(X[train], y[train], n_columns)]
    return accuracy(X_best[train], y[train], X_best[test], y[test])
