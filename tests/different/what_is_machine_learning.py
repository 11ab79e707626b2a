"""Right answers to the exercises of what_is_machine_learning that are written in another way than the course's."""

import numpy as np


def split_by_choice(n_samples, n_train, rng):
    train = rng.choice(n_samples, size=n_train, replace=False)
    return list(train), [i for i in range(n_samples) if i not in train]


def split_in_place(n_samples, n_train, rng):
    rows = np.arange(n_samples)
    rng.shuffle(rows)
    return np.split(rows, [n_train])


DIFFERENT = {
    "rule": [
        lambda length_cm, mass_g: mass_g / 1000 > 1,
        lambda length_cm, mass_g: [m > 1000 for m in mass_g],
        lambda length_cm, mass_g: np.where(mass_g > 1000, 1, 0),
    ],
    "weather_task": ["Regression", " regression "],
    "split": [split_by_choice, split_in_place],
    "diagnosis": ["OVERFITTING"],
}
