"""Sentences of linear_regression that must not rest on one lucky seed."""

import numpy as np
import pytest

from mlcourse import data
from mlcourse.taught.linear_regression import least_squares, r_squared, ridge

ANIMALS = data.load_animals_fruits()
ANIMALS = ANIMALS[ANIMALS["kind"] == "animal"]
X, Y = np.log10(ANIMALS["length_cm"]), np.log10(ANIMALS["mass_g"])


@pytest.mark.parametrize("seed", range(10))
def test_the_slope_is_near_three_and_a_little_below_whichever_animals_are_drawn(seed):
    rng = np.random.default_rng(seed)
    rows = rng.integers(len(X), size=(500, len(X)))
    slopes = np.array([np.polyfit(X[r], Y[r], deg=1)[0] for r in rows])
    assert np.mean(slopes >= 3) < 0.02
    assert np.mean(slopes > 2.5) > 0.99


def test_no_single_animal_decides_the_slope():
    slopes = [np.polyfit(np.delete(X, i), np.delete(Y, i), deg=1)[0] for i in range(len(X))]
    assert 2.75 < min(slopes) < max(slopes) < 2.85


def test_snail_and_gorilla_are_heavy_for_their_length_and_the_snake_is_very_light():
    residual = Y - np.polyval(np.polyfit(X, Y, deg=1), X)
    names = ANIMALS["name"][np.argsort(residual)]
    assert names[0] == "snake"
    assert {"snail", "gorilla"} <= set(names[-3:])


@pytest.mark.parametrize("seed", range(10))
def test_measured_twice_the_weights_are_chance_and_a_penalty_tames_them(seed):
    rng = np.random.default_rng(seed)
    pairs = [np.column_stack([X, X + rng.normal(0, 0.005, size=len(X))]) for _ in range(100)]
    free = np.array([least_squares(pair, Y)[0] for pair in pairs])
    tamed = np.array([ridge(pair, Y, alpha=1.0)[0] for pair in pairs])
    assert free[:, 0].std() > 7
    assert np.all(np.abs(free.sum(axis=1) - 2.8) < 0.06)
    assert np.all(np.abs(tamed - 1.39) < 0.06)
    assert np.mean(tamed.sum(axis=1)) < np.mean(free.sum(axis=1)) - 0.01  # pulled a little toward zero
    for pair in pairs[:20]:
        lost = [r_squared(Y, pair @ w + b) for w, b in (least_squares(pair, Y), ridge(pair, Y, alpha=1.0))]
        assert 0 <= lost[0] - lost[1] < 0.01


def test_a_penalty_depends_on_the_units_and_least_squares_does_not():
    pair = np.column_stack([X, X + np.random.default_rng(7).normal(0, 0.005, size=len(X))])
    units = np.array([1, 1000])
    free, tamed = (fit(pair * units, Y)[0] * units for fit in (least_squares, lambda X, y: ridge(X, y, 1.0)))
    np.testing.assert_allclose(free, least_squares(pair, Y)[0], rtol=1e-4)
    assert tamed[0] < 0.1 and tamed[1] > 2.6  # smaller units, smaller weight, smaller charge: it takes nearly all
