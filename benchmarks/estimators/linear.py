"""Linear regression, plain and with a penalty, as scikit-learn estimators: the models of lessons 04 and 07."""

from numbers import Real
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils.validation import check_is_fitted, check_scalar, validate_data

from mlcourse.taught.overfitting import ridge


class LinearRegression(RegressorMixin, BaseEstimator):
    """The weights and the bias with the lowest mean squared error, even where columns are collinear.

    Attributes
    ----------
    coef_ : ndarray of shape (n_features,)
        The weights; where columns are collinear, those with the smallest sum of squares.
    intercept_ : float
        The bias.
    """

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Find the weights for X of shape (n_samples, n_features) and targets y of shape (n_samples,)."""
        X, y = validate_data(self, X, y, dtype=float, y_numeric=True)
        self.coef_ = np.linalg.lstsq(centered(X), y - y.mean(), rcond=None)[0]
        self.intercept_ = y.mean() - X.mean(axis=0) @ self.coef_
        return self

    def predict(self, X: ArrayLike) -> NDArray:
        """Return the prediction for each row of X, an array of shape (n_samples,)."""
        check_is_fitted(self)
        return validate_data(self, X, dtype=float, reset=False) @ self.coef_ + self.intercept_


class Ridge(LinearRegression):
    """Linear regression that pays for its weights: `alpha` for each square of one.

    Parameters
    ----------
    alpha : float, default=1.0
        The price, in squared errors. 0 is `LinearRegression`.

    Attributes
    ----------
    coef_ : ndarray of shape (n_features,)
        The weights.
    intercept_ : float
        The bias, which costs nothing.
    """

    def __init__(self, alpha: float = 1.0):
        self.alpha = alpha

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Find the weights for X of shape (n_samples, n_features) and targets y of shape (n_samples,)."""
        if check_number(self.alpha, "alpha", min_val=0) == 0:
            return super().fit(X, y)
        X_checked, y_checked = validate_data(self, X, y, dtype=float, y_numeric=True)
        try:
            self.coef_, self.intercept_ = ridge(X_checked, y_checked, self.alpha)
        except np.linalg.LinAlgError:  # columns are collinear, and the price is lost in rounding
            return super().fit(X, y)
        return self


def check_number(value: float, name: str, **limits: object) -> float:
    """Return a number within limits, as `check_scalar` does, which lets nan through."""
    if np.isnan(check_scalar(value, name, Real, **limits)):
        raise ValueError(f"{name} must not be nan")
    return value


def centered(X: NDArray) -> NDArray:
    """Return X of shape (n_samples, n_features) less the mean of each column; a constant one becomes exactly zero."""
    X = X - X[0]  # the mean of a constant column can be off in the last digit, its first entry cannot
    X -= X.mean(axis=0)
    return X
