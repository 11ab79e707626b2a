"""Ask the most similar known rows: distances, the nearest, their vote and their average. Taught in lesson 07."""

import numpy as np
from numpy.typing import NDArray


def distances(X: NDArray, X_train: NDArray) -> NDArray:
    """Return the Euclidean distance of each row of `X` from each row of `X_train`.

    Parameters
    ----------
    X : ndarray of float of shape (n_queries, n_features)
        The rows to ask about.
    X_train : ndarray of float of shape (n_train, n_features)
        The known rows, in the same units.

    Returns
    -------
    ndarray of shape (n_queries, n_train)
        At least 0. An array of shape (n_queries, n_train, n_features) is made on the way.
        Taught in lesson 07; SciPy calls it `cdist`.
    """
    if "u" in X.dtype.kind + X_train.dtype.kind:
        raise TypeError("whole numbers without a sign, such as pixels, wrap around below zero: give X.astype(float)")
    gaps = X[:, None] - X_train
    return np.sqrt(np.sum(gaps**2, axis=2))


def nearest(distance: NDArray, n_neighbors: int) -> NDArray:
    """Return the numbers of the nearest columns of each row, the nearest first.

    Parameters
    ----------
    distance : ndarray of shape (n_queries, n_train)
        The distances, or their squares.
    n_neighbors : int
        How many to keep, from 1 to n_train.

    Returns
    -------
    ndarray of int of shape (n_queries, n_neighbors)
        Of equally near ones, the earlier first. Taught in lesson 07.
    """
    return np.argsort(distance, axis=1, kind="stable")[:, :n_neighbors]


def vote(labels: NDArray, n_classes: int) -> NDArray:
    """Return for each row of labels which share of them each class has.

    Parameters
    ----------
    labels : ndarray of int of shape (n_queries, n_neighbors)
        The classes of each query's neighbors, from 0 to `n_classes` - 1.
    n_classes : int
        How many classes there are.

    Returns
    -------
    ndarray of shape (n_queries, n_classes)
        Each row sums to 1. Taught in lesson 07; scikit-learn's `predict_proba`.
    """
    return np.column_stack([np.mean(labels == c, axis=1) for c in range(n_classes)])


def classify(X_train: NDArray, y_train: NDArray, X: NDArray, n_neighbors: int) -> NDArray:
    """Return the class that most of the nearest train rows have, for each row of `X`.

    Parameters
    ----------
    X_train : ndarray of shape (n_train, n_features)
        The known rows.
    y_train : ndarray of int of shape (n_train,)
        Their classes, counted from 0.
    X : ndarray of shape (n_queries, n_features)
        The rows to ask about.
    n_neighbors : int
        How many neighbors vote, from 1 to n_train.

    Returns
    -------
    ndarray of int of shape (n_queries,)
        Of classes with equally many votes, the lowest. Taught in lesson 07.
    """
    labels = y_train[nearest(distances(X, X_train), n_neighbors)]
    return np.argmax(vote(labels, y_train.max() + 1), axis=1)


def estimate(X_train: NDArray, y_train: NDArray, X: NDArray, n_neighbors: int) -> NDArray:
    """Return the average target of the nearest train rows, for each row of `X`.

    Parameters
    ----------
    X_train : ndarray of shape (n_train, n_features)
        The known rows.
    y_train : ndarray of shape (n_train,)
        Their targets.
    X : ndarray of shape (n_queries, n_features)
        The rows to ask about.
    n_neighbors : int
        How many neighbors are averaged, from 1 to n_train.

    Returns
    -------
    ndarray of shape (n_queries,)
        Never beyond the targets that are known. Taught in lesson 07.
    """
    return np.mean(y_train[nearest(distances(X, X_train), n_neighbors)], axis=1)


def squared_distances(X: NDArray, X_train: NDArray) -> NDArray:
    """Return the squared distance of each row of `X` from each row of `X_train`, with one product of matrices.

    Parameters
    ----------
    X : ndarray of shape (n_queries, n_features)
        The rows to ask about.
    X_train : ndarray of shape (n_train, n_features)
        The known rows, in the same units.

    Returns
    -------
    ndarray of shape (n_queries, n_train)
        At least 0; exact up to the rounding of the squared distances from the train rows' mean, which is
        subtracted first. Taught in lesson 07.
    """
    center = X_train.mean(axis=0)
    X, X_train = X - center, X_train - center
    lengths, lengths_train = np.sum(X**2, axis=1), np.sum(X_train**2, axis=1)
    return np.maximum(lengths[:, None] - 2 * X @ X_train.T + lengths_train, 0)
