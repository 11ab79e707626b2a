"""The linear regressions against scikit-learn's, on whatever hypothesis draws."""

import numpy as np
import pytest
import sklearn.linear_model as library
from estimators import LinearRegression, Ridge
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import load_diabetes

KINDS = st.sampled_from(["free", "constant", "repeated"])  # what becomes of a column


@st.composite
def tables(draw):
    """Draw features and targets: columns on scales far apart, some constant, some said twice."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n_features = draw(st.integers(1, 6))
    n_samples = draw(st.integers(1, 4 * n_features + 10))
    X = rng.integers(-100, 101, size=(n_samples, n_features)) / 32 + rng.integers(-3, 4, size=n_features)
    for column, kind in enumerate(draw(st.lists(KINDS, max_size=n_features))):
        if kind == "constant":
            X[:, column] = rng.integers(-3, 4)
        elif kind == "repeated":
            X[:, column] = X[:, 0] * rng.choice([1, 2, -0.5])
    if draw(st.booleans()):
        X = X[rng.integers(n_samples, size=n_samples)]  # the same row several times
    y = X @ rng.normal(size=n_features) + rng.normal(size=n_samples)
    return X * 2.0 ** draw(st.sampled_from([-10, 0, 10])), y  # in binary, means of constants are exact


def assert_the_same(ours, theirs, X):
    """Compare weights, biases and predictions."""
    size = np.abs(theirs.coef_).max()
    np.testing.assert_allclose(ours.coef_, theirs.coef_, rtol=1e-6, atol=1e-6 * size + 1e-12)
    np.testing.assert_allclose(ours.predict(X), theirs.predict(X), rtol=1e-6, atol=1e-6)
    assert ours.intercept_ == pytest.approx(theirs.intercept_, rel=1e-6, abs=1e-6)


@given(tables())
def test_linear_regression_is_scikit_learns(table):
    X, y = table
    assert_the_same(LinearRegression().fit(X, y), library.LinearRegression(tol=1e-12).fit(X, y), X)


@given(st.integers(0, 2**32 - 1), st.integers(-4, 4), st.integers(-4, 4))
def test_units_do_not_matter_to_linear_regression(seed, power, other_power):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(30, 3)) * 10.0 ** np.array([0, power, other_power])
    y = rng.normal(size=30)
    ours, theirs = LinearRegression().fit(X, y), library.LinearRegression(tol=0).fit(X, y)
    np.testing.assert_allclose(ours.coef_, theirs.coef_, rtol=1e-6)


@given(tables(), st.sampled_from([0.01, 1.0, 100.0]), st.sampled_from(["cholesky", "svd"]))
def test_ridge_is_scikit_learns(table, alpha, solver):
    X, y = table
    alpha *= np.square(X).mean()  # a price that the weights notice, in whatever units
    assert_the_same(Ridge(alpha).fit(X, y), library.Ridge(alpha, solver=solver).fit(X, y), X)


def test_a_price_of_zero_is_linear_regression():
    X, y = load_diabetes(return_X_y=True, scaled=False)
    X = np.column_stack([X, X[:, 2]])
    np.testing.assert_array_equal(Ridge(alpha=0).fit(X, y).coef_, LinearRegression().fit(X, y).coef_)


@pytest.mark.parametrize("value", [0.1, 1 / 3, 1e6 / 3, -1e-7])
def test_a_constant_column_gets_no_weight(value):
    rng = np.random.default_rng(7)
    y = rng.normal(size=37)
    assert LinearRegression().fit(np.full((37, 1), value), y).coef_ == 0
    X = np.column_stack([np.full(37, value), rng.normal(size=37)])
    assert LinearRegression().fit(X, y).coef_[0] == 0


def test_a_negative_price_is_refused():
    with pytest.raises(ValueError, match="alpha"):
        Ridge(alpha=-1).fit([[1.0], [2.0]], [1.0, 2.0])
