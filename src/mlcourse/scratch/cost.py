"""What an error costs, and the search for the lowest cost. Taught in lesson 02."""

import numpy as np
from numpy.typing import NDArray


def error_rate(y: NDArray, prediction: NDArray) -> float:
    """Return the share of predictions that differ from the truth.

    Parameters
    ----------
    y : ndarray of shape (n_samples,)
        The true classes.
    prediction : ndarray of shape (n_samples,)
        The predicted classes.

    Returns
    -------
    float
        Between 0 and 1. Taught in lesson 02; scikit-learn calls it `zero_one_loss`.
    """
    return np.mean(prediction != y)


def predict_above(x: NDArray, threshold: float) -> NDArray:
    """Return 1 where `x` lies above the threshold and 0 elsewhere.

    Parameters
    ----------
    x : ndarray of shape (n_samples,)
        One feature.
    threshold : float
        In the units of `x`.

    Returns
    -------
    ndarray of int of shape (n_samples,)
        Taught in lesson 02.
    """
    return (x > threshold).astype(int)


def best_threshold(x: NDArray, y: NDArray, thresholds: NDArray) -> float:
    """Return the threshold with the lowest error rate, the first of them if several are equal.

    Parameters
    ----------
    x : ndarray of shape (n_samples,)
        One feature.
    y : ndarray of int of shape (n_samples,)
        The true classes, 0 or 1.
    thresholds : ndarray of shape (n_thresholds,)
        The ones to try.

    Returns
    -------
    float
        One of `thresholds`. Taught in lesson 02.
    """
    costs = [error_rate(y, predict_above(x, threshold)) for threshold in thresholds]
    return thresholds[np.argmin(costs)]


def mean_squared_error(y: NDArray, score: NDArray) -> float:
    """Return the average squared distance between the targets and the scores.

    Parameters
    ----------
    y : ndarray of shape (n_samples,)
        The targets.
    score : ndarray of shape (n_samples,)
        What the model says instead.

    Returns
    -------
    float
        At least 0, in the squared units of `y`. Taught in lesson 02.
    """
    return np.mean((score - y) ** 2)
