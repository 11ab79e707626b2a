"""Right answers to the exercises of what_is_machine_learning that are written in another way than the course's."""

import numpy as np


def best_limit_by_loops(values, y, limits):
    counts = []
    for limit in limits:
        n_errors = 0
        for value, truth in zip(values, y, strict=True):
            if (value > limit and not truth) or (value <= limit and truth):
                n_errors += 1
        counts.append(n_errors)
    return limits[counts.index(min(counts))]


def split_by_choice(n_samples, n_train, rng):
    train = rng.choice(n_samples, size=n_train, replace=False)
    return list(train), [i for i in range(n_samples) if i not in train]


def split_in_place(n_samples, n_train, rng):
    rows = np.arange(n_samples)
    rng.shuffle(rows)
    return np.split(rows, [n_train])


DIFFERENT = {
    "best_limit": [
        lambda values, y, limits: limits[np.argmin([np.sum((values > limit) != y) for limit in limits])],
        lambda values, y, limits: min(limits, key=lambda limit: np.mean((values > limit) != y)),
        best_limit_by_loops,
    ],
    "weather_task": ["Regression", " regression "],
    "split": [split_by_choice, split_in_place],
    "diagnosis": ["OVERFITTING"],
}
