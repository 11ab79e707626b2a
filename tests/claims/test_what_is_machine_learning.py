"""Sentences of what_is_machine_learning that must not rest on one lucky seed."""

import numpy as np
import pytest

from mlcourse import data
from mlcourse.taught.what_is_machine_learning import best_limit
from tests.lesson_code import LESSONS, execute, run_cell

LESSON = LESSONS["01_what_is_machine_learning"]
HUNDRED_SPLITS = next(i for i, cell in enumerate(LESSON.cells) if "range(100)" in cell.source)
TABLE = data.load_animals_fruits()
IS_ANIMAL = TABLE["kind"] == "animal"


@pytest.fixture(scope="module")
def lesson_so_far():
    return run_cell(LESSON, HUNDRED_SPLITS)


@pytest.fixture(scope="module", params=range(10))
def splits(request, lesson_so_far):
    source = LESSON.cells[HUNDRED_SPLITS].source.replace("default_rng(7)", f"default_rng({request.param})")
    names = dict(lesson_so_far)
    execute(source, f"a hundred splits with seed {request.param}", names)
    return names["gain"], np.moveaxis([names["train_error"], names["test_error"]], -1, 0)  # (n_rules, 2, n_splits)


def test_by_heart_is_perfect_on_train_and_lazy_on_test_and_something_is_learned_in_between(splits):
    _, (lazy, limit, heart, _) = splits
    assert np.all(heart[0] == 0)
    assert np.array_equal(heart[1], lazy[1])
    assert limit[0].mean() < limit[1].mean() < lazy[1].mean()


def test_the_line_has_learned_much_more_and_nearly_as_much_on_unseen_rows(splits):
    _, (lazy, limit, _, line) = splits
    assert np.sum(line[1] < lazy[1]) >= 95
    assert line[1].mean() < 0.6 * limit[1].mean()
    assert 0 < line[1].mean() - line[0].mean() < 0.03


def test_the_limit_wins_most_splits_but_far_from_all(splits):
    gain, _ = splits
    assert 50 < np.sum(gain > 0) < 80
    assert np.sum(gain < 0) >= 10
    assert np.sum(gain == 0) >= 3


@pytest.mark.parametrize("seed", range(20))
def test_the_length_tells_more_than_the_mass_whichever_rows_we_have(seed):
    rows = np.random.default_rng(seed).permutation(len(TABLE))[:100]
    n_errors = [
        np.sum((values > best_limit(values, IS_ANIMAL[rows], values)) != IS_ANIMAL[rows])
        for values in (TABLE["length_cm"][rows], TABLE["mass_g"][rows])
    ]
    assert n_errors[0] < n_errors[1]


def test_of_neighbors_in_length_the_fruit_is_usually_the_heavier():
    length, mass = np.log10(TABLE["length_cm"]), TABLE["mass_g"]
    fruits, animals = np.flatnonzero(~IS_ANIMAL), np.flatnonzero(IS_ANIMAL)
    pairs = [(f, a) for f in fruits for a in animals if abs(length[f] - length[a]) < 0.05]
    heavier = np.mean([mass[f] > mass[a] for f, a in pairs])
    assert len(pairs) > 50 and heavier > 0.75, (len(pairs), heavier)
