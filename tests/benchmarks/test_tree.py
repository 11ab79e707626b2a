"""The trees as estimators against scikit-learn's of the same names."""

import copy
import pickle

import numpy as np
import pytest
from estimators import DecisionTreeClassifier, DecisionTreeRegressor
from estimators.growing import Table, grow
from estimators.tree import targets
from hypothesis import given
from hypothesis import strategies as st
from sklearn import tree as library
from sklearn.datasets import load_diabetes, load_digits, load_iris
from sklearn.model_selection import cross_val_score

from mlcourse.taught import decision_trees

SEEDS = st.integers(0, 2**32 - 1)


def level_by_level(root):
    """Return feature, threshold and number of rows of the lesson's nodes, a leaf's feature being -1."""
    rows, level = [], [root]
    while level:
        rows += [(-1, 0, n.n_samples) if n.feature is None else (n.feature, n.threshold, n.n_samples) for n in level]
        level = [side for n in level if n.feature is not None for side in (n.left, n.right)]
    return np.array(rows)


@given(SEEDS, st.integers(1, 5), st.sampled_from([1, 3, 250]))
def test_trees_of_classes_are_the_lessons_question_by_question(seed, n_classes, max_depth):
    rng = np.random.default_rng(seed)
    X = np.column_stack([rng.normal(size=60), rng.integers(0, 4, size=60), np.ones(60)])
    y = rng.integers(n_classes, size=60)
    model = DecisionTreeClassifier(max_depth).fit(X, y)
    root = decision_trees.grow(X, np.eye(n_classes)[y], max_depth)
    nodes = np.column_stack([model.tree_.feature, model.tree_.threshold, model.tree_.n_samples])
    np.testing.assert_array_equal(nodes, level_by_level(root))
    shares = decision_trees.predict_tree(root, X)[:, model.classes_]
    np.testing.assert_allclose(model.predict_proba(X), shares, atol=1e-12)


@given(SEEDS, st.sampled_from([1, 2, 3]))
def test_a_row_that_counts_three_times_is_three_rows(seed, n_classes):
    rng = np.random.default_rng(seed)
    X, weight = rng.integers(0, 9, size=(40, 3)) / 4, rng.integers(0, 4, size=40)
    y = rng.integers(n_classes, size=40) if n_classes > 1 else rng.integers(-9, 9, size=40)  # exact ties
    n_classes = n_classes if n_classes > 1 else None
    if not weight.any():
        return
    rows = np.repeat(np.arange(40), weight)
    counted = grow(Table.of(X), targets(y, n_classes, weight.astype(float)), 3)
    repeated = grow(Table.of(X[rows]), targets(y[rows], n_classes, np.ones(len(rows))), 3)
    np.testing.assert_array_equal(counted.n_samples[0], len(rows))
    np.testing.assert_allclose(counted.predict(X), repeated.predict(X), atol=1e-12)


@given(SEEDS, st.sampled_from([1, 2, 5, None]))
def test_one_feature_gives_scikit_learns_tree(seed, max_depth):
    rng = np.random.default_rng(seed)
    X, X_new = rng.permutation(300)[:50, None] / 4, rng.integers(-9, 320, size=(40, 1)) / 4
    y = rng.normal(size=50)
    ours = DecisionTreeRegressor(max_depth).fit(X, y)
    theirs = library.DecisionTreeRegressor(max_depth=max_depth, random_state=0).fit(X, y)
    np.testing.assert_allclose(ours.predict(X_new), theirs.predict(X_new), atol=1e-12)
    assert (ours.get_depth(), ours.get_n_leaves()) == (theirs.get_depth(), theirs.get_n_leaves())


def test_named_classes_and_their_shares():
    X, y = load_iris(return_X_y=True)
    names = np.array(["setosa", "versicolor", "virginica"])[y]
    ours = DecisionTreeClassifier(max_depth=2).fit(X, names)
    theirs = library.DecisionTreeClassifier(max_depth=2, random_state=0).fit(X, names)
    np.testing.assert_array_equal(ours.classes_, theirs.classes_)
    np.testing.assert_allclose(np.sort(ours.predict_proba(X)), np.sort(theirs.predict_proba(X)), atol=1e-12)
    assert ours.score(X, names) == theirs.score(X, names)


def test_as_good_as_scikit_learns_on_digits_and_diabetes():
    for data, ours, theirs in [
        (load_digits, DecisionTreeClassifier(), library.DecisionTreeClassifier(random_state=0)),
        (load_diabetes, DecisionTreeRegressor(3), library.DecisionTreeRegressor(max_depth=3, random_state=0)),
    ]:
        X, y = data(return_X_y=True)
        scores = [cross_val_score(model, X, y).mean() for model in (ours, theirs)]
        assert scores[0] == pytest.approx(scores[1], abs=0.03)  # ties


def test_an_endless_staircase_ends_at_the_documented_depth_and_can_be_copied():
    x = np.arange(300.0)[:, None]
    model = DecisionTreeRegressor().fit(x, 3.0 ** x[:, 0])
    assert model.get_depth() == 250
    for twin in (pickle.loads(pickle.dumps(model)), copy.deepcopy(model)):
        np.testing.assert_array_equal(twin.predict(x), model.predict(x))


@pytest.mark.parametrize("max_depth", [0, -1, 2.5, "3"])
def test_a_depth_that_is_none_is_refused(max_depth):
    with pytest.raises((ValueError, TypeError), match="max_depth"):
        DecisionTreeClassifier(max_depth).fit([[0.0], [1.0]], [0, 1])
