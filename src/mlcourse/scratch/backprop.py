"""The gradient of a network in one backward pass, and training by mini-batches. Taught in lesson 13."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mlcourse.scratch.network import Parameters, cross_entropy, relu, softmax


def blame_of_logits(y: NDArray, logits: NDArray) -> NDArray:
    """Return the slope of the cross-entropy along each logit.

    Parameters
    ----------
    y : ndarray of int of shape (n_samples,)
        The true classes, from 0 to n_classes - 1.
    logits : ndarray of shape (n_samples, n_classes)
        One score a class.

    Returns
    -------
    ndarray of shape (n_samples, n_classes)
        Probabilities, less 1 at the truth, over n_samples; each row sums to 0. Taught in lesson 13.
    """
    dZ = softmax(logits)
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


def layer_slopes(A: NDArray, dZ: NDArray) -> tuple[NDArray, NDArray]:
    """Return the slopes of the cost along a layer's weights and biases.

    Parameters
    ----------
    A : ndarray of shape (n_samples, n_in)
        What came into the layer.
    dZ : ndarray of shape (n_samples, n_out)
        The slope of the cost along each of the layer's scores `A @ W + b`.

    Returns
    -------
    (ndarray of shape (n_in, n_out), ndarray of shape (n_out,))
        In the shapes of W and b. Taught in lesson 13.
    """
    return A.T @ dZ, dZ.sum(axis=0)


def blame_before(dZ: NDArray, W: NDArray, A: NDArray) -> NDArray:
    """Pass the blame back through a layer, and through the ReLU before it.

    Parameters
    ----------
    dZ : ndarray of shape (n_samples, n_out)
        The slope of the cost along each of the layer's scores `A @ W + b`.
    W : ndarray of shape (n_in, n_out)
        The layer's weights.
    A : ndarray of shape (n_samples, n_in)
        What came into the layer: the output of a ReLU.

    Returns
    -------
    ndarray of shape (n_samples, n_in)
        The slope of the cost along each score of the layer *before*. Taught in lesson 13.
    """
    return (dZ @ W.T) * (A > 0)


def backward(parameters: Parameters, X: NDArray, y: NDArray) -> tuple[float, list[tuple[NDArray, NDArray]]]:
    """Return what a network costs, and its gradient: one (dW, db) for each layer.

    Parameters
    ----------
    parameters : sequence of (W, b)
        One pair a layer: weights of shape (n_in, n_out), biases of shape (n_out,).
    X : ndarray of shape (n_samples, n_features)
        The features.
    y : ndarray of int of shape (n_samples,)
        The true classes, from 0 to n_classes - 1.

    Returns
    -------
    (float, list of (ndarray, ndarray))
        The mean cross-entropy, and its slope along each parameter, in the shapes of these. Taught in lesson 13.
    """
    inputs = [X]
    for W, b in parameters[:-1]:
        inputs.append(relu(inputs[-1] @ W + b))
    W, b = parameters[-1]
    logits = inputs[-1] @ W + b

    dZ, gradient = blame_of_logits(y, logits), []
    for layer in reversed(range(len(parameters))):
        gradient.append(layer_slopes(inputs[layer], dZ))
        if layer > 0:
            dZ = blame_before(dZ, parameters[layer][0], inputs[layer])
    return cross_entropy(y, logits), gradient[::-1]


def initialize(sizes: Sequence[int], rng: np.random.Generator) -> list[tuple[NDArray, NDArray]]:
    """Return a network's first parameters: random weights of variance 2 / n_in, and biases of 0.

    Parameters
    ----------
    sizes : sequence of int
        The number of features, of neurons in each hidden layer, and of classes.
    rng : Generator
        Where the weights come from.

    Returns
    -------
    list of (W, b)
        One pair a layer: weights of shape (n_in, n_out), biases of shape (n_out,). Taught in lesson 13, after He et
        al., "Delving deep into rectifiers", 2015.
    """
    return [(rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), np.zeros(n_out)) for n_in, n_out in pairwise(sizes)]


def train_epoch(
    parameters: Parameters, X: NDArray, y: NDArray, learning_rate: float, batch_size: int, rng: np.random.Generator
) -> float:
    """Take one step for each batch of the shuffled rows; return the mean cost, each row counted once.

    Parameters
    ----------
    parameters : sequence of (W, b)
        One pair a layer. Changed in place.
    X : ndarray of shape (n_samples, n_features)
        The features.
    y : ndarray of int of shape (n_samples,)
        The true classes, from 0 to n_classes - 1.
    learning_rate : float
        The step's length, as a multiple of the gradient.
    batch_size : int
        Rows a batch; the last one has what is left.
    rng : Generator
        Shuffles the rows.

    Returns
    -------
    float
        The mean cross-entropy of the rows, each as it was before its own batch's step. Taught in lesson 13.
    """
    rows = rng.permutation(len(y))
    total = 0.0
    for start in range(0, len(y), batch_size):
        batch = rows[start : start + batch_size]
        cost, gradient = backward(parameters, X[batch], y[batch])
        total += cost * len(batch)
        for (W, b), (dW, db) in zip(parameters, gradient, strict=True):
            W -= learning_rate * dW
            b -= learning_rate * db
    return total / len(y)
