"""Sentences of lesson 09 that must not rest on one lucky seed."""

import numpy as np
import pytest
from lesson_code import LESSONS, run_cell
from sklearn.datasets import load_diabetes, load_digits
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import KFold, RepeatedStratifiedKFold, cross_val_score
from sklearn.tree import DecisionTreeClassifier

from mlcourse import data
from mlcourse.scratch import forest
from mlcourse.scratch.pipeline import split
from mlcourse.scratch.tree import predict_tree

LESSON = LESSONS["09_random_forests"]
NAMES = run_cell(LESSON, next(i for i, cell in enumerate(LESSON.cells) if "def court" in cell.source))
COURT = NAMES["court"]
X, Y_DIGITS = load_digits(return_X_y=True)
TABLE = data.load_animals_fruits()
IS_ANIMAL = (TABLE["kind"] == "animal").astype(int)
X_LOG = np.log10(np.column_stack([TABLE["length_cm"], TABLE["mass_g"]]))


@pytest.mark.parametrize("seed", range(5))
def test_a_crowd_of_independent_judges_is_wise_and_half_gossip_ruins_it(seed):
    rng = np.random.default_rng(seed)
    assert COURT(0, rng) > 0.999
    assert COURT(0.1, rng) > 0.98
    assert COURT(0.5, rng) == pytest.approx(0.7, abs=0.02)
    assert COURT(1, rng) == pytest.approx(0.7, abs=0.02)


@pytest.mark.parametrize("seed", range(4))
def test_fewer_columns_make_worse_trees_and_a_better_forest(seed):
    rng = np.random.default_rng(seed)
    train, test = split(len(X), 300, rng)
    alone, best, alike, vote, first = {}, {}, {}, {}, {}
    for max_features in (64, 8):
        model = RandomForestClassifier(50, max_features=max_features, random_state=seed).fit(X[train], Y_DIGITS[train])
        wrong = np.array([tree.predict(X[test]) != Y_DIGITS[test] for tree in model.estimators_])
        alone[max_features], best[max_features] = 1 - wrong.mean(), 1 - wrong.mean(axis=1).min()
        alike[max_features] = np.corrcoef(wrong)[np.triu_indices(50, k=1)].mean()
        vote[max_features] = model.score(X[test], Y_DIGITS[test])
        first[max_features] = len({tree.tree_.feature[0] for tree in model.estimators_})
    assert all(vote[n] > best[n] + 0.08 for n in vote)  # the crowd beats each of its members
    assert alone[8] < alone[64] - 0.03 and vote[8] > vote[64]
    assert alike[8] < alike[64] - 0.05
    assert first[64] <= 12 < first[8]


def test_a_single_column_is_too_few():
    scores = {8: [], 1: []}
    for seed in range(6):
        train, test = split(len(X), 300, np.random.default_rng(seed))
        for max_features, score in scores.items():
            model = RandomForestClassifier(50, max_features=max_features, random_state=seed)
            score.append(model.fit(X[train], Y_DIGITS[train]).score(X[test], Y_DIGITS[test]))
    assert np.mean(scores[8]) > np.mean(scores[1]) + 0.005


def test_the_out_of_bag_grade_is_near_the_test_grade_and_a_little_strict():
    gaps = []
    for seed in range(3):
        rng = np.random.default_rng(seed)
        train, test = split(len(X), 300, rng)
        Y = np.eye(10)[Y_DIGITS]
        grown = [forest.grow_random_tree(X[train], Y[train], 8, rng) for _ in range(30)]
        trees, unseen = zip(*grown, strict=True)
        grades = [
            np.mean(share.argmax(axis=1) == Y_DIGITS[rows])
            for share, rows in [
                (forest.out_of_bag(trees, unseen, X[train]), train),
                (forest.predict_forest(trees, X[test]), test),
                (forest.predict_forest(trees, X[train]), train),
            ]
        ]
        assert grades[2] > 0.99
        gaps.append(grades[1] - grades[0])
    assert 0 < np.mean(gaps) < 0.07


@pytest.mark.parametrize("seed", range(3))
def test_more_trees_do_not_overfit_and_deeper_ones_do(seed):
    rng = np.random.default_rng(seed)
    costs = np.zeros((8, 4))
    for draw in costs:
        x = rng.uniform(-1, 1, (1100, 1))
        y = np.sin(4 * x[:, 0] + 0.5) + rng.normal(0, 0.3, 1100)
        for i, (n_trees, max_depth) in enumerate([(30, 1), (30, 4), (6, None), (30, None)]):
            model = RandomForestRegressor(n_trees, max_depth=max_depth, random_state=seed).fit(x[:100], y[:100])
            draw[i] = np.mean((model.predict(x[100:]) - y[100:]) ** 2)
    stump, middle, few, many = costs.mean(axis=0)
    assert many < few
    assert 0.09 < middle < 0.92 * many < stump


def test_on_the_table_tree_forest_and_logistic_regression_are_too_close_to_call():
    folds = RepeatedStratifiedKFold(n_splits=5, n_repeats=2, random_state=0)
    models = [
        DecisionTreeClassifier(random_state=0),
        RandomForestClassifier(30, random_state=0),
        LogisticRegression(C=np.inf, max_iter=1000),
    ]
    scores = [cross_val_score(model, X_LOG, IS_ANIMAL, cv=folds).mean() for model in models]
    assert np.ptp(scores) < 0.04
    assert min(scores) > IS_ANIMAL.mean() + 0.05


@pytest.mark.parametrize("seed", range(3))
def test_on_diabetes_the_line_wins(seed):
    people = load_diabetes(return_X_y=True)
    folds = KFold(5, shuffle=True, random_state=seed)
    line, trees = (
        cross_val_score(model, *people, cv=folds).mean()
        for model in [LinearRegression(), RandomForestRegressor(30, random_state=seed)]
    )
    assert line > trees + 0.02


@pytest.mark.parametrize("seed", range(3))
def test_with_more_data_insects_become_animals_and_the_snail_does_not(seed):
    rng = np.random.default_rng(seed)
    elephant, ant, snail, called = [], [], [], np.zeros((3, len(TABLE)))
    kinds = [np.flatnonzero(IS_ANIMAL == 0), np.flatnonzero(IS_ANIMAL == 1)]
    for i, n_each in enumerate((2, 7, 28)):
        said, asked = np.zeros((2, len(TABLE)))
        for _ in range(20):
            rows = np.concatenate([rng.permutation(kind)[:n_each] for kind in kinds])
            trees = [forest.grow_random_tree(X_LOG[rows], np.eye(2)[IS_ANIMAL[rows]], 1, rng)[0] for _ in range(10)]
            new = np.setdiff1d(np.arange(len(TABLE)), rows)
            said[new] += np.mean([predict_tree(tree, X_LOG[new])[:, 1] for tree in trees], axis=0) > 0.5
            asked[new] += 1
        called[i] = said / np.maximum(asked, 1)
        for name, share in [("elephant", elephant), ("ant", ant), ("snail", snail)]:
            share.append(called[i][TABLE["name"] == name][0])
    assert min(elephant) > 0.8
    assert ant[0] < 0.5 < 0.6 < ant[2] and ant[0] < ant[2] - 0.3
    assert snail[2] < 0.1
    animals = called[:, IS_ANIMAL == 1].mean(axis=1)
    assert animals[0] < animals[1] < animals[2]
