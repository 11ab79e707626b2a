"""The estimators of the lesson nearest_neighbors against scikit-learn's of the same names."""

import estimators
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.distance import cdist
from sklearn.base import clone
from sklearn.datasets import load_digits, load_wine
from sklearn.model_selection import cross_val_score
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from mlcourse.taught import nearest_neighbors

NUMBERS = st.floats(-1e3, 1e3, allow_subnormal=False)
WHOLE = st.integers(-2, 2).map(float)  # ties, duplicates, constant columns


def tied(X, X_train, n_neighbors):
    """Return for which queries it cannot be told who the neighbors are: the next row is as far as the last of them."""
    distance = np.sort(cdist(X, X_train), axis=1)
    if n_neighbors == len(X_train):
        return np.full(len(X), False)
    last, following = distance[:, n_neighbors - 1], distance[:, n_neighbors]
    return following - last <= 1e-9 * (1 + np.abs(X_train).max() + np.abs(X).max())


@st.composite
def problems(draw):
    """Draw train rows, their classes (perhaps one alone), queries, and a number of neighbors."""
    n_train, n_features = draw(st.integers(1, 40)), draw(st.integers(1, 5))
    elements = draw(st.sampled_from([NUMBERS, WHOLE]))
    scale = draw(st.sampled_from([1e-6, 1.0, 1e6])) * np.array([10.0**-j for j in range(n_features)])
    X_train = draw(arrays(float, (n_train, n_features), elements=elements)) * scale
    X = draw(arrays(float, (draw(st.integers(1, 8)), n_features), elements=elements)) * scale
    y = draw(arrays(int, n_train, elements=st.integers(0, 3)))
    return X_train, y, X, draw(st.integers(1, n_train))


@settings(deadline=None)
@given(problems())
def test_votes_and_averages_are_scikit_learns_where_the_last_neighbor_does_not_tie(problem):
    X_train, y, X, n_neighbors = problem
    ours = estimators.KNeighborsClassifier(n_neighbors).fit(X_train, y)
    library = KNeighborsClassifier(n_neighbors, algorithm="kd_tree").fit(X_train, y)  # measures without cancellation
    clear = ~tied(X, X_train, n_neighbors)
    np.testing.assert_array_equal(ours.classes_, library.classes_)
    np.testing.assert_allclose(ours.predict_proba(X)[clear], library.predict_proba(X)[clear], atol=1e-12)
    np.testing.assert_array_equal(ours.predict(X)[clear], library.predict(X)[clear])

    average = estimators.KNeighborsRegressor(n_neighbors).fit(X_train, y).predict(X)
    expected = KNeighborsRegressor(n_neighbors, algorithm="kd_tree").fit(X_train, y).predict(X)
    np.testing.assert_allclose(average[clear], expected[clear], atol=1e-12)


@settings(deadline=None)
@given(problems())
def test_the_neighbors_are_those_of_the_lesson_ties_included(problem):
    X_train, y, X, n_neighbors = problem
    distance, rows = estimators.KNeighborsRegressor(n_neighbors).fit(X_train, y).kneighbors(X)
    expected = nearest_neighbors.distances(X, X_train)
    np.testing.assert_array_equal(rows, nearest_neighbors.nearest(expected, n_neighbors))
    np.testing.assert_array_equal(distance, np.take_along_axis(expected, rows, axis=1))


@pytest.mark.parametrize("far", [0, 1e5, 1e8])
def test_two_clusters_far_apart_keep_their_neighbors(far):
    rng = np.random.default_rng(7)
    X = rng.normal(size=(200, 3)) + far * np.repeat([[-1], [1]], 100, axis=0)
    queries = X[::7] + 0.01
    rows = estimators.KNeighborsRegressor(5).fit(X, X[:, 0]).kneighbors(queries)[1]
    np.testing.assert_array_equal(rows, np.argsort(cdist(queries, X), axis=1)[:, :5])


@pytest.mark.parametrize("n_neighbors", [1, 5, 40])
def test_many_rows_in_several_blocks(n_neighbors):
    rng = np.random.default_rng(7)
    X_train, X = rng.normal(size=(3000, 8)), rng.normal(size=(900, 8))
    y = rng.choice(["ant", "bee", "cat"], 3000)
    ours = estimators.KNeighborsClassifier(n_neighbors).fit(X_train, y)
    library = KNeighborsClassifier(n_neighbors, algorithm="brute").fit(X_train, y)
    np.testing.assert_array_equal(ours.predict(X), library.predict(X))
    np.testing.assert_allclose(ours.predict_proba(X), library.predict_proba(X), atol=1e-12)


def test_digits_are_read_as_scikit_learn_reads_them():
    X, y = load_digits(return_X_y=True)
    clear = ~tied(X[1300:], X[:1300], 5)
    ours = estimators.KNeighborsClassifier().fit(X[:1300], y[:1300]).predict(X[1300:])
    library = KNeighborsClassifier().fit(X[:1300], y[:1300]).predict(X[1300:])
    assert clear.mean() > 0.9
    np.testing.assert_array_equal(ours[clear], library[clear])


def test_equally_many_votes_go_to_the_first_class():
    X, y = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array(["b", "b", "a", "a"])
    for module in (KNeighborsClassifier, estimators.KNeighborsClassifier):
        assert module(4).fit(X, y).predict([[0.0]]) == ["a"]


@pytest.mark.parametrize("name", ["KNeighborsClassifier", "KNeighborsRegressor"])
def test_impossible_numbers_of_neighbors_are_refused(name):
    estimator = getattr(estimators, name)
    X, y = np.arange(6.0).reshape(3, 2), np.array([0, 1, 1])
    with pytest.raises(ValueError, match="n_neighbors"):
        estimator(0).fit(X, y)
    with pytest.raises(TypeError, match="n_neighbors"):
        estimator(1.5).fit(X, y)
    with pytest.raises(ValueError, match="expected n_neighbors <= n_samples_fit, got 5 and 3"):
        estimator().fit(X, y).predict(X)


@given(arrays(float, st.tuples(st.integers(1, 20), st.integers(1, 5)), elements=NUMBERS | WHOLE | st.just(0.1)))
def test_the_scaler_is_scikit_learns(X):
    ours, library = estimators.StandardScaler().fit(X), StandardScaler().fit(X)
    np.testing.assert_allclose(ours.mean_, library.mean_, rtol=1e-12, atol=1e-9)
    np.testing.assert_allclose(ours.scale_, library.scale_, rtol=1e-9)
    scaled = ours.transform(X)
    np.testing.assert_allclose(scaled, library.transform(X), rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(ours.inverse_transform(scaled), X, rtol=1e-9, atol=1e-9)


def test_the_scaler_without_the_mean_and_its_names():
    X = np.random.default_rng(7).normal(3, 2, size=(9, 3))
    ours = estimators.StandardScaler(with_mean=False)
    np.testing.assert_allclose(ours.fit_transform(X), StandardScaler(with_mean=False).fit_transform(X))
    assert list(ours.get_feature_names_out(["a", "b", "c"])) == ["a", "b", "c"]


def test_a_pipeline_of_ours_scores_like_scikit_learns():
    X, y = load_wine(return_X_y=True)
    ours = make_pipeline(estimators.StandardScaler(), estimators.KNeighborsClassifier())
    library = make_pipeline(StandardScaler(), KNeighborsClassifier())
    np.testing.assert_allclose(cross_val_score(clone(ours), X, y), cross_val_score(library, X, y))
