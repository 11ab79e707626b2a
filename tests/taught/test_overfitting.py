"""The functions of overfitting against NumPy and scikit-learn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_selection import SelectKBest, r_regression
from sklearn.linear_model import LinearRegression, Ridge

from mlcourse.taught import overfitting

SEEDS = st.integers(0, 2**32 - 1)


@given(st.lists(st.floats(-1, 1, allow_subnormal=False), min_size=1, max_size=9), st.integers(0, 19))
def test_powers_are_numpys(x, degree):
    expected = np.polynomial.polynomial.polyvander(np.array(x), degree)
    np.testing.assert_allclose(overfitting.powers(np.array(x), degree), expected, atol=1e-12)


@given(SEEDS, st.integers(0, 9))
def test_fit_and_prediction_are_numpys(seed, degree):
    rng = np.random.default_rng(seed)
    x, x_new = np.sort(rng.uniform(-1, 1, 30)), rng.uniform(-1, 1, 10)
    y = rng.normal(size=30)
    w = overfitting.fit_polynomial(x, y, degree)
    library = np.polynomial.Polynomial.fit(x, y, degree, domain=[-1, 1])
    np.testing.assert_allclose(w, library.coef, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(overfitting.predict_polynomial(w, x_new), library(x_new), rtol=1e-6, atol=1e-6)


@given(SEEDS)
def test_no_other_degree_is_better_on_validation(seed):
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(-1, 1, 30), rng.normal(size=30)
    degrees = rng.permutation(8)
    best = overfitting.best_degree(x[:20], y[:20], x[20:], y[20:], degrees)
    costs = {d: np.mean((np.polynomial.Polynomial.fit(x[:20], y[:20], d)(x[20:]) - y[20:]) ** 2) for d in degrees}
    assert costs[best] == pytest.approx(min(costs.values()))


@given(SEEDS)
def test_bias_and_variance_add_up_to_the_distance_from_the_truth(seed):
    rng = np.random.default_rng(seed)
    true_curve = rng.normal(size=5)
    curves = true_curve + rng.normal(size=5) + rng.normal(size=(7, 5))
    bias, variance = overfitting.bias_and_variance(curves, true_curve)
    assert variance == pytest.approx(curves.var(axis=0).mean())
    assert bias + variance == pytest.approx(np.mean((curves - true_curve) ** 2))


@given(SEEDS, st.floats(1e-3, 1e3))
def test_ridge_is_scikit_learns_whether_or_not_columns_are_collinear(seed, alpha):
    rng = np.random.default_rng(seed)
    X = rng.normal(rng.normal(), rng.uniform(0.1, 10), (rng.integers(6, 20), rng.integers(1, 5)))
    y = X @ rng.normal(size=X.shape[1]) + rng.normal(size=len(X))
    for table in [X, np.column_stack([X, 2 * X[:, 0]])]:
        w, b = overfitting.ridge(table, y, alpha)
        library = Ridge(alpha=alpha, solver="svd").fit(table, y)
        np.testing.assert_allclose([*w, b], [*library.coef_, library.intercept_], rtol=1e-6, atol=1e-6)


def draw(seed):
    """Draw columns of noise, some of them moved along with the classes, and a split."""
    rng = np.random.default_rng(seed)
    y = np.append(rng.integers(0, 2, 38), [0, 1])
    X = rng.normal(size=(40, 9)) + np.outer(y, rng.normal(size=9))
    rows = rng.permutation(40)
    return X, y, rows[:25], rows[25:]


@given(SEEDS)
def test_correlations_are_numpys_and_scikit_learns(seed):
    X, y, *_ = draw(seed)
    found = overfitting.correlations(X, y)
    np.testing.assert_allclose(found, [np.corrcoef(column, y)[0, 1] for column in X.T], atol=1e-12)
    np.testing.assert_allclose(found, r_regression(X, y), atol=1e-12)


@given(SEEDS, st.integers(1, 9))
def test_the_best_columns_are_those_of_select_k_best(seed, n_columns):
    X, y, *_ = draw(seed)
    kept = SelectKBest(k=n_columns).fit(X, y).get_support(indices=True)
    assert set(overfitting.best_columns(X, y, n_columns)) == set(kept)


@given(SEEDS)
def test_the_honest_accuracy_is_that_of_scikit_learns_parts(seed):
    X, y, train, test = draw(seed)
    select = SelectKBest(k=3).fit(X[train], y[train])
    score = LinearRegression().fit(select.transform(X[train]), y[train]).predict(select.transform(X[test]))
    assert overfitting.honest_accuracy(X, y, train, test, 3) == np.mean((score > 0.5) == y[test])
