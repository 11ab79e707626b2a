"""The network against scikit-learn's, step by step, and on data that it has to learn."""

import numpy as np
import pytest
from estimators import MLPClassifier
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_digits, load_iris, make_moons
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier as Library

from mlcourse.taught.training import initialize, train_epoch

HIDDEN = st.lists(st.integers(1, 6), min_size=0, max_size=3).map(tuple)


@st.composite
def tables(draw):
    """Draw features and at least three classes: some columns constant, some said twice, some rows too."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n_samples, n_features, n_classes = draw(st.integers(4, 20)), draw(st.integers(1, 4)), draw(st.integers(3, 4))
    X = rng.normal(size=(n_samples, n_features))
    X[:, 0] = draw(st.sampled_from([X[:, 0], X[:, -1], np.zeros(n_samples)]))
    X[1] = X[0]
    return X, np.append(np.arange(n_classes), rng.integers(n_classes, size=n_samples - n_classes))


@settings(max_examples=40, deadline=None)
@given(tables(), HIDDEN, st.integers(0, 99))
def test_a_step_from_the_same_weights_is_scikit_learns(table, hidden, seed):
    X, y = table
    settings = {"solver": "sgd", "learning_rate_init": 0.3, "momentum": 0, "alpha": 0, "batch_size": len(y)}
    parameters = initialize([X.shape[1], *hidden, y.max() + 1], np.random.default_rng(seed))
    library = Library(hidden, **settings).partial_fit(X, y, classes=np.unique(y))
    for (W, b), W_library, b_library in zip(parameters, library.coefs_, library.intercepts_, strict=True):
        W_library[:], b_library[:] = W, b
    for _ in range(3):
        assume(library.predict_proba(X).min() > np.finfo(float).eps)  # its loss_ takes smaller ones for this
        library.partial_fit(X, y)
        cost = train_epoch(parameters, X, y, 0.3, len(y), np.random.default_rng(0))
        assert cost == pytest.approx(library.loss_, rel=1e-9)
    for (W, b), W_library, b_library in zip(parameters, library.coefs_, library.intercepts_, strict=True):
        np.testing.assert_allclose(W, W_library, atol=1e-10)
        np.testing.assert_allclose(b, b_library, atol=1e-10)


def test_the_fit_is_the_lessons_loop_and_the_probabilities_are_scikit_learns_of_its_weights():
    X, y = load_iris(return_X_y=True)
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    ours = MLPClassifier((5,), max_iter=7, batch_size=40, random_state=3).fit(X, y)
    rng = np.random.RandomState(3)
    parameters = initialize([4, 5, 3], rng)
    costs = [train_epoch(parameters, X, y, 0.1, 40, rng) for _ in range(7)]
    np.testing.assert_allclose(ours.loss_curve_, costs)
    assert [W.shape for W in ours.coefs_] == [(4, 5), (5, 3)]
    assert [b.shape for b in ours.intercepts_] == [(5,), (3,)]
    assert ours.n_iter_ == 7

    library = Library((5,)).partial_fit(X, y, classes=[0, 1, 2])
    library.coefs_, library.intercepts_ = ours.coefs_, ours.intercepts_
    np.testing.assert_allclose(ours.predict_proba(X), library.predict_proba(X), atol=1e-12)
    np.testing.assert_array_equal(ours.predict(X), library.predict(X))


@pytest.mark.parametrize("seed", range(5))
def test_it_parts_moons_that_no_line_can(seed):
    X, y = make_moons(600, noise=0.2, random_state=seed)
    X_train, X_test, names_train, names_test = train_test_split(X, np.where(y, "lower", "upper"), random_state=seed)
    model = MLPClassifier((16,), random_state=seed).fit(X_train, names_train)
    assert model.score(X_test, names_test) > 0.9
    assert model.loss_curve_[-1] < model.loss_curve_[0] / 2


@pytest.mark.parametrize("n_samples", [1, 2, 9])
def test_it_learns_a_handful_of_digits_by_heart(n_samples):
    X, y = load_digits(return_X_y=True)
    model = MLPClassifier(random_state=0).fit(X[:n_samples] / 16, y[:n_samples])
    assert model.score(X[:n_samples] / 16, y[:n_samples]) == 1
    np.testing.assert_allclose(model.predict_proba(X[:20] / 16).sum(axis=1), 1)


def test_float32_goes_in_and_comes_out():
    X, y = load_digits(return_X_y=True)
    models = [MLPClassifier((32,), max_iter=5, random_state=0).fit(X.astype(d) / 16, y) for d in ("f4", "f8")]
    assert {a.dtype for a in models[0].coefs_ + models[0].intercepts_} == {np.dtype(np.float32)}
    assert models[0].predict_proba(X.astype("f4") / 16).dtype == np.float32
    np.testing.assert_allclose(models[0].predict_proba(X / 16), models[1].predict_proba(X / 16), atol=1e-3)


def test_a_cost_beyond_all_numbers_is_told_with_what_to_do():
    X, y = load_iris(return_X_y=True)
    with pytest.warns(ConvergenceWarning, match=r"scale X, or take a smaller learning_rate_init than 0.1"):
        MLPClassifier(max_iter=2, random_state=0).fit(1e200 * X, y)


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"learning_rate_init": 0}, "learning_rate_init == 0, must be > 0"),
        ({"batch_size": 0}, "batch_size == 0, must be >= 1"),
        ({"max_iter": 0}, "max_iter == 0, must be >= 1"),
        ({"hidden_layer_sizes": (4, 0)}, "each of hidden_layer_sizes == 0, must be >= 1"),
    ],
)
def test_impossible_settings_get_one_clear_sentence(parameters, says):
    with pytest.raises(ValueError, match=says):
        MLPClassifier(**parameters).fit([[0.0], [1.0]], [0, 1])
