"""Taught in the lesson random_forests, and cut out of it by `mlcourse build`: edit the lesson."""

from functools import partial
from math import comb

import numpy as np

from mlcourse.taught.decision_trees import best_split, grow, predict_tree


# A hundred and one judges
def majority(n_judges, p):
    """Return how often most of `n_judges` independent judges are right, each of whom is right with `p`."""
    most = range(n_judges // 2 + 1, n_judges + 1)
    return sum(comb(n_judges, k) * p**k * (1 - p) ** (n_judges - k) for k in most)


# Exercise 1 · A bootstrap sample
def bootstrap(n_samples, rng):
    """Return the numbers of `n_samples` rows drawn with replacement, and of the rows that were never drawn."""
    ### BEGIN SOLUTION
    drawn = rng.integers(n_samples, size=n_samples)
    unseen = np.setdiff1d(np.arange(n_samples), drawn)
    return drawn, unseen
    ### END SOLUTION


# Exercise 2 · The vote
def predict_forest(trees, X):
    """Return for each row the mean of what the trees predict."""
    ### BEGIN SOLUTION
    return np.mean([predict_tree(tree, X) for tree in trees], axis=0)
    ### END SOLUTION


# Columns at random
def random_split(X, Y, max_features, rng):
    """Return the best question about `max_features` random columns; where they have none, ask the next ones."""
    if np.all(np.ptp(Y, axis=0) == 0):
        return None  # all targets are equal: nothing left to ask
    columns = rng.permutation(X.shape[1])  # (n_features,)
    for start in range(0, len(columns), max_features):
        group = columns[start : start + max_features]
        question = best_split(X[:, group], Y)
        if question is not None:
            return int(group[question[0]]), question[1]  # its number among all columns, not among these
    return None


# Columns at random
def grow_random_tree(X, Y, max_features, rng, max_depth=np.inf):
    """Return a tree grown on a bootstrap sample with random columns, and the rows it has not seen."""
    drawn, unseen = bootstrap(len(X), rng)
    ask = partial(random_split, max_features=max_features, rng=rng)
    return grow(X[drawn], Y[drawn], max_depth, ask), unseen


# Exercise 3 · Out of bag
def out_of_bag(trees, unseen, X):
    """Return for each row the mean prediction of those trees that have not seen it."""
    total = np.zeros((len(X), len(trees[0].value)))  # (n_samples, n_classes)
    count = np.zeros((len(X), 1))  # how many trees were asked about each row
    for tree, rows in zip(trees, unseen, strict=True):
        ### BEGIN SOLUTION
        total[rows] += predict_tree(tree, X[rows])
        count[rows] += 1
        ### END SOLUTION
    return total / np.maximum(count, 1)  # a row that every tree has seen gets zeros


# Exercise 4 · Permutation importance
def permutation_importance(model, X, y, rng):
    """Return for each column by how much the model's score falls if that column alone is shuffled."""
    untouched, falls = model.score(X, y), np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        ### BEGIN SOLUTION
        shuffled = X.copy()
        shuffled[:, j] = rng.permutation(X[:, j])
        falls[j] = untouched - model.score(shuffled, y)
        ### END SOLUTION
    return falls
