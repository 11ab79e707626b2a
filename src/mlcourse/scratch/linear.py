"""The best line, solved for, and how much it explains. Taught in lesson 04."""

import numpy as np
from numpy.typing import NDArray


def least_squares(X: NDArray, y: NDArray) -> tuple[NDArray, float]:
    """Return the weights and the bias with the lowest mean squared error.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The features; no column may depend linearly on the others.
    y : ndarray of shape (n_samples,)
        The targets.

    Returns
    -------
    (ndarray of shape (n_features,), float)
        The solution of the normal equations. Taught in lesson 04.

    Raises
    ------
    numpy.linalg.LinAlgError
        If columns are found to be collinear. Where rounding hides it, the weights mean nothing, and nothing is said.
    """
    A = np.column_stack([X, np.ones(len(X))])
    weights = np.linalg.solve(A.T @ A, A.T @ y)
    return weights[:-1], weights[-1]


def ridge(X: NDArray, y: NDArray, alpha: float) -> tuple[NDArray, float]:
    """Return the weights and the bias with the lowest sum of squared errors and penalty.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The features; columns may depend on each other.
    y : ndarray of shape (n_samples,)
        The targets.
    alpha : float
        The price of a weight, per square of it; positive.

    Returns
    -------
    (ndarray of shape (n_features,), float)
        The weights, and the bias, which costs nothing.
        Taught in lesson 04; scikit-learn calls it `Ridge`.
    """
    X_mean, y_mean = X.mean(axis=0), y.mean()
    X, y = X - X_mean, y - y_mean
    w = np.linalg.solve(X.T @ X + alpha * np.eye(X.shape[1]), X.T @ y)
    return w, y_mean - X_mean @ w


def r_squared(y: NDArray, prediction: NDArray) -> float:
    """Return the share of the variation in `y` that the prediction explains.

    Parameters
    ----------
    y : ndarray of shape (n_samples,)
        The targets, not all equal.
    prediction : ndarray of shape (n_samples,)
        What the model says instead.

    Returns
    -------
    float
        1 for a perfect prediction, 0 for one as good as the mean. Taught in lesson 04.
    """
    return 1 - np.sum((y - prediction) ** 2) / np.sum((y - np.mean(y)) ** 2)


def gradient(w: NDArray, b: float, X: NDArray, y: NDArray) -> tuple[NDArray, float]:
    """Return the partial derivatives of the mean squared error by the weights and by the bias.

    Parameters
    ----------
    w : ndarray of shape (n_features,)
        The weights.
    b : float
        The bias.
    X : ndarray of shape (n_samples, n_features)
        The features.
    y : ndarray of shape (n_samples,)
        The targets.

    Returns
    -------
    (ndarray of shape (n_features,), float)
        Change in cost per unit of each weight, and of the bias. Taught in lesson 04.
    """
    error = X @ w + b - y
    return 2 * X.T @ error / len(X), 2 * np.mean(error)
