"""Wrong answers to the exercises of start_here, each with words of the sentence that it must get."""

import numpy as np

from mlcourse import data

TABLE = data.load_animals_fruits()
MASS_G, IS_FRUIT = TABLE["mass_g"], TABLE["kind"] == "fruit"


def baskets_as_many_as_fruits(baskets, weights):
    return [sum(row[j] * weights[j] for j in range(len(baskets))) for row in baskets]


def the_lessons_loop(baskets, weights):
    by_loop = np.zeros(4)
    for i in range(4):
        for j in range(3):
            by_loop[i] += baskets[i, j] * weights[j]
    return by_loop


WRONG = {
    "heaviest_kg": [
        (MASS_G.max(), "in *grams*"),
        (TABLE["length_cm"].max(), "largest *length*"),
        (np.median(MASS_G) / 1000, "too small"),
        ("blue whale", "expected a number"),
    ],
    "n_heavy_fruits": [
        (np.sum(IS_FRUIT & (MASS_G > 500)), "too large"),
        (len(MASS_G[MASS_G > 1000]), "animals included"),
        (np.sum((list(TABLE["kind"]) == "fruit") & (MASS_G > 1000)), "the list `kinds` is no array"),
        (MASS_G[IS_FRUIT & (MASS_G > 1000)], "How many are they?"),
    ],
    "feature_ranges": [
        (lambda X: X[-1] - X[0], "last row minus the first"),
        (lambda X: [X[:, 0].max() - X[:, 0].min(), X[:, 1].max() - X[:, 1].min()], ""),
        (lambda X: X.max(axis=0) - np.abs(X).min(axis=0), ""),
        (lambda X: np.abs(X).max(axis=0) - X.min(axis=0), ""),
        (lambda X: np.sort(X)[:, -1] - np.sort(X)[:, 0], "one number per *sample*"),
        (lambda X: X.max(axis=0, keepdims=True) - X.min(axis=0), ""),
    ],
    "basket_masses": [
        (lambda baskets, weights: weights.dot(baskets), "adds up over the *baskets*"),
        (lambda baskets, weights: sum(baskets * weights), "one mass per *fruit*"),
        (lambda baskets, weights: (baskets > 0) @ weights, ""),
        (lambda baskets, weights: baskets @ weights[:, None], "expected shape"),
        (baskets_as_many_as_fruits, ""),
        (the_lessons_loop, "4 and 3 belong to the baskets above"),
    ],
}
