"""Sentences of lesson 13 that must not rest on one lucky seed."""

import numpy as np
import pytest
from sklearn.datasets import load_digits, make_moons

from mlcourse.scratch.backprop import backward, initialize, train_epoch
from mlcourse.scratch.network import count_parameters, cross_entropy, forward, relu
from mlcourse.scratch.pipeline import split


def draw_moons(seed):
    """Draw moons, and split them as the lesson does."""
    X, y = make_moons(300, noise=0.2, random_state=seed)
    train, test = split(300, 200, np.random.default_rng(seed))
    return X[train], y[train], X[test], y[test]


def train(parameters, X, y, rng, n_epochs=200):
    """Return the parameters after some epochs."""
    for _ in range(n_epochs):
        train_epoch(parameters, X, y, learning_rate=0.5, batch_size=32, rng=rng)
    return parameters


def accuracy(parameters, X, y):
    """Return the share of rows whose highest logit is the truth's."""
    return np.mean(np.argmax(forward(parameters, X), axis=1) == y)


def constant(value):
    """Return a network with all its weights at one value."""
    return [(np.full((2, 8), value), np.zeros(8)), (np.full((8, 2), value), np.zeros(2))]


def n_different(parameters):
    """Return how many of the hidden neurons differ."""
    (W1, b1), (W2, _) = parameters
    return len(np.unique(np.column_stack([W1.T, b1, W2]).round(9), axis=0))


def test_training_bends_the_line():
    grades, costs = [], []
    for seed in range(10):
        X, y, X_test, y_test = draw_moons(seed)
        rng = np.random.default_rng(seed)
        parameters = initialize([2, 8, 2], rng)
        costs.append(cross_entropy(y, forward(parameters, X)))
        costs[-1] -= cross_entropy(y, forward(train(parameters, X, y, rng), X))
        grades.append(accuracy(parameters, X_test, y_test))
    assert np.median(grades) > 0.93
    assert np.mean(np.array(grades) > 0.88) >= 0.8
    assert min(costs) > 0


@pytest.mark.parametrize("seed", range(4))
def test_there_is_a_hill_halfway_between_a_network_and_its_reverse(seed):
    X, y, *_ = draw_moons(seed)
    rng = np.random.default_rng(seed)
    (W1, b1), (W2, b2) = parameters = train(initialize([2, 8, 2], rng), X, y, rng)
    reverse = [(W1[:, ::-1], b1[::-1]), (W2[::-1], b2)]
    halfway = [((W + V) / 2, (b + c) / 2) for (W, b), (V, c) in zip(parameters, reverse, strict=True)]
    low, same, hill = (cross_entropy(y, forward(place, X)) for place in (parameters, reverse, halfway))
    assert same == pytest.approx(low)
    assert hill > low + 0.1


@pytest.mark.parametrize("seed", range(4))
def test_twins_stay_twins_and_from_zeros_only_the_last_biases_move(seed):
    X, y, X_test, y_test = draw_moons(seed)
    twins = train(constant(0.5), X, y, np.random.default_rng(seed))
    assert n_different(twins) == 1
    assert accuracy(twins, X_test, y_test) < 0.92

    (W1, b1), (W2, b2) = train(constant(0.0), X, y, np.random.default_rng(seed))
    assert not W1.any() and not b1.any() and not W2.any()
    assert np.all(b2 != 0)


@pytest.mark.parametrize("seed", range(2))
def test_of_the_four_changes_only_random_second_weights_part_the_twins(seed):
    X, y, *_ = draw_moons(seed)
    for change in ({"batch_size": 17}, {"learning_rate": 0.01}, {"n_epochs": 300}):
        rng, parameters = np.random.default_rng(seed + 1), constant(0.5)
        for _ in range(change.get("n_epochs", 100)):
            train_epoch(parameters, X, y, change.get("learning_rate", 0.5), change.get("batch_size", 32), rng)
        assert n_different(parameters) == 1
    rng = np.random.default_rng(seed)
    parted = [constant(0.5)[0], (rng.normal(size=(8, 2)), np.zeros(2))]
    assert n_different(train(parted, X, y, rng, n_epochs=5)) == 8


@pytest.mark.parametrize("seed", range(5))
def test_only_variance_2_over_n_keeps_the_size_through_twenty_layers(seed):
    size = {}
    for factor in (1, 2, 4):
        rng = np.random.default_rng(seed)
        A = rng.normal(size=(200, 256))
        for _ in range(20):
            A = relu(A @ rng.normal(0, np.sqrt(factor / 256), size=(256, 256)))
        size[factor] = np.sqrt(np.mean(A**2))
    assert size[1] < 0.01 < 0.5 < size[2] < 2 < 100 < size[4]


@pytest.mark.parametrize("seed", range(10))
def test_digits_are_read_at_96_percent_and_more(seed):
    digits = load_digits()
    rng = np.random.default_rng(seed)
    train, test = split(1797, 1297, rng)
    network = initialize([64, 256, 10], rng)
    for _ in range(60):
        train_epoch(network, digits.data[train] / 16, digits.target[train], 0.5, 32, rng)
    assert accuracy(network, digits.data[test] / 16, digits.target[test]) >= 0.96


def test_backward_multiplies_less_than_twice_what_forward_does():
    counted = []

    class Counting(np.ndarray):
        def __matmul__(self, other):
            counted.append(len(self) * self.shape[1] * other.shape[1])
            return np.asarray(self).__matmul__(np.asarray(other)).view(Counting)

    rng = np.random.default_rng(7)
    parameters = [(W.view(Counting), b) for W, b in initialize([64, 256, 10], rng)]
    X, y = rng.normal(size=(32, 64)).view(Counting), rng.integers(0, 10, 32)
    forward(parameters, X)
    once = sum(counted)
    counted.clear()
    backward(parameters, X, y)
    assert 2 * once < sum(counted) < 3 * once
    assert count_parameters(parameters) == 19_210
