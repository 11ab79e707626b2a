"""Right answers, however they are written."""

import functools
from fractions import Fraction

import numpy as np
import pytest
import torch

from mlcourse.checks.engine.verdict import Verdict
from tests.checks.answers import ALL, student

RIGHT = {
    "mean": [
        np.mean,
        lambda x: sum(x) / len(x),
        lambda x: np.float32(np.mean(x)),
        lambda x: np.array(np.mean(x)),
        lambda x: torch.tensor(np.mean(x), requires_grad=True),
        lambda x: Fraction(np.mean(x)),
        lambda x: np.array(np.mean(x), dtype=object),
        lambda x: complex(np.mean(x)),
        functools.partial(np.average, axis=0),
        lambda x, axis=None: x.mean(),
        lambda *arguments: np.mean(arguments[0]),
        student("def mean(x):\n    ...\n    return np.mean(x)"),
        student("class Mean:\n    def __call__(self, x):\n        return x.mean()")(),
    ],
    "twice": [lambda X: [[2 * x for x in row] for row in X], lambda X: torch.tensor(X) * 2, lambda X: (X + X).tolist()],
    "mask": [lambda x: [int(v > 1) for v in x], lambda x: np.where(x > 1, 1.0, 0.0), lambda x: torch.tensor(x) > 1],
    "pair": [
        lambda x: [np.min(x), np.max(x)],
        lambda x: np.array([np.min(x), np.max(x)]),
        lambda x: (torch.tensor(1.0, requires_grad=True), torch.tensor(3)),
        lambda x: [torch.tensor(1.0, requires_grad=True), torch.tensor(3.0)],
    ],
    "n_wrong": [2, 2.0, np.int64(2), np.float64(2), np.array(2), torch.tensor(2), Fraction(2), True + True],
    "bottom": [2.1, 2.3, np.float32(2.2), 2.2 + 0j],
    "center": [[1, 2, 3], (1.0, 2.0, 3.0), torch.arange(1, 4), np.float32([1, 2, 3]), range(1, 4)],
    "task": ["regression", " Regression ", np.str_("REGRESSION")],
    "rate": [0.5, 0, np.float32(0.3), np.array(0.3), torch.tensor(0.3), Fraction(1, 3)],
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_answers_pass_and_come_back_as_they_are(name, capsys):
    assert ALL[name].judge(ALL[name].reference).outcome == "right"
    for answer in RIGHT[name]:
        assert ALL[name].judge(answer) == Verdict("right", f"`{name}` is right."), answer
        assert ALL[name](answer) is answer
        assert ALL[name](answer, graded=True) is answer
