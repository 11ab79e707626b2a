"""Taught in the lesson linear_regression, and cut out of it by `mlcourse build`: edit the lesson."""

import numpy as np


# Exercise 1 · Least squares
def least_squares(X, y):
    """Return the weights and the bias with the lowest mean squared error."""
    A = np.column_stack([X, np.ones(len(X))])  # (n_samples, n_features + 1)
    ### BEGIN SOLUTION
    weights = np.linalg.solve(A.T @ A, A.T @ y)
    ### END SOLUTION
    return weights[:-1], weights[-1]


# Exercise 3 · R²
def r_squared(y, prediction):
    """Return 1 minus the sum of squared residuals over that of always predicting the mean."""
    ### BEGIN SOLUTION
    return 1 - np.sum((y - prediction) ** 2) / np.sum((y - np.mean(y)) ** 2)
    ### END SOLUTION


# Exercise 4 · The gradient, for many features
def gradient(w, b, X, y):
    """Return the partial derivatives of the mean squared error with respect to the weights and the bias."""
    error = X @ w + b - y  # (n_samples,)
    ### BEGIN SOLUTION
    return 2 * X.T @ error / len(X), 2 * np.mean(error)
    ### END SOLUTION
