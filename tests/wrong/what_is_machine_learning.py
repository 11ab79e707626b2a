"""Wrong answers to the exercises of what_is_machine_learning, each with words of the sentence that it must get."""

import random

import numpy as np


def rule_with_if(length_cm, mass_g):
    heavy = False
    if mass_g > 1000:
        heavy = True
    return heavy


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
    "rule": [
        (lambda length_cm, mass_g: mass_g // 1000 > 1, "rounds down"),
        (lambda length_cm, mass_g: np.round(mass_g / 1000) > 1, "rounds first"),
        (lambda length_cm, mass_g: mass_g.astype(int) > 1000, ""),
        (lambda length_cm, mass_g: mass_g > 1001, ""),
        (lambda length_cm, mass_g: length_cm > 100, "compares the length"),
        (lambda length_cm, mass_g: mass_g[mass_g > 1000], "heavy masses themselves"),
        (lambda length_cm, mass_g: np.flatnonzero(mass_g > 1000), "numbers of the heavy rows"),
        (rule_with_if, "decide *once*"),
        (lambda length_cm, mass_g: mass_g > 1000 and length_cm > 0, "decide *once*"),
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
