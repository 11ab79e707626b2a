"""Trees that differ and vote: the forest, and its grade on rows that it has not seen. Taught in lesson 09."""

from functools import partial
from math import comb

import numpy as np
from numpy.typing import NDArray

from mlcourse.scratch.tree import Node, best_split, grow, predict_tree


def majority(n_judges: int, p: float) -> float:
    """Return how often most of `n_judges` independent judges are right, each of whom is right with `p`.

    Parameters
    ----------
    n_judges : int
        How many judges there are; best an odd number, as a tie counts as wrong.
    p : float
        The probability that one of them is right, between 0 and 1.

    Returns
    -------
    float
        Between 0 and 1. Taught in lesson 09; SciPy calls it `binom.sf(n_judges // 2, n_judges, p)`.
    """
    most = range(n_judges // 2 + 1, n_judges + 1)
    return sum(comb(n_judges, k) * p**k * (1 - p) ** (n_judges - k) for k in most)


def bootstrap(n_samples: int, rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    """Return the numbers of `n_samples` rows drawn with replacement, and of the rows that were never drawn.

    Parameters
    ----------
    n_samples : int
        How many rows there are, and how many are drawn.
    rng : Generator
        Draws the rows.

    Returns
    -------
    (ndarray of int of shape (n_samples,), ndarray of int of shape (n_unseen,))
        The drawn rows, with repetitions, and the others in rising order: about 37 % of many. Taught in lesson 09.
    """
    drawn = rng.integers(n_samples, size=n_samples)
    unseen = np.setdiff1d(np.arange(n_samples), drawn)
    return drawn, unseen


def random_split(X: NDArray, Y: NDArray, max_features: int, rng: np.random.Generator) -> tuple[int, float] | None:
    """Return the best question about `max_features` random columns; where they have none, ask the next ones.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The features.
    Y : ndarray of shape (n_samples, n_outputs)
        The targets: numbers, or one column of zeros and ones for each class.
    max_features : int
        How many columns to look at, at least 1.
    rng : Generator
        Draws the columns.

    Returns
    -------
    (int, float) or None
        As `best_split` returns it. Taught in lesson 09.
    """
    if np.all(np.ptp(Y, axis=0) == 0):
        return None
    columns = rng.permutation(X.shape[1])
    for start in range(0, len(columns), max_features):
        group = columns[start : start + max_features]
        question = best_split(X[:, group], Y)
        if question is not None:
            return int(group[question[0]]), question[1]
    return None


def grow_random_tree(
    X: NDArray, Y: NDArray, max_features: int, rng: np.random.Generator, max_depth: float = np.inf
) -> tuple[Node, NDArray]:
    """Return a tree grown on a bootstrap sample with random columns, and the rows it has not seen.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The features.
    Y : ndarray of shape (n_samples, n_outputs)
        The targets: numbers, or one column of zeros and ones for each class.
    max_features : int
        How many columns to look at for each question.
    rng : Generator
        Draws rows and columns.
    max_depth : int or inf, default=inf
        How many questions may follow each other.

    Returns
    -------
    (Node, ndarray of int of shape (n_unseen,))
        The root, and the numbers of the rows that were not drawn. Taught in lesson 09.
    """

    drawn, unseen = bootstrap(len(X), rng)
    split = partial(random_split, max_features=max_features, rng=rng)
    return grow(X[drawn], Y[drawn], max_depth, split), unseen


def predict_forest(trees: list[Node], X: NDArray) -> NDArray:
    """Return for each row the mean of what the trees predict.

    Parameters
    ----------
    trees : sequence of Node
        The roots of the trees, at least one.
    X : ndarray of shape (n_samples, n_features)
        The features.

    Returns
    -------
    ndarray of shape (n_samples, n_outputs)
        For classes, the share of the vote that each got. Taught in lesson 09.
    """
    return np.mean([predict_tree(tree, X) for tree in trees], axis=0)


def out_of_bag(trees: list[Node], unseen: list[NDArray], X: NDArray) -> NDArray:
    """Return for each row the mean prediction of those trees that have not seen it.

    Parameters
    ----------
    trees : sequence of Node
        The roots of the trees, at least one.
    unseen : sequence of ndarray of int
        For each tree, the numbers of the rows that it has not seen.
    X : ndarray of shape (n_samples, n_features)
        The rows from which the trees' samples were drawn.

    Returns
    -------
    ndarray of shape (n_samples, n_outputs)
        Zeros for a row that every tree has seen. Taught in lesson 09.
    """
    total = np.zeros((len(X), len(trees[0].value)))
    count = np.zeros((len(X), 1))
    for tree, rows in zip(trees, unseen, strict=True):
        total[rows] += predict_tree(tree, X[rows])
        count[rows] += 1
    return total / np.maximum(count, 1)
