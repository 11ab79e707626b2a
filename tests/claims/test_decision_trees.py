"""Sentences of decision_trees that must not rest on one lucky seed."""

import functools

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from mlcourse import data
from mlcourse.taught import decision_trees
from mlcourse.taught.cost_model import error_rate
from mlcourse.taught.nearest_neighbors import cross_validate, folds

TABLE = data.load_animals_fruits()
Y_CLASS = (TABLE["kind"] == "animal").astype(int)
Y = np.eye(2)[Y_CLASS]
SIX = np.column_stack([TABLE[c] for c in ("length_cm", "mass_g", "redness", "greenness", "roundness", "fill")])
TWO = SIX[:, :2]
SEEDS = range(10)


def classify(X_train, y_train, X_new, max_depth):
    """Return the class that most rows of the same leaf have."""
    return np.argmax(
        decision_trees.predict_tree(decision_trees.grow(X_train, np.eye(2)[y_train], max_depth), X_new), axis=1
    )


@functools.cache
def tree(max_depth):
    """Return what classifies by a tree of so many questions at most; for one depth always the same object."""
    return functools.partial(classify, max_depth=max_depth)


FULL_TREE = tree(np.inf)


def line(X_train, y_train, X_new):
    """Classify by logistic regression on the logarithms."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=np.inf))
    return model.fit(np.log10(X_train), y_train).predict(np.log10(X_new))


def judged(predict, X, seed, cost=error_rate):
    """Return the cross-validated cost: five folds, shuffled six times."""
    rng = np.random.default_rng(seed)
    parts = [part for _ in range(6) for part in folds(len(X), 5, rng)]
    return cross_validate(predict, cost, X, Y_CLASS, parts).mean(axis=0)


@functools.cache
def judged_on_two(predict, seed, cost=error_rate):
    """Return the same on length and mass, for as many tests as ask."""
    return judged(predict, TWO, seed, cost)


@functools.cache
def judged_on_six(predict, seed):
    """Return the same on all six columns."""
    return judged(predict, SIX, seed)


def balanced(y, prediction):
    """Return the balanced error."""
    return 1 - balanced_accuracy_score(y, prediction)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_cross_validated_error_turns_near_depth_5_and_the_train_error_falls_to_0(seed):
    by_depth = {d: judged_on_two(tree(d), seed) for d in (1, 2, 3, 4, 5, 6, 11)}
    assert min(by_depth, key=by_depth.get) in (4, 5, 6)
    assert by_depth[1] > by_depth[2] > by_depth[5] + 0.01
    assert by_depth[11] > by_depth[5]
    assert 0.14 < by_depth[5] < 0.18 < 0.22 < by_depth[1] < np.mean(Y_CLASS == 0)
    train = [error_rate(Y_CLASS, classify(TWO, Y_CLASS, TWO, d)) for d in range(1, 12)]
    assert np.all(np.diff(train) <= 0) and train[-1] == 0


def ask_density(X_train, y_train, X_new, exponent=3):
    """Classify by one question about mass / length³."""
    columns = [X[:, [1]] / X[:, [0]] ** exponent for X in (X_train, X_new)]
    return classify(columns[0], y_train, columns[1], max_depth=1)


def pruned(X_train, y_train, X_new, prices):
    """Return for each price the class that most rows of the same leaf have in one tree, pruned at that price."""
    full = decision_trees.grow(X_train, np.eye(2)[y_train], np.inf)
    roots = [decision_trees.prune(full, price) for price in prices]
    return np.array([np.argmax(decision_trees.predict_tree(root, X_new), axis=1) for root in roots])


def error_rates(y, predictions):
    """Return the error rate of each row of predictions."""
    return np.array([error_rate(y, prediction) for prediction in predictions])


def test_depth_5_is_about_two_things_ahead_of_the_full_tree_in_most_shuffles():
    ahead = [judged_on_two(FULL_TREE, seed) - judged_on_two(tree(5), seed) for seed in range(12)]
    assert 1 < 125 * np.mean(ahead) < 3 and np.sum(np.array(ahead) > 0) >= 9


def test_pruning_at_a_price_of_1_2_is_better_than_not_at_all_and_as_good_as_depth_5():
    rows = []
    at_prices = functools.partial(pruned, prices=(0.6, 1.2, 2.4, 4.8, 9.6))
    for seed in SEEDS:
        by_price = judged(at_prices, TWO, seed, error_rates)
        rows.append([judged_on_two(FULL_TREE, seed), *by_price, judged_on_two(tree(5), seed)])
    full, barely, best, *higher, depth_5 = np.mean(rows, axis=0)
    assert abs(full - barely) < 0.005 and best < full - 0.01
    assert np.sum(np.array(rows)[:, 2] < np.array(rows)[:, 0]) >= 8
    assert best < higher[0] < higher[1] < higher[2] and abs(best - depth_5) < 0.01


@pytest.mark.parametrize("exponent", [2.8, 2.9, 3.1, 3.2])
def test_exponents_near_three_do_as_well(exponent):
    near = functools.partial(ask_density, exponent=exponent)
    gaps = [judged(near, TWO, seed) - judged_on_two(ask_density, seed) for seed in SEEDS]
    assert abs(np.mean(gaps)) < 0.01


@pytest.mark.parametrize("seed", SEEDS)
def test_tree_and_line_are_too_close_to_call_and_one_question_about_a_good_column_beats_both(seed):
    deep, straight, full = (judged_on_two(model, seed) for model in (tree(5), line, FULL_TREE))
    assert abs(deep - straight) < 0.02
    one = judged_on_two(ask_density, seed)
    assert one < 0.13 < min(deep, straight) - 0.01 < full - 0.01
    assert judged(functools.partial(ask_density, exponent=2.5), TWO, seed) > 0.2


def test_by_the_balanced_error_one_question_about_length_is_as_good_as_any():
    one, *others = (
        np.mean([judged_on_two(predict, seed, balanced) for seed in SEEDS])
        for predict in [tree(1), tree(5), FULL_TREE, line, ask_density]
    )
    assert one < min(others) + 0.005


def test_more_columns_do_not_help_a_deep_tree():
    for max_depth, most in ((2, 0.015), (5, 1), (np.inf, 1)):
        model = tree(max_depth)
        higher = np.array([judged_on_six(model, seed) - judged_on_two(model, seed) for seed in SEEDS])
        assert abs(higher.mean()) < most
        assert max_depth == 2 or (higher.mean() > 0.015 and np.all(higher > 0))


def test_four_columns_of_noise_do_as_much_harm():
    model, by_columns = tree(5), []
    for seed in range(10):
        noise = np.column_stack([TWO, np.random.default_rng(seed).normal(size=(len(TWO), 4))])
        by_columns.append([judged_on_two(model, seed), judged_on_six(model, seed), judged(model, noise, seed)])
    two, six, noisy = np.mean(by_columns, axis=0)
    assert min(six, noisy) > two + 0.02
    assert abs(six - noisy) < 0.02


def test_a_fifth_of_the_rows_less_changes_the_second_question():
    by_seed, stays, apart = [], [], []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        kept = [rng.permutation(len(SIX))[:100] for _ in range(200)]
        trees = [decision_trees.grow(SIX[rows], Y[rows], 2) for rows in kept]
        assert all(t.feature == 0 for t in trees)
        fill, mass = (np.mean([t.left.feature == j for t in trees]) for j in (5, 1))
        assert 0.35 < mass < 0.5 < fill < 0.65
        by_seed.append(fill)
        stays.append(np.mean([t.threshold == 31 for t in trees]))
        answers = np.array([np.argmax(decision_trees.predict_tree(t, SIX), axis=1) for t in trees])
        apart.append(np.mean(answers[::2] != answers[1::2]))
    assert 0.52 < np.mean(by_seed) < 0.6  # a little more than half
    assert 0.4 < min(stays) < max(stays) < 0.6  # about half of the trees keep 31 cm
    assert 0.1 < min(apart) < max(apart) < 0.14  # about one row in nine


def fewest_errors(X, y, max_depth):
    """Return how many errors the best of all trees makes, found by trying every question."""
    own = min(np.sum(y == 0), np.sum(y == 1))
    if max_depth == 0 or own == 0:
        return own
    cuts = [X[:, j] <= t for j in range(X.shape[1]) for t in decision_trees.midpoints(X[:, j])]
    below = [sum(fewest_errors(X[side], y[side], max_depth - 1) for side in (yes, ~yes)) for yes in cuts]
    return min([own, *below])


def test_greedy_need_not_find_the_best_tree_of_depth_2():
    assert np.sum(classify(TWO, Y_CLASS, TWO, 2) != Y_CLASS) == 19
    assert fewest_errors(TWO, Y_CLASS, 2) == 15


def test_the_full_tree_learned_the_crab_and_the_carrot_by_heart():
    full = decision_trees.grow(TWO, Y, np.inf)

    def alone(node, rows):
        if node.feature is None:
            return {str(TABLE["name"][rows][0])} if len(rows) == 1 else set()
        yes = TWO[rows, node.feature] <= node.threshold
        return alone(node.left, rows[yes]) | alone(node.right, rows[~yes])

    assert {"crab", "carrot"} < alone(full, np.arange(len(TWO)))


def test_green_is_the_poorest_question_about_small_things_and_fill_the_best():
    small = SIX[:, 0] <= 31
    left = [
        min(decision_trees.impurity_after(x, Y_CLASS[small], t) for t in decision_trees.midpoints(x))
        for x in SIX[small].T
    ]
    assert (np.argmin(left), np.argmax(left)) == (5, 3)
    assert not np.any(Y_CLASS[~small] == 0)


@pytest.mark.parametrize("longest", [200, 300, 500])
def test_beyond_the_longest_animal_a_tree_stays_on_its_last_stair(longest):
    animals = TABLE[TABLE["kind"] == "animal"]
    length, log_mass = animals["length_cm"], np.log10(animals["mass_g"])
    known = length <= longest
    w, b = np.polyfit(np.log10(length[known]), log_mass[known], 1)
    whale = np.array([[2500.0]])
    for max_depth in (3, np.inf):
        root = decision_trees.grow(length[known, None], log_mass[known, None], max_depth)
        says = decision_trees.predict_tree(root, whale)[0, 0]
        assert says == decision_trees.predict_tree(root, np.array([[length[known].max()]]))[0, 0]
        assert says < np.log10(110e6) - 2 < w * np.log10(2500) + b < np.log10(110e6) + 0.3
