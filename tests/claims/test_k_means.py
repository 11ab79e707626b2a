"""Sentences of k_means that must not rest on one lucky seed."""

import numpy as np
import pytest
from sklearn.datasets import load_sample_image
from sklearn.metrics import silhouette_score

from mlcourse import data
from mlcourse.taught import k_means
from tests.lesson_code import LESSONS, run_cell

LESSON = LESSONS["11_k_means"]


def defined(text):
    """Return the names that are defined after the cell that holds some text."""
    return run_cell(LESSON, next(i for i, cell in enumerate(LESSON.cells) if text in cell.source))


DRAW_VILLAGES = defined("def draw_villages")["draw_villages"]
BEST_OF_TEN = defined("def best_of_ten")["best_of_ten"]
MAKE_GROUPS = defined("def make_groups")["make_groups"]
TABLE = data.load_animals_fruits()
RAW = np.column_stack([TABLE["length_cm"], TABLE["mass_g"]])
IS_ANIMAL = TABLE["kind"] == "animal"
SEEDS = pytest.mark.parametrize("seed", range(5))


def reached(X, start):
    """Return the inertia that k-means reaches from a start."""
    centers, labels, _ = k_means.k_means(X, start)
    return k_means.inertia(X, labels, centers)


@SEEDS
def test_every_start_on_the_table_ends_in_large_and_small(seed):
    X, rng = np.log10(RAW), np.random.default_rng(seed)
    ends = [reached(X, k_means.random_start(X, 2, rng)) for _ in range(200)]
    assert np.allclose(ends, 211.745, atol=0.001)
    centers, labels = BEST_OF_TEN(X, 2, rng)
    large = labels == np.argmax(centers[:, 1])
    assert np.sum(large != IS_ANIMAL) == np.sum(~IS_ANIMAL) == 35


@SEEDS
def test_in_grams_the_blue_whale_is_alone(seed):
    _, labels = BEST_OF_TEN(RAW, 2, np.random.default_rng(seed))
    assert list(TABLE["name"][labels == np.argmin(np.bincount(labels))]) == ["blue whale"]


@SEEDS
def test_a_better_start_helps_and_several_starts_help_more(seed):
    rng = np.random.default_rng(seed)
    villages = DRAW_VILLAGES(rng)
    at_random = np.array([reached(villages, k_means.random_start(villages, 5, rng)) for _ in range(300)])
    spread_out = np.array([reached(villages, k_means.k_means_plus_plus(villages, 5, rng)) for _ in range(300)])
    best = 1.001 * min(at_random.min(), spread_out.min())
    assert 0.45 < np.mean(at_random < best) < 0.7
    assert np.mean(spread_out < best) > 0.8
    assert np.mean(at_random.reshape(30, 10).min(axis=1) < best) > 0.95
    assert at_random.max() > 4 * best


@SEEDS
@pytest.mark.parametrize(
    ("shape", "low", "high"),
    [
        ("moons", 0.7, 0.8),
        ("wide and narrow", 0.7, 0.9),
        ("stretched", 0.5, 0.62),
        ("stretched, standardized", 0.97, 1),
    ],
)
def test_where_groups_are_not_round_it_goes_wrong(seed, shape, low, high):
    rng = np.random.default_rng(seed)
    points, made_in = MAKE_GROUPS(shape, rng)
    _, labels = BEST_OF_TEN(points, 2, rng)
    assert low <= max(np.mean(labels == made_in), np.mean(labels != made_in)) <= high


@SEEDS
def test_groups_stretched_along_a_slanted_line_are_not_mended_by_scaling(seed):
    rng = np.random.default_rng(seed)
    points, made_in = MAKE_GROUPS("stretched", rng)
    slanted = points @ np.array([[1, 1], [-1, 1]]) / np.sqrt(2)
    _, labels = BEST_OF_TEN(slanted / slanted.std(axis=0), 2, rng)
    assert max(np.mean(labels == made_in), np.mean(labels != made_in)) < 0.65


def test_the_silhouette_finds_five_villages_and_many_numbers_in_noise():
    chosen = []
    for seed in range(6):
        rng = np.random.default_rng(seed)
        curves = {}
        for name, houses in [("villages", DRAW_VILLAGES(rng)), ("noise", rng.uniform(0, 10, (200, 2)))]:
            curves[name] = [silhouette_score(houses, BEST_OF_TEN(houses, k, rng)[1]) for k in range(2, 10)]
        assert 2 + np.argmax(curves["villages"]) == 5
        assert 1.5 < max(curves["villages"]) / max(curves["noise"]) < 2.3
        assert np.ptp(curves["noise"]) < 0.12
        chosen.append(2 + np.argmax(curves["noise"]))
    assert len(set(chosen)) > 2


@SEEDS
def test_red_has_to_wait(seed):
    rng = np.random.default_rng(seed)
    pixels = load_sample_image("china.jpg")[::2, ::2].reshape(-1, 3) / 255
    some = k_means.random_start(pixels, 3000, rng)
    red = {k: np.sum(p[:, 0] - p[:, 1] > 0.2) for k in (2, 4, 16) for p in [BEST_OF_TEN(some, k, rng)[0]]}
    assert red[2] == red[4] == 0 < red[16]
