"""Sentences of k_means that must not rest on one lucky seed."""

import numpy as np
import pytest
from matplotlib.colors import rgb_to_hsv
from sklearn.cluster import DBSCAN
from sklearn.datasets import load_digits, load_sample_image, make_moons
from sklearn.metrics import silhouette_score
from sklearn.mixture import GaussianMixture

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
SEEDS = pytest.mark.parametrize("seed", range(10))


def reached(X, start):
    """Return the inertia that k-means reaches from a start."""
    centers, labels, _ = k_means.k_means(X, start)
    return k_means.inertia(X, labels, centers)


@SEEDS
def test_every_start_on_the_table_ends_in_large_and_small(seed):
    X, rng = np.log10(RAW), np.random.default_rng(seed)
    ends = [reached(X, k_means.random_start(X, 2, rng)) for _ in range(100)]
    assert np.allclose(ends, 211.745, atol=0.001)
    centers, labels = BEST_OF_TEN(X, 2, rng)
    large = labels == np.argmax(centers[:, 1])
    assert np.sum(large != IS_ANIMAL) == np.sum(~IS_ANIMAL) == 35


@SEEDS
def test_on_the_table_standardizing_hardly_changes_the_groups(seed):
    X, rng = np.log10(RAW), np.random.default_rng(seed)
    plain, scaled = (BEST_OF_TEN(points, 2, rng)[1] for points in (X, X / X.std(axis=0)))
    assert max(np.mean(plain == scaled), np.mean(plain != scaled)) > 0.95


@SEEDS
def test_a_center_moves_to_an_empty_village_next_door_and_seldom_across_the_diagonal(seed):
    villages, rng = DRAW_VILLAGES(np.random.default_rng(seed)), np.random.default_rng(seed)
    lowest = reached(villages, villages[[0, 40, 80, 120, 160]])
    share = []
    for twice, empty in [(0, 1), (0, 2), (0, 3), (1, 2), (2, 1), (3, 0)]:  # two next door, four across the diagonal
        groups = np.array([twice, *(set(range(5)) - {empty})])
        starts = 40 * groups + rng.integers(40, size=(50, 5))
        share.append(np.mean([reached(villages, villages[rows]) < 1.001 * lowest for rows in starts]))
    assert np.mean(share[2:]) < 0.4 < 0.7 < np.mean(share[:2])


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
    best_of_ten = np.mean(at_random.reshape(30, 10).min(axis=1) < best)
    assert 0.8 < np.mean(spread_out < best) < 0.97 < best_of_ten
    assert at_random.max() > 4 * best


def test_starts_in_five_villages_are_rare_and_succeed_and_others_often_do():
    rng = np.random.default_rng(7)
    villages = DRAW_VILLAGES(rng)
    lowest, spread, other = reached(villages, villages[[0, 40, 80, 120, 160]]), [], []
    for _ in range(1500):
        rows = rng.permutation(len(villages))[:5]
        (spread if len(set(rows // 40)) == 5 else other).append(reached(villages, villages[rows]) < 1.001 * lowest)
    assert len(spread) / 1500 == pytest.approx(1 / 25, abs=0.015)
    assert all(spread)
    assert 0.5 < np.mean(other) < 0.62


@SEEDS
def test_the_inertia_never_rises_from_half_step_to_half_step(seed):
    rng = np.random.default_rng(seed)
    villages = DRAW_VILLAGES(rng)
    centers, costs = k_means.random_start(villages, 5, rng), []
    for _ in range(12):
        labels = k_means.assign(villages, centers)
        costs.append(k_means.inertia(villages, labels, centers))
        centers = k_means.update(villages, labels, centers)
        costs.append(k_means.inertia(villages, labels, centers))
    assert np.all(np.diff(costs) < 1e-9) and costs[-1] < 0.8 * costs[0]


@SEEDS
@pytest.mark.parametrize(
    ("shape", "low", "high"),
    [
        ("moons", 0.7, 0.8),
        ("wide and narrow", 0.7, 0.9),
        ("stretched", 0.5, 0.63),
        ("stretched, standardized", 0.97, 1),
    ],
)
def test_where_groups_are_not_round_it_goes_wrong(seed, shape, low, high):
    rng = np.random.default_rng(seed)
    points, made_in = MAKE_GROUPS(shape, rng)
    centers, labels = BEST_OF_TEN(points, 2, rng)
    assert low <= max(np.mean(labels == made_in), np.mean(labels != made_in)) <= high
    made = k_means.inertia(points, made_in, k_means.update(points, made_in, np.zeros((2, 2))))
    found = k_means.inertia(points, labels, centers)
    assert found <= made if shape.endswith("standardized") else found < 0.92 * made  # the cost is wrong, not the search


@SEEDS
def test_dbscan_finds_the_moons_and_a_gaussian_mixture_the_narrow_group(seed):
    points, made_in = make_moons(300, noise=0.06, random_state=seed)
    dense = DBSCAN(eps=0.2).fit_predict(points)
    assert max(np.mean(dense == made_in), np.mean(dense == 1 - made_in)) > 0.98
    points, made_in = MAKE_GROUPS("wide and narrow", np.random.default_rng(seed))
    mixed = GaussianMixture(2, n_init=3, random_state=seed).fit_predict(points)
    assert max(np.mean(mixed == made_in), np.mean(mixed != made_in)) > 0.97


@SEEDS
def test_groups_stretched_along_a_slanted_line_are_not_mended_by_scaling(seed):
    rng = np.random.default_rng(seed)
    points, made_in = MAKE_GROUPS("stretched", rng)
    slanted = points @ np.array([[1, 1], [-1, 1]]) / np.sqrt(2)
    _, labels = BEST_OF_TEN(slanted / slanted.std(axis=0), 2, rng)
    assert max(np.mean(labels == made_in), np.mean(labels != made_in)) < 0.65


def test_the_silhouette_finds_five_villages_and_many_numbers_in_noise():
    chosen = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        curves = {}
        for name, houses in [("villages", DRAW_VILLAGES(rng)), ("noise", rng.uniform(0, 10, (200, 2)))]:
            curves[name] = [silhouette_score(houses, BEST_OF_TEN(houses, k, rng)[1]) for k in range(2, 10)]
        assert 2 + np.argmax(curves["villages"]) == 5
        assert 1.5 < max(curves["villages"]) / max(curves["noise"]) < 2.3
        assert np.ptp(curves["noise"]) < 0.12
        assert max(curves["noise"]) > 0.35  # clearly more than nothing
        chosen.append(2 + np.argmax(curves["noise"]))
    assert len(set(chosen)) > 2


def test_ten_groups_name_79_percent_of_the_digits_and_sometimes_one_digit_has_no_group():
    X, y = load_digits(return_X_y=True)
    missing = []
    for seed in range(12):
        _, labels = BEST_OF_TEN(X, 10, np.random.default_rng(seed))
        names = np.array([np.bincount(y[labels == k], minlength=10).argmax() for k in range(10)])
        assert np.mean(names[labels] == y) == pytest.approx(0.79, abs=0.01)
        nearest = [np.argmin(np.sum((X - X[labels == k].mean(axis=0)) ** 2, axis=1)) for k in range(10)]
        assert 0.77 < np.mean(y[nearest][labels] == y) < 0.8  # ten labels would do
        gone = set(range(10)) - set(names.tolist())
        assert gone <= {8, 9} and (not gone or np.sum(names == 1) == 2)
        missing.append(len(gone))
    assert max(missing) == 1 and 2 <= np.sum(missing) <= 8


def test_red_has_to_wait_and_then_gets_more_than_its_share():
    pixels = load_sample_image("china.jpg")[::2, ::2].reshape(-1, 3) / 255
    share, counts, orange = np.mean(is_red(pixels)), {2: [], 4: [], 8: [], 16: [], 64: []}, []
    assert round(share, 2) == 0.05
    for seed in range(10):
        rng = np.random.default_rng(seed)
        some = k_means.random_start(pixels, 3000, rng)
        for k, n_red in counts.items():
            palette = BEST_OF_TEN(some, k, rng)[0] if k < 64 else one_run(some, k, rng)
            n_red.append(np.sum(is_red(palette)))
            if k == 8:
                orange.append(np.any(is_red(palette, degrees=27, saturated=0.42)))
    assert max(counts[2] + counts[4] + counts[8]) == 0
    assert set(counts[16]) <= {0, 1, 2} and np.mean(np.array(counts[16]) > 0) >= 0.7
    assert min(counts[64]) > 1.4 * share * 64
    assert np.mean(orange) >= 0.8


def is_red(colors, degrees=20, saturated=0.5):
    """Tell whether colors are within some degrees of red, and saturated enough."""
    hue, saturation, _ = rgb_to_hsv(colors).T
    return (np.minimum(hue, 1 - hue) < degrees / 360) & (saturation > saturated)


def one_run(X, n_clusters, rng):
    """Return the centers of one run from k-means++."""
    return k_means.k_means(X, k_means.k_means_plus_plus(X, n_clusters, rng))[0]
