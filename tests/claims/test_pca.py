"""Sentences of pca that must not rest on one lucky seed."""

import numpy as np
import pytest
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler

from mlcourse import data
from mlcourse.taught import pca
from mlcourse.taught.cost_model import best_threshold, predict_above
from mlcourse.taught.decisions import balanced_error
from mlcourse.taught.linear_regression import least_squares
from mlcourse.taught.what_is_machine_learning import split

TABLE = data.load_animals_fruits()
IS_ANIMAL = TABLE["kind"] == "animal"
LOGS = np.log10(np.column_stack([TABLE["length_cm"], TABLE["mass_g"]]))
COLUMNS = np.column_stack([LOGS, *(TABLE[name] for name in ("redness", "greenness", "roundness", "fill"))])
DIGITS, LABELS = load_digits(return_X_y=True)


def redraw(seed, n_draws, n_samples):
    """Yield row numbers, drawn with repetitions."""
    rng = np.random.default_rng(seed)
    for _ in range(n_draws):
        yield rng.integers(n_samples, size=n_samples)


def test_from_any_start_power_iteration_ends_in_the_first_component():
    _, components, _ = pca.principal_components(DIGITS)
    _, of_animals, _ = pca.principal_components(LOGS[IS_ANIMAL])
    for seed in range(12):
        rng = np.random.default_rng(seed)
        assert abs(pca.strongest(DIGITS, rng.normal(size=64), 200) @ components[0]) > 0.9999
        assert abs(pca.strongest(LOGS[IS_ANIMAL], rng.normal(size=2), 3) @ of_animals[0]) > 0.9999


@pytest.mark.parametrize("seed", range(12))
def test_about_fifteen_numbers_take_a_third_of_the_noise_away_and_one_takes_none(seed):
    rng = np.random.default_rng(seed)
    train, test = split(len(DIGITS), 1000, rng)
    spoiled = DIGITS + rng.normal(0, 4, DIGITS.shape)
    mean, components, _ = pca.principal_components(spoiled[train])
    scores = pca.project(spoiled[test], mean, components)
    rebuilt = [pca.reconstruct(scores[:, :k], mean, components[:k]) for k in range(1, 65)]
    rms = np.array([np.sqrt(np.mean((X - DIGITS[test]) ** 2)) for X in rebuilt])
    assert 12 <= np.argmin(rms) + 1 <= 19
    assert 0.65 < rms.min() / rms[-1] < 0.7
    assert 3.9 < rms[-1] < 4.1 and rms[0] > 0.98 * rms[-1]
    assert np.all(np.diff(rms[:10]) < 0) and np.all(np.diff(rms[24:]) > 0)  # down, and up again


@pytest.mark.parametrize("seed", range(10))
def test_of_three_pairs_the_means_of_5_and_8_lie_nearest_in_the_plane(seed):
    for rows in redraw(seed, 3, len(DIGITS)):
        plane = PCA(2).fit_transform(DIGITS[rows])
        means = [plane[LABELS[rows] == digit].mean(axis=0) for digit in range(10)]
        assert np.linalg.norm(means[5] - means[8]) < np.linalg.norm(means[4] - means[6])
        assert np.linalg.norm(means[4] - means[6]) < np.linalg.norm(means[0] - means[1])


@pytest.mark.parametrize("seed", range(10))
def test_with_two_limits_size_still_errs_more_than_the_second_component(seed):
    def limits(z, y):
        cuts = np.r_[-np.inf, np.sort(z)]
        is_fruit = (z > cuts[:, None, None]) & (z <= cuts[None, :, None])
        return cuts[list(np.unravel_index(np.argmin((is_fruit == y).sum(axis=2)), (len(cuts), len(cuts))))]

    n_wrong = np.zeros(2, dtype=int)
    for rows, others in StratifiedKFold(5, shuffle=True, random_state=seed).split(LOGS, IS_ANIMAL):
        Z = PCA(svd_solver="full").fit(LOGS[rows]).transform(LOGS)
        for j in range(2):
            low, high = limits(Z[rows, j], IS_ANIMAL[rows])
            n_wrong[j] += np.sum(((Z[others, j] > low) & (Z[others, j] <= high)) == IS_ANIMAL[others])
    assert 20 <= n_wrong[0] <= 28 and 15 <= n_wrong[1] <= 19 < n_wrong[0]


@pytest.mark.parametrize("seed", range(10))
def test_twenty_numbers_tell_digits_apart_as_well_as_64(seed):
    rng = np.random.default_rng(seed)
    counts = [1, 2, 5, 10, 20, 64]
    accuracy = np.zeros((3, len(counts)))
    for i in range(3):
        train, test = split(len(DIGITS), 1000, rng)
        mean, components, _ = pca.principal_components(DIGITS[train])
        for j, k in enumerate(counts):
            Z = pca.project(DIGITS, mean, components[:k])
            accuracy[i, j] = KNeighborsClassifier().fit(Z[train], LABELS[train]).score(Z[test], LABELS[test])
    one, two, five, ten, twenty, all_64 = accuracy.mean(axis=0)
    assert 0.27 < one < 0.38 and 0.55 < two < 0.66
    assert 0.88 < five < 0.94
    assert 0.955 < ten < twenty
    assert abs(twenty - all_64) < 0.006


@pytest.mark.parametrize("seed", range(5))
def test_no_other_ten_directions_keep_nearly_as_much_of_the_digits(seed):
    rng = np.random.default_rng(seed)
    total = np.sum(DIGITS.var(axis=0))
    kept = [np.sum((DIGITS @ np.linalg.qr(rng.normal(size=(64, 10)))[0]).var(axis=0)) / total for _ in range(100)]
    assert max(kept) < 0.3 < 0.73 < np.sum(PCA(10).fit(DIGITS).explained_variance_ratio_)


@pytest.mark.parametrize("seed", range(5))
def test_one_number_holds_the_animals(seed):
    animals = LOGS[IS_ANIMAL]
    draws = [pca.principal_components(animals[rows])[2] for rows in redraw(seed, 100, len(animals))]
    lost = [variances[1] / variances.sum() for variances in draws]
    assert max(lost) < 0.02
    assert np.mean(lost) < 0.006


@pytest.mark.parametrize("seed", range(5))
def test_the_fruits_first_component_is_steeper_than_their_regression_line(seed):
    fruits = LOGS[~IS_ANIMAL]
    for rows in redraw(seed, 100, len(fruits)):
        X = fruits[rows]
        _, components, _ = pca.principal_components(X)
        assert components[0, 1] / components[0, 0] > least_squares(X[:, :1], X[:, 1])[0][0]


@pytest.mark.parametrize("seed", range(5))
def test_the_second_component_tells_at_least_as_much_about_the_kind(seed):
    thresholds = np.linspace(-8, 8, 1601)
    errors, balanced = [], []
    for rows in redraw(seed, 20, len(LOGS)):
        X, y = LOGS[rows], IS_ANIMAL[rows]
        model = PCA(svd_solver="full").fit(X)
        assert model.explained_variance_ratio_[1] < 0.02
        predictions = [predict_above(z, best_threshold(z, y, thresholds)) for z in model.transform(X).T]
        errors.append([np.sum(prediction != y) for prediction in predictions])
        balanced.append([balanced_error(y, prediction) for prediction in predictions])
    first, second = np.mean(errors, axis=0)
    assert second < 18 < 24 < first
    assert np.diff(np.mean(balanced, axis=0))[0] < 0.02

    scores = PCA(svd_solver="full").fit_transform(LOGS)
    folds, model = StratifiedKFold(5, shuffle=True, random_state=seed), LogisticRegression(C=np.inf)
    first, second, both = (
        np.mean(cross_val_score(model, X, IS_ANIMAL, cv=folds)) for X in (scores[:, :1], scores[:, 1:], scores)
    )
    assert first < np.mean(IS_ANIMAL) < 0.8 < min(second, both)
    model.set_params(class_weight="balanced")
    first, second = (
        np.mean(cross_val_score(model, X, IS_ANIMAL, cv=folds, scoring="balanced_accuracy"))
        for X in scores.T[:, :, None]
    )
    assert second > first - 0.04  # at least as much, within what folds can tell


def test_standardized_logarithms_give_26_errors_against_15():
    model = PCA(svd_solver="full")
    scores = model.fit_transform(StandardScaler().fit_transform(LOGS))
    errors = [np.sum(predict_above(z, best_threshold(z, IS_ANIMAL, np.sort(z))) != IS_ANIMAL) for z in scores.T]
    assert errors == [26, 15] and model.explained_variance_ratio_.round(3).tolist() == [0.982, 0.018]
