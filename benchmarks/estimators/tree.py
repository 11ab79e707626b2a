"""Decision trees, for classes and for numbers, as scikit-learn estimators: lesson 09's trees."""

from numbers import Integral
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, check_scalar, validate_data

from estimators.growing import Table, grow
from estimators.targets import Classes, Numbers, TwoClasses

DEEPEST = 250  # more questions in a row than any sensible tree asks


def depth_limit(max_depth: int | None) -> int:
    """Return how many questions may follow each other, at most `DEEPEST`."""
    if max_depth is not None:
        check_scalar(max_depth, "max_depth", Integral, min_val=1)
    return min(max_depth or DEEPEST, DEEPEST)


def targets(y: NDArray, n_classes: int | None, weight: NDArray) -> Classes | Numbers:
    """Return what a tree learns: numbers y, or classes 0, 1, 2, …, of rows that count `weight` times each."""
    if n_classes in (None, 2):
        return (Numbers if n_classes is None else TwoClasses)(y.astype(float), weight)
    return Classes(y, n_classes, weight)


class DecisionTree(BaseEstimator):
    """Questions, each with a tree on either side: what both estimators share."""

    def __init__(self, max_depth: int | None = None):
        self.max_depth = max_depth

    def _grow(self, X: NDArray, y: NDArray, n_classes: int | None) -> None:
        """Grow the tree on numbers y of shape (n_samples,), or on the numbers of so many classes."""
        self.tree_ = grow(Table.of(X), targets(y, n_classes, np.ones(len(y))), depth_limit(self.max_depth))

    def _values(self, X: ArrayLike) -> NDArray:
        """Return the value of the leaf in which each row ends, an array of shape (n_samples, n_outputs)."""
        check_is_fitted(self)
        return self.tree_.predict(validate_data(self, X, dtype=float, reset=False))

    def get_depth(self) -> int:
        """Return the largest number of questions that a row can be asked."""
        check_is_fitted(self)
        return self.tree_.depth

    def get_n_leaves(self) -> int:
        """Return the number of leaves."""
        check_is_fitted(self)
        return self.tree_.count_leaves()


class DecisionTreeClassifier(ClassifierMixin, DecisionTree):
    """Ask the question that leaves the classes least mixed, then the next on either side.

    Parameters
    ----------
    max_depth : int, optional
        How many questions may follow each other. By default no limit, other than 250.

    Attributes
    ----------
    classes_ : ndarray of shape (n_classes,)
        The classes; of those equally frequent in a leaf, the first wins.
    tree_ : Tree
        The nodes; the `value` of each holds the shares of the classes.
    """

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Grow the tree on X of shape (n_samples, n_features) and classes y of shape (n_samples,)."""
        X, y = validate_data(self, X, y, dtype=float)
        check_classification_targets(y)
        self.classes_, numbers = np.unique(y, return_inverse=True)
        self._grow(X, numbers, len(self.classes_))
        return self

    def predict_proba(self, X: ArrayLike) -> NDArray:
        """Return the shares of the classes in each row's leaf, an array of shape (n_samples, n_classes)."""
        return self._values(X)

    def predict(self, X: ArrayLike) -> NDArray:
        """Return the most frequent class of each row's leaf, an array of shape (n_samples,)."""
        shares = self.predict_proba(X)
        return self.classes_[np.argmax(shares, axis=1)]


class DecisionTreeRegressor(RegressorMixin, DecisionTree):
    """Ask the question that leaves the targets least spread, then the next on either side.

    Parameters
    ----------
    max_depth : int, optional
        How many questions may follow each other. By default no limit, other than 250.

    Attributes
    ----------
    tree_ : Tree
        The nodes; the `value` of each holds the mean of its targets.
    """

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Grow the tree on X of shape (n_samples, n_features) and targets y of shape (n_samples,)."""
        X, y = validate_data(self, X, y, dtype=float, y_numeric=True)
        self._grow(X, y, None)
        return self

    def predict(self, X: ArrayLike) -> NDArray:
        """Return the mean target of each row's leaf, an array of shape (n_samples,)."""
        return self._values(X)[:, 0]
