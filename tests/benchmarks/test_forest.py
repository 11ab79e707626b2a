"""The forests against scikit-learn's: the same accuracy within the luck of the draw, over ten paired seeds."""

import copy
import pickle

import estimators
import numpy as np
import pytest
from sklearn import ensemble
from sklearn.datasets import load_diabetes, load_digits

from mlcourse import data

SEEDS = range(10)


def digits():
    """Return 400 of the digits."""
    X, y = load_digits(return_X_y=True)
    return X[:400], y[:400]


def table():
    """Return length and mass of the animals and fruits, and which are animals."""
    rows = data.load_animals_fruits()
    return np.log10(np.column_stack([rows["length_cm"], rows["mass_g"]])), rows["kind"]


def people():
    """Return the people with diabetes."""
    X, y = load_diabetes(return_X_y=True)
    return X[:200], y[:200]


def scores(model, X, y):
    """Return the model's scores on the held-out third of ten splits."""
    found = []
    for seed in SEEDS:
        rows = np.random.default_rng(seed).permutation(len(X))
        train, test = rows[: 2 * len(X) // 3], rows[2 * len(X) // 3 :]
        found.append(model.set_params(random_state=seed).fit(X[train], y[train]).score(X[test], y[test]))
    return np.array(found)


@pytest.mark.parametrize(
    ("name", "load", "parameters"),
    [
        ("RandomForestClassifier", digits, {"n_estimators": 20}),
        ("RandomForestClassifier", digits, {"n_estimators": 20, "max_depth": 5, "max_features": 0.1}),
        ("RandomForestClassifier", table, {"n_estimators": 30}),
        ("RandomForestRegressor", people, {"n_estimators": 10}),
        ("RandomForestRegressor", people, {"n_estimators": 10, "max_features": 3, "max_depth": 4}),
    ],
)
def test_the_score_is_scikit_learns_within_two_standard_errors(name, load, parameters):
    X, y = load()
    gap = scores(getattr(estimators, name)(**parameters), X, y) - scores(getattr(ensemble, name)(**parameters), X, y)
    assert abs(gap.mean()) <= 2 * gap.std(ddof=1) / np.sqrt(len(gap)) + 1e-12


@pytest.mark.parametrize(("name", "load"), [("RandomForestClassifier", table), ("RandomForestRegressor", people)])
def test_the_result_does_not_depend_on_the_number_of_processes(name, load):
    X, y = load()
    models = [
        getattr(estimators, name)(25, oob_score=True, n_jobs=n_jobs, random_state=7, max_features=1).fit(X, y)
        for n_jobs in (None, 1, 2)
    ]
    for model in models[1:]:
        assert np.array_equal(model.predict(X), models[0].predict(X))
        assert model.oob_score_ == models[0].oob_score_


@pytest.mark.parametrize(("name", "load"), [("RandomForestClassifier", table), ("RandomForestRegressor", people)])
def test_the_out_of_bag_score_is_near_scikit_learns(name, load):
    X, y = load()
    X, y = X[-150:], y[-150:]
    ours, theirs = (
        np.mean([getattr(m, name)(40, oob_score=True, random_state=s).fit(X, y).oob_score_ for s in range(2)])
        for m in (estimators, ensemble)
    )
    assert ours == pytest.approx(theirs, abs=0.05)


def test_classes_that_a_sample_misses_keep_their_column():
    X, y = np.arange(6.0)[:, None], np.array(["pear", "ant", "ant", "ant", "ant", "fox"])
    model = estimators.RandomForestClassifier(20, random_state=7).fit(X, y)
    assert list(model.classes_) == ["ant", "fox", "pear"]
    assert model.predict_proba(X).shape == (6, 3)
    np.testing.assert_allclose(model.predict_proba(X).sum(axis=1), 1)


@pytest.mark.parametrize(
    "X", [np.ones((5, 2)), np.arange(5.0)[:, None], np.repeat([[1.0, 2.0], [3.0, 2.0]], 3, axis=0)]
)
def test_constant_columns_one_feature_and_duplicates(X):
    y = np.arange(len(X)) % 2
    share = estimators.RandomForestClassifier(10, random_state=7).fit(X, y).predict_proba(X)
    assert np.all(np.isfinite(share))
    prediction = estimators.RandomForestRegressor(10, random_state=7).fit(X, y).predict(X)
    assert np.all((prediction >= 0) & (prediction <= 1))


def test_one_class_is_always_right():
    model = estimators.RandomForestClassifier(3, random_state=7).fit(np.arange(4.0)[:, None], ["ant"] * 4)
    assert list(model.predict([[9.0]])) == ["ant"]


@pytest.mark.parametrize("max_features", ["log", 0, 5, 1.5, -1, [], np.float32(1.5)])
def test_an_impossible_number_of_columns_is_told(max_features):
    with pytest.raises(ValueError, match="max_features must be"):
        estimators.RandomForestClassifier(1, max_features=max_features).fit(*table())


def test_a_share_may_come_in_any_precision():
    models = [estimators.RandomForestClassifier(3, max_features=s(0.5), random_state=7) for s in (float, np.float32)]
    np.testing.assert_array_equal(*(model.fit(*digits()).predict_proba(digits()[0]) for model in models))


@pytest.mark.parametrize("name", ["RandomForestClassifier", "RandomForestRegressor"])
@pytest.mark.parametrize("max_depth", [0, -1, 2.5, "3"])
def test_a_depth_that_is_none_is_refused(name, max_depth):
    with pytest.raises((ValueError, TypeError), match="max_depth"):
        getattr(estimators, name)(1, max_depth=max_depth).fit([[0.0], [1.0]], [0, 1])


@pytest.mark.parametrize("n_jobs", [None, 2])
def test_an_endless_staircase_ends_at_the_documented_depth_and_can_be_copied(n_jobs):
    X, y = np.arange(3000.0)[:, None], 1.2 ** -np.arange(3000.0)
    model = estimators.RandomForestRegressor(2, n_jobs=n_jobs, random_state=0).fit(X, y)
    assert [tree.depth for tree in model.estimators_] == [250, 250]
    for twin in (pickle.loads(pickle.dumps(model)), copy.deepcopy(model)):
        np.testing.assert_array_equal(twin.predict(X), model.predict(X))


def test_too_few_trees_to_grade_every_row_warn():
    with pytest.warns(UserWarning, match="n_estimators is too small"):
        estimators.RandomForestClassifier(1, oob_score=True, random_state=7).fit(*table())
