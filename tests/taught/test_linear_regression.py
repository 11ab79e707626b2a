"""The functions of linear_regression against NumPy, scikit-learn and PyTorch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression
from sklearn.metrics import r2_score

from mlcourse.taught import linear_regression

SEEDS = st.integers(0, 2**32 - 1)


def draw(seed):
    """Draw features and targets, more samples than features."""
    rng = np.random.default_rng(seed)
    n_features = rng.integers(1, 5)
    X = rng.normal(rng.normal(), rng.uniform(0.1, 10), (n_features + rng.integers(2, 20), n_features))
    return X, X @ rng.normal(size=n_features) + rng.normal(size=len(X))


@given(SEEDS)
def test_least_squares_is_scikit_learns_linear_regression(seed):
    X, y = draw(seed)
    w, b = linear_regression.least_squares(X, y)
    library = LinearRegression(tol=0).fit(X, y)
    np.testing.assert_allclose([*w, b], [*library.coef_, library.intercept_], rtol=1e-6, atol=1e-6)


def test_least_squares_is_numpys_lstsq_on_ten_features():
    X, y = load_diabetes(return_X_y=True, scaled=False)
    w, b = linear_regression.least_squares(X, y)
    expected, *_ = np.linalg.lstsq(np.column_stack([X, np.ones(len(X))]), y, rcond=None)
    np.testing.assert_allclose([*w, b], expected, rtol=1e-6)


def test_collinear_columns_have_no_single_solution():
    with pytest.raises(np.linalg.LinAlgError):
        linear_regression.least_squares(np.ones((3, 1)), np.arange(3.0))


@given(SEEDS)
def test_r_squared_is_scikit_learns(seed):
    _, y = draw(seed)
    prediction = y + np.random.default_rng(seed).normal(size=len(y))
    assert linear_regression.r_squared(y, prediction) == pytest.approx(r2_score(y, prediction))


@given(SEEDS)
def test_the_gradient_is_pytorchs(seed):
    import torch

    X, y = draw(seed)
    w = np.random.default_rng(seed).normal(size=X.shape[1])
    w_torch, b_torch = torch.tensor(w, requires_grad=True), torch.tensor(0.5, dtype=float, requires_grad=True)
    torch.nn.functional.mse_loss(torch.from_numpy(X) @ w_torch + b_torch, torch.from_numpy(y)).backward()
    dw, db = linear_regression.gradient(w, 0.5, X, y)
    np.testing.assert_allclose(dw, w_torch.grad, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(db, b_torch.grad, rtol=1e-9, atol=1e-9)
