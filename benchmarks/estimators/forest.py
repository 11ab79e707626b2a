"""Random forests, for classes and for numbers, as scikit-learn estimators: lesson 10's trees, grown level by level."""

import warnings
from numbers import Integral, Real
from typing import Self

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.metrics import r2_score
from sklearn.utils import check_random_state
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, check_scalar, validate_data

from estimators.growing import Table, Tree, grow
from estimators.tree import depth_limit, targets
from mlcourse.taught.random_forests import bootstrap


class Forest(BaseEstimator):
    """What both forests share: how trees are grown, and how they are asked."""

    def _grow(self, X: NDArray, y: NDArray, n_classes: int | None) -> NDArray | None:
        """Grow the trees on numbers y of shape (n_samples,), or on those of so many classes.

        Return their out-of-bag prediction, of shape (n_samples, n_outputs), if it is wanted.
        """
        check_scalar(self.n_estimators, "n_estimators", Integral, min_val=1)
        seed = check_random_state(self.random_state).randint(2**31)
        rngs = np.random.default_rng(seed).spawn(self.n_estimators)  # one per tree, whatever n_jobs is
        max_features = count_features(self.max_features, X.shape[1])
        max_depth = depth_limit(self.max_depth)
        table, one = Table.of(X), delayed(grow_random_tree)  # sorted once, for all trees
        grown = Parallel(n_jobs=self.n_jobs)(one(table, y, n_classes, max_features, rng, max_depth) for rng in rngs)
        self.estimators_, unseen = zip(*grown, strict=True)
        if not self.oob_score:
            return None
        n_graders = np.zeros((len(X), 1))  # how many trees have not seen each row
        total = np.zeros((len(X), n_classes or 1))
        for tree, rows in zip(self.estimators_, unseen, strict=True):
            total[rows] += tree.predict(X[rows])
            n_graders[rows] += 1
        if not n_graders.all():
            warnings.warn("some rows were seen by every tree: n_estimators is too small to grade all", stacklevel=3)
        return total / np.maximum(n_graders, 1)

    def _predict(self, X: ArrayLike) -> NDArray:
        """Return the mean of what the trees predict for X, an array of shape (n_samples, n_outputs)."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=float, reset=False)
        return np.mean([tree.predict(X) for tree in self.estimators_], axis=0)


def grow_random_tree(
    table: Table, y: NDArray, n_classes: int | None, max_features: int, rng: np.random.Generator, max_depth: int
) -> tuple[Tree, NDArray]:
    """Return a tree grown on a bootstrap sample with random columns, and the rows it has not seen.

    A row that is drawn three times counts three times.
    """
    drawn, unseen = bootstrap(len(y), rng)
    weight = np.bincount(drawn, minlength=len(y)).astype(float)
    return grow(table, targets(y, n_classes, weight), max_depth, max_features, rng), unseen


def count_features(max_features: str | float | None, n_features: int) -> int:
    """Return how many columns to look at for each question."""
    if max_features is None:
        return n_features
    if max_features == "sqrt":
        return max(1, int(np.sqrt(n_features)))
    is_number, is_share = isinstance(max_features, Real), not isinstance(max_features, Integral)
    if not is_number or not 0 < max_features <= (1 if is_share else n_features):
        raise ValueError(f"max_features must be 'sqrt', None, a share or a number of columns, got {max_features!r}")
    return max(1, int(max_features * n_features)) if is_share else int(max_features)


class RandomForestClassifier(ClassifierMixin, Forest):
    """Trees on bootstrap samples, with random columns at each split, that vote on a class.

    Parameters
    ----------
    n_estimators : int, default=100
        How many trees.
    max_depth : int or None, default=None
        How many questions may follow each other; None for no limit, other than 250.
    max_features : "sqrt", int, float or None, default="sqrt"
        How many columns to look at for each question: their square root, a number, a share, or all.
    oob_score : bool, default=False
        Whether to grade the forest on the rows that its trees have not seen.
    n_jobs : int or None, default=None
        How many processes grow the trees; the result does not depend on it.
    random_state : int, RandomState or None, default=None
        Draws rows and columns.

    Attributes
    ----------
    classes_ : ndarray of shape (n_classes,)
        The classes, sorted.
    estimators_ : tuple of Tree
        The trees.
    oob_decision_function_ : ndarray of shape (n_samples, n_classes)
        The share of votes of each class, among the trees that have not seen the row.
    oob_score_ : float
        The accuracy of these votes.
    """

    def __init__(
        self,
        n_estimators: int = 100,
        max_depth: int | None = None,
        max_features: str | float | None = "sqrt",
        oob_score: bool = False,
        n_jobs: int | None = None,
        random_state: int | np.random.RandomState | None = None,
    ):
        self.n_estimators = n_estimators
        self.max_depth = max_depth
        self.max_features = max_features
        self.oob_score = oob_score
        self.n_jobs = n_jobs
        self.random_state = random_state

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Grow the trees on X of shape (n_samples, n_features) and classes y of shape (n_samples,)."""
        X, y = validate_data(self, X, y, dtype=float)
        check_classification_targets(y)
        self.classes_, codes = np.unique(y, return_inverse=True)
        share = self._grow(X, codes, len(self.classes_))
        if share is not None:
            self.oob_decision_function_ = share
            self.oob_score_ = float(np.mean(share.argmax(axis=1) == codes))
        return self

    def predict_proba(self, X: ArrayLike) -> NDArray:
        """Return each class's share of the votes, an array of shape (n_samples, n_classes)."""
        return self._predict(X)

    def predict(self, X: ArrayLike) -> NDArray:
        """Return the class with the largest share for each row of X, an array of shape (n_samples,)."""
        share = self.predict_proba(X)
        return self.classes_[share.argmax(axis=1)]


class RandomForestRegressor(RegressorMixin, Forest):
    """Trees on bootstrap samples, with random columns at each split, whose mean predicts.

    Parameters
    ----------
    n_estimators, max_depth, oob_score, n_jobs, random_state
        As in `RandomForestClassifier`.
    max_features : "sqrt", int, float or None, default=1.0
        As there, too; by default all columns.

    Attributes
    ----------
    estimators_ : tuple of Tree
        The trees.
    oob_prediction_ : ndarray of shape (n_samples,)
        The mean prediction of the trees that have not seen the row.
    oob_score_ : float
        The R² of these predictions.
    """

    def __init__(
        self,
        n_estimators: int = 100,
        max_depth: int | None = None,
        max_features: str | float | None = 1.0,
        oob_score: bool = False,
        n_jobs: int | None = None,
        random_state: int | np.random.RandomState | None = None,
    ):
        self.n_estimators = n_estimators
        self.max_depth = max_depth
        self.max_features = max_features
        self.oob_score = oob_score
        self.n_jobs = n_jobs
        self.random_state = random_state

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Grow the trees on X of shape (n_samples, n_features) and targets y of shape (n_samples,)."""
        X, y = validate_data(self, X, y, dtype=float, y_numeric=True)
        prediction = self._grow(X, y, None)
        if prediction is not None:
            self.oob_prediction_ = prediction[:, 0]
            self.oob_score_ = r2_score(y, self.oob_prediction_)
        return self

    def predict(self, X: ArrayLike) -> NDArray:
        """Return the mean prediction for each row of X, an array of shape (n_samples,)."""
        return self._predict(X)[:, 0]
