"""Sentences of what_is_machine_learning that must not rest on one lucky seed."""

import numpy as np
import pytest

from tests.lesson_code import LESSONS, run_cell

LESSON = LESSONS["01_what_is_machine_learning"]
HUNDRED_SPLITS = next(i for i, cell in enumerate(LESSON.cells) if "np.zeros((100, 3))" in cell.source)


@pytest.mark.parametrize("seed", range(10))
def test_by_heart_is_perfect_on_train_and_lazy_on_test_and_something_is_learned_in_between(seed):
    source = LESSON.cells[HUNDRED_SPLITS].source
    names = run_cell(LESSON, HUNDRED_SPLITS, source.replace("default_rng(7)", f"default_rng({seed})"))
    lazy, limit, heart = np.moveaxis([names["train_error"], names["test_error"]], -1, 0)  # each (2, n_splits)
    assert np.all(heart[0] == 0)
    assert np.array_equal(heart[1], lazy[1])
    assert limit[0].mean() < limit[1].mean() < lazy[1].mean()
    assert np.mean(limit[1] < lazy[1]) > 0.5  # the limit wins most splits, by far not all
