"""Measure each column in its own standard deviation. Taught in lesson 07."""

import numpy as np
from numpy.typing import NDArray


def mean_and_scale(X_train: NDArray) -> tuple[NDArray, NDArray]:
    """Return the mean of each column, and its standard deviation, or 1 where the column is constant.

    Parameters
    ----------
    X_train : ndarray of shape (n_train, n_features)
        The rows to learn from.

    Returns
    -------
    (ndarray of shape (n_features,), ndarray of shape (n_features,))
        A column is constant if its standard deviation is no larger than its mean's rounding, as in
        scikit-learn's `StandardScaler`. Taught in lesson 07.
    """
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    rounding = len(X_train) * np.finfo(float).eps * np.abs(mean)
    return mean, np.where(std > rounding, std, 1)


def standardize(X_train: NDArray, X: NDArray) -> NDArray:
    """Return `X` in the train rows' standard deviations, counted from the train rows' mean.

    Parameters
    ----------
    X_train : ndarray of shape (n_train, n_features)
        The rows to learn mean and scale from.
    X : ndarray of shape (n_samples, n_features)
        The rows to scale: the train rows themselves, or others.

    Returns
    -------
    ndarray of shape (n_samples, n_features)
        Taught in lesson 07; scikit-learn's `StandardScaler`.
    """
    mean, scale = mean_and_scale(X_train)
    return (X - mean) / scale
