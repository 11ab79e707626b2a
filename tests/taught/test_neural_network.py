"""The functions of neural_network against PyTorch and SciPy, on logits as far apart as floats allow."""

from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.special import log_softmax, softmax
from torch.nn import functional

from mlcourse.taught import neural_network
from mlcourse.taught.logistic_regression import log_loss_of_score

SEEDS = st.integers(0, 2**32 - 1)
SHAPES = st.tuples(st.integers(1, 6), st.integers(1, 5))  # one sample and one class among them
LOGITS = SHAPES.flatmap(lambda shape: arrays(float, shape, elements=st.floats(-1e6, 1e6, allow_subnormal=False)))


def tensor(array):
    """Return a tensor of the same numbers."""
    return torch.from_numpy(np.asarray(array))


@given(LOGITS)
def test_relu_is_pytorchs_and_leaves_its_input_alone(Z):
    before = Z.copy()
    np.testing.assert_array_equal(neural_network.relu(Z), functional.relu(tensor(Z)).numpy())
    np.testing.assert_array_equal(Z, before)


@given(LOGITS)
def test_softmax_is_pytorchs_and_scipys(logits):
    p = neural_network.softmax(logits)
    np.testing.assert_allclose(p, functional.softmax(tensor(logits), dim=1).numpy(), rtol=1e-9, atol=1e-300)
    np.testing.assert_allclose(p, softmax(logits, axis=1), rtol=1e-9, atol=1e-300)
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-12)


@given(LOGITS, SEEDS)
def test_cross_entropy_is_pytorchs_and_scipys(logits, seed):
    y = np.random.default_rng(seed).integers(0, logits.shape[1], len(logits))
    cost = neural_network.cross_entropy(y, logits)
    expected = functional.cross_entropy(tensor(logits), tensor(y)).item()
    np.testing.assert_allclose(cost, expected, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(cost, -np.mean(log_softmax(logits, axis=1)[np.arange(len(y)), y]), rtol=1e-9, atol=1e-12)
    assert 0 <= cost < np.inf


@given(st.integers(1, 6), SEEDS, st.floats(-300, 300))
def test_one_number_added_to_a_row_changes_nothing(n_samples, seed, shift):
    rng = np.random.default_rng(seed)
    logits, y = rng.normal(0, 3, (n_samples, 4)), rng.integers(0, 4, n_samples)
    moved = logits + shift * rng.normal(size=(n_samples, 1))
    np.testing.assert_allclose(neural_network.softmax(moved), neural_network.softmax(logits), rtol=1e-9)
    assert neural_network.cross_entropy(y, moved) == pytest.approx(neural_network.cross_entropy(y, logits), rel=1e-9)


@given(arrays(float, (5, 2), elements=st.floats(-1e4, 1e4)), st.lists(st.integers(0, 1), min_size=5, max_size=5))
def test_two_classes_are_lesson_05s(logits, y):
    expected = log_loss_of_score(np.array(y), logits[:, 1] - logits[:, 0])
    assert neural_network.cross_entropy(np.array(y), logits) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@given(st.lists(st.integers(1, 6), min_size=2, max_size=5), st.integers(1, 4), SEEDS)
def test_forward_and_the_count_are_pytorchs(sizes, n_samples, seed):
    rng = np.random.default_rng(seed)
    parameters = [(rng.normal(size=pair), rng.normal(size=pair[1])) for pair in pairwise(sizes)]
    X = rng.normal(size=(n_samples, sizes[0]))
    A = tensor(X)
    for i, (W, b) in enumerate(parameters):
        A = functional.linear(functional.relu(A) if i else A, tensor(W.T), tensor(b))
    np.testing.assert_allclose(neural_network.forward(parameters, X), A.numpy(), rtol=1e-9, atol=1e-12)

    layers = torch.nn.Sequential(*[torch.nn.Linear(*pair) for pair in pairwise(sizes)])
    assert neural_network.count_parameters(parameters) == sum(p.numel() for p in layers.parameters())


def test_float32_stays_float32():
    X = np.ones((3, 2), dtype=np.float32)
    logits = neural_network.forward([(X.T, np.ones(3, np.float32)), (X, np.ones(2, np.float32))], X)
    assert (
        logits.dtype
        == neural_network.softmax(logits).dtype
        == neural_network.cross_entropy(np.zeros(3, int), logits).dtype
    )
    assert logits.dtype == np.float32
