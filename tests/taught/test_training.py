"""The functions of training against PyTorch's optimizers, for networks of any shape."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mlcourse import data
from mlcourse.taught import training
from mlcourse.taught.gradient_descent import gradient
from tests.taught.networks import SEEDS, SIZES, copied, draw, torchs

NUMBERS = st.floats(-100, 100, allow_subnormal=False).map(lambda number: round(number, 6))
SLOPES = arrays(float, (12, 3), elements=NUMBERS)  # twelve steps of three parameters


def theirs(optimizer, slopes):
    """Return where one of PyTorch's optimizers goes from 1, given the slope of each step."""
    w = torch.ones(slopes.shape[1], dtype=torch.float64, requires_grad=True)
    stepper, places = optimizer([w]), []
    for slope in slopes:
        w.grad = torch.tensor(slope)
        stepper.step()
        places.append(w.detach().numpy().copy())
    return np.array(places)


@given(SLOPES, st.floats(0.001, 0.5), st.floats(0.1, 0.99))
def test_momentum_is_pytorchs(slopes, rate, momentum):
    w, velocity, places = np.ones(3), np.zeros(3), []
    for slope in slopes:
        w, velocity = training.momentum_step(w, velocity, slope, rate, momentum)
        places.append(w)
    expected = theirs(lambda p: torch.optim.SGD(p, lr=rate, momentum=momentum), slopes)
    np.testing.assert_allclose(places, expected, rtol=1e-10, atol=1e-10)


@given(SLOPES, st.floats(0.001, 0.5))
def test_adam_is_pytorchs(slopes, rate):
    w, mean, square, places = np.ones(3), np.zeros(3), np.zeros(3), []
    for t, slope in enumerate(slopes, start=1):
        w, mean, square = training.adam_step(w, mean, square, slope, rate, t)
        places.append(w)
    np.testing.assert_allclose(places, theirs(lambda p: torch.optim.Adam(p, lr=rate), slopes), rtol=1e-10, atol=1e-10)


def ours_and_theirs(step, optimizer, n_steps=75):
    """Return all places of one of our descents in lesson 03's valley, and those of PyTorch's from its own slopes."""
    dots = data.load_eleven_dots()
    x, y = np.log10(dots["mass_g"]), (dots["kind"] == "animal").astype(float)
    w, state, places = np.array([0.0, 1.0]), [np.zeros(2), np.zeros(2)], []
    line, expected = torch.tensor([0.0, 1.0], dtype=torch.float64, requires_grad=True), []
    stepper = optimizer([line])
    for t in range(1, n_steps + 1):
        w, *state = step(w, *state, np.array(gradient(*w, x, y)), t)
        places.append(w)
        stepper.zero_grad()
        torch.mean((line[0] * torch.tensor(x) + line[1] - torch.tensor(y)) ** 2).backward()
        stepper.step()
        expected.append(line.detach().numpy().copy())
    return np.array(places), np.array(expected)


def test_momentum_rolls_down_the_valley_as_pytorchs_does():
    def step(w, velocity, unused, slope, t):
        return *training.momentum_step(w, velocity, slope, 0.05, 0.8), unused

    places, expected = ours_and_theirs(step, lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8))
    np.testing.assert_allclose(places, expected, rtol=0, atol=1e-10)


def test_adam_walks_down_the_valley_as_pytorchs_does():
    def step(w, mean, square, slope, t):
        return training.adam_step(w, mean, square, slope, 0.04, t)

    places, expected = ours_and_theirs(step, lambda p: torch.optim.Adam(p, lr=0.04))
    np.testing.assert_allclose(places, expected, rtol=0, atol=1e-10)


@given(st.integers(1, 40), st.integers(1, 50))
def test_batches_are_those_of_pytorchs_sampler(n_rows, batch_size):
    expected = torch.utils.data.BatchSampler(range(n_rows), batch_size, drop_last=False)
    assert [part.tolist() for part in training.batches(np.arange(n_rows), batch_size)] == list(expected)


@given(SIZES, SEEDS, st.integers(1, 9), st.sampled_from([1, 2, 3, 7, 10]))
def test_an_epoch_is_that_of_pytorchs_sgd_the_short_batch_included(sizes, seed, n_samples, batch_size):
    parameters, X, y = draw(sizes, seed, n_samples)
    torch_ones, total = copied(parameters), 0.0
    rows = np.random.default_rng(seed).permutation(n_samples)
    for start in range(0, n_samples, batch_size):
        batch = rows[start : start + batch_size]
        cost, gradient = torchs(torch_ones, X[batch], y[batch])
        total += cost * len(batch)
        torch_ones = [
            tuple(p - 0.1 * d for p, d in zip(*pair, strict=True)) for pair in zip(torch_ones, gradient, strict=True)
        ]
    mean = training.train_epoch(parameters, X, y, 0.1, batch_size, np.random.default_rng(seed))
    assert mean == pytest.approx(total / n_samples, abs=1e-12)
    for layer, expected_layer in zip(parameters, torch_ones, strict=True):
        for array, expected in zip(layer, expected_layer, strict=True):
            np.testing.assert_allclose(array, expected, atol=1e-12)


def test_first_weights_have_the_variance_of_he_and_others():
    (W1, b1), (W2, b2) = training.initialize([500, 400, 300], np.random.default_rng(7))
    assert W1.shape == (500, 400) and W2.shape == (400, 300)
    assert not b1.any() and not b2.any() and b1.shape == (400,) and b2.shape == (300,)
    for W in (W1, W2):
        assert W.mean() == pytest.approx(0, abs=4 * W.std() / np.sqrt(W.size))
        assert W.var() == pytest.approx(2 / len(W), rel=0.02)
