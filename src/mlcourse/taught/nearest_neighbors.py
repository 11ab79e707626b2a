"""Taught in the lesson nearest_neighbors, and cut out of it by `mlcourse build`: edit the lesson."""

import numpy as np


# Exercise 1 · Distances
def distances(X, X_train):
    """Return the Euclidean distance of each row of `X` from each row of `X_train`."""
    gaps = X[:, None] - X_train  # (n_queries, n_train, n_features)
    ### BEGIN SOLUTION
    return np.sqrt(np.sum(gaps**2, axis=2))
    ### END SOLUTION


# Exercise 1 · Distances
def nearest(distance, n_neighbors):
    """Return the numbers of the nearest columns of each row, the nearest first."""
    return np.argsort(distance, axis=1, kind="stable")[:, :n_neighbors]  # (n_queries, n_neighbors)


# Exercise 2 · The vote
def vote(labels, n_classes):
    """Return for each row of labels which share of them each class has."""
    ### BEGIN SOLUTION
    return np.column_stack([np.mean(labels == c, axis=1) for c in range(n_classes)])  # (n_queries, n_classes)
    ### END SOLUTION


# Exercise 2 · The vote
def classify(X_train, y_train, X, n_neighbors):
    """Return the class that most of the nearest train rows have, for each row of `X`."""
    labels = y_train[nearest(distances(X, X_train), n_neighbors)]  # (n_queries, n_neighbors)
    return np.argmax(vote(labels, y_train.max() + 1), axis=1)


# How many shall we ask?
def folds(n_samples, n_folds, rng):
    """Return the row numbers, shuffled and cut into parts of equal size, give or take one row."""
    return np.array_split(rng.permutation(n_samples), n_folds)


# Exercise 3 · Cross-validation
def cross_validate(predict, cost, X, y, parts):
    """Return what the predictions cost on each part, by a model that learns from all other rows."""
    costs = []
    for part in parts:
        ### BEGIN SOLUTION
        others = np.setdiff1d(np.arange(len(X)), part)
        costs.append(cost(y[part], predict(X[others], y[others], X[part])))
        ### END SOLUTION
    return np.array(costs)  # (n_folds,)


# A number in place of a name
def estimate(X_train, y_train, X, n_neighbors):
    """Return the average target of the nearest train rows, for each row of `X`."""
    return np.mean(y_train[nearest(distances(X, X_train), n_neighbors)], axis=1)


# What a unit does
def standardize(X_train, X):
    """Return `X` in the train rows' standard deviations, counted from the train rows' mean."""
    return (X - X_train.mean(axis=0)) / X_train.std(axis=0)


# What a unit does
def classify_standardized(X_train, y_train, X, n_neighbors):
    """Return what `classify` says if all rows are standardized by the train rows."""
    return classify(standardize(X_train, X_train), y_train, standardize(X_train, X), n_neighbors)


# It reads handwriting
def squared_distances(X, X_train):
    """Return the squared distance of each row of `X` from each row of `X_train`, with one product of matrices."""
    center = X_train.mean(axis=0)
    X, X_train = X - center, X_train - center  # small numbers round less
    lengths, lengths_train = np.sum(X**2, axis=1), np.sum(X_train**2, axis=1)
    return np.maximum(lengths[:, None] - 2 * X @ X_train.T + lengths_train, 0)  # (n_queries, n_train)


# Exercise 4 · The neighbors, as a class
class Neighbors:
    """Let the nearest train rows vote."""

    def __init__(self, n_neighbors=5):
        """Keep the setting."""
        self.n_neighbors = n_neighbors

    def fit(self, X, y):
        """Remember the train rows."""
        self.classes_, numbers = np.unique(y, return_inverse=True)
        ### BEGIN SOLUTION
        self.X_, self.y_ = X, numbers
        return self
        ### END SOLUTION

    def predict(self, X):
        """Return the class that most of the nearest train rows have, for each row of `X`."""
        ### BEGIN SOLUTION
        numbers = classify(self.X_, self.y_, X, self.n_neighbors)
        return self.classes_[numbers]
        ### END SOLUTION
