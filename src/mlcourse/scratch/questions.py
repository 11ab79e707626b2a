"""What a question is worth, and the best one, found slowly by trying them all. Taught in lesson 08."""

import numpy as np
from numpy.typing import NDArray

from mlcourse.scratch.tree import gini


def impurity_after(x: NDArray, y: NDArray, threshold: float) -> float:
    """Return the mean impurity of the two sides of a question, each weighted by its rows.

    Parameters
    ----------
    x : ndarray of shape (n_samples,)
        One feature.
    y : ndarray of shape (n_samples,)
        The classes.
    threshold : float
        Rows at or below it are one side, those above it the other. Neither may be empty.

    Returns
    -------
    float
        Never above `gini(y)`. Taught in lesson 08.
    """
    yes = x <= threshold
    return np.mean(yes) * gini(y[yes]) + np.mean(~yes) * gini(y[~yes])


def midpoints(x: NDArray) -> NDArray:
    """Return the thresholds that are worth asking about: halfway between neighboring values.

    Parameters
    ----------
    x : ndarray of float of shape (n_samples,)
        One feature.

    Returns
    -------
    ndarray of shape (n_distinct - 1,)
        In rising order. Taught in lesson 08.
    """
    if x.dtype.kind == "u":
        raise TypeError("whole numbers without a sign, such as pixels, wrap around: give x.astype(float)")
    values = np.unique(x)
    return (values[:-1] + values[1:]) / 2


def best_question(X: NDArray, y: NDArray) -> tuple[int, float]:
    """Return the feature and the threshold with the lowest impurity after the question.

    Parameters
    ----------
    X : ndarray of float of shape (n_samples, n_features)
        The features, at least one of them not constant.
    y : ndarray of shape (n_samples,)
        The classes.

    Returns
    -------
    (int, float)
        What `best_split` returns, found slowly. Taught in lesson 08.
    """
    questions = [(j, threshold) for j in range(X.shape[1]) for threshold in midpoints(X[:, j])]
    costs = [impurity_after(X[:, j], y, threshold) for j, threshold in questions]
    return questions[np.argmin(costs)]
