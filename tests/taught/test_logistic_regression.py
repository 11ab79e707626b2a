"""The functions of logistic_regression against PyTorch, scikit-learn and SciPy, on whatever hypothesis draws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.special import expit
from sklearn import metrics
from sklearn.linear_model import LogisticRegression

from mlcourse import data
from mlcourse.taught import logistic_regression

N = st.shared(st.integers(2, 8), key="n")
P = st.shared(st.integers(1, 3), key="p")
NUMBERS = st.floats(-100, 100, allow_subnormal=False)
CLASSES = arrays(int, N, elements=st.integers(0, 1))
SCORES = arrays(float, N, elements=st.floats(-600, 600, allow_subnormal=False))
TABLES = arrays(float, st.tuples(N, P), elements=st.floats(-10, 10, allow_subnormal=False))
WEIGHTS = arrays(float, P, elements=st.floats(-10, 10, allow_subnormal=False))
REFERENCE = {"C": np.inf, "solver": "newton-cholesky", "tol": 1e-10, "max_iter": 1000}


def assert_reaches_scikit_learn(X, y, n_steps):
    w, b = logistic_regression.fit_logistic(X, y, n_steps)
    library = LogisticRegression(**REFERENCE).fit(X, y)
    np.testing.assert_allclose(np.append(w, b), np.append(library.coef_, library.intercept_), atol=1e-6)


@given(SCORES)
def test_sigmoid_is_scipys_expit(score):
    np.testing.assert_allclose(logistic_regression.sigmoid(score), expit(score), rtol=1e-12)


@given(SCORES)
def test_the_two_classes_share_one_probability(score):
    np.testing.assert_allclose(logistic_regression.sigmoid(score) + logistic_regression.sigmoid(-score), 1, rtol=1e-12)


@given(CLASSES, arrays(float, N, elements=st.floats(1e-9, 1 - 1e-9)))
def test_log_loss_is_scikit_learns(y, p):
    assert logistic_regression.log_loss(y, p) == pytest.approx(metrics.log_loss(y, p, labels=[0, 1]), rel=1e-9)


@given(CLASSES, arrays(float, N, elements=st.floats(-1e6, 1e6)))
def test_log_loss_of_score_is_pytorchs_however_sure(y, score):
    import torch

    expected = torch.nn.functional.binary_cross_entropy_with_logits(torch.tensor(score), torch.tensor(y, dtype=float))
    assert logistic_regression.log_loss_of_score(y, score) == pytest.approx(expected.item(), rel=1e-9, abs=1e-15)


@given(CLASSES, arrays(float, N, elements=st.floats(-15, 15)))
def test_both_forms_of_the_log_loss_agree(y, score):
    from_p = logistic_regression.log_loss(y, logistic_regression.sigmoid(score))
    assert logistic_regression.log_loss_of_score(y, score) == pytest.approx(from_p, rel=1e-6, abs=1e-9)


@given(WEIGHTS, NUMBERS, TABLES, CLASSES)
def test_the_gradient_is_pytorchs(w, b, X, y):
    import torch

    weights = torch.tensor(w, requires_grad=True)
    bias = torch.tensor(b, dtype=torch.float64, requires_grad=True)
    score = torch.from_numpy(X) @ weights + bias
    torch.nn.functional.binary_cross_entropy_with_logits(score, torch.tensor(y, dtype=float)).backward()
    dw, db = logistic_regression.log_loss_gradient(w, b, X, y)
    np.testing.assert_allclose(dw, weights.grad, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(db, bias.grad, rtol=1e-9, atol=1e-12)


@given(TABLES, CLASSES)
def test_no_step_of_the_descent_raises_the_log_loss(X, y):
    costs = [
        logistic_regression.log_loss_of_score(y, X @ w + b)
        for w, b in (logistic_regression.fit_logistic(X, y, n) for n in range(15))
    ]
    assert np.all(np.diff(costs) <= 1e-12)


def test_the_eleven_dots_reach_scikit_learn():
    dots = data.load_eleven_dots()
    assert_reaches_scikit_learn(dots["length_cm"][:, None] / 100, dots["kind"] == "animal", n_steps=3000)


def test_the_table_reaches_scikit_learn():
    table = data.load_animals_fruits()
    X = np.log10(np.column_stack([table["length_cm"], table["mass_g"]]))
    assert_reaches_scikit_learn((X - X.mean(axis=0)) / X.std(axis=0), table["kind"] == "animal", n_steps=6000)


@pytest.mark.parametrize("seed", range(10))
def test_made_up_classes_reach_scikit_learn(seed):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(80, 3))
    y = (rng.random(80) < expit(X @ [1.0, -2.0, 0.5] + 0.3)).astype(int)
    assert_reaches_scikit_learn(X, y, n_steps=5000)
