"""Sentences of gradient_descent that must not rest on one lucky start or one lucky line."""

import numpy as np
import pytest

from mlcourse import data
from mlcourse.checks.gradient_descent import hidden_curve
from mlcourse.taught.cost_model import mean_squared_error
from mlcourse.taught.gradient_descent import descend, gradient, slope

DOTS = data.load_eleven_dots()
X, Y = np.log10(DOTS["mass_g"]), (DOTS["kind"] == "animal").astype(int)
BOTTOM = np.polyfit(X, Y, deg=1)
SEEDS = pytest.mark.parametrize("seed", range(10))


def distance(path):
    """Return how far each step of a path is from the bottom."""
    return np.linalg.norm(path - BOTTOM, axis=1)


def too_dear(x, path):
    """Return by how much the last line of a path costs more than the best one."""
    lowest = mean_squared_error(Y, np.polyval(np.polyfit(x, Y, deg=1), x))
    return mean_squared_error(Y, np.polyval(path[-1], x)) - lowest


@SEEDS
def test_a_slightly_longer_step_explodes_from_wherever_one_starts(seed):
    w, b = np.random.default_rng(seed).normal(size=2)
    creeps, arrives, explodes = (distance(descend(X, Y, w, b, rate, n_steps=400)) for rate in (0.003, 0.09, 0.1))
    assert creeps[-1] > 10 * arrives[-1]
    assert arrives[-1] < 1e-3
    assert explodes[-1] > 100 * explodes[0]


def test_the_limit_is_two_over_the_sharpest_curvature():
    design = np.column_stack([X, np.ones_like(X)])
    sharpest = np.linalg.eigvalsh(2 * design.T @ design / len(X)).max()
    assert 0.09 < 2 / sharpest < 0.1 < 1 / np.mean(X**2)  # with b a little lower than for w alone, and below 0.1
    assert abs(1 - 0.05 * sharpest) < 0.03  # at 0.05, one step ends on the valley's floor
    below, above = (distance(descend(X, Y, 0.0, 1.0, f * 2 / sharpest, 2000)) for f in (0.999, 1.001))
    assert below[-1] < below[0] / 10
    assert above[-1] > above[1000] * 2


@SEEDS
def test_no_direction_is_steeper_than_against_the_gradient(seed):
    w, b = np.random.default_rng(seed).normal(size=2)
    angles = np.radians(np.arange(360))
    directions = np.column_stack([np.cos(angles), np.sin(angles)])
    costs = [mean_squared_error(Y, (w + 1e-4 * step_w) * X + b + 1e-4 * step_b) for step_w, step_b in directions]
    against = -np.array(gradient(w, b, X, Y))
    cosine = directions[np.argmin(costs)] @ against / np.linalg.norm(against)
    assert cosine > np.cos(np.radians(2))


def n_steps(x, w, b, learning_rate):
    """Return how many steps it takes to come within 0.001 of the lowest cost."""
    path = descend(x, Y, w, b, learning_rate, n_steps=300)
    return next(step for step in range(300) if too_dear(x, path[: step + 1]) < 0.001)


def test_from_the_lazy_rule_five_centered_steps_do_what_eighty_did():
    assert n_steps(X - X.mean(), 0.0, 1.0, 0.3) <= 5
    assert 60 < n_steps(X, 0.0, 1.0, 0.09) <= 80


@pytest.mark.parametrize("seed", range(20))
def test_from_wherever_one_starts_centered_takes_a_fraction_of_the_steps(seed):
    w, b = np.random.default_rng(seed).normal(size=2)
    centered = n_steps(X - X.mean(), w, b + w * X.mean(), 0.3)  # from the same line
    assert centered <= 7 and centered * 4 < n_steps(X, w, b, 0.09)


def test_centered_the_limit_is_one_over_the_mean_of_the_squares():
    centered = X - X.mean()
    limit = 1 / np.mean(centered**2)
    assert round(limit, 2) == 0.5 < 1  # 1 is b's own limit
    below, above = (descend(centered, Y, 0.0, 1.0, f * limit, 2000) for f in (0.99, 1.01))
    assert too_dear(centered, below) < 1e-6 < 1 < too_dear(centered, above)


@pytest.mark.parametrize("start", np.arange(-5, 5.01, 0.5))
def test_in_the_dark_descent_ends_on_its_own_side_of_the_hill(start):
    w = start
    for _ in range(60):
        w = w - 0.2 * slope(hidden_curve, w)
    assert abs(slope(hidden_curve, w)) < 0.02
    assert (w > 0.3) == (start > 0.3)
    assert (hidden_curve(w) < 1) == (w > 0.3)  # the right valley is the deeper one


def test_in_the_dark_long_steps_jump_the_hill():
    w = -5.0
    for _ in range(60):
        w = w - 1.2 * slope(hidden_curve, w)
    assert w > 0.3


@pytest.mark.parametrize("rate", [0.001, 0.003])
def test_forty_tiny_steps_stay_near_the_start(rate):
    path = descend(X, Y, 0.0, 1.0, rate, n_steps=40)
    assert np.linalg.norm(path[-1] - path[0]) < distance(path)[-1] / 4


def test_forty_steps_of_three_thousandths_get_about_as_far_as_one_of_five_hundredths():
    many, one = descend(X, Y, 0.0, 1.0, 0.003, n_steps=40), descend(X, Y, 0.0, 1.0, 0.05, n_steps=1)
    way = np.linalg.norm(one[-1] - one[0])
    assert np.linalg.norm(many[-1] - many[0]) == pytest.approx(way, rel=0.05)
    assert np.linalg.norm(many[-1] - one[-1]) < way / 3


@SEEDS
def test_every_made_up_line_is_found(seed):
    rng = np.random.default_rng(seed)
    x = rng.uniform(0, 3, size=50)
    y = 2 * x + 1 + rng.normal(0, 0.5, size=50)
    path = descend(x, y, 0.0, 0.0, learning_rate=0.1, n_steps=500)
    np.testing.assert_allclose(path[-1], np.polyfit(x, y, deg=1), atol=1e-5)
    assert np.all(np.diff([mean_squared_error(y, w * x + b) for w, b in path]) < 1e-12)
