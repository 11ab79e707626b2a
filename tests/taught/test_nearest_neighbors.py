"""The functions of nearest_neighbors against SciPy and scikit-learn."""

from functools import partial

import numpy as np
import pytest
from estimators.scaling import mean_and_scale
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.distance import cdist
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.dummy import DummyRegressor
from sklearn.model_selection import KFold, PredefinedSplit, cross_val_score
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import check_estimator
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from mlcourse.taught import nearest_neighbors
from mlcourse.taught.cost_model import error_rate, mean_squared_error

SEEDS = st.integers(0, 2**32 - 1)
NUMBERS = st.floats(-1e3, 1e3, allow_subnormal=False)
WHOLE = st.integers(-3, 3).map(float)  # ties, duplicates, constant columns


@st.composite
def tables(draw):
    """Draw queries and train rows with equally many columns."""
    n_features, elements = draw(st.integers(1, 5)), draw(st.sampled_from([NUMBERS, WHOLE]))
    sizes = st.tuples(st.integers(1, 9), st.just(n_features))
    return draw(arrays(float, sizes, elements=elements)), draw(arrays(float, sizes, elements=elements))


@given(tables())
def test_distances_are_scipys(pair):
    np.testing.assert_allclose(nearest_neighbors.distances(*pair), cdist(*pair), rtol=1e-12, atol=1e-12)


@given(tables(), st.floats(-1e6, 1e6))
def test_squared_distances_are_scipys_wherever_the_rows_lie(pair, shift):
    X, X_train = (rows + shift for rows in pair)
    found = nearest_neighbors.squared_distances(X, X_train)
    scale = max(np.ptp(np.concatenate([X, X_train]), axis=0)) ** 2 + 1e-6
    assert np.all(found >= 0)
    np.testing.assert_allclose(found, cdist(X, X_train, "sqeuclidean"), rtol=1e-9, atol=1e-9 * scale)


@given(arrays(float, st.tuples(st.integers(1, 5), st.integers(1, 9)), elements=WHOLE), st.data())
def test_the_nearest_come_in_order_and_of_equals_the_earlier(distance, data):
    n_neighbors = data.draw(st.integers(1, distance.shape[1]))
    rows = nearest_neighbors.nearest(distance, n_neighbors)
    for found, row in zip(rows, distance, strict=True):
        assert list(found) == sorted(range(len(row)), key=lambda i: (row[i], i))[:n_neighbors]


@given(SEEDS, st.integers(1, 12), st.integers(1, 4))
def test_votes_classes_and_averages_are_scikit_learns(seed, n_neighbors, n_classes):
    rng = np.random.default_rng(seed)
    X_train, X = rng.normal(size=(12, 3)), rng.normal(size=(8, 3))  # no distances tie
    y = np.append(np.arange(n_classes), rng.integers(0, n_classes, 12 - n_classes))
    library = KNeighborsClassifier(n_neighbors).fit(X_train, y)
    rows = nearest_neighbors.nearest(nearest_neighbors.distances(X, X_train), n_neighbors)
    np.testing.assert_allclose(nearest_neighbors.vote(y[rows], n_classes), library.predict_proba(X), atol=1e-12)
    assert np.array_equal(nearest_neighbors.classify(X_train, y, X, n_neighbors), library.predict(X))

    target = rng.normal(size=12)
    average = KNeighborsRegressor(n_neighbors).fit(X_train, target).predict(X)
    np.testing.assert_allclose(nearest_neighbors.estimate(X_train, target, X, n_neighbors), average, atol=1e-12)


@given(arrays(int, st.tuples(st.integers(1, 6), st.integers(1, 9)), elements=st.integers(0, 3)))
def test_every_class_has_its_share_and_ties_go_to_the_lowest(labels):
    shares = nearest_neighbors.vote(labels, 4)
    counts = np.array([np.bincount(row, minlength=4) for row in labels])
    np.testing.assert_allclose(shares, counts / labels.shape[1])
    assert np.array_equal(shares.argmax(axis=1), counts.argmax(axis=1))


@given(tables())
def test_standardized_rows_are_scikit_learns(pair):
    X, X_train = pair
    library = StandardScaler().fit(X_train)
    mean, scale = mean_and_scale(X_train)
    np.testing.assert_allclose(mean, library.mean_, rtol=1e-12, atol=1e-9)
    np.testing.assert_allclose(scale, library.scale_, rtol=1e-9)
    if np.all(scale == X_train.std(axis=0)):  # no column is constant
        np.testing.assert_allclose(
            nearest_neighbors.standardize(X_train, X), library.transform(X), rtol=1e-6, atol=1e-6
        )


@given(st.floats(-1e9, 1e9, allow_subnormal=False), st.integers(1, 50))
def test_a_column_that_never_changes_has_scale_1(value, n_samples):
    X = np.full((n_samples, 1), value)
    assert mean_and_scale(X)[1] == StandardScaler().fit(X).scale_ == 1


@given(st.integers(2, 40), st.data())
def test_every_row_is_in_one_fold_and_the_folds_are_equal(n_samples, data):
    n_folds = data.draw(st.integers(2, n_samples))
    parts = nearest_neighbors.folds(n_samples, n_folds, np.random.default_rng(0))
    assert sorted(np.concatenate(parts)) == list(range(n_samples))
    library = [len(test) for _, test in KFold(n_folds).split(np.zeros(n_samples))]
    assert [len(part) for part in parts] == library


@pytest.mark.parametrize("seed", range(5))
def test_cross_validation_is_scikit_learns_on_the_same_folds(seed):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(43, 3))
    y = (X[:, 0] + rng.normal(size=43) > 0).astype(int)
    parts = nearest_neighbors.folds(43, 5, rng)
    cv = [(np.setdiff1d(np.arange(43), part), part) for part in parts]
    for predict, cost, y_any, library, scoring in [
        (nearest_neighbors.classify, error_rate, y, KNeighborsClassifier(3), "accuracy"),
        (
            nearest_neighbors.estimate,
            mean_squared_error,
            X @ [1, 2, 3],
            KNeighborsRegressor(3),
            "neg_mean_squared_error",
        ),
    ]:
        found = nearest_neighbors.cross_validate(partial(predict, n_neighbors=3), cost, X, y_any, parts)
        expected = (scoring == "accuracy") - cross_val_score(library, X, y_any, cv=cv, scoring=scoring)
        np.testing.assert_allclose(found, expected, atol=1e-12)


@given(st.integers(6, 20), st.integers(2, 5), st.integers(0, 2**32 - 1))
def test_cross_validation_is_scikit_learns(n_samples, n_parts, seed):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(n_samples, 2)), rng.normal(size=n_samples)
    folds = rng.permutation(np.arange(n_samples) % n_parts)
    ours = nearest_neighbors.cross_validate(
        lambda X_train, y_train, X: DummyRegressor().fit(X_train, y_train).predict(X),
        mean_squared_error,
        X,
        y,
        [np.flatnonzero(folds == k) for k in range(n_parts)],
    )
    theirs = cross_val_score(DummyRegressor(), X, y, cv=PredefinedSplit(folds), scoring="neg_mean_squared_error")
    np.testing.assert_allclose(ours, -theirs)


class Estimator(ClassifierMixin, BaseEstimator, nearest_neighbors.Neighbors):
    """The class of the lesson's exercise, with what scikit-learn wants before it."""

    def fit(self, X, y):
        X, y = validate_data(self, X, y)
        check_classification_targets(y)
        return super().fit(X, y)

    def predict(self, X):
        check_is_fitted(self)
        return super().predict(validate_data(self, X, reset=False))


def test_scikit_learn_accepts_the_class_and_it_predicts_as_the_library_does():
    assert not [result for result in check_estimator(Estimator(), on_skip=None) if result["status"] == "failed"]
    rng = np.random.default_rng(7)
    X, y = rng.normal(size=(60, 3)), rng.choice(["plum", "bear"], 60)
    X_new = rng.normal(size=(40, 3))
    for k in (1, 3, 7):
        ours, library = Estimator(k).fit(X, y), KNeighborsClassifier(k).fit(X, y)
        assert np.array_equal(ours.predict(X_new), library.predict(X_new))
