"""The k nearest neighbors as scikit-learn estimators: lesson 08's vote, and its product of matrices in blocks."""

from numbers import Integral
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.utils import gen_batches
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, check_scalar, validate_data

from mlcourse.taught.nearest_neighbors import vote

CELLS = 2**20  # distances held at once: 8 MB


class Neighbors(BaseEstimator):
    """Known rows that can be asked for the nearest: what both estimators share."""

    def __init__(self, n_neighbors: int = 5):
        self.n_neighbors = n_neighbors

    def _remember(self, X: NDArray) -> None:
        """Keep the rows, and what lesson 08's product of matrices needs of them: that is all there is to fit."""
        self._check()
        self.n_samples_fit_ = len(X)
        self._rows, self._center = X, X.mean(axis=0)
        centered = X - self._center
        self._lengths = np.sum(centered**2, axis=1)  # squared, (n_train,)
        self._columns = np.ascontiguousarray(-2 * centered.T)  # (n_features, n_train)

    def _check(self) -> None:
        """Reject an invalid `n_neighbors`; `set_params` may have changed it since `fit`."""
        check_scalar(self.n_neighbors, "n_neighbors", Integral, min_val=1)

    def kneighbors(self, X: ArrayLike) -> tuple[NDArray, NDArray]:
        """Return distances and row numbers of the neighbors, the nearest first, both (n_queries, n_neighbors).

        Of equally near rows, the earlier comes first.
        """
        check_is_fitted(self)
        self._check()
        X = validate_data(self, X, dtype=float, reset=False)
        if self.n_neighbors > self.n_samples_fit_:
            raise ValueError(
                f"expected n_neighbors <= n_samples_fit, got {self.n_neighbors} and {self.n_samples_fit_} samples"
            )
        blocks = gen_batches(len(X), max(1, CELLS // self.n_samples_fit_))
        found = [self._sort(X[block], *self._candidates(X[block])) for block in blocks]
        distances, rows = zip(*found, strict=True)
        return np.concatenate(distances), np.concatenate(rows)

    def _candidates(self, X: NDArray) -> tuple[NDArray, NDArray]:
        """Return pairs of numbers, of a query and of a train row, among which the nearest of each query are."""
        centered = X - self._center
        squared = centered @ self._columns  # (n_queries, n_train)
        squared += self._lengths  # without |query|², which all distances of a query share

        n_groups = min(32 * self.n_neighbors, self.n_samples_fit_)
        size = self.n_samples_fit_ // n_groups
        lowest = squared[:, : size * n_groups].reshape(len(X), size, n_groups).min(axis=1)
        limit = np.partition(lowest, self.n_neighbors - 1)[:, self.n_neighbors - 1]  # n_neighbors rows are no farther
        largest = np.sum(centered**2, axis=1) + self._lengths.max()
        limit += (8 * X.shape[1] + 32) * np.finfo(float).eps * largest  # more than rounding can be off
        return np.divmod(np.flatnonzero(~(squared > limit[:, None])), self.n_samples_fit_)

    def _sort(self, X: NDArray, query: NDArray, row: NDArray) -> tuple[NDArray, NDArray]:
        """Return distances and row numbers of the nearest among the candidates, measured exactly."""
        distance = np.empty(len(row))
        for pairs in gen_batches(len(row), max(1, CELLS // X.shape[1])):
            distance[pairs] = np.sqrt(np.sum((X[query[pairs]] - self._rows[row[pairs]]) ** 2, axis=1))
        order = np.lexsort((row, distance, query))
        starts = np.searchsorted(query, np.arange(len(X)))  # queries come in order
        nearest = order[starts[:, None] + np.arange(self.n_neighbors)]
        return distance[nearest], row[nearest]


class KNeighborsClassifier(ClassifierMixin, Neighbors):
    """Give each row the class that most of its nearest known rows have.

    Parameters
    ----------
    n_neighbors : int, default=5
        How many neighbors vote.

    Attributes
    ----------
    classes_ : ndarray of shape (n_classes,)
        The classes; of those with equally many votes, the first wins.
    n_samples_fit_ : int
        How many rows are known.
    """

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Keep the rows X of shape (n_samples, n_features) and their classes y of shape (n_samples,)."""
        X, y = validate_data(self, X, y, dtype=float)
        check_classification_targets(y)
        self._remember(X)
        self.classes_, self._y = np.unique(y, return_inverse=True)
        return self

    def predict_proba(self, X: ArrayLike) -> NDArray:
        """Return the share of votes for each class, an array of shape (n_samples, n_classes)."""
        _, rows = self.kneighbors(X)
        return vote(self._y[rows], len(self.classes_))

    def predict(self, X: ArrayLike) -> NDArray:
        """Return the class with the most votes for each row of X, an array of shape (n_samples,)."""
        shares = self.predict_proba(X)
        return self.classes_[np.argmax(shares, axis=1)]


class KNeighborsRegressor(RegressorMixin, Neighbors):
    """Give each row the average target of its nearest known rows.

    Parameters
    ----------
    n_neighbors : int, default=5
        How many neighbors are averaged.

    Attributes
    ----------
    n_samples_fit_ : int
        How many rows are known.
    """

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Keep the rows X of shape (n_samples, n_features) and their targets y of shape (n_samples,)."""
        X, y = validate_data(self, X, y, dtype=float, y_numeric=True)
        self._remember(X)
        self._y = y
        return self

    def predict(self, X: ArrayLike) -> NDArray:
        """Return the neighbors' average for each row of X, an array of shape (n_samples,)."""
        _, rows = self.kneighbors(X)
        return np.mean(self._y[rows], axis=1)
