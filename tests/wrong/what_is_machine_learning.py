"""Wrong answers to the exercises of what_is_machine_learning, each with words of the sentence that it must get."""

import random

import numpy as np


def best_limit_that_forgets(values, y, limits):
    fewest, best = len(values) + 1, limits[0]
    for limit in limits:
        if ((values > limit) != y).sum() < fewest:
            best = limit
    return best


def best_limit_counting_missed_animals(values, y, limits):
    return limits[np.argmin([np.sum((values <= limit) & y) for limit in limits])]


def split_with_another_name(n_samples, n_train, generator):
    shuffled = generator.permutation(n_samples)
    return shuffled[:n_train], shuffled[n_train:]


def split_into_a_set(n_samples, n_train, rng):
    train = rng.permutation(n_samples)[:n_train]
    return train, set(range(n_samples)) - set(train.tolist())


def split_into_tuples(n_samples, n_train, rng):
    shuffled = rng.permutation(n_samples)
    return tuple(shuffled[:n_train]), tuple(shuffled[n_train:])


def split_into_floats(n_samples, n_train, rng):
    shuffled = rng.permutation(np.linspace(0, n_samples - 1, n_samples))
    return shuffled[:n_train], shuffled[n_train:]


def split_in_a_block(n_samples, n_train, rng):
    rows = list(range(n_samples))
    start = int(rng.integers(n_samples))
    rows = rows[start:] + rows[:start]
    return rows[:n_train], rows[n_train:]


def split_by_choice_with_repetitions(n_samples, n_train, rng):
    train = rng.choice(n_samples, n_train)
    return train, np.setdiff1d(np.arange(n_samples), train)


def split_by_another_module(n_samples, n_train, rng):
    rows = list(range(n_samples))
    random.shuffle(rows)
    return rows[:n_train], rows[n_train:]


def split_each_part(n_samples, n_train, rng):
    train, test = np.arange(n_train), np.arange(n_train, n_samples)
    rng.shuffle(train)
    rng.shuffle(test)
    return train, test


def split_twice(n_samples, n_train, rng):
    train = rng.choice(n_samples, n_train, replace=False)
    return train, rng.choice(n_samples, n_samples - n_train, replace=False)


WRONG = {
    "best_limit": [
        (lambda values, y, limits: np.argmin([np.sum((values > limit) != y) for limit in limits]), "*position*"),
        (lambda values, y, limits: min(np.sum((values > limit) != y) for limit in limits), "how many *errors*"),
        (lambda values, y, limits: max(limits, key=lambda limit: np.sum((values > limit) != y)), "*most* errors"),
        (lambda values, y, limits: min(sorted(limits), key=lambda limit: np.sum((values > limit) != y)), ""),
        (lambda values, y, limits: limits[0], "`return` stands inside"),
        (lambda values, y, limits: None, "`return` at the end is missing"),
        (lambda values, is_animal: values[0], "expected `(values, y, limits)`"),
        (best_limit_that_forgets, "`fewest` never changes"),
        (best_limit_counting_missed_animals, ""),
    ],
    "weather_task": [("classification", "not a kind"), ("prediction", "expected one of")],
    "split": [
        (split_with_another_name, "expected `(n_samples, n_train, rng)`"),
        (split_into_a_set, "returned a set"),
        (split_into_tuples, "returned a tuple"),
        (split_into_floats, "decimal point"),
        (split_in_a_block, "one block"),
        (split_by_choice_with_repetitions, "with repetitions"),
        (split_by_another_module, "does not draw from the `rng`"),
        (split_each_part, "each part is shuffled"),
        (split_twice, "in both parts"),
        (lambda n_samples, n_train, rng: rng.permutation(n_samples)[:n_train], "expected two arrays"),
    ],
    "diagnosis": [("underfitting", "nearly perfect"), ("leak", "expected one of")],
}
