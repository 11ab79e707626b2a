"""Sentences of backpropagation that must not rest on one lucky seed."""

from copy import deepcopy

import numpy as np
import pytest
from sklearn.datasets import make_moons

from mlcourse.checks.backpropagation import SUSPECTS
from mlcourse.taught.backpropagation import backward, gradient_check
from mlcourse.taught.neural_network import count_parameters, cross_entropy, forward
from mlcourse.taught.training import initialize
from mlcourse.taught.what_is_machine_learning import split


def test_backward_multiplies_less_than_twice_what_forward_does():
    counted = []

    class Counting(np.ndarray):
        def __matmul__(self, other):
            counted.append(len(self) * self.shape[1] * other.shape[1])
            return np.asarray(self).__matmul__(np.asarray(other)).view(Counting)

    rng = np.random.default_rng(7)
    parameters = [(W.view(Counting), b) for W, b in initialize([64, 256, 10], rng)]
    X, y = rng.normal(size=(32, 64)).view(Counting), rng.integers(0, 10, 32)
    forward(parameters, X)
    once = sum(counted)
    counted.clear()
    backward(parameters, X, y)
    assert 2 * once < sum(counted) < 3 * once
    assert count_parameters(parameters) == 19_210


def draw_moons(seed):
    """Draw moons and the first parameters of a network with two hidden layers, as the lesson does."""
    X, y = make_moons(300, noise=0.2, random_state=seed)
    rng = np.random.default_rng(seed)
    train, _ = split(300, 200, rng)
    start = [(rng.normal(size=size), rng.normal(size=size[1])) for size in [(2, 8), (8, 8), (8, 2)]]
    return X[train], y[train], start


@pytest.mark.parametrize("seed", range(10))
def test_a_gradient_check_tells_the_three_suspects_from_ours_and_from_each_other(seed):
    X, y, start = draw_moons(seed)
    assert gradient_check(backward, start, X, y).max() < 1e-6
    ada, ben, cleo = (gradient_check(suspect, start, X, y) for suspect in SUSPECTS.values())
    assert ada[0].min() > 0.1 and ada[1:].max() < 1e-6
    assert ben[:2].min() > 0.1 and ben[2].max() < 1e-6
    np.testing.assert_allclose(cleo, 199, rtol=1e-5)


@pytest.mark.parametrize("seed", range(10))
def test_a_wrong_gradient_may_train_almost_as_well(seed):
    X, y, start = draw_moons(seed)
    costs = {}
    for name, one in {"ours": backward, "Ada": SUSPECTS["Ada"], "Ben": SUSPECTS["Ben"]}.items():
        parameters = deepcopy(start)
        for _ in range(300):
            for (W, b), (dW, db) in zip(parameters, one(parameters, X, y)[1], strict=True):
                W -= 0.1 * dW
                b -= 0.1 * db
        costs[name] = cross_entropy(y, forward(parameters, X))
    assert costs["Ada"] < 0.35 < 0.6 < costs["Ben"]
    assert costs["Ada"] < costs["ours"] + 0.15
