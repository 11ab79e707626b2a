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


# As low as possible
def best_threshold(x, y, thresholds):
    """Return the threshold with the lowest error rate."""
    costs = [error_rate(y, predict_above(x, threshold)) for threshold in thresholds]
    return thresholds[np.argmin(costs)]


# Exercise 3 · Two prices
def mean_price(y, prediction, price_missed, price_alarm):
    """Return what the errors cost per prediction, when each sort has its own price."""
    ### BEGIN SOLUTION
    missed = (y == 1) & (prediction == 0)  # (n_samples,)
    alarm = (y == 0) & (prediction == 1)  # (n_samples,)
    return np.mean(price_missed * missed + price_alarm * alarm)
    ### END SOLUTION


# Exercise 4 · The mean squared error
def mean_squared_error(y, score):
    """Return the average squared distance between the targets and the scores."""
    ### BEGIN SOLUTION
    return np.mean((score - y) ** 2)
    ### END SOLUTION
