"""Taught in the lesson logistic_regression, and cut out of it by `mlcourse build`: edit the lesson."""

import numpy as np


# Exercise 1 · The sigmoid
def sigmoid(score):
    """Return the probability that belongs to a score."""
    ### BEGIN SOLUTION
    return 1 / (1 + np.exp(-score))
    ### END SOLUTION


# Exercise 2 · The log loss
def log_loss(y, p):
    """Return the average cost of probabilities: minus the logarithm of what each gave to the truth."""
    ### BEGIN SOLUTION
    return -np.mean(np.log(np.where(y == 1, p, 1 - p)))
    ### END SOLUTION


# When certainty rounds to one
def log_loss_of_score(y, score):
    """Return the log loss, calculated from the scores: finite for every finite score."""
    return np.mean(np.logaddexp(0, np.where(y == 1, -score, score)))


# Exercise 3 · The gradient
def log_loss_gradient(w, b, X, y):
    """Return the partial derivatives of the log loss with respect to each weight and the bias."""
    ### BEGIN SOLUTION
    error = sigmoid(X @ w + b) - y  # (n_samples,)
    return X.T @ error / len(y), np.mean(error)
    ### END SOLUTION


# A step that is safe
def fit_logistic(X, y, n_steps):
    """Return the weights and the bias after a descent of the log loss, from zero, with a step that is safe."""
    learning_rate = 4 / np.mean(1 + np.sum(X**2, axis=1))
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(n_steps):
        dw, db = log_loss_gradient(w, b, X, y)
        w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b
