"""Sentences of random_forests that must not rest on one lucky seed."""

import functools

import numpy as np
import pytest
from sklearn.datasets import load_diabetes, load_digits
from sklearn.ensemble import GradientBoostingRegressor, RandomForestClassifier, RandomForestRegressor
from sklearn.inspection import permutation_importance
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import r2_score
from sklearn.model_selection import KFold, RepeatedStratifiedKFold, cross_val_score, train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

from mlcourse import data
from mlcourse.taught import random_forests
from mlcourse.taught.decision_trees import predict_tree
from mlcourse.taught.what_is_machine_learning import split
from tests.lesson_code import LESSONS, run_cell

LESSON = LESSONS["10_random_forests"]
NAMES = run_cell(LESSON, next(i for i, cell in enumerate(LESSON.cells) if "def court" in cell.source))
COURT = NAMES["court"]
X, Y_DIGITS = load_digits(return_X_y=True)
TABLE = data.load_animals_fruits()
IS_ANIMAL = (TABLE["kind"] == "animal").astype(int)
X_LOG = np.log10(np.column_stack([TABLE["length_cm"], TABLE["mass_g"]]))


@pytest.mark.parametrize("seed", range(10))
def test_a_crowd_of_independent_judges_is_wise_and_half_gossip_ruins_it(seed):
    rng = np.random.default_rng(seed)
    assert COURT(0, rng) > 0.999
    assert COURT(0.1, rng) > 0.98
    assert COURT(0.5, rng) == pytest.approx(0.7, abs=0.02)
    assert COURT(1, rng) == pytest.approx(0.7, abs=0.02)


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.9])
def test_the_variance_of_an_average_is_what_the_law_says(rho):
    rng = np.random.default_rng(7)
    for n, sigma in [(2, 1.0), (50, 3.0)]:
        shared, own = rng.normal(size=(100_000, 1)), rng.normal(size=(100_000, n))
        predictions = sigma * (np.sqrt(rho) * shared + np.sqrt(1 - rho) * own)
        assert predictions.mean(axis=1).var() == pytest.approx((rho + (1 - rho) / n) * sigma**2, rel=0.03)


@functools.cache
def forest(seed, max_features, n_trees=50):
    """Return scikit-learn's forest, learned from 300 digits, and the other rows; several tests ask for the same one."""
    train, test = split(len(X), 300, np.random.default_rng(seed))
    out_of_bag = max_features == 8  # only these are asked for it
    model = RandomForestClassifier(n_trees, max_features=max_features, oob_score=out_of_bag, random_state=seed)
    return model.fit(X[train], Y_DIGITS[train]), test


def forest_on_digits(seed, max_features, n_trees=50):
    """Return that forest, the digits that its trees name, and the true ones."""
    model, test = forest(seed, max_features, n_trees)
    asked = X[test].astype(np.float32)
    return model, np.array([tree.tree_.predict(asked).argmax(axis=1) for tree in model.estimators_]), Y_DIGITS[test]


@pytest.mark.parametrize("seed", range(10))
def test_fewer_columns_make_worse_trees_and_a_better_forest(seed):
    alone, alike, both, vote, first = {}, {}, {}, {}, {}
    for n in (64, 8, 1):
        model, named, truth = forest_on_digits(seed, n)
        wrong = (named != truth).astype(float)
        alone[n] = 1 - wrong.mean()
        pairs = np.triu_indices(50, k=1)
        alike[n] = np.corrcoef(wrong)[pairs].mean()
        both[n] = (wrong @ wrong.T / wrong.shape[1])[pairs].mean()
        counted = np.eye(10)[named].mean(axis=0)  # (n_asked, 10)
        vote[n] = np.mean(counted.argmax(axis=1) == truth)
        hard = wrong.mean(axis=0) > 0.5  # most trees get these wrong, and the vote still helps there
        assert n == 64 or np.mean((counted.argmax(axis=1) == truth)[hard]) > 1 - wrong[:, hard].mean() + 0.2
        first[n] = len({tree.tree_.feature[0] for tree in model.estimators_})
        assert n == 1 or vote[n] > (1 - wrong.mean(axis=1)).max() + 0.08  # the crowd beats each of its members
    assert alone[1] < alone[8] - 0.03 < alone[64] - 0.06  # good,
    assert alike[1] < alike[8] - 0.03 < alike[64] - 0.08  # and different: neither ranks the votes alone
    assert vote[8] > vote[64]
    assert both[64] < both[8] < both[1]  # they do not fail together less often
    assert first[64] <= 12 < first[8]


def test_of_trees_with_a_single_column_fifty_are_too_few():
    scores = {8: [], 1: []}
    for seed in range(10):
        for max_features, score in scores.items():
            model, test = forest(seed, max_features)
            score.append(model.score(X[test], Y_DIGITS[test]))
    assert np.mean(scores[8]) > np.mean(scores[1]) + 0.005


def test_out_of_bag_is_a_little_strict_as_a_smaller_crowd_is_and_with_more_trees_that_fades():
    gaps = []
    for seed in range(12):
        (few, test), (many, _) = (forest(seed, 8, n) for n in (50, 200))
        crowd = np.mean([tree.predict_proba(X[test]) for tree in few.estimators_[:18]], axis=0)
        smaller = np.mean(crowd.argmax(axis=1) == Y_DIGITS[test])
        test_grades = np.array([few.score(X[test], Y_DIGITS[test]), smaller, many.score(X[test], Y_DIGITS[test])])
        gaps.append(test_grades - [few.oob_score_, few.oob_score_, many.oob_score_])
    strict, as_a_crowd_of_18, with_more_trees = np.mean(gaps, axis=0)
    assert 0.01 < strict < 0.05
    assert abs(as_a_crowd_of_18) < 0.015
    assert abs(with_more_trees) < strict / 2


def test_our_out_of_bag_grade_is_near_the_test_grade_and_the_train_grade_flatters():
    gaps = []
    for seed in range(3):
        rng = np.random.default_rng(seed)
        train, test = split(len(X), 300, rng)
        Y = np.eye(10)[Y_DIGITS]
        grown = [random_forests.grow_random_tree(X[train], Y[train], 8, rng) for _ in range(30)]
        trees, unseen = zip(*grown, strict=True)
        grades = [
            np.mean(share.argmax(axis=1) == Y_DIGITS[rows])
            for share, rows in [
                (random_forests.out_of_bag(trees, unseen, X[train]), train),
                (random_forests.predict_forest(trees, X[test]), test),
                (random_forests.predict_forest(trees, X[train]), train),
            ]
        ]
        assert grades[2] > 0.99
        gaps.append(grades[1] - grades[0])
    assert 0 < np.mean(gaps) < 0.07


def test_with_more_trees_the_error_does_not_turn_round_and_single_columns_catch_up():
    last, fall = {64: [], 8: [], 1: []}, []
    for seed in range(10):
        for n, end in last.items():
            _, named, truth = forest_on_digits(seed, n, 200)
            counted = np.cumsum(np.eye(10, dtype=np.float32)[named[:, ::3]], axis=0)  # (n_trees, n_asked, 10)
            errors = np.mean(counted.argmax(axis=2) != truth[::3], axis=1)
            assert max(errors[30:60].mean(), errors[150:].mean()) < errors[:10].min()
            assert errors[150:].mean() < errors[30:60].mean() + 0.004
            end.append(errors[150:].mean())
            fall.append(errors[30:60].mean() - errors[150:].mean())
    assert np.mean(fall) > 0.004
    assert abs(np.mean(last[1]) - np.mean(last[8])) < 0.006 < np.mean(last[64]) - np.mean(last[8])


PEOPLE = load_diabetes(return_X_y=True)


def on_people(model, seed):
    """Return the mean R² of a model on the people of four folds, who are new to it."""
    return cross_val_score(model, *PEOPLE, cv=KFold(4, shuffle=True, random_state=seed)).mean()


def test_random_columns_nearly_cure_what_deep_trees_cost_and_the_line_beats_them_all():
    price = {1.0: [], 1 / 3: []}
    for seed in range(10):
        best = -np.inf
        for share, prices in price.items():
            shallow, deep = (
                RandomForestRegressor(100, max_depth=depth, max_features=share, oob_score=True, random_state=seed)
                .fit(*PEOPLE)
                .oob_score_
                for depth in (4, None)
            )
            prices.append(shallow - deep)
            best = max(best, shallow, deep)
        assert on_people(LinearRegression(), seed) > best + 0.01
    bagging, forest = (np.array(prices) for prices in price.values())
    assert bagging.min() > 0 and bagging.mean() > 0.02
    assert forest.mean() < 0.6 * bagging.mean()  # out of bag, 37 trees vote; with 200 votes, a quarter
    assert np.mean(forest < bagging) >= 0.9


def test_a_row_that_most_judges_get_wrong_is_judged_worse_by_more_of_them():
    kinds = {0.95: 60, 0.90: 25, 0.45: 15}  # how many of a hundred cases are judged rightly with which probability
    error = [1 - sum(n * random_forests.majority(k, p) for p, n in kinds.items()) / 100 for k in (1, 5, 51, 201)]
    assert error[1] < error[0] and error[1] < error[2] < error[3]


@pytest.mark.parametrize("seed", range(10))
def test_among_ten_answers_more_votes_harm_only_where_one_wrong_answer_gets_more_than_the_right_one(seed):
    rng = np.random.default_rng(seed)
    right = {}
    for ahead, first_wrong in [(True, 0.05), (False, 0.45)]:  # the right answer always gets 35 % of the votes
        p = [0.35, first_wrong, *[(0.65 - first_wrong) / 8] * 8]
        right[ahead] = [np.mean(rng.multinomial(n, p, size=2000).argmax(axis=1) == 0) for n in (1, 50, 400)]
    assert right[True][0] < right[True][1] < right[True][2] + 1e-9 and right[True][1] > 0.9
    assert right[False][0] > right[False][1] > right[False][2]


@pytest.mark.parametrize("seed", range(10))
def test_trees_in_a_row_overfit_where_there_are_too_many(seed):
    X_people, X_new, y_people, y_new = train_test_split(*PEOPLE, random_state=seed)
    model = GradientBoostingRegressor(n_estimators=200, max_depth=2, learning_rate=0.3, random_state=seed)
    model.fit(X_people, y_people)
    curve = [r2_score(y_new, prediction) for prediction in model.staged_predict(X_new)]
    assert curve[4] > 0.2 and max(curve[4:50]) > curve[-1] + 0.05


def test_noise_has_importance_on_train_rows_and_none_on_unseen_ones():
    names = ["length_cm", "mass_g", "redness", "greenness", "roundness", "fill"]
    impurity, permuted, theirs = np.zeros((3, 10, 8, 7))
    for seed in range(10):
        rng = np.random.default_rng(seed)
        for i in range(8):
            X_seven = np.column_stack([TABLE[name] for name in names] + [rng.random(len(TABLE))])
            seen, new = split(len(TABLE), 85, rng)
            model = RandomForestClassifier(30, random_state=8 * seed + i).fit(X_seven[seen], IS_ANIMAL[seen])
            impurity[seed, i] = model.feature_importances_
            permuted[seed, i] = random_forests.permutation_importance(model, X_seven[new], IS_ANIMAL[new], rng)
            library = permutation_importance(model, X_seven[new], IS_ANIMAL[new], n_repeats=1, random_state=seed)
            theirs[seed, i] = library.importances_mean
    impurity, permuted, theirs = (values.mean(axis=1) for values in (impurity, permuted, theirs))  # (10, 7)
    assert np.all((impurity[:, 6] > 0.06) & (impurity[:, 6] < 0.11))
    assert np.all(impurity[:, 6] > 0.7 * impurity[:, 2])
    assert np.mean(impurity[:, 6] / impurity[:, 0]) == pytest.approx(1 / 3, abs=0.05)
    assert np.max(np.abs(permuted[:, 6])) < 0.03 and abs(permuted[:, 6].mean()) < 0.01
    assert np.all(permuted.argmax(axis=1) == 0)
    assert np.mean(impurity[:, 1] / impurity[:, 0]) > 0.65 and permuted[:, 1].mean() < 0.45 * permuted[:, 0].mean()
    np.testing.assert_allclose(permuted.mean(axis=0), theirs.mean(axis=0), atol=0.015)


def test_without_length_a_forest_loses_about_two_points_for_mass_takes_its_place():
    names = ["length_cm", "mass_g", "redness", "greenness", "roundness", "fill"]
    lost = []
    for seed in range(40):
        seen, new = split(len(TABLE), 85, np.random.default_rng(seed))
        scores = []
        for kept in (names, names[1:]):
            X = np.column_stack([TABLE[name] for name in kept])
            model = RandomForestClassifier(30, random_state=seed).fit(X[seen], IS_ANIMAL[seen])
            scores.append(model.score(X[new], IS_ANIMAL[new]))
        lost.append(scores[0] - scores[1])
    assert 0.005 < np.mean(lost) < 0.035


def test_two_forests_name_the_same_digit_for_95_percent_and_on_many_digits_neighbors_are_ahead():
    agree, gaps, alone = [], [], []
    for seed in range(10):
        train, test = split(len(X), 300, np.random.default_rng(seed))
        said = [
            RandomForestClassifier(50, random_state=s).fit(X[train], Y_DIGITS[train]).predict(X[test]) for s in (0, 1)
        ]
        agree.append(np.mean(said[0] == said[1]))
        train, test = split(len(X), 1347, np.random.default_rng(seed))
        forest, neighbors, tree = (
            model.fit(X[train], Y_DIGITS[train]).score(X[test], Y_DIGITS[test])
            for model in (
                RandomForestClassifier(50, random_state=seed),
                KNeighborsClassifier(3),
                DecisionTreeClassifier(random_state=seed),
            )
        )
        gaps.append(neighbors - forest)
        alone.append(forest - tree)
    assert min(agree) > 0.92 and np.mean(agree) == pytest.approx(0.95, abs=0.01)
    assert 0.004 < np.mean(gaps) < 0.02
    assert np.mean(alone) == pytest.approx(0.125, abs=0.02)


def test_on_the_table_tree_forest_and_logistic_regression_are_too_close_to_call():
    folds = RepeatedStratifiedKFold(n_splits=5, n_repeats=10, random_state=0)
    models = [
        DecisionTreeClassifier(random_state=0),
        RandomForestClassifier(30, random_state=0),
        LogisticRegression(C=np.inf, max_iter=1000),
    ]
    shuffles = [cross_val_score(model, X_LOG, IS_ANIMAL, cv=folds).reshape(10, 5).mean(axis=1) for model in models]
    scores = np.mean(shuffles, axis=1)
    assert abs(scores[1] - scores[0]) < 0.02 and np.ptp(scores) < 0.04
    assert min(scores) > IS_ANIMAL.mean() + 0.05
    assert np.mean(shuffles[2] > shuffles[1]) >= 0.8  # the line is ahead of the forest in nearly every shuffle


@pytest.mark.parametrize("seed", range(10))
def test_with_more_data_insects_become_animals_and_the_snail_does_not(seed):
    rng = np.random.default_rng(seed)
    called = np.zeros((3, len(TABLE)))
    kinds = [np.flatnonzero(IS_ANIMAL == 0), np.flatnonzero(IS_ANIMAL == 1)]
    for i, n_each in enumerate((2, 7, 28)):
        said, asked = np.zeros((2, len(TABLE)))
        for _ in range(20):
            rows = np.concatenate([rng.permutation(kind)[:n_each] for kind in kinds])
            trees = [
                random_forests.grow_random_tree(X_LOG[rows], np.eye(2)[IS_ANIMAL[rows]], 1, rng)[0] for _ in range(10)
            ]
            new = np.setdiff1d(np.arange(len(TABLE)), rows)
            said[new] += np.mean([predict_tree(tree, X_LOG[new])[:, 1] for tree in trees], axis=0) > 0.5
            asked[new] += 1
        called[i] = said / np.maximum(asked, 1)
    elephant, ant, snail = (called[:, TABLE["name"] == name][:, 0] for name in ("elephant", "ant", "snail"))
    assert min(elephant) > 0.7
    assert ant[0] < 0.5 < 0.6 < ant[2] and ant[0] < ant[2] - 0.3
    assert snail[2] < 0.1
    animals, fruits = called[:, IS_ANIMAL == 1].mean(axis=1), 1 - called[:, IS_ANIMAL == 0].mean(axis=1)
    assert animals[0] < animals[1] < animals[2]
    assert (animals + fruits)[0] + 0.03 < (animals + fruits)[2]  # it learns, and does not only say animal more often
    light = (IS_ANIMAL == 1) & (TABLE["mass_g"] <= 1)
    large = (IS_ANIMAL == 1) & (TABLE["length_cm"] > 31)
    assert called[0, light].mean() < 0.45 < 0.55 < called[2, light].mean()
    assert called[0, large].mean() > max(0.7, called[0, light].mean() + 0.3)
