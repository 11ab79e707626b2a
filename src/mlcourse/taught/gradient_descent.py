"""Taught in the lesson gradient_descent, and cut out of it by `mlcourse build`: edit the lesson."""

import numpy as np


# Exercise 1 · Measure a slope
def slope(cost, w, step=1e-5):
    """Return the slope of `cost` at `w`, measured from one step left to one step right."""
    ### BEGIN SOLUTION
    return (cost(w + step) - cost(w - step)) / (2 * step)
    ### END SOLUTION


# Exercise 2 · The gradient
def gradient(w, b, x, y):
    """Return the partial derivatives of the mean squared error with respect to `w` and `b`."""
    error = w * x + b - y  # (n_samples,)
    ### BEGIN SOLUTION
    return 2 * np.mean(error * x), 2 * np.mean(error)
    ### END SOLUTION


# Exercise 3 · One step
def take_step(w, b, x, y, learning_rate):
    """Return both parameters after one step against the gradient."""
    dw, db = gradient(w, b, x, y)
    ### BEGIN SOLUTION
    return w - learning_rate * dw, b - learning_rate * db
    ### END SOLUTION


# Exercise 3 · One step
def descend(x, y, w, b, learning_rate, n_steps):
    """Return every pair of parameters on the way down, the start included."""
    path = [(w, b)]
    for _ in range(n_steps):
        w, b = take_step(w, b, x, y, learning_rate)
        path.append((w, b))
    return np.array(path)  # (n_steps + 1, 2)
