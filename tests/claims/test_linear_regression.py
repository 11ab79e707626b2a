"""Sentences of linear_regression that must not rest on one lucky seed."""

import warnings

import numpy as np
import pytest
from sklearn.datasets import load_diabetes

from mlcourse import data
from mlcourse.taught.linear_regression import gradient, least_squares, r_squared

ANIMALS = data.load_animals_fruits()
ANIMALS = ANIMALS[ANIMALS["kind"] == "animal"]
X, Y = np.log10(ANIMALS["length_cm"]), np.log10(ANIMALS["mass_g"])


def typical_factor(residual):
    """Return the factor by which residuals in powers of ten are typically off."""
    return 10 ** np.sqrt(np.mean(residual**2))


@pytest.mark.parametrize("seed", range(10))
def test_the_slope_is_near_three_and_a_little_below_whichever_animals_are_drawn(seed):
    rng = np.random.default_rng(seed)
    rows = rng.integers(len(X), size=(500, len(X)))
    slopes = np.array([np.polyfit(X[r], Y[r], deg=1)[0] for r in rows])
    assert np.mean(slopes >= 3) < 0.01
    low, high = np.quantile(slopes, [0.025, 0.975])
    assert 2.63 < low < 2.75 and 2.84 < high < 2.98


def test_no_single_animal_decides_the_slope():
    slopes = [np.polyfit(np.delete(X, i), np.delete(Y, i), deg=1)[0] for i in range(len(X))]
    assert 2.75 < min(slopes) < max(slopes) < 2.85


@pytest.mark.parametrize("seed", range(10))
def test_a_line_in_grams_gives_many_animals_less_than_nothing_whales_or_no_whales(seed):
    rng = np.random.default_rng(seed)
    for animals in (ANIMALS, ANIMALS[ANIMALS["length_cm"] < 1000]):
        drawn = rng.choice(animals, 60, replace=False)
        w, b = np.polyfit(drawn["length_cm"], drawn["mass_g"], deg=1)
        assert np.mean(w * drawn["length_cm"] + b < 0) > 0.25
        assert w * drawn["length_cm"].min() + b < 0


def test_who_sticks_out_above_was_measured_short_and_falls_back_when_measured_whole():
    w, b = np.polyfit(X, Y, deg=1)
    residual = Y - (w * X + b)
    names = ANIMALS["name"][np.argsort(residual)]
    assert names[0] == "snake"
    assert set(names[-5:]) == {"snail", "crab", "turtle", "gorilla", "orangutan"}  # by the shell, or sitting
    for name, lengths in [("snail", [6, 8, 10]), ("gorilla", [150, 170, 180])]:
        mass = Y[ANIMALS["name"] == name][0]
        assert all(abs(mass - (w * np.log10(length) + b)) < 0.5 < max(residual) / 1.8 for length in lengths)


@pytest.mark.parametrize("seed", range(10))
def test_the_same_scatter_over_a_shorter_range_gets_a_lower_r_squared(seed):
    rng = np.random.default_rng(seed)
    x = rng.uniform(-0.5, 3.5, 200)
    y = 3 * x - 1.3 + rng.normal(0, 0.5, 200)
    middle = (x > 1.7) & (x < 2.5)
    scores, factors = [], []
    for rows in (slice(None), middle):
        w, b = np.polyfit(x[rows], y[rows], deg=1)
        scores.append(r_squared(y[rows], w * x[rows] + b))
        factors.append(typical_factor(y[rows] - (w * x[rows] + b)))
    assert scores[0] > 0.95 and scores[1] < 0.85
    assert factors[1] == pytest.approx(factors[0], rel=0.3)


@pytest.mark.parametrize("seed", range(10))
def test_residuals_stand_at_right_angles_to_every_column(seed):
    rng = np.random.default_rng(seed)
    table, y = rng.normal(2, 1, (30, 3)), rng.normal(size=30)
    w, b = least_squares(table, y)
    residual = y - (table @ w + b)
    np.testing.assert_allclose(np.column_stack([table, np.ones(30)]).T @ residual, 0, atol=1e-10)


@pytest.mark.parametrize("seed", range(10))
def test_on_collinear_columns_solve_stops_or_returns_some_weights_without_a_warning(seed):
    diabetes = load_diabetes(scaled=False)
    rows = np.random.default_rng(seed).permutation(442)[:300]
    table, y = np.column_stack([diabetes.data, 2 * diabetes.data[:, 2]])[rows], diabetes.target[rows]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            w, _ = least_squares(table, y)
        except np.linalg.LinAlgError:
            return
    best = np.linalg.lstsq(np.column_stack([table, np.ones(300)]), y, rcond=None)[0]
    assert np.all(np.isfinite(w))
    assert np.abs(w - best[:-1]).max() > 1e-3  # not those that lstsq picks


@pytest.mark.parametrize("seed", range(10))
def test_a_walk_on_one_scale_arrives_and_one_on_raw_columns_does_not(seed):
    diabetes = load_diabetes(scaled=False)
    rows = np.random.default_rng(seed).permutation(442)[:300]
    table, y = diabetes.data[rows], diabetes.target[rows]
    w, b = least_squares(table, y)
    best = r_squared(y, table @ w + b)
    reached = []
    for columns in (table, (table - table.mean(axis=0)) / table.std(axis=0)):
        with_ones = np.column_stack([columns, np.ones(300)])
        learning_rate = 0.95 * 2 / np.linalg.eigvalsh(2 * with_ones.T @ with_ones / 300)[-1]  # of the longest
        w, b = np.zeros(10), 0.0
        for _ in range(100):
            dw, db = gradient(w, b, columns, y)
            w, b = w - learning_rate * dw, b - learning_rate * db
        reached.append(best - r_squared(y, columns @ w + b))
    assert reached[0] > 0.15
    assert 0 <= reached[1] < 0.02


def test_in_either_walk_a_step_longer_by_a_quarter_would_explode():
    diabetes = load_diabetes(scaled=False).data
    for columns, learning_rate in (
        (diabetes, 1.3e-5),
        ((diabetes - diabetes.mean(axis=0)) / diabetes.std(axis=0), 0.2),
    ):
        with_ones = np.column_stack([columns, np.ones(442)])
        longest = 2 / np.linalg.eigvalsh(2 * with_ones.T @ with_ones / 442)[-1]
        assert learning_rate < longest < 1.25 * learning_rate


def descended(columns, y, n_steps, share=0.95):
    """Return R² and the weights after so many steps from zero, of a share of the longest, without taking them."""
    with_ones = np.column_stack([columns, np.ones(len(y))])
    bends, directions = np.linalg.eigh(2 * with_ones.T @ with_ones / len(y))
    way = (1 - (1 - share * 2 / bends[-1] * bends) ** n_steps) / bends  # along each direction
    weights = directions @ (way * (directions.T @ (2 * with_ones.T @ y / len(y))))
    return r_squared(y, with_ones @ weights), weights


def test_the_walk_that_is_not_taken_ends_where_one_that_is_taken_does():
    diabetes = load_diabetes(scaled=False)
    table, y = diabetes.data, diabetes.target
    with_ones = np.column_stack([table, np.ones(442)])
    learning_rate = 0.95 * 2 / np.linalg.eigvalsh(2 * with_ones.T @ with_ones / 442)[-1]
    w, b = np.zeros(10), 0.0
    for _ in range(50):
        dw, db = gradient(w, b, table, y)
        w, b = w - learning_rate * dw, b - learning_rate * db
    np.testing.assert_allclose(descended(table, y, 50)[1], np.append(w, b), rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("seed", range(10))
def test_a_walk_needs_columns_around_zero_and_of_one_scale(seed):
    diabetes = load_diabetes(scaled=False)
    rows = np.random.default_rng(seed).permutation(442)[:300]
    table, y = diabetes.data[rows], diabetes.target[rows]
    centered, divided = table - table.mean(axis=0), table / table.std(axis=0)
    raw, only_centered, only_divided, both = (
        descended(columns, y, 10_000) for columns in (table, centered, divided, centered / table.std(axis=0))
    )
    assert both[0] - raw[0] > 0.03
    assert both[0] - only_centered[0] > 0.005 and both[0] - only_divided[0] > 0.005
    assert abs(raw[1][-1]) < 1 < 100 < abs(least_squares(table, y)[1])  # the bias


@pytest.mark.parametrize("seed", range(10))
def test_on_one_scale_r_squared_is_nearly_there_in_ten_steps_and_some_weights_are_not_in_a_hundred(seed):
    diabetes = load_diabetes(scaled=False)
    rows = np.random.default_rng(seed).permutation(442)[:300]
    table, y = diabetes.data[rows], diabetes.target[rows]
    scaled = (table - table.mean(axis=0)) / table.std(axis=0)
    w, b = least_squares(scaled, y)
    assert 0 < r_squared(y, scaled @ w + b) - descended(scaled, y, 10, share=0.8)[0] < 0.02
    missing = [np.abs(descended(scaled, y, n_steps, share=0.8)[1][:-1] - w).max() for n_steps in (100, 1000)]
    assert missing[0] > 10 > 5 > missing[1]


@pytest.mark.parametrize("seed", range(10))
def test_half_of_the_animals_are_off_by_less_than_the_typical_factor(seed):
    rows = np.random.default_rng(seed).permutation(len(X))[:60]
    w, b = np.polyfit(X[rows], Y[rows], deg=1)
    residual = Y[rows] - (w * X[rows] + b)
    assert 10 ** np.median(np.abs(residual)) < 2.3 < typical_factor(residual) < 3.7


def test_the_matrix_for_671_billion_weights_is_twenty_years_of_the_worlds_data():
    assert 20 < 8 * 671e9**2 / 180e21 < 21


def test_errors_in_the_lengths_flatten_the_line():
    rng = np.random.default_rng(7)
    slopes = []
    for _ in range(300):
        length = rng.normal(1.5, 0.8, 90)
        y = 3 * length - 2 + rng.normal(0, 0.3, 90)
        measured = length + rng.normal(0, 0.2, 90)
        slopes.append(least_squares(measured[:, None], y)[0][0])
    assert np.mean(slopes) == pytest.approx(3 * 0.8**2 / (0.8**2 + 0.2**2), abs=0.02)  # the textbook's attenuation
