"""The exercises of lesson 01: a rule by hand, and the names of the tasks."""

import numpy as np

from mlcourse.checks.engine import Check, Mistake
from mlcourse.checks.observers import calls, choice

LENGTHS = np.array([2000.0, 50.0, 8.0, 30.0])
MASSES = np.array([4.0, 6500.0, 1000.0, 800.0])

rule = Check(
    "rule",
    reference=lambda length_cm, mass_g: mass_g > 1000,
    observe=calls((LENGTHS[:2], MASSES[:2]), (LENGTHS, MASSES)),
    mistakes=[
        Mistake(
            lambda length_cm, mass_g: mass_g > 1,
            "this is *heavier than one gram*. The masses are in grams, and a kilogram is 1,000 of them.",
        ),
        Mistake(
            lambda length_cm, mass_g: mass_g < 1000,
            "this is `True` for the light things. The rule says `True`, animal, for the heavy ones.",
        ),
        Mistake(
            lambda length_cm, mass_g: mass_g >= 1000,
            "this calls a thing of exactly 1,000 g an animal. *Heavier than* is `>`.",
        ),
        Mistake(
            lambda length_cm, mass_g: length_cm > 1000,
            "this compares the length. The rule asks for the mass.",
        ),
        Mistake(
            lambda length_cm, mass_g: np.sum(mass_g > 1000),
            "this counts the heavy things. Return the mask itself: one answer for each thing.",
        ),
    ],
)

TASKS = ("classification", "regression", "clustering", "dimensionality reduction")

weather_task = Check(
    "weather_task",
    reference="regression",
    observe=choice(*TASKS),
    mistakes=[
        Mistake(
            "classification",
            "there are answers to learn from, that much is true. But a temperature is a number and not a kind: "
            "19° is nearer to 20° than to 5°. Which task predicts numbers?",
        ),
        Mistake("clustering", "the service has the answers: each day's temperature is in its records. So it is supervised."),
        Mistake(
            "dimensionality reduction",
            "the service does not want fewer numbers to stand for the old ones. It wants to predict a new one.",
        ),
    ],
)  # fmt: skip

shop_task = Check(
    "shop_task",
    reference="clustering",
    observe=choice(*TASKS),
    mistakes=[
        Mistake(
            "classification",
            "the shop has no answers to learn from: nobody has said which customer belongs to which group. "
            "Groups without names are another task.",
        ),
        Mistake("regression", "the shop does not predict a number, and it has no answers to learn from."),
        Mistake(
            "dimensionality reduction",
            "unsupervised is right. But the shop wants groups of customers, not fewer numbers for each customer.",
        ),
    ],
)

diagnosis = Check(
    "diagnosis",
    reference="overfitting",
    observe=choice("underfitting", "overfitting", "nothing wrong"),
    mistakes=[
        Mistake(
            "underfitting",
            "a model that underfits is bad on the train rows too. This one is perfect on them: it knows them by heart.",
        ),
        Mistake(
            "nothing wrong",
            "on rows it has not seen, the model is no better than calling everything an animal. "
            "Its perfect score on the train rows is worth nothing.",
        ),
    ],
)
