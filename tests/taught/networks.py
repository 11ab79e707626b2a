"""Networks of any shape, as hypothesis draws them, and what PyTorch says of them."""

import numpy as np
import torch
from hypothesis import strategies as st
from torch.nn import functional

from mlcourse.taught.training import initialize

WIDTH = st.integers(1, 6)
SEEDS = st.integers(0, 2**32 - 1)
SIZES = st.lists(WIDTH, min_size=2, max_size=5)  # no hidden layer to three; one class among them


def draw(sizes, seed, n_samples=7):
    """Draw a network's parameters, features and classes."""
    rng = np.random.default_rng(seed)
    parameters = [(W, rng.normal(size=b.shape)) for W, b in initialize(sizes, rng)]
    return parameters, rng.normal(size=(n_samples, sizes[0])), rng.integers(0, sizes[-1], n_samples)


def copied(parameters):
    """Return other arrays with the same numbers."""
    return [(W.copy(), b.copy()) for W, b in parameters]


def torchs(parameters, X, y):
    """Return PyTorch's cost of a network and its gradients."""
    leaves = [tuple(torch.tensor(array, requires_grad=True) for array in layer) for layer in parameters]
    A = torch.tensor(X)
    for i, (W, b) in enumerate(leaves):
        A = functional.linear(torch.relu(A) if i else A, W.T, b)
    cost = functional.cross_entropy(A, torch.tensor(y))
    cost.backward()
    return cost.item(), [(W.grad.numpy(), b.grad.numpy()) for W, b in leaves]
