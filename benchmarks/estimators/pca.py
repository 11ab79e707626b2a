"""Principal component analysis as a scikit-learn transformer: lesson 12's components."""

from numbers import Integral
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils.validation import check_array, check_is_fitted, check_scalar, validate_data

from mlcourse.taught import pca


class PCA(ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator):
    """Turn the axes toward the variance and keep the first few of them.

    Parameters
    ----------
    n_components : int, default=None
        How many components to keep; None keeps min(n_samples, n_features).

    Attributes
    ----------
    components_ : ndarray of shape (n_components_, n_features)
        Directions of length 1, at right angles, that of the largest variance first. Of each one's two signs, the one
        that makes its largest number (by size) positive, as in scikit-learn.
    explained_variance_ : ndarray of shape (n_components_,)
        The variance along each, with n_samples - 1 in the denominator.
    explained_variance_ratio_ : ndarray of shape (n_components_,)
        Its share of the variance of all columns; nan where nothing varies.
    mean_ : ndarray of shape (n_features,)
        The mean of each column.
    n_components_ : int
        How many components were kept.
    """

    def __init__(self, n_components: int | None = None):
        self.n_components = n_components

    def fit(self, X: ArrayLike, y: None = None) -> Self:
        """Find the components of X, of shape (n_samples, n_features), with at least two samples."""
        X = validate_data(self, X, dtype=float, ensure_min_samples=2)
        k = min(X.shape)
        if self.n_components is not None:
            k = check_scalar(self.n_components, "n_components", Integral, min_val=1, max_val=k)
        self.mean_, components, variances = pca.principal_components(X)
        largest = np.argmax(np.abs(components), axis=1)  # its place in each component
        signs = np.sign(np.take_along_axis(components, largest[:, None], axis=1))
        self.components_ = (components * signs)[:k]
        self.explained_variance_ = variances[:k]
        total = variances.sum()
        self.explained_variance_ratio_ = variances[:k] / (total if total > 0 else np.nan)
        self.n_components_ = self._n_features_out = k
        return self

    def transform(self, X: ArrayLike) -> NDArray:
        """Return the scores of the rows of X, an array of shape (n_samples, n_components_)."""
        check_is_fitted(self)
        return pca.project(validate_data(self, X, dtype=float, reset=False), self.mean_, self.components_)

    def inverse_transform(self, X: ArrayLike) -> NDArray:
        """Return the rows that the scores X stand for, an array of shape (n_samples, n_features)."""
        check_is_fitted(self)
        return pca.reconstruct(check_array(X, dtype=float), self.mean_, self.components_)
