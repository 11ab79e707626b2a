"""Lesson 02's and 03's functions against scikit-learn, NumPy and PyTorch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn import metrics

from mlcourse import data
from mlcourse.scratch import cost, descent

NUMBERS = st.floats(-100, 100, allow_subnormal=False)
FEATURES = arrays(float, st.shared(st.integers(1, 8), key="n"), elements=NUMBERS)
CLASSES = arrays(int, st.shared(st.integers(1, 8), key="n"), elements=st.integers(0, 1))


@given(CLASSES, CLASSES)
def test_error_rate_is_scikit_learns_zero_one_loss(y, prediction):
    assert cost.error_rate(y, prediction) == pytest.approx(metrics.zero_one_loss(y, prediction))


@given(FEATURES, FEATURES)
def test_mean_squared_error_is_scikit_learns(y, score):
    assert cost.mean_squared_error(y, score) == pytest.approx(metrics.mean_squared_error(y, score))


@given(FEATURES, CLASSES)
def test_no_threshold_beats_the_best_one(x, y):
    edges = np.append(x, x.min() - 1)  # between two of these, nothing changes
    found = cost.error_rate(y, cost.predict_above(x, cost.best_threshold(x, y, edges)))
    assert found == pytest.approx(min(metrics.zero_one_loss(y, (x > t).astype(int)) for t in edges))


@given(st.lists(NUMBERS, min_size=1, max_size=4), st.floats(-3, 3))
def test_slope_is_the_derivative_of_a_polynomial(coefficients, w):
    polynomial = np.polynomial.Polynomial(coefficients)
    assert descent.slope(polynomial, w) == pytest.approx(polynomial.deriv()(w), rel=1e-4, abs=1e-4)


@given(NUMBERS, NUMBERS, FEATURES, FEATURES)
def test_gradient_is_pytorchs(w, b, x, y):
    import torch

    parameters = torch.tensor([w, b], dtype=torch.float64, requires_grad=True)
    line = parameters[0] * torch.from_numpy(x) + parameters[1]
    torch.nn.functional.mse_loss(line, torch.from_numpy(y)).backward()
    np.testing.assert_allclose(descent.gradient(w, b, x, y), parameters.grad, rtol=1e-9, atol=1e-6)


def test_descent_ends_where_polyfit_begins():
    dots = data.load_eleven_dots()
    x, y = np.log10(dots["mass_g"]), (dots["kind"] == "animal").astype(int)
    path = descent.descend(x, y, 0.0, 1.0, learning_rate=0.09, n_steps=2000)
    assert path.shape == (2001, 2)
    np.testing.assert_allclose(path[-1], np.polyfit(x, y, deg=1), atol=1e-9)
    import torch

    sgd = torch.tensor([0.0, 1.0], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([sgd], lr=0.09)
    for expected in path[1:20]:
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(sgd[0] * torch.from_numpy(x) + sgd[1], torch.tensor(y, dtype=float)).backward()
        optimizer.step()
        np.testing.assert_allclose(sgd.detach(), expected)
