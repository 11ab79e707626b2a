"""Sentences of cost_model that must not rest on one lucky seed or one lucky grid."""

import numpy as np
import pytest

from mlcourse import data
from mlcourse.taught import cost_model

DOTS = data.load_eleven_dots()
X, Y = np.log10(DOTS["mass_g"]), (DOTS["kind"] == "animal").astype(int)
TABLE = data.load_animals_fruits()
X_ALL, Y_ALL = np.log10(TABLE["mass_g"]), (TABLE["kind"] == "animal").astype(int)


def bottom(x, y):
    """Return the parameters at the bottom of the bowl."""
    return np.polyfit(x, y, deg=1)


def is_wrong(x, y):
    """Return where the bottom of the bowl makes an error."""
    w, b = bottom(x, y)
    return (w * x + b > 0.5) != y


def with_newcomer(log_mass):
    """Return the eleven dots and one more animal."""
    return np.append(X, log_mass), np.append(Y, 1)


@pytest.mark.parametrize("seed", range(20))
def test_two_hundred_darts_come_near_the_bottom(seed):
    pairs = np.random.default_rng(seed).uniform([-0.5, -1], [0.5, 1], size=(200, 2))
    w, b = bottom(X, Y)
    lowest = cost_model.mean_squared_error(Y, w * X + b)
    assert lowest < min(cost_model.mean_squared_error(Y, w * X + b) for w, b in pairs) < lowest + 0.03


@pytest.mark.parametrize("offset", np.linspace(0, 0.007, 7))
def test_the_cost_changes_almost_nowhere_on_whatever_grid(offset):
    places = np.linspace(-1, 6, 1000) + offset
    rates = [[cost_model.error_rate(Y, cost_model.predict_above(X, t + nudge)) for t in places] for nudge in (0, 0.001)]
    assert np.sum(np.not_equal(*rates)) <= 11  # one for each dot


def test_three_fruits_pay_for_the_ant_which_is_still_wrong():
    assert DOTS["name"][is_wrong(X, Y)].tolist() == ["mouse", "watermelon"]
    x, y = with_newcomer(np.log10(TABLE["mass_g"][TABLE["name"] == "ant"]))
    names = np.append(DOTS["name"], "ant")[is_wrong(x, y)]
    assert names.tolist() == ["watermelon", "lemon", "pear", "cherry", "ant"]


def test_the_ants_square_alone_outweighs_all_others():
    w, b = bottom(X, Y)
    x, y = with_newcomer(np.log10(TABLE["mass_g"][TABLE["name"] == "ant"]))
    squares = (w * x + b - y) ** 2
    assert (round(squares[-1], 2), round(squares[:-1].sum(), 2)) == (2.39, 1.84)


def test_the_further_out_a_newcomer_the_further_it_drags_the_threshold():
    lines = [bottom(*with_newcomer(log_mass)) for log_mass in np.arange(-3, 3.01, 0.25)]
    thresholds = [10 ** ((0.5 - b) / w) for w, b in lines]
    assert np.all(np.diff(thresholds) > 0)
    assert np.all(np.diff([w for w, _ in lines]) > 0)  # and the flatter the line
    w, b = bottom(X, Y)
    assert round(10 ** ((0.5 - b) / w)) == 318
    w, b = bottom(*with_newcomer(np.log10(0.002)))
    assert round(10 ** ((0.5 - b) / w), 1) == 2.3


def test_on_the_whole_table_the_bottom_is_worse_than_always_animal():
    wrong = is_wrong(X_ALL, Y_ALL)
    assert wrong.sum() == 44 > np.sum(Y_ALL == 0) == 35 == wrong[Y_ALL == 0].sum()
    assert np.all(TABLE["mass_g"][wrong & (Y_ALL == 1)] < 1)


def test_on_the_whole_table_no_threshold_makes_fewer_than_31_errors():
    between = np.concatenate([[X_ALL.min() - 1], np.unique(X_ALL)])  # all that a threshold can do
    assert min(np.sum(cost_model.predict_above(X_ALL, t) != Y_ALL) for t in between) == 31


def cheapest(price_missed):
    """Return which errors the cheapest thresholds make: how many missed animals, how many false alarms."""
    thresholds = np.linspace(-1, 6, 701)
    answers = [cost_model.predict_above(X, t) for t in thresholds]
    costs = np.array([cost_model.mean_price(Y, answer, price_missed, 1) for answer in answers])
    best = [answers[i] for i in np.flatnonzero(np.isclose(costs, costs.min()))]
    return {(int(np.sum(answer < Y)), int(np.sum(answer > Y))) for answer in best}


@pytest.mark.parametrize(
    ("price", "errors"), [(1, {(1, 1)}), (1.9, {(1, 1)}), (2, {(1, 1), (0, 3)}), (2.1, {(0, 3)}), (100, {(0, 3)})]
)
def test_above_a_price_of_two_the_best_threshold_leaps(price, errors):
    assert cheapest(price) == errors


def test_eleven_rows_drawn_at_random_are_about_as_hard():
    """Six animals and five fruits: the rule of 1 kg errs about as often as on the eleven that were chosen."""
    rng, errors = np.random.default_rng(7), []
    wrong = cost_model.predict_above(X_ALL, 3) != Y_ALL
    for _ in range(2000):
        rows = [rng.choice(np.flatnonzero(kind == Y_ALL), n, replace=False) for kind, n in [(1, 6), (0, 5)]]
        errors.append(wrong[np.concatenate(rows)].sum())
    assert 2.45 < np.mean(errors) < 2.65
    assert 0.44 < np.mean(np.array(errors) <= 2) < 0.54
