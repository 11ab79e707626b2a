"""The exercises of lesson 01: a rule by hand, the name of a task, a split, a diagnosis."""

from typing import Any

import numpy as np

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.compare import as_array, is_numeric
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import calls, choice, wrong_type
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import what_is_machine_learning as ours

# a long light thing, a short heavy one, one of exactly a kilogram, one below a gram, one below a milligram
LENGTHS = np.array([2000.0, 3.0, 8.0, 30.0, 40.0, 1.0, 0.4])
MASSES = np.array([4.0, 6500.0, 1000.0, 800.0, 3000.0, 0.5, 0.0005])

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
            lambda length_cm, mass_g: mass_g * 1000 > 1,
            "grams become kilograms by *dividing* by 1,000, or compare the grams with 1,000.",
        ),
        Mistake(
            lambda length_cm, mass_g: mass_g < 1000,
            "this is `True` for the light things. The rule says `True`, animal, for the heavy ones.",
        ),
        Mistake(
            lambda length_cm, mass_g: mass_g <= 1000,
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
        Mistake(
            lambda length_cm, mass_g: mass_g.sum() > 1000,
            "this gives one answer for all things together. Compare the array itself: one answer for each thing.",
        ),
        Mistake(
            lambda length_cm, mass_g: np.full(len(mass_g), True),
            "this calls everything an animal, however light. Compare each mass with a kilogram.",
        ),
        Mistake(
            lambda length_cm, mass_g: bool(mass_g[0] > 1000),
            "this answers for one thing alone. Compare the whole array: one answer for each thing.",
        ),
        Mistake(
            lambda length_cm, mass_g: bool(mass_g > 1000),  # what an `if` asks
            "`if` decides once, and here are many masses. Leave it off: `mass_g > …` is already the array of answers.",
        ),
        Mistake(
            lambda length_cm, mass_g: np.where(mass_g > 1000, "animal", "fruit"),
            "these are words. The comparison alone gives `True` for an animal and `False` for a fruit.",
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
        Mistake("clustering", "the service has the answers in its records: each day's temperature. It is supervised."),
        Mistake(
            "dimensionality reduction",
            "the service does not want fewer numbers to stand for the old ones. It wants to predict a new one.",
        ),
    ],
)  # fmt: skip


def observe_split(split: Any) -> list[Observation]:
    """Observe what must be true of every random split, whatever its order."""
    if not callable(split):
        return [wrong_type(split, "a function")]
    seen = []
    for n_samples, n_train in [(10, 6), (60, 40)]:
        parts = run(split, n_samples, n_train, np.random.default_rng(7))
        if isinstance(parts, Problem):
            return [Observation("`{name}`", parts)]
        if not is_pair_of_rows(parts):
            return [wrong_type(parts, "two arrays of row numbers")]
        train, test = parts
        rows = list(map(int, [*train, *test]))
        missing = set(range(n_samples)) - set(rows)
        seen += [
            Observation("the number of train rows", len(train)),
            Observation("the number of test rows", len(test)),
            Observation("the number of rows that are in both", len(rows) - len(set(rows))),
            Observation("the number of rows that are in neither", len(missing)),
            Observation("shuffled", sorted(map(int, train)) != list(range(n_train)) and max(train) >= n_train),
        ]
    rng = np.random.default_rng(7)
    first, second, again = (list(map(int, split(60, 40, r)[0])) for r in (rng, rng, np.random.default_rng(7)))
    return [
        *seen,
        Observation("a second split with other rows", first != second),
        Observation("the same rows for an `rng` with the same seed", first == again),
    ]


def is_pair_of_rows(parts: Any) -> bool:
    """Tell whether these are two lists or arrays of numbers."""
    pair = isinstance(parts, tuple | list) and len(parts) == 2
    return pair and all(as_array(part).ndim == 1 and is_numeric(as_array(part)) for part in parts)


split = Check(
    "split",
    reference=ours.split,
    observe=observe_split,
    mistakes=typed(
        ours.split,
        {
            "list(range(n_train)), list(range(n_train, n_samples))": "the train rows are always the first `n_train`. "
            "The animals come first in our table: the rule would learn from animals alone. "
            "Shuffle all the numbers, then cut.",
            """
            import numpy as np
            shuffled = np.random.default_rng(7).permutation(n_samples)
            shuffled[:n_train], shuffled[n_train:]
            """: "every call gives the same rows. "
            "Draw them from the `rng` that is handed in: `rng.permutation(n_samples)`.",
            """
            import numpy as np
            shuffled = np.random.permutation(n_samples)
            shuffled[:n_train], shuffled[n_train:]
            """: "this draws from NumPy's own random numbers, which are others every time. "
            "Use the `rng` that is handed in.",
            "rng.permutation(n_samples)[:n_train], rng.permutation(n_samples)[n_train:]": "you shuffled twice, "
            "and some rows are now in both parts: the rule has already seen them. Shuffle once.",
            "shuffled[n_train:] -> shuffled": "the train rows are among the test rows. "
            "Then learning by heart looks wonderful. Test on the others alone.",
            "shuffled[:n_train], shuffled[n_train:] -> shuffled[n_train:], shuffled[:n_train]": "the two parts "
            "are swapped: the first has to hold `n_train` rows.",
            "shuffled[n_train:] -> shuffled[: n_samples - n_train]": "both parts begin at the first row. "
            "The test rows begin where the train rows end: `shuffled[n_train:]`.",
        },
    ),
)

diagnosis = Check(
    "diagnosis",
    reference="overfitting",
    observe=choice("underfitting", "overfitting", "nothing wrong"),
    mistakes=[
        Mistake(
            "underfitting",
            "a model that underfits is bad on the train rows too. This one is nearly perfect on them.",
        ),
        Mistake(
            "nothing wrong",
            "on rows it has not seen, the model is hardly better than calling everything an animal. "
            "Its low error on the train rows is worth nothing.",
        ),
    ],
)
