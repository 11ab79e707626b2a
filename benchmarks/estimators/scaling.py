"""Columns in their own standard deviation, as a scikit-learn transformer: lesson 08's scale, also for constant ones."""

from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, OneToOneFeatureMixin, TransformerMixin
from sklearn.utils.validation import check_array, check_is_fitted, validate_data


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
        scikit-learn's `StandardScaler`.
    """
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    rounding = len(X_train) * np.finfo(float).eps * np.abs(mean)
    return mean, np.where(std > rounding, std, 1)


class StandardScaler(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):
    """Subtract each column's mean and divide by its standard deviation, both learned in `fit`.

    Parameters
    ----------
    with_mean : bool, default=True
        Whether to subtract the mean.

    Attributes
    ----------
    mean_ : ndarray of shape (n_features,)
        What is subtracted from each column: its mean, or 0.
    scale_ : ndarray of shape (n_features,)
        The standard deviation of each column; 1 where the column is constant, within rounding.
    """

    def __init__(self, with_mean: bool = True) -> None:
        self.with_mean = with_mean

    def fit(self, X: ArrayLike, y: None = None) -> Self:
        """Learn mean and scale of each column of X, of shape (n_samples, n_features)."""
        mean, self.scale_ = mean_and_scale(validate_data(self, X, dtype=float))
        self.mean_ = mean if self.with_mean else np.zeros_like(mean)
        return self

    def transform(self, X: ArrayLike) -> NDArray:
        """Return X in the learned scale, an array of shape (n_samples, n_features)."""
        check_is_fitted(self)
        return (validate_data(self, X, dtype=float, reset=False) - self.mean_) / self.scale_

    def inverse_transform(self, X: ArrayLike) -> NDArray:
        """Return scaled rows in the units they had before, an array of shape (n_samples, n_features)."""
        check_is_fitted(self)
        X = check_array(X, dtype=float)
        if X.shape[1] != self.n_features_in_:  # NumPy would stretch a single column
            raise ValueError(f"X has {X.shape[1]} features, but StandardScaler is expecting {self.n_features_in_}")
        return X * self.scale_ + self.mean_
