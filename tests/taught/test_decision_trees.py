"""Lesson 09's trees against scikit-learn's: both are walked together, and may part only at exact ties."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from mlcourse.taught import decision_trees

SEEDS = st.integers(0, 2**32 - 1)


def left_over(Y, *sides):
    """Return n times the impurity of some sides of whole numbers, exactly, up to what all cuts share."""
    squares = [Fraction(sum(int(v) for v in column) ** 2, len(column)) for side in sides for column in Y[side].T]
    return -sum(squares)


def walk(node, library, i, X, Y):
    """Go down both trees on whole numbers Y; where the questions differ, they must be exactly equally good."""
    assert node.n_samples == library.n_node_samples[i] == len(X)
    np.testing.assert_allclose(node.value, Y.mean(axis=0), atol=1e-12)
    if node.feature is None:
        assert library.children_left[i] == -1
        return 1
    ours = X[:, node.feature] <= node.threshold
    assert ours.any() and not ours.all()
    if library.children_left[i] == -1:  # a gain of 0, which the library's rounding makes negative
        assert left_over(Y, ours, ~ours) == left_over(Y, slice(None))
        return 1
    theirs = X[:, library.feature[i]] <= library.threshold[i]
    if not np.array_equal(ours, theirs):
        assert left_over(Y, ours, ~ours) == left_over(Y, theirs, ~theirs)
        return 1
    if node.feature == library.feature[i]:
        assert node.threshold == pytest.approx(library.threshold[i])
    below = [(node.left, library.children_left[i], ours), (node.right, library.children_right[i], ~ours)]
    return 1 + sum(walk(child, library, j, X[side], Y[side]) for child, j, side in below)


def draw_rows(rng, n_features=None):
    """Draw whole numbers: with ties, duplicates, constant and collinear columns; or few rows; float32 holds them."""
    n_samples, p = int(rng.integers(1, 60)), n_features or int(rng.integers(1, 6))
    X = rng.integers(0, rng.choice([2, 5, 1000]), size=(n_samples, p)) * float(rng.choice([1, 0.125, 4096]))
    if p > 1:
        X[:, rng.integers(p)] = X[:, 0] * rng.choice([0, 2, -1])
    return X


@given(SEEDS, st.integers(1, 5), st.sampled_from([1, 2, 3, None]))
def test_trees_for_classes_are_scikit_learns(seed, n_classes, max_depth):
    rng = np.random.default_rng(seed)
    X = draw_rows(rng)
    y = rng.integers(0, n_classes, len(X))
    Y = np.eye(n_classes)[y]
    library = DecisionTreeClassifier(max_depth=max_depth, random_state=seed % 1000).fit(X, y)
    walk(decision_trees.grow(X, Y, max_depth or np.inf), library.tree_, 0, X, Y)


@given(SEEDS, st.integers(1, 3), st.sampled_from([1, 2, 4, None]))
def test_trees_for_numbers_are_scikit_learns(seed, n_outputs, max_depth):
    rng = np.random.default_rng(seed)
    X = draw_rows(rng)
    Y = rng.integers(-20, 20, size=(len(X), n_outputs)).astype(float)
    library = DecisionTreeRegressor(max_depth=max_depth, random_state=seed % 1000).fit(X, Y)
    walk(decision_trees.grow(X, Y, max_depth or np.inf), library.tree_, 0, X, Y)


@given(SEEDS)
def test_for_one_feature_the_whole_tree_is_the_same(seed):
    rng = np.random.default_rng(seed)
    X = rng.permutation(200)[:60, None] / 8  # float32 holds them exactly
    y = rng.normal(size=60)
    library = DecisionTreeRegressor(random_state=0).fit(X, y)
    root = decision_trees.grow(X, y[:, None], np.inf)
    assert decision_trees.count_leaves(root) == library.get_n_leaves()
    assert decision_trees.depth(root) == library.get_depth()
    new = rng.uniform(-5, 30, size=(50, 1)).astype(np.float32).astype(float)
    np.testing.assert_allclose(decision_trees.predict_tree(root, new)[:, 0], library.predict(new), atol=1e-12)


def test_the_walk_reaches_all_nodes_where_nothing_ties():
    rng = np.random.default_rng(7)
    X, Y = rng.permutation(900).reshape(300, 3) * 1.0, rng.integers(0, 10**6, size=(300, 1)) * 1.0
    library = DecisionTreeRegressor(random_state=0).fit(X, Y)
    assert walk(decision_trees.grow(X, Y, np.inf), library.tree_, 0, X, Y) > 0.5 * library.tree_.node_count


@given(SEEDS, st.integers(2, 4))
def test_the_slow_and_the_fast_question_leave_the_same_impurity(seed, n_classes):
    rng = np.random.default_rng(seed)
    X = draw_rows(rng)
    y = rng.integers(0, n_classes, len(X))
    fast = decision_trees.best_split(X, np.eye(n_classes)[y])
    if fast is None:
        assert len(np.unique(y)) == 1 or not np.ptp(X, axis=0).any()
        return
    slow = decision_trees.best_question(X, y)
    costs = [decision_trees.impurity_after(X[:, j], y, threshold) for j, threshold in (fast, slow)]
    assert costs[0] == pytest.approx(costs[1], abs=1e-12)
    assert np.any(np.isclose(decision_trees.midpoints(X[:, fast[0]]), fast[1]))


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30))
def test_gini_is_the_share_of_differing_pairs_and_the_sum_of_variances(y):
    assert decision_trees.gini(y) == pytest.approx(np.mean([a != b for a in y for b in y]))
    assert decision_trees.gini(y) == pytest.approx(np.eye(5)[y].var(axis=0).sum())
    library = DecisionTreeClassifier(max_depth=1).fit(np.zeros((len(y), 1)), y)
    assert decision_trees.gini(y) == pytest.approx(library.tree_.impurity[0])


def test_a_far_offset_does_not_drown_the_gain():
    X, Y = np.arange(6.0)[:, None], np.array([[0.0], [0], [0], [1], [1], [1]])
    assert decision_trees.best_split(X, Y + 1e9) == decision_trees.best_split(X, Y) == (0, 2.5)


def test_a_threshold_between_neighboring_floats_stays_below_the_upper_one():
    low = 1.0
    high = np.nextafter(low, 2)
    feature, threshold = decision_trees.best_split(np.array([[low], [high]]), np.array([[0.0], [1.0]]))
    assert feature == 0 and low <= threshold < high
    root = decision_trees.grow(np.array([[low], [high]]), np.array([[0.0], [1.0]]), np.inf)
    np.testing.assert_array_equal(decision_trees.predict_tree(root, np.array([[low], [high]])), [[0], [1]])


@given(SEEDS)
def test_a_full_tree_knows_all_that_rows_can_tell(seed):
    rng = np.random.default_rng(seed)
    X = draw_rows(rng)
    Y = rng.normal(size=(len(X), 2))
    expected = [Y[np.all(row == X, axis=1)].mean(axis=0) for row in X]
    np.testing.assert_allclose(decision_trees.predict_tree(decision_trees.grow(X, Y, np.inf), X), expected, atol=1e-12)
    assert decision_trees.predict_tree(decision_trees.grow(X, Y, 2), X[:0]).shape == (0, 2)


def test_grow_asks_the_question_that_it_is_given():
    def first_half(X, Y):
        return (0, 1.5) if len(X) == 4 else None

    root = decision_trees.grow(np.arange(4.0)[:, None], np.arange(4.0)[:, None], np.inf, first_half)
    assert (root.threshold, root.left.n_samples, root.right.n_samples, decision_trees.count_leaves(root)) == (
        1.5,
        2,
        2,
        2,
    )


def test_units_and_logarithms_leave_the_groups_as_they_are():
    rng = np.random.default_rng(7)
    X, Y = rng.uniform(1, 1000, size=(80, 3)), np.eye(3)[rng.integers(0, 3, 80)]
    expected = decision_trees.predict_tree(decision_trees.grow(X, Y, 4), X)
    for columns in (X / 1000, np.log10(X), X**3):
        np.testing.assert_array_equal(
            decision_trees.predict_tree(decision_trees.grow(columns, Y, 4), columns), expected
        )


def as_nodes(library, i=0):
    """Return the library's tree as the lesson writes one: two equally good questions cannot part them then."""
    value, n_samples = library.value[i, 0], int(library.n_node_samples[i])
    if library.children_left[i] < 0:
        return decision_trees.Node(value, n_samples)
    sides = [as_nodes(library, child[i]) for child in (library.children_left, library.children_right)]
    return decision_trees.Node(value, n_samples, library.feature[i], library.threshold[i], *sides)


@pytest.mark.parametrize("seed", range(10))
def test_pruning_leaves_what_the_library_leaves_at_a_price_that_is_no_tie(seed):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(80, 3)), rng.integers(0, 3, 80)
    root = as_nodes(DecisionTreeClassifier(random_state=0).fit(X, y).tree_)
    for price in (0.61, 1.13, 1.97, 3.3):
        library = DecisionTreeClassifier(ccp_alpha=price / 80, random_state=0).fit(X, y)
        mine = decision_trees.prune(root, price)
        assert decision_trees.count_leaves(mine) == library.get_n_leaves()
        np.testing.assert_allclose(decision_trees.predict_tree(mine, X), library.predict_proba(X), atol=1e-12)
        assert decision_trees.cost_of(mine, price) <= decision_trees.cost_of(root, price)
