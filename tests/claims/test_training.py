"""Sentences of training that must not rest on one lucky seed."""

import copy
import functools
from itertools import pairwise

import numpy as np
import pytest
from sklearn.datasets import load_digits, make_moons
from sklearn.neighbors import KNeighborsClassifier

from mlcourse import data
from mlcourse.taught.backpropagation import backward
from mlcourse.taught.cost_model import mean_squared_error
from mlcourse.taught.gradient_descent import gradient
from mlcourse.taught.neural_network import cross_entropy, forward, relu, softmax
from mlcourse.taught.training import accuracy, initialize, momentum_step, train_epoch
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


@pytest.mark.parametrize("seed", range(10))
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
@pytest.mark.parametrize("seed", range(10))
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


@pytest.mark.parametrize("seed", range(10))
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


@pytest.mark.parametrize("seed", range(10))
def test_a_random_first_layer_does_better_than_twins_which_do_no_better_than_a_line(seed):
    X, y, X_test, y_test = draw_moons(seed)
    rng = np.random.default_rng(seed)
    half = np.full((2, 8), 0.5)
    starts = {"twins": (half, half.T), "W1": (rng.normal(size=(2, 8)), half.T)}
    grades = {"line": accuracy(train(initialize([2, 2], rng), X, y, rng), X_test, y_test)}
    for name, (W1, W2) in starts.items():
        network = train([(W1.copy(), np.zeros(8)), (W2.copy(), np.zeros(2))], X, y, rng)
        grades[name] = accuracy(network, X_test, y_test)
    assert grades["W1"] > max(grades["twins"], grades["line"]) and grades["W1"] >= 0.93
    assert grades["twins"] < grades["line"] + 0.03


def test_a_random_second_layer_alone_does_worse_than_a_random_first_one_on_average():
    grades = []
    for seed in range(10):
        X, y, X_test, y_test = draw_moons(seed)
        rng = np.random.default_rng(seed)
        half = np.full((2, 8), 0.5)
        starts = [(half, rng.normal(size=(8, 2))), (rng.normal(size=(2, 8)), half.T)]
        networks = [train([(W1.copy(), np.zeros(8)), (W2.copy(), np.zeros(2))], X, y, rng) for W1, W2 in starts]
        grades.append([accuracy(network, X_test, y_test) for network in networks])
    second, first = np.mean(grades, axis=0)
    assert first > second + 0.03


@pytest.mark.parametrize("seed", range(10))
def test_from_zeros_only_the_last_biases_move_and_learn_how_frequent_the_classes_are(seed):
    X, y, *_ = draw_moons(seed)
    y = y * (np.arange(200) % 4 > 0)  # about three eighths of class 1
    zeros = [(np.zeros((2, 8)), np.zeros(8)), (np.zeros((8, 2)), np.zeros(2))]
    (W1, b1), (W2, b2) = train(zeros, X, y, np.random.default_rng(seed))
    assert not W1.any() and not b1.any() and not W2.any()
    (W1, b1), (W2, b2) = train(zeros, X, y, np.random.default_rng(seed), n_epochs=200, batch_size=200)
    np.testing.assert_allclose(softmax(b2[None])[0], np.bincount(y) / 200, atol=1e-6)


@pytest.mark.parametrize("seed", range(10))
def test_only_variance_2_over_n_keeps_the_size_through_twenty_layers_and_of_the_blame_back(seed):
    for factor, low, high in [(1, 0.0005, 0.01), (2, 0.5, 2), (4, 100, 2000)]:
        rng = np.random.default_rng(seed)
        A, layers = rng.normal(size=(100, 256)), []
        for _ in range(20):
            W = rng.normal(0, np.sqrt(factor / 256), size=(256, 256))
            A = relu(A @ W)
            layers.append((W, A))
        dA = rng.normal(size=A.shape)
        for W, A in layers[:0:-1]:
            dA = (dA * (A > 0)) @ W.T
        assert low < np.sqrt(np.mean(layers[-1][1] ** 2)) < high
        assert low < np.sqrt(np.mean(dA**2)) < high


def read_digits(seed):
    """Return digits to learn from and to be asked about, as the lesson splits them, and the generator."""
    digits, rng = load_digits(), np.random.default_rng(seed)
    rows, test_rows = split(1797, 1297, rng)
    X, y = digits.data / 16, digits.target
    return X[rows], y[rows], X[test_rows], y[test_rows], rng


@functools.cache
def network_on_digits(seed):
    """Return the lesson's network after 60 epochs on some digits, and the generator as the training leaves it."""
    X, y, _, _, rng = read_digits(seed)
    return train(initialize([64, 256, 10], rng), X, y, rng, 60), rng


@pytest.mark.parametrize("seed", range(10))
def test_ten_hidden_layers_learn_from_variance_2_over_n_and_never_from_a_third(seed):
    grades = {}
    for factor in (1 / 3, 1, 2):
        X, y, X_test, y_test, rng = read_digits(seed)
        network = [(np.sqrt(factor / 2) * W, b) for W, b in initialize([64] + 10 * [64] + [10], rng)]
        grades[factor] = accuracy(train(network, X, y, rng, 20, learning_rate=0.02), X_test, y_test)
    assert grades[1 / 3] < 0.2 < grades[1] < 0.9 < grades[2]


def test_from_variance_4_over_n_some_of_ten_starts_explode_and_some_learn():
    grades = []
    for seed in range(10):
        X, y, X_test, y_test, rng = read_digits(seed)
        network = [(np.sqrt(2) * W, b) for W, b in initialize([64] + 10 * [64] + [10], rng)]
        with np.errstate(all="ignore"):
            grades.append(accuracy(train(network, X, y, rng, 20, learning_rate=0.02), X_test, y_test))
    assert sum(grade < 0.2 for grade in grades) >= 2 and sum(grade > 0.6 for grade in grades) >= 2


@pytest.mark.parametrize(("variance", "learning_rate", "low", "high"), [(4, 0.005, 0.7, 1), (1 / 3, 0.2, 0, 0.2)])
def test_shorter_steps_tame_what_explodes_and_longer_ones_wake_no_third(variance, learning_rate, low, high):
    for seed in range(5):
        X, y, X_test, y_test, rng = read_digits(seed)
        network = [(np.sqrt(variance / 2) * W, b) for W, b in initialize([64] + 10 * [64] + [10], rng)]
        grade = accuracy(train(network, X, y, rng, 20, learning_rate=learning_rate), X_test, y_test)
        assert low <= grade < high, seed


def test_over_twelve_splits_neighbors_read_digits_better_than_a_network_and_that_better_than_none():
    grades = []
    for seed in range(12):
        X, y, X_test, y_test, _ = read_digits(seed)
        neighbors = KNeighborsClassifier(n_neighbors=3).fit(X, y).score(X_test, y_test)
        network, rng = copy.deepcopy(network_on_digits(seed))
        networks = [network, train(initialize([64, 10], rng), X, y, rng, 60)]
        grades.append([neighbors, *(accuracy(network, X_test, y_test) for network in networks)])
    neighbors, network, none = np.mean(grades, axis=0)
    assert network + 0.002 < neighbors < network + 0.01
    assert none + 0.005 < network < none + 0.02


@pytest.mark.parametrize("seed", range(10))
def test_digits_are_read_at_96_percent_and_more(seed):
    _, _, X_test, y_test, _ = read_digits(seed)
    assert accuracy(network_on_digits(seed)[0], X_test, y_test) >= 0.96


def test_with_momentum_nine_tenths_the_ball_needs_more_than_40_steps_at_any_learning_rate():
    dots = data.load_eleven_dots()
    x, y = np.log10(dots["mass_g"]), (dots["kind"] == "animal").astype(int)
    lowest = mean_squared_error(y, np.polyval(np.polyfit(x, y, deg=1), x))
    needed = {}
    for momentum in (0.8, 0.9):
        for rate in np.arange(0.005, 0.19, 0.0025):  # above, it flies out of the valley
            w, velocity, above = np.array([0.0, 1.0]), np.zeros(2), []
            for _ in range(200):
                w, velocity = momentum_step(w, velocity, np.array(gradient(*w, x, y)), rate, momentum)
                above.append(mean_squared_error(y, np.polyval(w, x)) - lowest)
            needed[momentum, rate] = np.flatnonzero(np.array(above) > 0.001)[-1] + 2
    assert min(steps for (momentum, _), steps in needed.items() if momentum == 0.9) > 40
    assert min(steps for (momentum, _), steps in needed.items() if momentum == 0.8) < 25


@pytest.mark.parametrize("seed", range(5))
def test_where_signal_and_blame_fade_the_slopes_of_all_layers_are_about_equally_small(seed):
    rng = np.random.default_rng(seed)
    sizes, X, y = [64] * 21 + [10], rng.normal(size=(500, 64)), rng.integers(0, 10, 500)
    layers = [(rng.normal(0, np.sqrt(1 / m), (m, n)), np.zeros(n)) for m, n in pairwise(sizes)]
    slopes = np.array([np.sqrt(np.mean(dW**2)) for dW, _ in backward(layers, X, y)[1][:20]])
    assert slopes.max() < 5 * slopes.min()


def test_shared_rows_make_the_errors_of_the_splits_1_7_times_as_large():
    n_splits, n_test, n_train = 5, 500, 1297  # Nadeau and Bengio, 2003: 1/n + n_test/n_train in place of 1/n
    assert np.sqrt((1 / n_splits + n_test / n_train) * n_splits) == pytest.approx(1.7, abs=0.02)
