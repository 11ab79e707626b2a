"""Sentences of training that must not rest on one lucky seed."""

import numpy as np
import pytest
from sklearn.datasets import load_digits, make_moons

from mlcourse.taught.backpropagation import backward
from mlcourse.taught.neural_network import cross_entropy, forward, relu, softmax
from mlcourse.taught.training import accuracy, initialize, train_epoch
from mlcourse.taught.what_is_machine_learning import split


def draw_moons(seed):
    """Draw moons, and split them as the lesson does."""
    X, y = make_moons(300, noise=0.2, random_state=seed)
    train, test = split(300, 200, np.random.default_rng(seed))
    return X[train], y[train], X[test], y[test]


def train(parameters, X, y, rng, n_epochs=200, batch_size=32, learning_rate=0.5):
    """Return the parameters after some epochs."""
    for _ in range(n_epochs):
        train_epoch(parameters, X, y, learning_rate, batch_size, rng)
    return parameters


def copied(parameters):
    """Return other arrays with the same numbers."""
    return [(W.copy(), b.copy()) for W, b in parameters]


def flat(gradient):
    """Return all slopes of a gradient in a row."""
    return np.concatenate([slopes.ravel() for layer in gradient for slopes in layer])


@pytest.mark.parametrize("seed", range(5))
def test_the_slopes_of_batches_are_rough_more_so_with_fewer_rows_and_right_on_average(seed):
    X, y, *_ = draw_moons(seed)
    parameters = initialize([2, 8, 2], np.random.default_rng(seed))
    exact, off = flat(backward(parameters, X, y)[1]), []
    for size in (8, 32, 100):
        starts = range(0, 200, size)
        batches = [flat(backward(parameters, X[i : i + size], y[i : i + size])[1]) for i in starts]
        weights = [min(size, 200 - i) for i in starts]
        np.testing.assert_allclose(np.average(batches, axis=0, weights=weights), exact, atol=1e-12)
        off.append(np.mean([np.linalg.norm(batch - exact) for batch in batches]))
    assert off[0] > off[1] > off[2] > 0


def test_over_twenty_sets_of_moons_rough_steps_come_about_a_third_lower_than_exact_ones():
    costs = []
    for seed in range(20):
        X, y, *_ = draw_moons(seed)
        rng = np.random.default_rng(seed)
        start = initialize([2, 32, 2], rng)
        ends = [train(copied(start), X, y, rng, n_epochs=20, batch_size=size) for size in (32, 200)]
        costs.append([cross_entropy(y, forward(end, X)) for end in ends])
    rough, exact = np.mean(costs, axis=0)
    assert 0.6 < rough / exact < 0.75


@pytest.mark.parametrize("seed", range(10))
def test_a_network_gets_more_test_moons_right_than_a_line_does(seed):
    X, y, X_test, y_test = draw_moons(seed)
    rng = np.random.default_rng(seed)
    network, line = (train(initialize(sizes, rng), X, y, rng) for sizes in ([2, 32, 2], [2, 2]))
    assert accuracy(network, X_test, y_test) > accuracy(line, X_test, y_test)


@pytest.mark.parametrize("n_hidden", [8, 32])
@pytest.mark.parametrize("seed", range(4))
def test_halfway_between_a_network_and_its_reverse_it_costs_more_than_twice_as_much(seed, n_hidden):
    X, y, *_ = draw_moons(seed)
    rng = np.random.default_rng(seed)
    parameters = train(initialize([2, n_hidden, 2], rng), X, y, rng)
    (W1, b1), (W2, b2) = train(parameters, X, y, rng, n_epochs=50, learning_rate=0.05)  # down to the bottom
    reverse = [(W1[:, ::-1], b1[::-1]), (W2[::-1], b2)]
    halfway = [((W + V) / 2, (b + c) / 2) for (W, b), (V, c) in zip(parameters, reverse, strict=True)]
    low, same, hill = (cross_entropy(y, forward(place, X)) for place in (parameters, reverse, halfway))
    assert same == pytest.approx(low)
    assert hill > 2 * low


@pytest.mark.parametrize("seed", range(4))
def test_equal_neurons_stay_twins_and_random_weights_in_either_layer_part_them(seed):
    X, y, *_ = draw_moons(seed)
    rng = np.random.default_rng(seed)
    half = np.full((2, 8), 0.5)
    starts = [(half, half.T), (half, rng.normal(size=(8, 2))), (rng.normal(size=(2, 8)), half.T)]
    n_different = []
    for W1, W2 in starts:
        network = [(W1.copy(), np.zeros(8)), (W2.copy(), np.zeros(2))]
        (W1, b1), (W2, b2) = train(network, X, y, rng)
        n_different.append(len(np.unique(np.column_stack([W1.T, b1, W2]).round(9), axis=0)))
        if n_different == [1]:  # eight neurons with the worth of one
            one = [(W1[:, :1], b1[:1]), (8 * W2[:1], b2)]
            np.testing.assert_allclose(forward(one, X), forward(network, X), atol=1e-9)
    assert n_different == [1, 8, 8]


def test_two_random_layers_do_better_than_one_on_average():
    grades = []
    for seed in range(8):
        X, y, X_test, y_test = draw_moons(seed)
        rng = np.random.default_rng(seed)
        half = np.full((2, 8), 0.5)
        starts = [(half, rng.normal(size=(8, 2))), (rng.normal(size=(2, 8)), rng.normal(size=(8, 2)) / 2)]
        networks = [train([(W1.copy(), np.zeros(8)), (W2.copy(), np.zeros(2))], X, y, rng) for W1, W2 in starts]
        grades.append([accuracy(network, X_test, y_test) for network in networks])
    one, both = np.mean(grades, axis=0)
    assert both > one + 0.03


@pytest.mark.parametrize("seed", range(4))
def test_from_zeros_only_the_last_biases_move_and_learn_how_frequent_the_classes_are(seed):
    X, y, *_ = draw_moons(seed)
    y = y * (np.arange(200) % 4 > 0)  # about three eighths of class 1
    zeros = [(np.zeros((2, 8)), np.zeros(8)), (np.zeros((8, 2)), np.zeros(2))]
    (W1, b1), (W2, b2) = train(zeros, X, y, np.random.default_rng(seed))
    assert not W1.any() and not b1.any() and not W2.any()
    (W1, b1), (W2, b2) = train(zeros, X, y, np.random.default_rng(seed), n_epochs=200, batch_size=200)
    np.testing.assert_allclose(softmax(b2[None])[0], np.bincount(y) / 200, atol=1e-6)


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
    rows, test_rows = split(1797, 1297, rng)
    network = train(initialize([64, 256, 10], rng), digits.data[rows] / 16, digits.target[rows], rng, n_epochs=60)
    assert accuracy(network, digits.data[test_rows] / 16, digits.target[test_rows]) >= 0.96
