"""Sentences of lesson 05 that must not rest on one lucky draw, one lucky split or eleven lucky dots."""

import numpy as np
import pytest
from scipy.optimize import linprog
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression

from mlcourse import data
from mlcourse.taught.cost_model import best_threshold, error_rate, predict_above
from mlcourse.taught.logistic_regression import balanced_error, fit_logistic, log_loss_of_score, sigmoid
from mlcourse.taught.what_is_machine_learning import split

DOTS = data.load_eleven_dots()
METERS, Y_DOTS = DOTS["length_cm"] / 100, (DOTS["kind"] == "animal").astype(int)
TABLE = data.load_animals_fruits()
LENGTHS, Y = TABLE["length_cm"] / 100, (TABLE["kind"] == "animal").astype(int)
X = np.log10(np.column_stack([TABLE["length_cm"], TABLE["mass_g"]]))
TUMORS = load_breast_cancer()
MALIGNANT = (TUMORS.target == 0).astype(int)
REFERENCE = {"C": np.inf, "solver": "newton-cholesky", "tol": 1e-10, "max_iter": 1000}


def line(x, y):
    """Return what the least-squares line predicts."""
    return np.polyval(np.polyfit(x, y, deg=1), x) > 0.5


def curve(x, y):
    """Return what logistic regression predicts."""
    return LogisticRegression(**REFERENCE).fit(x[:, None], y).predict(x[:, None])


def eleven(rng):
    """Draw six animals of less than ten meters and five fruits that no threshold parts without error."""
    while True:
        animals = rng.choice(np.flatnonzero((Y == 1) & (LENGTHS < 10)), 6, replace=False)
        fruits = rng.choice(np.flatnonzero(Y == 0), 5, replace=False)
        if LENGTHS[animals].min() < LENGTHS[fruits].max():
            return np.append(animals, fruits)


def split_tumors(n_columns, seed):
    """Return X and y of 400 train rows, then of the test rows, standardized by the train rows."""
    train, test = split(len(MALIGNANT), 400, np.random.default_rng(seed))
    chosen = TUMORS.data[:, :n_columns]
    chosen = (chosen - chosen[train].mean(axis=0)) / chosen[train].std(axis=0)
    return chosen[train], MALIGNANT[train], chosen[test], MALIGNANT[test]


@pytest.mark.parametrize("seed", range(8))
def test_one_whale_drags_the_line_and_not_the_sigmoid_whichever_eleven_it_joins(seed):
    rng = np.random.default_rng(seed)
    worse = []
    for rows in [eleven(rng) for _ in range(50)]:
        x, y = LENGTHS[rows], Y[rows]
        x_whale, y_whale = np.append(x, 25.0), np.append(y, 1)
        dragged = line(x_whale, y_whale)
        worse.append(np.sum(dragged != y_whale) > np.sum(line(x, y) != y))
        np.testing.assert_array_equal(curve(x_whale, y_whale), np.append(curve(x, y), 1))
    assert np.mean(worse) > 0.7


@pytest.mark.parametrize("meters", [1.0, 2.0, 4.2, 6.0, 8.0, 16.0, 25.0])
def test_the_line_holds_up_to_an_elephant_and_gives_all_fruits_up_at_eight_meters(meters):
    x, y = np.append(METERS, meters), np.append(Y_DOTS, 1)
    assert np.sum(line(x, y) != y) == 5 if meters >= 8 else np.sum(line(x, y) != y) <= 2
    assert np.sum(curve(x, y) != y) == 2


def test_on_a_logarithmic_axis_the_whale_flattens_the_line_by_a_third_and_no_dot_changes_sides():
    x = np.log10(DOTS["mass_g"])
    x_whale, y_whale = np.append(x, np.log10(1.1e8)), np.append(Y_DOTS, 1)
    assert np.polyfit(x_whale, y_whale, 1)[0] / np.polyfit(x, Y_DOTS, 1)[0] == pytest.approx(2 / 3, abs=0.05)
    np.testing.assert_array_equal(line(x_whale, y_whale)[:-1], line(x, Y_DOTS))


def test_the_ant_is_too_much_for_both():
    x, y = np.append(np.log10(DOTS["mass_g"]), np.log10(0.002)), np.append(Y_DOTS, 1)
    assert np.sum(line(x, y) != y) == np.sum(curve(x, y) != y) == 5


def test_a_right_answer_stops_pulling_and_a_wrong_one_pulls_no_harder_than_one():
    score = np.linspace(-50, 50, 1001)
    pull = sigmoid(score) - 1  # of an animal, on its score
    assert np.all((pull >= -1) & (pull <= 0))
    assert pull[score > 40].min() > -1e-15
    assert pull[score < -10].max() < -0.999
    flat = 2 * pull * sigmoid(score) * (1 - sigmoid(score))  # of the squared error
    assert np.abs(flat[score < -10]).max() < 1e-4


@pytest.mark.parametrize("seed", range(10))
def test_banana_and_snail_stay_astray_and_mass_counts_against_animals_if_every_value_wobbles(seed):
    wobbled = X + np.random.default_rng(seed).normal(0, 0.02, X.shape)  # by some 5 %
    library = LogisticRegression(**REFERENCE).fit(wobbled, Y)
    wrong = library.predict(wobbled) != Y
    assert library.coef_[0, 1] < 0 < library.coef_[0, 0]
    assert {"banana", "snail", "spider", "carrot"} <= set(TABLE["name"][wrong])
    assert 14 <= wrong.sum() <= 22
    assert np.sum(wrong & (Y == 0)) > np.sum(wrong & (Y == 1))


def rates_on_other_rows(seed):
    """Return the error rate and the balanced error of length, of mass and of both, on rows not learned from."""
    train, test = split(len(Y), 85, np.random.default_rng(seed))
    thresholds = np.linspace(-3, 9, 601)
    limits = [best_threshold(x[train], Y[train], thresholds) for x in X.T]
    both = LogisticRegression(**REFERENCE).fit(X[train], Y[train]).predict(X[test])
    rules = [*(predict_above(x[test], limit) for x, limit in zip(X.T, limits, strict=True)), both]
    return [(error_rate(Y[test], rule), balanced_error(Y[test], rule)) for rule in rules]


@pytest.mark.parametrize("seed", range(5))
def test_two_features_beat_one_on_rows_not_learned_from(seed):
    (length, length_balanced), (mass, _), (both, both_balanced) = np.mean(
        [rates_on_other_rows(20 * seed + i) for i in range(20)], axis=0
    )
    assert both < length - 0.03 < mass
    assert both_balanced < length_balanced


@pytest.mark.parametrize("seed", range(5))
def test_the_promises_about_tumors_come_true_within_a_tenth_or_so(seed):
    promised, came_true = [], []
    for i in range(20):
        X_train, y_train, X_test, y_test = split_tumors(2, 20 * seed + i)
        w, b = fit_logistic(X_train, y_train, n_steps=1000)
        promised.extend(sigmoid(X_test @ w + b))
        came_true.extend(y_test)
    group = np.minimum(np.array(promised) // 0.2, 4)
    gaps = [np.mean(np.array(promised)[group == g]) - np.mean(np.array(came_true)[group == g]) for g in range(5)]
    assert np.abs(gaps).max() < 0.15
    assert max(np.abs(gaps[0]), np.abs(gaps[-1])) < 0.03


def test_thirty_columns_part_the_tumors_without_error():
    columns = np.column_stack([TUMORS.data / TUMORS.data.std(axis=0), np.ones(len(MALIGNANT))])
    sides = np.where(MALIGNANT == 1, 1, -1)[:, None] * columns
    found = linprog(np.zeros(31), A_ub=-sides, b_ub=-np.ones(len(sides)), bounds=(None, None))
    assert found.status == 0  # some plane has every row on its own side


@pytest.mark.parametrize("seed", range(5))
def test_without_a_penalty_the_weights_grow_and_the_test_rows_pay(seed):
    X_train, y_train, X_test, y_test = split_tumors(30, seed)
    early, late = (fit_logistic(X_train, y_train, n_steps) for n_steps in (1000, 30_000))
    assert np.linalg.norm(late[0]) > 2 * np.linalg.norm(early[0])
    train_loss, test_loss = (
        [log_loss_of_score(y, X @ w + b) for w, b in (early, late)] for X, y in ((X_train, y_train), (X_test, y_test))
    )
    assert train_loss[1] < train_loss[0] / 1.5
    assert test_loss[1] > 1.3 * test_loss[0]
    penalized = LogisticRegression(solver="newton-cholesky", tol=1e-10, max_iter=1000).fit(X_train, y_train)
    assert log_loss_of_score(y_test, penalized.decision_function(X_test)) < test_loss[1]
