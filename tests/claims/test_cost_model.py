"""Sentences of cost_model that must not rest on one lucky seed or one lucky grid."""

import numpy as np
import pytest

from mlcourse import data
from mlcourse.taught import cost_model

DOTS = data.load_eleven_dots()
X, Y = np.log10(DOTS["mass_g"]), (DOTS["kind"] == "animal").astype(int)
TABLE = data.load_animals_fruits()


def bottom(x, y):
    """Return the parameters at the bottom of the bowl."""
    return np.polyfit(x, y, deg=1)


def n_wrong(x, y):
    """Return how many errors the bottom of the bowl makes."""
    w, b = bottom(x, y)
    return np.sum((w * x + b > 0.5) != y)


@pytest.mark.parametrize("seed", range(20))
def test_two_hundred_darts_come_near_the_bottom(seed):
    pairs = np.random.default_rng(seed).uniform([-0.5, -1], [0.5, 1], size=(200, 2))
    w, b = bottom(X, Y)
    lowest = cost_model.mean_squared_error(Y, w * X + b)
    assert min(cost_model.mean_squared_error(Y, w * X + b) for w, b in pairs) < lowest + 0.03


@pytest.mark.parametrize("offset", np.linspace(0, 0.007, 7))
def test_the_cost_changes_almost_nowhere_on_whatever_grid(offset):
    places = np.linspace(-1, 6, 1000) + offset
    rates = [[cost_model.error_rate(Y, cost_model.predict_above(X, t + nudge)) for t in places] for nudge in (0, 0.001)]
    assert np.mean(np.not_equal(*rates)) < 0.01


def test_the_bottom_need_not_make_the_fewest_errors():
    assert n_wrong(X, Y) == 2
    x = np.append(X, np.log10(TABLE["mass_g"][TABLE["name"] == "ant"]))
    y = np.append(Y, 1)
    assert n_wrong(x, y) == 5
    x, y = np.log10(TABLE["mass_g"]), TABLE["kind"] == "animal"
    assert n_wrong(x, y) > np.sum(~y)  # on the whole table it is worse than always animal
