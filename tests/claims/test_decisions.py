"""Sentences of decisions that must not rest on one lucky draw or one lucky split."""

import functools

import numpy as np
import pytest
from scipy.optimize import linprog
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from mlcourse import data
from mlcourse.taught.cost_model import best_threshold, error_rate, predict_above
from mlcourse.taught.decisions import balanced_error, roc_points
from mlcourse.taught.logistic_regression import fit_logistic, log_loss_of_score, sigmoid
from mlcourse.taught.what_is_machine_learning import split

TABLE = data.load_animals_fruits()
Y = (TABLE["kind"] == "animal").astype(int)
X = np.log10(np.column_stack([TABLE["length_cm"], TABLE["mass_g"]]))
TUMORS = load_breast_cancer()
MALIGNANT = (TUMORS.target == 0).astype(int)
REFERENCE = {"C": np.inf, "solver": "newton-cholesky", "tol": 1e-10, "max_iter": 1000}


@pytest.mark.parametrize("seed", range(10))
def test_banana_and_snail_stay_astray_and_mass_counts_against_animals_if_every_value_wobbles(seed):
    wobbled = X + np.random.default_rng(seed).normal(0, 0.02, X.shape)  # by some 5 %
    library = LogisticRegression(**REFERENCE).fit(wobbled, Y)
    wrong = library.predict(wobbled) != Y
    assert library.coef_[0, 1] < 0 < library.coef_[0, 0]
    assert {"banana", "snail", "spider", "carrot"} <= set(TABLE["name"][wrong])
    assert 14 <= wrong.sum() <= 22
    assert np.sum(wrong & (Y == 0)) > np.sum(wrong & (Y == 1))


@functools.cache
def fitted(seed):
    """Return train and test rows, and the probability of an animal for every row, learned from the train rows."""
    train, test = split(len(Y), 85, np.random.default_rng(seed))
    return train, test, LogisticRegression(**REFERENCE).fit(X[train], Y[train]).predict_proba(X)[:, 1]


def rates_on_other_rows(seed):
    """Return the error rate of length, of mass and of both, on rows not learned from."""
    train, test, p = fitted(seed)
    thresholds = np.linspace(-3, 9, 601)
    limits = [best_threshold(x[train], Y[train], thresholds) for x in X.T]
    rules = [*(predict_above(x[test], limit) for x, limit in zip(X.T, limits, strict=True)), p[test] > 0.5]
    return [error_rate(Y[test], rule) for rule in rules]


@pytest.mark.parametrize("seed", range(10))
def test_two_features_beat_one_on_rows_not_learned_from(seed):
    length, mass, both = np.mean([rates_on_other_rows(30 * seed + i) for i in range(20)], axis=0)
    assert both < length - 0.03 < mass


def best_cut(y, score):
    """Return the cut of a score with the lowest balanced error."""
    cuts = np.append(np.unique(score)[::-1], score.min() - 1)
    fruits, animals = roc_points(y, score, cuts)
    return cuts[np.argmin((fruits + 1 - animals) / 2)]


def on_other_rows(seed):
    """Return balanced error, error rate and area on test rows: length, both features, and these cut at ½ and 0.72.

    The first two are cut for the balanced error on train rows.
    """
    train, test, both = fitted(seed)
    best = [best_cut(Y[train], score[train]) for score in (X[:, 0], both)]
    said = [(X[test, 0], best[0]), (both[test], best[1]), (both[test], 0.5), (both[test], 0.72)]
    return [
        (balanced_error(Y[test], score > cut), error_rate(Y[test], score > cut), roc_auc_score(Y[test], score))
        for score, cut in said
    ]


@pytest.mark.parametrize("seed", range(10))
def test_length_cut_for_the_balanced_error_beats_both_features_by_it_and_by_nothing_else(seed):
    length, both, both_at_half, at_formula = np.mean([on_other_rows(30 * seed + i) for i in range(30)], axis=0)
    assert length[0] < min(both_at_half[0], at_formula[0])
    assert abs(at_formula[0] - both_at_half[0]) < 0.02  # the formula's cut changes little
    assert both_at_half[0] < both[0] + 0.005  # moving its cut does not help
    assert both_at_half[1] < length[1] - 0.03
    assert length[2] < both[2] - 0.02


def test_our_model_is_hardly_better_or_worse_balanced_wherever_it_is_cut():
    p = LogisticRegression(**REFERENCE).fit(X, Y).predict_proba(X)[:, 1]
    errors = [balanced_error(Y, p > cut) for cut in np.arange(0.35, 0.81, 0.05)]
    assert np.ptp(errors) < 0.05


@pytest.mark.parametrize("seed", range(10))
def test_the_promises_are_kept_on_other_rows_but_a_little_too_sure_at_the_top(seed):
    sure, failed = [], []
    for i in range(100):
        _, test, p = fitted(1000 * seed + i)
        sure.extend(np.maximum(p, 1 - p)[test])
        failed.extend(((p > 0.5) != Y)[test])
    sure, failed = np.array(sure), np.array(failed)
    top = sure > 0.9
    assert 0 < failed[top].mean() - (1 - sure[top].mean()) < 0.05
    for low in (0.5, 0.6, 0.7, 0.8):
        group = (sure > low) & (sure <= low + 0.1)
        assert abs(failed[group].mean() - (1 - sure[group].mean())) < 0.085


def test_two_errors_fewer_at_another_cut_may_be_chance_even_if_probabilities_keep_their_word():
    p, rng = LogisticRegression(**REFERENCE).fit(X, Y).predict_proba(X)[:, 1], np.random.default_rng(7)
    drawn = rng.uniform(size=(2000, len(p))) < p  # classes that come true as promised
    fewer = np.sum((p > 0.5) != drawn, axis=1) - np.sum((p > 0.35) != drawn, axis=1)
    assert np.mean(fewer >= 2) > 0.1


@pytest.mark.parametrize("prices", [(3, 1), (1, 1), (1, 2)])
def test_if_probabilities_keep_their_word_the_formula_finds_the_cheapest_cut(prices):
    wrong_fruit, wrong_animal = prices
    rng = np.random.default_rng(7)
    p = rng.uniform(size=200_000)
    y = rng.uniform(size=len(p)) < p
    cuts = np.linspace(0.05, 0.95, 19)
    costs = [wrong_fruit * np.sum((p > cut) & ~y) + wrong_animal * np.sum((p <= cut) & y) for cut in cuts]
    assert cuts[np.argmin(costs)] == pytest.approx(wrong_fruit / sum(prices), abs=0.051)


def split_tumors(n_columns, seed):
    """Return X and y of 400 train rows, then of the test rows, standardized by the train rows."""
    train, test = split(len(MALIGNANT), 400, np.random.default_rng(seed))
    chosen = TUMORS.data[:, :n_columns]
    chosen = (chosen - chosen[train].mean(axis=0)) / chosen[train].std(axis=0)
    return chosen[train], MALIGNANT[train], chosen[test], MALIGNANT[test]


@pytest.mark.parametrize("seed", range(10))
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


def test_thirty_columns_separate_the_tumors_without_error():
    columns = np.column_stack([TUMORS.data / TUMORS.data.std(axis=0), np.ones(len(MALIGNANT))])
    sides = np.where(MALIGNANT == 1, 1, -1)[:, None] * columns
    found = linprog(np.zeros(31), A_ub=-sides, b_ub=-np.ones(len(sides)), bounds=(None, None))
    assert found.status == 0  # some plane has every row on its own side


@pytest.mark.parametrize("seed", range(10))
def test_without_a_penalty_the_weights_grow_and_the_test_rows_pay(seed):
    X_train, y_train, X_test, y_test = split_tumors(30, seed)
    early, late = (fit_logistic(X_train, y_train, n_steps) for n_steps in (1000, 30_000))
    assert np.linalg.norm(late[0]) > 2 * np.linalg.norm(early[0])
    train_loss, test_loss = (
        [log_loss_of_score(y, X @ w + b) for w, b in (early, late)] for X, y in ((X_train, y_train), (X_test, y_test))
    )
    assert train_loss[1] < train_loss[0] / 1.5
    assert test_loss[1] > 1.2 * test_loss[0]
    penalized = LogisticRegression(solver="newton-cholesky", tol=1e-10, max_iter=1000).fit(X_train, y_train)
    assert log_loss_of_score(y_test, penalized.decision_function(X_test)) < test_loss[1]
