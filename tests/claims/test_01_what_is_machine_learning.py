"""Sentences of lesson 01 that must not rest on one lucky seed."""

import numpy as np
from lesson_code import LESSONS, run_cell

LESSON = LESSONS["01_what_is_machine_learning"]
LAST_NEEDED = next(i for i, cell in enumerate(LESSON.cells) if "def learn_nothing" in cell.source)


def test_by_heart_is_perfect_on_train_and_lazy_on_test_and_something_was_learned_in_between():
    names = run_cell(LESSON, LAST_NEEDED)
    names |= run_cell(LESSON, next(i for i, c in enumerate(LESSON.cells) if "def split" in c.source))
    X, y = names["X"], names["is_animal"]
    learners = [names["learn_nothing"], names["learn_limit"], names["learn_by_heart"]]
    averages = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        errors = np.zeros((25, 3, 2))
        for errors_of_split in errors:
            train, test = names["split"](rng)
            assert not set(train) & set(test)
            for i, learn in enumerate(learners):
                rule = learn(X[train], y[train])
                errors_of_split[i] = [np.mean(rule(X[rows]) != y[rows]) for rows in (train, test)]
        assert np.all(errors[:, 2, 0] == 0)
        assert np.array_equal(errors[:, 2, 1], errors[:, 0, 1])
        averages.append(errors.mean(axis=0))
    lazy, limit, _ = np.moveaxis(averages, 1, 0)
    assert np.all(limit[:, 1] < lazy[:, 1])  # on test rows, the limit beats the lazy rule in every lot of 25 splits
    assert np.all(limit[:, 0] < limit[:, 1])  # and is better on train rows than on test rows
