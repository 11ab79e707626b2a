"""Decision trees, for classes and for numbers, as scikit-learn estimators: lesson 09's trees."""

from numbers import Integral
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, check_scalar, validate_data

from mlcourse.taught import decision_trees

DEEPEST = 250  # so deep, a tree of tuples can still be copied and pickled without meeting Python's recursion limit


class Question(NamedTuple):
    """A node of the lesson's tree as a tuple: copied and pickled, a deep tree of objects would meet that limit."""

    value: NDArray
    n_samples: int
    feature: int | None
    threshold: float | None
    left: "Question | None"
    right: "Question | None"


def as_tuples(node: Any) -> Question | None:
    """Return a tree of the lesson's nodes as one of tuples, which the lesson's functions read alike."""
    if node is None:
        return None
    return Question(
        node.value, node.n_samples, node.feature, node.threshold, as_tuples(node.left), as_tuples(node.right)
    )


def depth_limit(max_depth: int | None) -> int:
    """Return how many questions may follow each other, at most `DEEPEST`."""
    if max_depth is not None:
        check_scalar(max_depth, "max_depth", Integral, min_val=1)
    return min(max_depth or DEEPEST, DEEPEST)


class DecisionTree(BaseEstimator):
    """Questions, each with a tree on either side: what both estimators share."""

    def __init__(self, max_depth: int | None = None):
        self.max_depth = max_depth

    def _grow(self, X: NDArray, Y: NDArray) -> None:
        """Grow the tree on targets of shape (n_samples, n_outputs)."""
        self.tree_ = as_tuples(decision_trees.grow(X, Y, depth_limit(self.max_depth)))

    def _values(self, X: ArrayLike) -> NDArray:
        """Return the value of the leaf in which each row ends, an array of shape (n_samples, n_outputs)."""
        check_is_fitted(self)
        return decision_trees.predict_tree(self.tree_, validate_data(self, X, dtype=float, reset=False))

    def get_depth(self) -> int:
        """Return the largest number of questions that a row can be asked."""
        check_is_fitted(self)
        return decision_trees.depth(self.tree_)

    def get_n_leaves(self) -> int:
        """Return the number of leaves."""
        check_is_fitted(self)
        return decision_trees.count_leaves(self.tree_)


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
    tree_ : Question
        The root; the `value` of each node holds the shares of the classes.
    """

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Grow the tree on X of shape (n_samples, n_features) and classes y of shape (n_samples,)."""
        X, y = validate_data(self, X, y, dtype=float)
        check_classification_targets(y)
        self.classes_, numbers = np.unique(y, return_inverse=True)
        self._grow(X, np.eye(len(self.classes_))[numbers])
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
    tree_ : Question
        The root; the `value` of each node holds the mean of its targets.
    """

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Grow the tree on X of shape (n_samples, n_features) and targets y of shape (n_samples,)."""
        X, y = validate_data(self, X, y, dtype=float, y_numeric=True)
        self._grow(X, y[:, None].astype(float))
        return self

    def predict(self, X: ArrayLike) -> NDArray:
        """Return the mean target of each row's leaf, an array of shape (n_samples,)."""
        return self._values(X)[:, 0]
