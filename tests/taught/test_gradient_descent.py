"""Gradient descent against NumPy and PyTorch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mlcourse import data
from mlcourse.taught import gradient_descent

NUMBERS = st.floats(-100, 100, allow_subnormal=False)
FEATURES = arrays(float, st.shared(st.integers(1, 8), key="n"), elements=NUMBERS)


@given(st.lists(NUMBERS, min_size=1, max_size=4), st.floats(-3, 3))
def test_slope_is_the_derivative_of_a_polynomial(coefficients, w):
    polynomial = np.polynomial.Polynomial(coefficients)
    assert gradient_descent.slope(polynomial, w) == pytest.approx(polynomial.deriv()(w), rel=1e-4, abs=1e-4)


@given(NUMBERS, NUMBERS, FEATURES, FEATURES)
def test_gradient_is_pytorchs(w, b, x, y):
    import torch

    parameters = torch.tensor([w, b], dtype=torch.float64, requires_grad=True)
    line = parameters[0] * torch.from_numpy(x) + parameters[1]
    torch.nn.functional.mse_loss(line, torch.from_numpy(y)).backward()
    np.testing.assert_allclose(gradient_descent.gradient(w, b, x, y), parameters.grad, rtol=1e-9, atol=1e-6)


def test_descent_ends_where_polyfit_begins():
    dots = data.load_eleven_dots()
    x, y = np.log10(dots["mass_g"]), (dots["kind"] == "animal").astype(int)
    path = gradient_descent.descend(x, y, 0.0, 1.0, learning_rate=0.09, n_steps=2000)
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


@given(NUMBERS, NUMBERS, FEATURES, FEATURES, st.floats(0.001, 0.5))
def test_a_step_is_one_of_pytorchs_sgd(w, b, x, y, rate):
    import torch

    parameters = torch.tensor([w, b], dtype=torch.float64, requires_grad=True)
    line = parameters[0] * torch.from_numpy(x) + parameters[1]
    torch.nn.functional.mse_loss(line, torch.from_numpy(y)).backward()
    torch.optim.SGD([parameters], lr=rate).step()
    step = gradient_descent.take_step(w, b, x, y, rate)
    np.testing.assert_allclose(step, parameters.detach().numpy(), rtol=1e-9, atol=1e-6)
