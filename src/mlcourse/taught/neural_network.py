"""Taught in the lesson neural_network, and cut out of it by `mlcourse build`: edit the lesson."""

import numpy as np


# A bend
def relu(Z):
    """Return each score where it is above 0, and 0 elsewhere."""
    return np.maximum(0, Z)


# Exercise 1 · Forward
def forward(parameters, X):
    """Return the logits of a network: a ReLU between its layers, none after the last."""
    ### BEGIN SOLUTION
    A = X
    for W, b in parameters[:-1]:
        A = relu(A @ W + b)
    W, b = parameters[-1]
    return A @ W + b
    ### END SOLUTION


# Exercise 2 · The softmax
def softmax(logits):
    """Return the probabilities that belong to each row of logits."""
    ### BEGIN SOLUTION
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
    ### END SOLUTION


# Exercise 3 · The cross-entropy
def cross_entropy(y, logits):
    """Return the average cost of logits: minus the logarithm of the probability given to the truth."""
    ### BEGIN SOLUTION
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -np.mean(log_p[np.arange(len(y)), y])
    ### END SOLUTION


# Darts
def count_parameters(parameters):
    """Return how many numbers a network holds: all weights and all biases."""
    return sum(W.size + b.size for W, b in parameters)
