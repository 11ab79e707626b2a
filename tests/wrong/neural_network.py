"""Wrong answers to the exercises of neural_network, each with words of the sentence that it must get."""

import numpy as np
import scipy.special

from mlcourse.taught.neural_network import forward, relu, softmax


def forward_from_x(parameters, X):
    for W, b in parameters:
        A = relu(X @ W + b)
    return A


def forward_of_one_round(parameters, X):
    A = X
    for W, b in parameters[:-1]:
        A = relu(A @ W + b)
        W, b = parameters[-1]
        return A @ W + b


def forward_with_two_hidden_at_most(parameters, X):
    A = X
    for W, b in parameters[:-1][:2]:
        A = relu(A @ W + b)
    W, b = parameters[-1]
    return A @ W + b


def forward_that_is_bent_by_size(parameters, X):
    A = X
    for W, b in parameters[:-1]:
        A = np.abs(A @ W + b)
    W, b = parameters[-1]
    return A @ W + b


def softmax_with_clipping(logits):
    powers = np.exp(np.clip(logits, -700, 700))
    return powers / powers.sum(axis=1, keepdims=True)


def softmax_in_long_doubles(logits):
    powers = np.exp(logits.astype(np.longdouble))
    return (powers / powers.sum(axis=1, keepdims=True)).astype(float)


def softmax_in_place(logits):
    logits -= logits.max(axis=1, keepdims=True)
    return np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)


def cross_entropy_with_clipping(y, logits):
    return -np.mean(np.log(np.clip(softmax(logits), 1e-12, 1)[np.arange(len(y)), y]))


WRONG = {
    "forward": [
        (forward_from_x, "forgets the one before"),
        (forward_of_one_round, "inside the loop"),
        (forward_with_two_hidden_at_most, ""),
        (forward_that_is_bent_by_size, ""),
        (lambda parameters, X: forward(parameters, X).tolist(), "array"),
        (lambda parameters, X: forward([(W, 0 * b) for W, b in parameters], X), "biases"),
        (lambda parameters, X: forward([(W.T, b) for W, b in parameters], X), "turns the weights over"),
    ],
    "softmax": [
        (softmax_with_clipping, ""),
        (softmax_in_long_doubles, "nan"),
        (softmax_in_place, "changed its own input"),
        (lambda logits: softmax(logits).round(3), ""),
        (lambda logits: softmax(logits - logits.mean(axis=0)), ""),
        (lambda logits: np.exp(logits - logits.max()) / np.exp(logits - logits.max()).sum(), "table"),
    ],
    "cross_entropy": [
        (cross_entropy_with_clipping, "small number"),
        (lambda y, logits: -np.mean(scipy.special.log_softmax(logits, axis=0)[np.arange(len(y)), y]), ""),
        (lambda y, logits: -np.mean(scipy.special.log_softmax(softmax(logits), axis=1)[np.arange(len(y)), y]), "twice"),
        (lambda y, logits: -np.mean(scipy.special.log_softmax(logits, axis=1)[:, y].diagonal()[:2]), ""),
        (lambda y, logits: -np.median(scipy.special.log_softmax(logits, axis=1)[np.arange(len(y)), y]), ""),
    ],
    "n_parameters": [(100_352, "first layer's weights"), (407_080, "bytes"), (784 * 128 + 128 + 128 * 9 + 9, "")],
}
