"""The functions of random_forests against SciPy, and against what must hold for every forest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from mlcourse.taught import random_forests
from mlcourse.taught.decision_trees import best_split, grow, predict_tree

SEEDS = st.integers(0, 2**32 - 1)


@given(st.integers(1, 200), st.floats(0, 1))
def test_the_majority_is_scipys(n_judges, p):
    assert random_forests.majority(n_judges, p) == pytest.approx(binom.sf(n_judges // 2, n_judges, p), abs=1e-9)


@given(st.integers(1, 300), SEEDS)
def test_a_bootstrap_sample_has_all_rows_in_one_of_its_parts(n_samples, seed):
    drawn, unseen = random_forests.bootstrap(n_samples, np.random.default_rng(seed))
    assert len(drawn) == n_samples
    assert sorted({*drawn, *unseen}) == list(range(n_samples))
    assert not set(drawn) & set(unseen)


def test_a_bootstrap_sample_misses_as_many_rows_as_the_formula_says():
    rng = np.random.default_rng(7)
    missed = [len(random_forests.bootstrap(50, rng)[1]) / 50 for _ in range(2000)]
    assert np.mean(missed) == pytest.approx((1 - 1 / 50) ** 50, abs=0.005)


def draw(seed, n_outputs=2):
    """Draw rows with constant columns, ties, duplicates and collinear columns; sometimes a single row or class."""
    rng = np.random.default_rng(seed)
    n_samples = rng.integers(1, 25)
    X = rng.integers(0, rng.integers(2, 30), (n_samples, rng.integers(1, 6))).astype(float)
    X[:, rng.random(X.shape[1]) < 0.3] = 1
    X = np.column_stack([X, 2 * X[:, 0] + 1e6])
    return X, np.eye(n_outputs)[rng.integers(rng.integers(1, n_outputs + 1), size=n_samples)], rng


@given(SEEDS)
def test_with_all_columns_the_random_split_is_as_good_as_the_best(seed):
    X, Y, rng = draw(seed)
    best, found = best_split(X, Y), random_forests.random_split(X, Y, X.shape[1], rng)
    assert (best is None) == (found is None)
    if best:
        assert impurity(X, Y, *found) == pytest.approx(impurity(X, Y, *best), abs=1e-9)


def impurity(X, Y, feature, threshold):
    """Return the squared distances of the targets from the means of their sides."""
    yes = X[:, feature] <= threshold
    return sum(np.sum((side - side.mean(axis=0)) ** 2) for side in (Y[yes], Y[~yes]))


@given(SEEDS)
def test_a_random_split_finds_a_question_wherever_there_is_one(seed):
    X, Y, rng = draw(seed)
    found = random_forests.random_split(X, Y, 1, rng)
    if found is None:
        assert best_split(X, Y) is None
    else:
        assert isinstance(found[0], int)
        assert found == (found[0], best_split(X[:, [found[0]]], Y)[1])
        assert len(set(X[:, found[0]] <= found[1])) == 2


def test_each_column_is_looked_at_equally_often():
    rng = np.random.default_rng(7)
    X, Y = rng.normal(size=(10, 4)), np.eye(2)[np.arange(10) % 2]
    counts = np.bincount([random_forests.random_split(X, Y, 1, rng)[0] for _ in range(4000)], minlength=4)
    assert np.all(abs(counts - 1000) < 5 * np.sqrt(750))


@given(SEEDS)
def test_a_forest_is_the_mean_of_its_trees_and_its_shares_add_up_to_one(seed):
    X, Y, rng = draw(seed, n_outputs=3)
    trees = [random_forests.grow_random_tree(X, Y, 1, rng)[0] for _ in range(5)]
    share = random_forests.predict_forest(trees, X)
    np.testing.assert_allclose(share, sum(predict_tree(tree, X) for tree in trees) / 5)
    np.testing.assert_allclose(share.sum(axis=1), 1)
    assert share.min() >= 0


@given(SEEDS)
def test_a_tree_of_one_sample_is_that_samples_tree(seed):
    X, Y, _ = draw(seed)
    X = X[:, [0]]  # one column: no question is left to chance
    tree, unseen = random_forests.grow_random_tree(X, Y, 1, np.random.default_rng(seed))
    drawn, expected = random_forests.bootstrap(len(X), np.random.default_rng(seed))
    assert np.array_equal(unseen, expected)
    assert np.array_equal(predict_tree(tree, X), predict_tree(grow(X[drawn], Y[drawn], np.inf), X))


@given(SEEDS)
def test_out_of_bag_asks_about_each_row_the_trees_that_have_not_seen_it(seed):
    X, Y, rng = draw(seed)
    trees, unseen = zip(*[random_forests.grow_random_tree(X, Y, 1, rng) for _ in range(4)], strict=True)
    for i, share in enumerate(random_forests.out_of_bag(trees, unseen, X)):
        asked = [predict_tree(tree, X[[i]])[0] for tree, rows in zip(trees, unseen, strict=True) if i in rows]
        np.testing.assert_allclose(share, np.mean(asked, axis=0) if asked else np.zeros(2))
