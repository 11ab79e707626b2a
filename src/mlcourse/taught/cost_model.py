"""Taught in the lesson cost_model, and cut out of it by `mlcourse build`: edit the lesson."""

import numpy as np


# An axis that multiplies
def predict_above(x, threshold):
    """Return 1 where `x` lies above the threshold and 0 elsewhere."""
    return (x > threshold).astype(int)


# Exercise 2 · The error rate
def error_rate(y, prediction):
    """Return the share of predictions that differ from the truth."""
    ### BEGIN SOLUTION
    return np.mean(prediction != y)
    ### END SOLUTION


# Exercise 3 · Grid search
def best_threshold(x, y, thresholds):
    """Return the threshold with the lowest error rate."""
    ### BEGIN SOLUTION
    costs = [error_rate(y, predict_above(x, threshold)) for threshold in thresholds]
    return thresholds[np.argmin(costs)]
    ### END SOLUTION


# Exercise 4 · The mean squared error
def mean_squared_error(y, score):
    """Return the average squared distance between the targets and the scores."""
    ### BEGIN SOLUTION
    return np.mean((score - y) ** 2)
    ### END SOLUTION
