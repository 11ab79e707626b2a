"""Taught in the lesson overfitting, and cut out of it by `mlcourse build`: edit the lesson."""

import numpy as np

from mlcourse.taught.cost_model import mean_squared_error
from mlcourse.taught.linear_regression import least_squares


# One more power
def powers(x, degree):
    """Return the powers of `x` from 0 to `degree`, one per column; the first is all ones."""
    return np.column_stack([x**power for power in range(degree + 1)])  # (n_samples, degree + 1)


# One more power
def fit_polynomial(x, y, degree):
    """Return the weights with the lowest mean squared error, one for each power."""
    return np.linalg.lstsq(powers(x, degree), y, rcond=None)[0]  # (degree + 1,)


# One more power
def predict_polynomial(w, x):
    """Return the height of the polynomial with weights `w` at each `x`."""
    return powers(x, len(w) - 1) @ w


# Exercise 1 · Bias² and variance
def bias_and_variance(curves, true_curve):
    """Return the squared bias and the variance of many curves, averaged over all places."""
    ### BEGIN SOLUTION
    mean_curve = curves.mean(axis=0)  # (n_places,)
    return np.mean((mean_curve - true_curve) ** 2), np.mean((curves - mean_curve) ** 2)
    ### END SOLUTION


# Exercise 2 · Choose the degree
def best_degree(x_train, y_train, x_validation, y_validation, degrees):
    """Return the degree that, fitted on train, has the lowest mean squared error on validation."""
    ### BEGIN SOLUTION
    costs = []
    for degree in degrees:
        w = fit_polynomial(x_train, y_train, degree)
        costs.append(mean_squared_error(y_validation, predict_polynomial(w, x_validation)))
    return degrees[np.argmin(costs)]
    ### END SOLUTION


# Exercise 3 · Ridge
def ridge(X, y, alpha):
    """Return the weights and the bias with the lowest sum of squared errors and penalty."""
    X_mean, y_mean = X.mean(axis=0), y.mean()
    X, y = X - X_mean, y - y_mean
    ### BEGIN SOLUTION
    w = np.linalg.solve(X.T @ X + alpha * np.eye(X.shape[1]), X.T @ y)
    ### END SOLUTION
    return w, y_mean - X_mean @ w


# A discovery
def correlations(X, y):
    """Return the correlation of each column of `X` with `y`."""
    X, y = X - X.mean(axis=0), y - y.mean()
    return y @ X / np.sqrt(np.sum(X**2, axis=0) * np.sum(y**2))  # (n_features,)


# A discovery
def best_columns(X, y, n_columns):
    """Return the numbers of the columns that correlate most with `y`, up or down."""
    return np.argsort(-np.abs(correlations(X, y)))[:n_columns]


# A discovery
def accuracy(X_train, y_train, X_test, y_test):
    """Fit a score on the train rows; return for which share of the test rows "above one half" is right."""
    w, b = least_squares(X_train, y_train)
    return np.mean((X_test @ w + b > 0.5) == y_test)


# Exercise 4 · Mend the leak
def honest_accuracy(X, y, train, test, n_columns):
    """Return the accuracy on the test rows, with the columns selected on the train rows alone."""
    ### BEGIN SOLUTION
    X_best = X[:, best_columns(X[train], y[train], n_columns)]  # (n_samples, n_columns)
    return accuracy(X_best[train], y[train], X_best[test], y[test])
    ### END SOLUTION
