"""Sentences of backpropagation that must not rest on one lucky seed."""

import numpy as np

from mlcourse.taught.backpropagation import backward
from mlcourse.taught.neural_network import count_parameters, forward
from mlcourse.taught.training import initialize


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
