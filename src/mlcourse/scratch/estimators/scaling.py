"""Columns measured in their own standard deviation, as a scikit-learn transformer. Taught in lesson 07."""

from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, OneToOneFeatureMixin, TransformerMixin
from sklearn.utils.validation import check_array, check_is_fitted, validate_data

from mlcourse.scratch.scaling import mean_and_scale


class StandardScaler(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):
    """Subtract each column's mean and divide by its standard deviation, both learned in `fit`. Taught in lesson 07.

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

    def __init__(self, with_mean: bool = True):
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
        return check_array(X, dtype=float) * self.scale_ + self.mean_
