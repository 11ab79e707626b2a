"""Taught in the lesson training, and cut out of it by `mlcourse build`: edit the lesson."""

from itertools import pairwise

import numpy as np

from mlcourse.taught.backpropagation import backward
from mlcourse.taught.neural_network import forward


# Exercise 1 · Cut into batches
def batches(rows, batch_size):
    """Return the rows in parts of `batch_size`, in order; the last part has what is left."""
    ### BEGIN SOLUTION
    return [rows[start : start + batch_size] for start in range(0, len(rows), batch_size)]
    ### END SOLUTION


# Exercise 1 · Cut into batches
def train_epoch(parameters, X, y, learning_rate, batch_size, rng):
    """Take one step for each batch of the shuffled rows; return the mean cost, each row counted once."""
    total = 0.0
    for batch in batches(rng.permutation(len(y)), batch_size):
        cost, gradient = backward(parameters, X[batch], y[batch])
        total += cost * len(batch)
        for (W, b), (dW, db) in zip(parameters, gradient, strict=True):
            W -= learning_rate * dW
            b -= learning_rate * db
    return total / len(y)


# Exercise 1 · Cut into batches
def accuracy(parameters, X, y):
    """Return the share of rows whose highest logit is the truth's."""
    return np.mean(np.argmax(forward(parameters, X), axis=1) == y)


# Exercise 2 · Where a layer begins
def new_layer(n_in, n_out, rng):
    """Return random weights of variance 2 / n_in, and biases of 0."""
    ### BEGIN SOLUTION
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), np.zeros(n_out)
    ### END SOLUTION


# Exercise 2 · Where a layer begins
def initialize(sizes, rng):
    """Return a network's first parameters, a pair of weights and biases for each layer."""
    return [new_layer(n_in, n_out, rng) for n_in, n_out in pairwise(sizes)]


# Exercise 3 · A ball with momentum
def momentum_step(w, velocity, slope, learning_rate, momentum):
    """Return where a ball with momentum rolls in one step, and its new velocity."""
    ### BEGIN SOLUTION
    velocity = momentum * velocity + slope
    return w - learning_rate * velocity, velocity
    ### END SOLUTION


# Exercise 3 · A ball with momentum
def adam_step(w, mean, square, slope, learning_rate, t):
    """Return the place after step number t of Adam, and its running means of the slopes and of their squares."""
    mean = 0.9 * mean + 0.1 * slope
    square = 0.999 * square + 0.001 * slope**2
    young_mean, young_square = mean / (1 - 0.9**t), square / (1 - 0.999**t)
    return w - learning_rate * young_mean / (np.sqrt(young_square) + 1e-8), mean, square
