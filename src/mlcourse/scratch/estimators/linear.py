"""Linear regression, and its penalized form, as scikit-learn estimators. Taught in lesson 04."""

from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils.validation import check_is_fitted, validate_data


class LinearRegression(RegressorMixin, BaseEstimator):
    """The weights and the bias with the lowest mean squared error. Taught in lesson 04.

    Attributes
    ----------
    coef_ : ndarray of shape (n_features,)
        The weights; where columns are collinear, the smallest of those that fit equally well.
    intercept_ : float
        The bias.
    """

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Find the weights for X of shape (n_samples, n_features) and targets y of shape (n_samples,)."""
        X, y = validate_data(self, X, y, dtype=float, y_numeric=True)
        X_mean, y_mean = X.mean(axis=0), y.mean()
        self.coef_ = np.linalg.lstsq(X - X_mean, y - y_mean, rcond=None)[0]
        self.intercept_ = y_mean - X_mean @ self.coef_
        return self

    def predict(self, X: ArrayLike) -> NDArray:
        """Return the prediction for each row of X, an array of shape (n_samples,)."""
        check_is_fitted(self)
        return validate_data(self, X, dtype=float, reset=False) @ self.coef_ + self.intercept_
