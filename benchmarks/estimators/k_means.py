"""k-means as a scikit-learn estimator: lesson 11's rounds, the means of all groups by one product."""

import warnings
from numbers import Integral
from typing import Literal, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, ClusterMixin, TransformerMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils import check_array, check_random_state
from sklearn.utils.validation import check_is_fitted, check_scalar, validate_data

from mlcourse.taught import k_means


def assign(X: NDArray, centers: NDArray) -> NDArray:
    """Return the number of the nearest center for each sample, as the lesson does, a row of scores per center.

    NumPy finds the minima of a few long rows much faster than those of many short ones, and numbers of 16 bits, too.
    """
    scores = -2 * centers @ X.T  # (n_clusters, n_samples)
    scores += np.sum(centers**2, axis=1, keepdims=True)
    nearest = scores == scores.min(axis=0)
    last = len(centers) - 1
    before_last = np.arange(last, -1, -1, dtype=np.int16 if last < 2**15 else int)[:, None]  # counts down to 0
    return last - np.max(nearest * before_last, axis=0).astype(int)  # of several nearest, the first


def update(X: NDArray, labels: NDArray, centers: NDArray) -> NDArray:
    """Return the mean of each group; a group without members keeps its center."""
    n_samples = len(X)
    member = csr_array((np.ones(n_samples), labels, np.arange(n_samples + 1)), shape=(n_samples, len(centers)))
    count = np.bincount(labels, minlength=len(centers))[:, None]  # (n_clusters, 1)
    return np.where(count > 0, member.T @ X / np.maximum(count, 1), centers)


def rounds(X: NDArray, centers: NDArray, max_iter: int) -> tuple[NDArray, NDArray, int]:
    """Return centers, labels and the number of rounds, after updating and assigning until no label changes."""
    labels = assign(X, centers)
    for n_rounds in range(1, max_iter + 1):
        before = labels
        centers = update(X, k_means.relocate(X, labels, centers), centers)
        labels = assign(X, centers)
        if np.array_equal(labels, before):
            return centers, labels, n_rounds
    return centers, labels, max_iter


class KMeans(ClassNamePrefixFeaturesOutMixin, TransformerMixin, ClusterMixin, BaseEstimator):
    """Groups around centers, the best of several runs.

    Parameters
    ----------
    n_clusters : int, default=8
        The number of groups.
    init : "k-means++", "random" or array-like of shape (n_clusters, n_features), default="k-means++"
        Where the centers start. From an array there is one run alone.
    n_init : int, default=10
        How many runs, of which the one with the lowest inertia is kept.
    max_iter : int, default=300
        The number of rounds after which a run stops in any case.
    random_state : int, RandomState or None, default=None
        The source of chance.

    Attributes
    ----------
    cluster_centers_ : ndarray of shape (n_clusters, n_features)
        The centers.
    labels_ : ndarray of int of shape (n_samples,)
        The number of each sample's group.
    inertia_ : float
        The sum of the squared distances of the samples to their centers.
    n_iter_ : int
        The rounds of the best run, each an update and an assignment.
    """

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        init: Literal["k-means++", "random"] | ArrayLike = "k-means++",
        n_init: int = 10,
        max_iter: int = 300,
        random_state: int | np.random.RandomState | None = None,
    ) -> None:
        self.n_clusters = n_clusters
        self.init = init
        self.n_init = n_init
        self.max_iter = max_iter
        self.random_state = random_state

    def fit(self, X: ArrayLike, y: None = None) -> Self:
        """Find the groups of X of shape (n_samples, n_features)."""
        for name in ("n_clusters", "n_init", "max_iter"):
            check_scalar(getattr(self, name), name, Integral, min_val=1)
        X = validate_data(self, X, dtype=float)
        if len(X) < self.n_clusters:
            raise ValueError(f"n_samples={len(X)} should be at least n_clusters={self.n_clusters}")
        rng = check_random_state(self.random_state)
        self._mean = X.mean(axis=0)
        X = self._from_mean(X)
        runs = range(self.n_init if isinstance(self.init, str) else 1)
        found = [rounds(X, self._start(X, rng), self.max_iter) for _ in runs]
        costs = [k_means.inertia(X, labels, centers) for centers, labels, _ in found]
        best = int(np.argmin(costs))
        self.inertia_ = costs[best]
        self._centers, self.labels_, self.n_iter_ = found[best]
        self.cluster_centers_ = self._centers + self._mean
        return self

    def _from_mean(self, X: NDArray) -> NDArray:
        """Return X less the mean of what was learned from: far from the origin, distances would be rounded."""
        return X - self._mean

    def _start(self, X: NDArray, rng: np.random.RandomState) -> NDArray:
        """Return the first centers of a run, in coordinates in which the mean of X is 0."""
        if not isinstance(self.init, str):
            start = check_array(self.init, dtype=float) - self._mean
            if start.shape != (self.n_clusters, X.shape[1]):
                raise ValueError(f"init has shape {start.shape}, expected {(self.n_clusters, X.shape[1])}")
            return start
        if self.init == "random":
            return k_means.random_start(X, self.n_clusters, rng)
        if self.init != "k-means++":
            raise ValueError(f"init must be 'k-means++', 'random' or an array, got {self.init!r}")
        try:
            with np.errstate(invalid="raise"):
                return k_means.k_means_plus_plus(X, self.n_clusters, rng)
        except FloatingPointError:  # all samples lie on centers already, their chances are 0 / 0
            warnings.warn(f"X has fewer different rows than n_clusters={self.n_clusters}", ConvergenceWarning, 2)
            return k_means.random_start(X, self.n_clusters, rng)

    def predict(self, X: ArrayLike) -> NDArray:
        """Return the number of the nearest center for each row of X, an array of shape (n_samples,)."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=float, reset=False)
        return assign(self._from_mean(X), self._centers)

    def transform(self, X: ArrayLike) -> NDArray:
        """Return the distance of each row of X to each center, an array of shape (n_samples, n_clusters)."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=float, reset=False)
        return np.sqrt(np.stack([np.sum((X - center) ** 2, axis=1) for center in self.cluster_centers_], axis=1))

    @property
    def _n_features_out(self) -> int:
        """The number of columns that `transform` returns."""
        return len(self.cluster_centers_)
