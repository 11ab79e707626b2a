"""The exercises of the lesson start_here: a first answer, a mask, an axis, and `@`."""

import numpy as np

from mlcourse import data
from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.observers import calls, drawn, value

TABLE = data.load_animals_fruits()
MASS_G = TABLE["mass_g"]
IS_FRUIT = TABLE["kind"] == "fruit"

heaviest_kg = Check(
    "heaviest_kg",
    reference=MASS_G.max() / 1000,
    observe=value(),
    mistakes=[
        Mistake(MASS_G.max(), "this is the mass in *grams*. A kilogram is 1,000 grams, so divide by 1,000."),
        Mistake(MASS_G.max() * 1000, "a kilogram is more than a gram, so there are *fewer* of them: divide."),
        Mistake(MASS_G.max() / 1e6, "this is the mass in tons. A kilogram is 1,000 grams."),
        Mistake(MASS_G.min() / 1000, "this is the *lightest* thing. The heaviest has the largest mass: `max`."),
        Mistake(MASS_G.argmax(), "this is the *row* of the heaviest thing. `max` gives its mass."),
        Mistake(MASS_G / 1000, "these are *all* the masses in kilograms. Ask for the largest: `.max()`."),
        Mistake(MASS_G.sum() / 1000, "this is what all things weigh together. The heaviest alone: `max`, not `sum`."),
        Mistake(MASS_G.mean() / 1000, "this is the *average* mass. The heaviest has the largest: `max`."),
        Mistake(MASS_G[-1] / 1000, "this is the last row of the table. The heaviest may stand anywhere: `max`."),
        Mistake(TABLE["length_cm"].max() / 1000, "this is the column of the lengths. The masses are in `mass_g`."),
        Mistake(TABLE["length_cm"].max(), "this is the largest *length*, in centimeters. The masses are in `mass_g`."),
    ],
)  # fmt: skip

n_heavy_fruits = Check(
    "n_heavy_fruits",
    reference=int(np.sum(IS_FRUIT & (MASS_G > 1000))),
    observe=value(),
    mistakes=[
        Mistake(np.sum(MASS_G > 1000), "these are all things above 1 kg, animals included. Join two masks with `&`."),
        Mistake(
            np.sum(IS_FRUIT),
            "these are all the fruits. Either the mass is not asked for, or it is compared in grams: "
            "no fruit is lighter than 1 g. Use `mass_kg > 1`.",
        ),
        Mistake(np.mean(IS_FRUIT & (MASS_G > 1000)), "this is their *share* of all rows. The count is the sum."),
        Mistake(np.mean(MASS_G[IS_FRUIT] > 1000), "this is their *share* of the fruits. The count is the sum."),
        Mistake(IS_FRUIT & (MASS_G > 1000), "this is the right mask. Now count its `True`s: `np.sum`."),
        Mistake(len(TABLE), "this is the length of the mask, all rows. `np.sum` counts the `True`s alone."),
        Mistake(
            0,
            "nothing fits both masks. Compare the column, `table[\"kind\"] == \"fruit\"`: the list `kinds` is no "
            "array, and gives one False. `mass_kg` is in kilograms already.",
        ),
        Mistake(np.sum(IS_FRUIT & (MASS_G < 1000)), "these are the fruits *below* a kilogram: look at `<` and `>`."),
        Mistake(np.sum(~IS_FRUIT & (MASS_G > 1000)), "these are the heavy *animals*."),
        Mistake(
            MASS_G[IS_FRUIT & (MASS_G > 1000)],
            "the brackets have picked the heavy fruits, and these are their masses. How many are they?",
        ),
        Mistake(
            np.sum(MASS_G[IS_FRUIT & (MASS_G > 1000)]) / 1000,
            "this is what the heavy fruits weigh together. Sum the *mask*: each `True` counts as 1.",
        ),
        Mistake(
            np.sum(IS_FRUIT | (MASS_G > 1000)),
            "this counts what is a fruit *or* heavy. *And* is `&`, with parentheses around each comparison.",
        ),
    ],
)  # fmt: skip

feature_ranges = Check(
    "feature_ranges",
    reference=lambda X: X.max(axis=0) - X.min(axis=0),
    observe=calls(
        (np.array([[1.0, 10.0], [4.0, 30.0], [2.0, 50.0]]),),
        (np.array([[-5.0, 2.0], [-1.0, 2.0]]),),
        (np.array([[1.0, 2.0, 3.0], [4.0, 9.0, 5.0]]),),
        *drawn(lambda rng: (rng.normal(size=(5, 3)),)),
    ),
    mistakes=[
        Mistake(
            lambda X: X.max(axis=1) - X.min(axis=1),
            "this gives one number per *sample*. Going over the samples is `axis=0`.",
        ),
        Mistake(
            lambda X: X.max() - X.min(),
            "without an axis, `max` looks at all features together. One number for each feature: `axis=0`.",
        ),
        Mistake(lambda X: X.max(axis=0), "these are the largest values. Take the smallest off."),
        Mistake(lambda X: X.min(axis=0), "these are the smallest values. The range is the largest minus the smallest."),
        Mistake(
            lambda X: max(X) - min(X),
            "Python's own `max` cannot compare whole rows. Use the array's: `X.max(axis=0)`.",
        ),
        Mistake(lambda X: X.min(axis=0) - X.max(axis=0), "the sign is flipped: the largest minus the smallest."),
        Mistake(
            lambda X: X[-1] - X[0],
            "this is the last row minus the first. The largest and the smallest may stand anywhere between.",
        ),
        Mistake(lambda X: X.std(axis=0), "this is the standard deviation. The range needs the two ends alone."),
        Mistake(lambda X: X.max(axis=0) - X.min(), "the second part has no axis: it is the smallest of *all* values."),
        Mistake(lambda X: X.max() - X.min(axis=0), "the first part has no axis: it is the largest of *all* values."),
    ],
)


def draw_baskets(rng: np.random.Generator) -> tuple:
    """Draw baskets, more or fewer than there are fruits, and the masses of the fruits."""
    n_baskets, n_fruits = rng.permutation([2, 3, 4])[:2]
    return rng.integers(0, 5, (n_baskets, n_fruits)), rng.uniform(1, 9, n_fruits)


def in_four_baskets(baskets: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the mass of each basket, if there are four of them with three kinds of fruit."""
    masses = np.zeros(4)
    for i in range(4):
        for j in range(3):
            masses[i] += baskets[i, j] * weights[j]
    return masses


LESSONS_OWN = np.array([[2, 0, 1], [0, 3, 0], [1, 1, 2], [0, 1, 3]]), np.array([180.0, 180.0, 110.0])

basket_masses = Check(
    "basket_masses",
    reference=lambda baskets, weights: baskets @ weights,
    observe=calls(
        (np.array([[1, 0], [2, 3]]), np.array([10.0, 1.0])),
        (np.array([[1, 0, 2], [2, 3, 1]]), np.array([10.0, 1.0, 2.0])),
        LESSONS_OWN,
        *drawn(draw_baskets),
    ),
    mistakes=[
        *(
            Mistake(
                answer,
                "this adds up over the *baskets*. The shapes meet in the middle: "
                "what comes last in the first has to come first in the second, and it is the fruits.",
            )
            for answer in (
                lambda baskets, weights: weights @ baskets,
                lambda baskets, weights: np.dot(weights, baskets),
                lambda baskets, weights: baskets.T @ weights,
            )
        ),
        Mistake(
            lambda baskets, weights: baskets * weights,
            "`*` multiplies, but does not add up: this has one number for every basket and fruit. Use `@`.",
        ),
        Mistake(
            lambda baskets, weights: (baskets * weights).sum(axis=0),
            "this adds up over the baskets: one mass per *fruit*. Along each row it is one mass per basket.",
        ),
        Mistake(
            lambda baskets, weights: (baskets @ weights).sum(),
            "this is the mass of all baskets together. Each basket has its own.",
        ),
        Mistake(
            lambda baskets, weights: baskets.sum(axis=1),
            "this counts the fruits. Each has a mass to be multiplied with.",
        ),
        Mistake(
            lambda baskets, weights: (baskets * weights).mean(axis=1),
            "this is the *mean* over the kinds of fruit. A basket weighs what its fruits weigh together.",
        ),
        Mistake(
            in_four_baskets,
            "4 and 3 belong to the baskets above, and there may be more or fewer. `@` needs no such numbers.",
        ),
    ],
)
