"""Sentences of gradient_descent that must not rest on one lucky start or one lucky line."""

import numpy as np
import pytest

from mlcourse import data
from mlcourse.taught.cost_model import mean_squared_error
from mlcourse.taught.gradient_descent import descend

DOTS = data.load_eleven_dots()
X, Y = np.log10(DOTS["mass_g"]), (DOTS["kind"] == "animal").astype(int)
BOTTOM = np.polyfit(X, Y, deg=1)


def distance(path):
    """Return how far each step of a path is from the bottom."""
    return np.linalg.norm(path - BOTTOM, axis=1)


@pytest.mark.parametrize("seed", range(10))
def test_a_slightly_longer_step_explodes_from_wherever_one_starts(seed):
    w, b = np.random.default_rng(seed).normal(size=2)
    creeps, arrives, explodes = (distance(descend(X, Y, w, b, rate, n_steps=400)) for rate in (0.003, 0.09, 0.1))
    assert creeps[-1] > 10 * arrives[-1]
    assert arrives[-1] < 1e-3
    assert explodes[-1] > 100 * explodes[0]


def test_the_limit_is_two_over_the_sharpest_curvature():
    design = np.column_stack([X, np.ones_like(X)])
    sharpest = np.linalg.eigvalsh(2 * design.T @ design / len(X)).max()
    below, above = (distance(descend(X, Y, 0.0, 1.0, f * 2 / sharpest, 2000)) for f in (0.999, 1.001))
    assert below[-1] < below[0] / 10
    assert above[-1] > above[1000] * 2


@pytest.mark.parametrize("seed", range(10))
def test_every_made_up_line_is_found(seed):
    rng = np.random.default_rng(seed)
    x = rng.uniform(0, 3, size=50)
    y = 2 * x + 1 + rng.normal(0, 0.5, size=50)
    path = descend(x, y, 0.0, 0.0, learning_rate=0.1, n_steps=500)
    np.testing.assert_allclose(path[-1], np.polyfit(x, y, deg=1), atol=1e-5)
    assert abs(path[-1, 0] - 2) < abs(path[-1, 0] - 3)  # nearer to 2 than to 3
    assert np.all(np.diff([mean_squared_error(y, w * x + b) for w, b in path]) < 1e-12)
