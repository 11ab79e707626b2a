"""Logistic regression against scikit-learn's, on whatever hypothesis draws."""

import warnings

import numpy as np
import pytest
import sklearn.linear_model as library
from estimators import LogisticRegression
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import log_softmax
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import log_loss

from mlcourse import data

REFERENCE = {"solver": "newton-cholesky", "tol": 1e-10, "max_iter": 1000}


def parameters(model):
    """Return weights and biases, one row a class; of several classes only the differences matter."""
    W = np.column_stack([model.coef_, model.intercept_])
    return W - W.mean(axis=0) if len(W) > 1 else W


def assert_the_same(X, y, C):
    """Compare everything that is fitted, and everything that is said."""
    ours = LogisticRegression(C=C, tol=1e-12).fit(X, y)
    theirs = library.LogisticRegression(C=C, **REFERENCE).fit(X, y)
    np.testing.assert_allclose(parameters(ours), parameters(theirs), rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(ours.predict_proba(X), theirs.predict_proba(X), rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(ours.decision_function(X), theirs.decision_function(X), rtol=1e-6, atol=1e-6)
    np.testing.assert_array_equal(ours.classes_, theirs.classes_)
    assert ours.coef_.shape == theirs.coef_.shape
    assert ours.intercept_.shape == theirs.intercept_.shape


KINDS = st.sampled_from(["free", "constant", "repeated"])  # what becomes of a column


@st.composite
def tables(draw):
    """Draw features and classes: columns on several scales, some constant, some said twice, rows too."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n_features, n_classes = draw(st.integers(1, 4)), draw(st.integers(2, 4))
    n_samples = draw(st.integers(n_classes, 40))
    X = rng.normal(size=(n_samples, n_features)) + rng.integers(-3, 4, size=n_features)
    X *= 2.0 ** rng.integers(-6, 7, size=n_features)
    for column, kind in enumerate(draw(st.lists(KINDS, max_size=n_features))):
        if kind == "constant":
            X[:, column] = rng.integers(-3, 4)
        elif kind == "repeated":
            X[:, column] = X[:, 0] * rng.choice([1, 2, -0.5])
    if draw(st.booleans()):
        X = X[rng.integers(n_samples, size=n_samples)]
    return X, np.append(np.arange(n_classes), rng.integers(n_classes, size=n_samples - n_classes))


@given(tables(), st.sampled_from([0.01, 1.0, 10.0]))
def test_it_is_scikit_learns(table, C):
    assert_the_same(*table, C)


@given(st.integers(0, 2**32 - 1), st.integers(2, 4))
def test_without_a_penalty_it_is_scikit_learns(seed, n_classes):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(200, 2))
    score = X @ rng.normal(size=(2, n_classes)) + rng.gumbel(size=(200, n_classes))
    assert_the_same(X, score.argmax(axis=1), C=np.inf)


@pytest.mark.parametrize("load", [load_iris, load_wine, load_breast_cancer])
def test_real_tables_in_their_own_units(load):
    assert_the_same(*load(return_X_y=True), C=1.0)


@pytest.mark.parametrize("n_classes", [2, 3])
@pytest.mark.parametrize("order", [np.sort, np.asarray])
def test_where_a_tenth_of_the_rows_comes_first(n_classes, order):
    rng = np.random.default_rng(7)
    X = rng.standard_t(3, size=(6000, 4)) * [1, 100, 0.01, 1]
    y = order((X[:, [0]] + rng.gumbel(size=(6000, n_classes)) * 2 + np.arange(n_classes)).argmax(axis=1))
    y[0] = n_classes  # a class of a single row, which the tenth may lack
    theirs = library.LogisticRegression(**REFERENCE).fit(X, y).predict_proba(X)
    for tol, gap in [(1e-8, 1e-4), (1e-12, 1e-6)]:
        np.testing.assert_allclose(LogisticRegression(tol=tol).fit(X, y).predict_proba(X), theirs, atol=gap)


def test_animals_and_fruits_by_name():
    table = data.load_animals_fruits()
    assert_the_same(np.log10(np.column_stack([table["length_cm"], table["mass_g"]])), table["kind"], C=np.inf)


def test_ten_kinds_of_digits():
    X, y = load_digits(return_X_y=True)
    assert_the_same(X[:500], y[:500], C=0.1)


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1), st.sampled_from([2, 3]))
def test_no_general_purpose_minimizer_finds_less(seed, n_classes):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(30, 2)), np.append(np.arange(n_classes), rng.integers(n_classes, size=30 - n_classes))

    def cost(W):
        W = W.reshape(n_classes, 3)
        score = X @ W[:, :2].T + W[:, 2]
        return -np.mean(log_softmax(score, axis=1)[np.arange(30), y]) + np.sum(W[:, :2] ** 2) / 60

    ours = LogisticRegression(C=1.0 if n_classes > 2 else 2.0).fit(
        X, y
    )  # shared by two sets, weights are half as large
    W = np.column_stack([ours.coef_, ours.intercept_])
    W = W if n_classes > 2 else np.concatenate([-W, W]) / 2
    assert cost(W) <= minimize(cost, np.zeros(3 * n_classes), method="BFGS").fun + 1e-9


@pytest.mark.parametrize("seed", range(20))
def test_collinear_columns_without_a_penalty_predict_as_one_does(seed):
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(50, 1)), rng.integers(2, size=50)
    once = LogisticRegression(C=np.inf).fit(x, y)
    twice = LogisticRegression(C=np.inf).fit(np.column_stack([x, x]), y)
    np.testing.assert_allclose(twice.predict_proba(np.column_stack([x, x])), once.predict_proba(x), rtol=1e-9)
    np.testing.assert_allclose(twice.coef_.sum(), once.coef_[0, 0], rtol=1e-9)
    # Between the two, the cost is level: rounding alone moves a step there, and a curvature of 1e-13 holds it
    np.testing.assert_allclose(twice.coef_[0], once.coef_[0, 0] / 2, rtol=np.finfo(float).eps / 1e-13)


def test_scores_of_thousands_are_no_trouble():
    model = LogisticRegression().fit([[-1.0], [1.0]], [0, 1])
    np.testing.assert_array_equal(model.predict_proba([[-1e6], [1e6]]), [[1, 0], [0, 1]])


def test_its_probabilities_have_scikit_learns_log_loss():
    X, y = load_iris(return_X_y=True)
    p = LogisticRegression().fit(X, y).predict_proba(X)
    np.testing.assert_allclose(p.sum(axis=1), 1)
    assert log_loss(y, p) < 0.2


def test_separable_classes_without_a_penalty_end_with_a_warning():
    X, y = [[1.0], [2.0]], [0, 1]
    with pytest.warns(ConvergenceWarning, match="max_iter=5"):
        LogisticRegression(C=np.inf, max_iter=5).fit(X, y)


def test_where_whole_steps_climb_half_ones_arrive():
    rng = np.random.default_rng(1429)  # one of three hundred such tables
    X, y = rng.standard_cauchy((9, 2)), np.append([0, 1], rng.integers(2, size=7))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert_the_same(X, y, C=100)


def test_one_class_is_refused():
    with pytest.raises(ValueError, match="at least 2 classes"):
        LogisticRegression().fit([[1.0], [2.0]], [3, 3])


@pytest.mark.parametrize("C", [0, -1, "much"])
def test_a_meaningless_price_is_refused(C):
    with pytest.raises((ValueError, TypeError), match="C"):
        LogisticRegression(C=C).fit([[1.0], [2.0]], [0, 1])
