"""Cross-validation: every row judges once, and teaches all other times. Taught in lesson 07."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray


def folds(n_samples: int, n_folds: int, rng: np.random.Generator) -> list[NDArray]:
    """Return the row numbers, shuffled and cut into equal parts.

    Parameters
    ----------
    n_samples : int
        How many rows there are.
    n_folds : int
        How many parts to make, from 2 to `n_samples`.
    rng : Generator
        Draws the order.

    Returns
    -------
    list of ndarray of int
        Their lengths differ by at most 1. Taught in lesson 07; scikit-learn calls it `KFold`.
    """
    return np.array_split(rng.permutation(n_samples), n_folds)


def cross_validate(
    predict: Callable[[NDArray, NDArray, NDArray], NDArray],
    cost: Callable[[NDArray, NDArray], float],
    X: NDArray,
    y: NDArray,
    parts: Sequence[NDArray],
) -> NDArray:
    """Return what the predictions cost on each part, by a model that learns from all other rows.

    Parameters
    ----------
    predict : callable
        Maps `X_train`, `y_train` and the rows to ask about to one prediction a row.
    cost : callable
        Maps the truth and the predictions, in this order, to one number.
    X : ndarray of shape (n_samples, n_features)
        The features.
    y : ndarray of shape (n_samples,)
        The targets.
    parts : sequence of ndarray of int
        The row numbers of each part, as `folds` returns them.

    Returns
    -------
    ndarray of shape (n_folds,)
        One cost a part. Taught in lesson 07; scikit-learn calls it `cross_val_score`.
    """
    costs = []
    for part in parts:
        others = np.setdiff1d(np.arange(len(X)), part)
        costs.append(cost(y[part], predict(X[others], y[others], X[part])))
    return np.array(costs)
