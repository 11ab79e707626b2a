"""Taught in the lesson decisions, and cut out of it by `mlcourse build`: edit the lesson."""

import numpy as np

from mlcourse.taught.cost_model import error_rate


# Exercise 1 · The confusion matrix
def confusion_matrix(y, prediction):
    """Return how many rows of each class (row) were given each answer (column)."""
    ### BEGIN SOLUTION
    return np.array([[np.sum((y == i) & (prediction == j)) for j in (0, 1)] for i in (0, 1)])
    ### END SOLUTION


# Exercise 2 · The balanced error
def balanced_error(y, prediction):
    """Return the mean of the two classes' error rates."""
    ### BEGIN SOLUTION
    rates = [error_rate(y[y == kind], prediction[y == kind]) for kind in (0, 1)]
    return np.mean(rates)
    ### END SOLUTION


# Exercise 3 · All cuts at once
def roc_points(y, p, cuts):
    """Return the share of class 0 and the share of class 1 that each cut calls 1."""
    ### BEGIN SOLUTION
    called = p > cuts[:, None]  # (n_cuts, n_samples)
    return called[:, y == 0].mean(axis=1), called[:, y == 1].mean(axis=1)
    ### END SOLUTION
