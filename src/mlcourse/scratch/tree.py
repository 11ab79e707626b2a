"""Decision trees, for classes and for numbers: a question with a tree on either side. Taught in lesson 08."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Node(NamedTuple):
    """A question and the two trees below it; or a leaf, where nothing is asked."""

    value: np.ndarray  # the mean of the rows that came here, of shape (n_outputs,)
    n_samples: int  # how many these were
    feature: int | None = None  # the column that is asked about; None in a leaf
    threshold: float | None = None  # rows at or below it go left
    left: "Node | None" = None
    right: "Node | None" = None


def gini(y: ArrayLike) -> float:
    """Return the chance that two rows, drawn with replacement, are of different classes.

    Parameters
    ----------
    y : array-like of shape (n_samples,)
        The classes of the rows, at least one.

    Returns
    -------
    float
        0 where all are of one class, never 1: the Gini impurity. Taught in lesson 08.
    """
    _, counts = np.unique(y, return_counts=True)
    return 1 - np.sum((counts / len(y)) ** 2)


def split_gains(X: NDArray, Y: NDArray) -> tuple[NDArray, NDArray]:
    """Sort every feature; return how much each cut between two neighbors is worth, and the sorted values.

    Parameters
    ----------
    X : ndarray of float of shape (n_samples, n_features)
        The features.
    Y : ndarray of shape (n_samples, n_outputs)
        The targets: numbers, or one column of zeros and ones for each class.

    Returns
    -------
    (ndarray of shape (n_features, n_samples - 1), ndarray of shape (n_features, n_samples))
        By how much a cut lowers the impurity, times n_samples squared, -1 between equal values; and the values.
        Taught in lesson 08.
    """
    order, values = np.argsort(X.T), np.sort(X.T)
    n_samples, n_left = len(X), np.arange(1, len(X))
    gain = 0
    for deviation in (n_samples * Y - Y.sum(axis=0)).T:
        left = deviation[order].cumsum(axis=1)[:, :-1]
        gain = gain + left**2
    gain = gain / (n_left * (n_samples - n_left))
    gain[values[:, :-1] == values[:, 1:]] = -1
    return gain, values


def best_split(X: NDArray, Y: NDArray) -> tuple[int, float] | None:
    """Return the question after which the impurity is lowest, or None where there is none to ask.

    Parameters
    ----------
    X : ndarray of float of shape (n_samples, n_features)
        The features.
    Y : ndarray of shape (n_samples, n_outputs)
        The targets: numbers, or one column of zeros and ones for each class.

    Returns
    -------
    (int, float) or None
        The feature, and the threshold: rows at or below it go left. None where all targets are equal, or all rows.
        Of equally good questions, the first feature's, with the lowest threshold. Taught in lesson 08.
    """
    if X.dtype.kind == "u":
        raise TypeError("whole numbers without a sign, such as pixels, wrap around: give X.astype(float)")
    Y = Y - Y[0]
    if not Y.any():
        return None
    gain, values = split_gains(X, Y)
    feature, i = divmod(int(gain.argmax()), len(X) - 1)
    if gain[feature, i] < 0:
        return None
    low, high = values[feature, i : i + 2]
    middle = (low + high) / 2
    return feature, float(middle if middle < high else low)


def grow(X: NDArray, Y: NDArray, max_depth: float, split: Callable[..., tuple[int, float] | None] = best_split) -> Node:
    """Return a tree: a question with a tree on either side, or a leaf.

    Parameters
    ----------
    X : ndarray of float of shape (n_samples, n_features)
        The features.
    Y : ndarray of shape (n_samples, n_outputs)
        The targets: numbers, or one column of zeros and ones for each class.
    max_depth : int or inf
        How many questions may follow each other. Python's own limit lies near 900.
    split : callable, default=best_split
        Gets X and Y of a group of rows, and returns a feature and a threshold, or None for a leaf.

    Returns
    -------
    Node
        The root. Taught in lesson 08.
    """
    question = split(X, Y) if max_depth > 0 else None
    if question is None:
        return Node(Y.mean(axis=0), len(Y))
    feature, threshold = question
    yes = X[:, feature] <= threshold
    left = grow(X[yes], Y[yes], max_depth - 1, split)
    right = grow(X[~yes], Y[~yes], max_depth - 1, split)
    return Node(Y.mean(axis=0), len(Y), feature, threshold, left, right)


def predict_tree(node: Node, X: NDArray) -> NDArray:
    """Return the value of the leaf in which each row ends.

    Parameters
    ----------
    node : Node
        The tree's root.
    X : ndarray of float of shape (n_samples, n_features)
        The features.

    Returns
    -------
    ndarray of shape (n_samples, n_outputs)
        The mean of the targets that ended in the same leaf: for classes, their shares. Taught in lesson 08.
    """
    if node.feature is None or len(X) == 0:
        return np.tile(node.value, (len(X), 1))
    yes = X[:, node.feature] <= node.threshold
    prediction = np.empty((len(X), len(node.value)))
    prediction[yes] = predict_tree(node.left, X[yes])
    prediction[~yes] = predict_tree(node.right, X[~yes])
    return prediction


def depth(node: Node) -> int:
    """Return the largest number of questions that a row can be asked.

    Parameters
    ----------
    node : Node
        The tree's root.

    Returns
    -------
    int
        0 for a leaf. Taught in lesson 08.
    """
    return 0 if node.feature is None else 1 + max(depth(node.left), depth(node.right))


def count_leaves(node: Node) -> int:
    """Return the number of leaves.

    Parameters
    ----------
    node : Node
        The tree's root.

    Returns
    -------
    int
        At least 1. Taught in lesson 08.
    """
    return 1 if node.feature is None else count_leaves(node.left) + count_leaves(node.right)
