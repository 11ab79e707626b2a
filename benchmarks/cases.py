"""What is timed: each hand-coded estimator and its twin, on data of growing size."""

from collections.abc import Callable
from dataclasses import dataclass

import estimators as ours
import numpy as np
from numpy.typing import NDArray
from sklearn import cluster, decomposition, ensemble, linear_model, neighbors, preprocessing, tree
from sklearn.base import BaseEstimator
from sklearn.datasets import load_digits

N_QUERIES = 1000
STARTS = np.random.default_rng(8).normal(size=(10, 16))  # of ten clusters


def numbers(n_samples: int, n_features: int) -> tuple[NDArray, NDArray]:
    """Draw features, and targets that are nearly a line."""
    rng = np.random.default_rng(7)
    X = rng.normal(size=(n_samples, n_features))
    return X, X @ rng.normal(size=n_features) + rng.normal(size=n_samples)


def classes(n_samples: int, n_features: int, n_classes: int = 2) -> tuple[NDArray, NDArray]:
    """Draw features, and classes that nobody could tell for certain."""
    rng = np.random.default_rng(7)
    X = rng.normal(size=(n_samples, n_features))
    score = X @ rng.normal(size=(n_features, n_classes)) + 2 * rng.gumbel(size=(n_samples, n_classes))
    return X, score.argmax(axis=1)


def five_classes(n_samples: int, n_features: int) -> tuple[NDArray, NDArray]:
    """Draw features and one of five classes."""
    return classes(n_samples, n_features, n_classes=5)


def digits(n_samples: int, n_features: int) -> tuple[NDArray, NDArray]:
    """Return some of scikit-learn's 1,797 digits, of 64 pixels each."""
    X, y = load_digits(return_X_y=True)
    return X[:n_samples, :n_features], y[:n_samples]


def fitting(model: BaseEstimator, X: NDArray, y: NDArray) -> Callable[[], object]:
    """Return what is timed: the fit."""
    return lambda: model.fit(X, y)


def answering(model: BaseEstimator, X: NDArray, y: NDArray) -> Callable[[], object]:
    """Return what is timed: 1,000 answers of the fitted model."""
    queries = np.random.default_rng(9).normal(size=(N_QUERIES, X.shape[1]))
    model.fit(X, y)
    return lambda: model.predict(queries)


@dataclass(frozen=True)
class Case:
    """One estimator against one other, on several sizes; the target is the highest ratio allowed on the largest."""

    name: str
    against: str
    ours: Callable[[], BaseEstimator]
    theirs: Callable[[], BaseEstimator]
    draw: Callable[[int, int], tuple[NDArray, NDArray]]
    sizes: tuple[int, ...]
    n_features: int
    target: float | None = None
    work: Callable = fitting


def forest(**options: int) -> BaseEstimator:
    """Return our forest of twenty trees."""
    return ours.RandomForestClassifier(n_estimators=20, random_state=0, **options)


class OneByOne(BaseEstimator):
    """Twenty forests of one tree: a forest of twenty must not be slower than that."""

    def fit(self, X: NDArray, y: NDArray) -> "OneByOne":
        """Grow the trees."""
        for seed in range(20):
            ours.RandomForestClassifier(n_estimators=1, random_state=seed).fit(X, y)
        return self


SMALL, NEIGHBORS = (500, 1500, 5000), (1000, 3000, 10_000)
MEDIUM, LARGE = (300, 3000, 30_000), (1000, 10_000, 100_000)
NEWTON = "newton-cholesky"
CASES = [
    Case("KNeighborsClassifier", "brute force", lambda: ours.KNeighborsClassifier(),
         lambda: neighbors.KNeighborsClassifier(algorithm="brute"), classes, NEIGHBORS, 64, 1.5, answering),
    Case("KNeighborsRegressor", "brute force", lambda: ours.KNeighborsRegressor(),
         lambda: neighbors.KNeighborsRegressor(algorithm="brute"), numbers, NEIGHBORS, 64, 1.5, answering),
    Case("KMeans", "the same start", lambda: ours.KMeans(10, init=STARTS, n_init=1),
         lambda: cluster.KMeans(10, init=STARTS, n_init=1, tol=0, algorithm="lloyd"), numbers, MEDIUM, 16, 1.3),
    Case("PCA", "full SVD", lambda: ours.PCA(10),
         lambda: decomposition.PCA(10, svd_solver="full"), numbers, MEDIUM, 64, 1.5),
    Case("StandardScaler", "scikit-learn", lambda: ours.StandardScaler(),
         lambda: preprocessing.StandardScaler(), numbers, LARGE, 20),
    Case("LinearRegression", "scikit-learn", lambda: ours.LinearRegression(),
         lambda: linear_model.LinearRegression(tol=0), numbers, LARGE, 20, 1.5),
    Case("Ridge", "Cholesky", lambda: ours.Ridge(),
         lambda: linear_model.Ridge(solver="cholesky"), numbers, LARGE, 20, 1.5),
    Case("LogisticRegression", NEWTON, lambda: ours.LogisticRegression(),
         lambda: linear_model.LogisticRegression(solver=NEWTON), classes, LARGE, 20, 3),
    Case("LogisticRegression", "its default, lbfgs", lambda: ours.LogisticRegression(),
         lambda: linear_model.LogisticRegression(), classes, LARGE, 20, 1.5),
    Case("LogisticRegression, 5 classes", NEWTON, lambda: ours.LogisticRegression(),
         lambda: linear_model.LogisticRegression(solver=NEWTON), five_classes, MEDIUM, 20, 3),
    Case("LogisticRegression, 5 classes", "its default, lbfgs", lambda: ours.LogisticRegression(),
         lambda: linear_model.LogisticRegression(), five_classes, MEDIUM, 20, 1.5),
    Case("DecisionTreeClassifier", "scikit-learn", lambda: ours.DecisionTreeClassifier(),
         lambda: tree.DecisionTreeClassifier(random_state=0), classes, SMALL, 10, 8),
    Case("DecisionTreeClassifier, digits", "scikit-learn", lambda: ours.DecisionTreeClassifier(),
         lambda: tree.DecisionTreeClassifier(random_state=0), digits, (450, 900, 1797), 64, 2.5),
    Case("DecisionTreeRegressor", "scikit-learn", lambda: ours.DecisionTreeRegressor(),
         lambda: tree.DecisionTreeRegressor(random_state=0), numbers, SMALL, 10, 3),
    Case("RandomForestClassifier", "scikit-learn", forest,
         lambda: ensemble.RandomForestClassifier(20, random_state=0), classes, SMALL, 10, 3),
    Case("RandomForestRegressor", "scikit-learn", lambda: ours.RandomForestRegressor(n_estimators=20, random_state=0),
         lambda: ensemble.RandomForestRegressor(20, random_state=0), numbers, SMALL, 10, 4),
    Case("RandomForestClassifier", "its trees, one by one", forest, OneByOne, classes, SMALL, 10, 1),
    Case("RandomForestClassifier, n_jobs=2", "n_jobs=1", lambda: forest(n_jobs=2), forest, classes, SMALL, 10, 1),
]  # fmt: skip
