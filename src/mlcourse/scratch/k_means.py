"""Find groups that nobody has named: each sample joins the nearest center. Taught in lesson 10."""

import numpy as np
from numpy.typing import NDArray


def squared_errors(X: NDArray, labels: NDArray, centers: NDArray) -> NDArray:
    """Return the squared distance of each sample to the center of its own group.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The samples.
    labels : ndarray of int of shape (n_samples,)
        The number of each sample's group.
    centers : ndarray of shape (n_clusters, n_features)
        One center a group.

    Returns
    -------
    ndarray of shape (n_samples,)
        In squared units of `X`. Taught in lesson 10.
    """
    return np.sum((X - centers[labels]) ** 2, axis=1)


def inertia(X: NDArray, labels: NDArray, centers: NDArray) -> float:
    """Return the sum of the squared distances of all samples to the centers of their groups.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The samples.
    labels : ndarray of int of shape (n_samples,)
        The number of each sample's group.
    centers : ndarray of shape (n_clusters, n_features)
        One center a group.

    Returns
    -------
    float
        The lower, the better. Taught in lesson 10.
    """
    return np.sum(squared_errors(X, labels, centers))


def assign(X: NDArray, centers: NDArray) -> NDArray:
    """Return the number of the nearest center for each sample.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The samples; far from the origin, subtract their mean first, from the centers too.
    centers : ndarray of shape (n_clusters, n_features)
        One center a group.

    Returns
    -------
    ndarray of int of shape (n_samples,)
        Of several nearest centers, the first. Taught in lesson 10.
    """
    scores = X @ (-2 * centers.T)
    scores += np.sum(centers**2, axis=1)
    return np.argmin(scores, axis=1)


def update(X: NDArray, labels: NDArray, centers: NDArray) -> NDArray:
    """Return the mean of each group; a group without members keeps its center.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The samples.
    labels : ndarray of int of shape (n_samples,)
        The number of each sample's group.
    centers : ndarray of shape (n_clusters, n_features)
        The centers so far. Not modified.

    Returns
    -------
    ndarray of shape (n_clusters, n_features)
        The new centers. Taught in lesson 10.
    """
    counts = np.bincount(labels, minlength=len(centers))
    sums = np.array([np.bincount(labels, column, len(centers)) for column in X.T])
    return np.where(counts > 0, sums / np.maximum(counts, 1), centers.T).T


def relocate(X: NDArray, labels: NDArray, centers: NDArray) -> NDArray:
    """Return labels in which each empty group gets one of the samples farthest from their centers.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The samples.
    labels : ndarray of int of shape (n_samples,)
        The number of each sample's group. Not modified.
    centers : ndarray of shape (n_clusters, n_features)
        One center a group.

    Returns
    -------
    ndarray of int of shape (n_samples,)
        A sample that lies on its center stays. Taught in lesson 10; scikit-learn does this too.
    """
    empty = np.flatnonzero(np.bincount(labels, minlength=len(centers)) == 0)
    if len(empty) > 0:
        errors = squared_errors(X, labels, centers)  # (n_samples,)
        farthest = np.argsort(-errors)[: len(empty)]
        labels = labels.copy()
        labels[farthest] = np.where(errors[farthest] > 0, empty, labels[farthest])
    return labels


def k_means(X: NDArray, centers: NDArray, max_iter: int = 300) -> tuple[NDArray, NDArray, int]:
    """Return centers, labels and the number of rounds, after assigning and updating until nobody moves.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The samples.
    centers : ndarray of shape (n_clusters, n_features)
        Where the centers start. Not modified.
    max_iter : int, default=300
        The number of rounds after which to stop in any case.

    Returns
    -------
    (ndarray of shape (n_clusters, n_features), ndarray of int of shape (n_samples,), int)
        Lloyd's algorithm (S. P. Lloyd, IEEE Transactions on Information Theory 28, 1982). Taught in lesson 10.
    """
    labels = assign(X, centers)
    for n_rounds in range(1, max_iter + 1):
        centers = update(X, relocate(X, labels, centers), centers)
        before, labels = labels, assign(X, centers)
        if np.array_equal(before, labels):
            return centers, labels, n_rounds
    return centers, labels, max_iter


def random_start(X: NDArray, n_clusters: int, rng: np.random.Generator) -> NDArray:
    """Return different rows of `X`, drawn at random, as the first centers. Taught in lesson 10.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The samples.
    n_clusters : int
        How many centers to draw.
    rng : numpy.random.Generator
        The source of chance.

    Returns
    -------
    ndarray of shape (n_clusters, n_features)
    """
    return X[rng.permutation(len(X))[:n_clusters]]


def chances(X: NDArray, centers: NDArray) -> NDArray:
    """Return each sample's chance of being the next center, in proportion to its squared distance to the nearest one.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The samples, not all of which lie on centers.
    centers : ndarray of shape (n_centers, n_features)
        The centers drawn so far.

    Returns
    -------
    ndarray of shape (n_samples,)
        They sum to 1. Taught in lesson 10.
    """
    errors = squared_errors(X, assign(X, centers), centers)
    return errors / np.sum(errors)


def k_means_plus_plus(X: NDArray, n_clusters: int, rng: np.random.Generator) -> NDArray:
    """Return rows of `X` as the first centers, each drawn where the nearest one so far is far away.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The samples, at least `n_clusters` different ones.
    n_clusters : int
        How many centers to draw.
    rng : numpy.random.Generator
        The source of chance.

    Returns
    -------
    ndarray of shape (n_clusters, n_features)
        The start called k-means++ (D. Arthur and S. Vassilvitskii, SODA 2007). Taught in lesson 10.
    """
    centers = X[[rng.choice(len(X))]]
    while len(centers) < n_clusters:
        row = rng.choice(len(X), p=chances(X, centers))
        centers = np.vstack([centers, X[row]])
    return centers
