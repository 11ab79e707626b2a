"""Sentences of neural_network that must not rest on one lucky seed."""

import numpy as np
import pytest
from sklearn.datasets import load_digits, make_moons
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier

from mlcourse.taught.logistic_regression import fit_logistic
from mlcourse.taught.neural_network import forward, relu
from mlcourse.taught.what_is_machine_learning import split
from tests.lesson_code import LESSONS, run_cell

LESSON = LESSONS["13_neural_network"]


def names(text):
    """Return what the lesson has defined after the cell that holds some text."""
    return run_cell(LESSON, next(i for i, cell in enumerate(LESSON.cells) if text in cell.source))


BY_HAND = names("by_hand = ")["by_hand"]
DEFINED = names("def best_so_far")
BEST_SO_FAR, BENT_AT, N_ERRORS = DEFINED["best_so_far"], DEFINED["bent_at"], DEFINED["count_errors"]


def fewest_of_any_line(X, y):
    """Return the fewest errors of any line at all.

    A line can be moved until it runs through two dots without any other changing sides, and a nudge puts these two
    on whichever sides we like. So it is enough to try the lines through two dots, and to count the others' errors.
    """
    i, j = np.triu_indices(len(X), 1)
    along = X[j] - X[i]
    normal = np.column_stack([-along[:, 1], along[:, 0]])
    wrong = (normal @ X.T > np.sum(normal * X[i], axis=1)[:, None]) != y  # (n_lines, n_samples)
    wrong[np.arange(len(i)), i] = wrong[np.arange(len(i)), j] = False
    n_wrong = wrong.sum(axis=1)
    return min(n_wrong.min(), (len(X) - 2 - n_wrong).min())


def test_no_line_makes_fewer_than_36_errors_on_the_lessons_moons():
    assert fewest_of_any_line(*make_moons(300, noise=0.2, random_state=7)) == 36


@pytest.mark.parametrize("seed", range(10))
def test_the_network_by_hand_makes_less_than_two_thirds_of_the_best_lines_errors(seed):
    X, y = make_moons(300, noise=0.2, random_state=seed)
    w, b = fit_logistic(X, y, n_steps=500)
    fewest = fewest_of_any_line(X, y)
    assert 28 <= fewest <= np.sum((X @ w + b > 0) != y)
    assert N_ERRORS(BY_HAND, X, y) < fewest * 2 / 3


@pytest.mark.parametrize("seed", range(10))
def test_on_new_dots_it_does_as_well(seed):
    X, y = make_moons(10_000, noise=0.2, random_state=100 + seed)
    assert 0.035 < N_ERRORS(BY_HAND, X, y) / len(X) < 0.055


@pytest.mark.parametrize("seed", range(10))
def test_the_creases_that_made_ten_errors_do_worse_on_new_dots_than_those_set_by_eye(seed):
    X, y = make_moons(10_000, noise=0.2, random_state=200 + seed)
    assert N_ERRORS(BENT_AT(-0.1, 0.9), X, y) > 1.15 * N_ERRORS(BY_HAND, X, y)


def test_over_thirty_sets_the_sliders_best_is_clearly_worse_in_one_of_three_and_clearly_better_in_none():
    def wrong(X, y, first, second):  # (n_samples, …): the sign of the lower moon's logit, for many creases at once
        z = X[:, :1] - X[:, 1:] - 2 * relu(X[:, :1] - first) + 2 * relu(X[:, :1] - second) + 0.75
        return np.mean((z > 0) != y[:, None], axis=0)

    places = np.arange(-15, 26) / 10  # the sliders'
    first, second = (axis.ravel() for axis in np.meshgrid(places, places))
    X_new, y_new = make_moons(10_000, noise=0.2, random_state=1000)
    by_eye, times = wrong(X_new, y_new, np.array([0.0]), np.array([1.0]))[0], []
    for seed in range(30):
        errors = wrong(*make_moons(300, noise=0.2, random_state=seed), first, second)
        best = errors < errors.min() + 1e-9
        times.append(np.mean(wrong(X_new, y_new, first[best], second[best])) / by_eye)
    assert 8 <= np.sum(np.array(times) > 1.1) <= 12
    assert min(times) > 0.95


def test_twice_the_same_crease_is_a_line():
    X, _ = make_moons(300, noise=0.2, random_state=7)
    for place in (-1.0, 0.5, 2.0):
        logits = forward(BENT_AT(place, place), X)
        np.testing.assert_allclose(logits[:, 1] - logits[:, 0], X @ [1.0, -1.0] + 0.75, atol=1e-12)


@pytest.mark.parametrize("seed", range(7, 17))
def test_three_hidden_neurons_will_do_two_will_not_and_spare_ones_are_found_more_often(seed):
    X, y = make_moons(300, noise=0.2, random_state=seed)
    options = {"solver": "lbfgs", "alpha": 1e-3, "max_iter": 10_000, "max_fun": 100_000}
    errors = {}
    for n_hidden in (1, 2, 3, 6):
        fits = [MLPClassifier((n_hidden,), random_state=start, **options).fit(X, y) for start in range(10)]
        errors[n_hidden] = np.array([np.sum(fit.predict(X) != y) for fit in sorted(fits, key=lambda fit: fit.loss_)])
        is_dead = [relu(X @ fit.coefs_[0] + fit.intercepts_[0]).max() == 0 for fit in fits]
        assert np.sum(is_dead) == np.sum(errors[n_hidden] == 150)  # all hidden neurons off for all dots
    assert errors[1][0] >= fewest_of_any_line(X, y)
    assert min(errors[2]) > 24  # not one of ten starts, the cheapest or not
    assert errors[3][0] < 20
    assert np.sum(errors[3] < 20) <= 3 < np.sum(errors[6] < 20)


@pytest.mark.parametrize("n_hidden", [1, 2, 4, 8, 16])
def test_the_best_of_a_thousand_darts_is_near_the_best_line(n_hidden):
    X, y = make_moons(300, noise=0.2, random_state=7)
    rng = np.random.default_rng(n_hidden)
    best = [BEST_SO_FAR([2, n_hidden, 2], X, y, 1000, rng)[-1] for _ in range(10)]
    assert min(best) > 20
    assert 30 < np.median(best) < 46


def test_on_moons_ten_times_as_many_darts_do_a_little_better():
    X, y = make_moons(300, noise=0.2, random_state=7)
    rng = np.random.default_rng(7)
    best = np.array([BEST_SO_FAR([2, 4, 2], X, y, 10_000, rng)[[999, 9999]] for _ in range(5)])
    assert 1 < np.mean(best[:, 0] - best[:, 1]) < 15


@pytest.mark.parametrize("spread", [0.3, 3.0])
def test_darts_of_another_spread_are_no_better(spread):
    X, y = make_moons(300, noise=0.2, random_state=7)
    rng = np.random.default_rng(7)
    errors = []
    for _ in range(1000):
        shapes = [((2, 4), 4), ((4, 2), 2)]
        errors.append(N_ERRORS([(rng.normal(0, spread, W), rng.normal(0, spread, b)) for W, b in shapes], X, y))
    assert min(errors) > 24


def right_on_digits(throws):
    """Return the share of digits that the best of some networks gets right."""
    digits = load_digits()
    return 1 - min(N_ERRORS(throw, digits.data / 16, digits.target) for throw in throws) / len(digits.target)


@pytest.mark.parametrize("spread", [0.3, 3.0, "He"])
def test_darts_of_another_spread_are_no_better_on_digits(spread):
    rng = np.random.default_rng(7)
    first, second = (np.sqrt(2 / 64), np.sqrt(2 / 32)) if spread == "He" else (spread, spread)
    b_spread = 0 if spread == "He" else spread
    throws = (
        [
            (rng.normal(0, first, (64, 32)), rng.normal(0, b_spread, 32)),
            (rng.normal(0, second, (32, 10)), rng.normal(0, b_spread, 10)),
        ]
        for _ in range(1000)
    )
    assert 0.15 < right_on_digits(throws) < 0.33


def test_on_digits_a_thousand_darts_are_right_about_a_quarter_and_a_tenfold_buys_a_few_in_a_hundred():
    digits = load_digits()
    rng = np.random.default_rng(8)
    errors = np.array([BEST_SO_FAR([64, 32, 10], digits.data / 16, digits.target, 1000, rng) for _ in range(12)])
    right = 1 - errors / len(digits.target)
    assert 0.18 < right[:, -1].min() <= right[:, -1].max() < 0.31
    assert 0.22 < right[:, -1].mean() < 0.26
    bought = (right[:, 999] - right[:, 9]).mean() / 2  # by each of two tenfolds
    assert 0.01 < bought < 0.05


def test_on_digits_neighbors_are_ahead_of_a_fitted_network_and_that_of_a_line():
    X, y = load_digits(return_X_y=True)
    rng = np.random.default_rng(11)
    right = []
    for seed in range(10):
        train, test = split(1797, 1000, rng)
        network = MLPClassifier((32,), max_iter=1000, random_state=seed)
        models = [KNeighborsClassifier(5), network, LogisticRegression(max_iter=1000)]
        right.append([model.fit(X[train] / 16, y[train]).score(X[test] / 16, y[test]) for model in models])
    neighbors, network, line = np.mean(right, axis=0)
    assert 0.95 < line < network < neighbors < 0.985
