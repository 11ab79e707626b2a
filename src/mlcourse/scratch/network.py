"""A neural network, forward only: layers, the ReLU, the softmax and the cross-entropy. Taught in lesson 12."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Parameters = Sequence[tuple[NDArray, NDArray]]  # one (W, b) a layer, of shape (n_in, n_out) and (n_out,)


def relu(Z: NDArray) -> NDArray:
    """Return each score where it is above 0, and 0 elsewhere.

    Parameters
    ----------
    Z : ndarray of any shape
        Scores.

    Returns
    -------
    ndarray of the same shape
        A new array. Taught in lesson 12; PyTorch has it under the same name.
    """
    return np.maximum(0, Z)


def forward(parameters: Parameters, X: NDArray) -> NDArray:
    """Return the logits of a network: a ReLU between its layers, none after the last.

    Parameters
    ----------
    parameters : sequence of (W, b)
        One pair a layer: weights of shape (n_in, n_out), biases of shape (n_out,).
    X : ndarray of shape (n_samples, n_features)
        The features.

    Returns
    -------
    ndarray of shape (n_samples, n_classes)
        One score a class, not yet probabilities. Taught in lesson 12.
    """
    A = X
    for W, b in parameters[:-1]:
        A = relu(A @ W + b)
    W, b = parameters[-1]
    return A @ W + b


def softmax(logits: NDArray) -> NDArray:
    """Return the probabilities that belong to each row of logits.

    Parameters
    ----------
    logits : ndarray of shape (n_samples, n_classes)
        One score a class.

    Returns
    -------
    ndarray of shape (n_samples, n_classes)
        At least 0; each row sums to 1. Taught in lesson 12; SciPy and PyTorch have it under the same name.
    """
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def cross_entropy(y: NDArray, logits: NDArray) -> float:
    """Return the average cost of logits: minus the logarithm of the probability given to the truth.

    Parameters
    ----------
    y : ndarray of int of shape (n_samples,)
        The true classes, from 0 to n_classes - 1.
    logits : ndarray of shape (n_samples, n_classes)
        One score a class.

    Returns
    -------
    float
        At least 0, with natural logarithms; finite for all finite logits of ordinary size.
        Taught in lesson 12; PyTorch has it under the same name.
    """
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -np.mean(log_p[np.arange(len(y)), y])


def count_parameters(parameters: Parameters) -> int:
    """Return how many numbers a network holds: all weights and all biases.

    Parameters
    ----------
    parameters : sequence of (W, b)
        One pair a layer: weights of shape (n_in, n_out), biases of shape (n_out,).

    Returns
    -------
    int
        The number of parameters. Taught in lesson 12.
    """
    return sum(W.size + b.size for W, b in parameters)
