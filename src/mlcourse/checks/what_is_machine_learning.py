"""The exercises of the lesson what_is_machine_learning: the best limit, the name of a task, a split, a diagnosis."""

from collections.abc import Callable
from typing import Any

import numpy as np

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.compare import as_array, is_numeric
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import calls, choice, drawn, wrong_type
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import what_is_machine_learning as ours


def draw_values(rng: np.random.Generator) -> tuple:
    """Draw values, some of them equal, and their truths; every value is tried as a limit."""
    values = rng.integers(0, 6, 7).astype(float)
    return values, rng.random(7) < 0.5, values.copy()


LAST = "of several equally good limits this returns the *last*. With `<`, a later one has to be better; with `<=` not."
POSITION = "this is the *position* of the best limit. The limit itself stands there: `limits[…]`."
FEWEST = "this is how many *errors* the best limit makes. Return the limit itself."

best_limit = Check(
    "best_limit",
    reference=ours.best_limit,
    observe=calls(
        (np.array([1.0, 2.0, 3.0]), np.array([False, False, True]), np.array([3.0, 2.0])),
        (np.array([4.0, 7.0]), np.array([False, True]), np.array([9.0, 6.0, 5.0, 6.5, 8.0])),
        (np.array([1.0, 2.0, 3.0, 40.0]), np.array([True, False, True, True]), np.array([0.0, 2.5, 50.0, 3.0])),
        *drawn(draw_values),
    ),
    by_name=("limits",),
    mistakes=typed(
        ours.best_limit,
        {
            "values > limit -> values < limit": "this calls what lies *below* a limit an animal. Above it: `>`.",
            "values > limit -> values >= limit": "this calls a value that equals the limit an animal. "
            "*Above* the limit is `>`.",
            (
                "n_errors < fewest -> n_errors <= fewest",
                """
                best, fewest = None, np.inf
                for limit in limits[::-1]:
                    n_errors = np.sum((values > limit) != y)
                    if n_errors < fewest:
                        best, fewest = limit, n_errors
                best
                """,
            ): LAST,
            (
                "return best -> return fewest",
                "min([np.sum((values > limit) != y) for limit in limits])",
            ): FEWEST,
            "np.argmin([np.sum((values > limit) != y) for limit in limits])": POSITION,
            (
                "!= y -> == y",
                "n_errors < fewest -> n_errors > fewest\nnp.inf -> 0",
                "limits[np.argmax([np.sum((values > limit) != y) for limit in limits])]",
            ): "this keeps the limit with the *most* errors. An error is where the rule and the truth differ, `!=`, "
            "and the fewest are wanted.",
            """
            best, fewest = None, np.inf
            for limit in limits:
                n_errors = np.sum((values > limit) != y)
                if n_errors < fewest:
                    best, fewest = limit, n_errors
                return best
            """: "this returns after the first limit: `return` stands inside the loop. Move it out, to the left.",
            "best, fewest = limit, n_errors -> best = limit": "`fewest` never changes, so that every limit seems the "
            "best so far, and the last one stays. Remember both: the limit and its errors.",
            "np.inf -> 0": "nothing came back, `None`. Either the `return` at the end is missing, or `fewest` begins "
            "so low that no limit is ever kept: begin with `np.inf`.",
            "in limits -> in values": "this tries the `values`. Those to be tried are handed in as `limits`.",
            "[np.sum((values > limit) != y) for limit in limits]": "these are the numbers of errors of all limits. "
            "Return the limit with the fewest.",
            "np.mean(values)": "this is the mean of the values. Try the limits, and count the errors of each.",
        },
    ),
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


SIZES = [(5, 3), (10, 6), (60, 40), (5, 5)]


def observe_split(split: Any) -> list[Observation]:
    """Observe what must be true of every random split, whatever its order."""
    if not callable(split):
        return [wrong_type(split, "a function")]
    seen = []
    for n_samples, n_train in SIZES:
        parts = rows_of(split, n_samples, n_train, np.random.default_rng(7))
        if isinstance(parts, Problem):
            return [Observation("`{name}`", parts)]
        seen += observe_parts(*parts, n_samples, n_train)
    rng = np.random.default_rng(7)
    first, second, again = (rows_of(split, 60, 40, r)[0] for r in (rng, rng, np.random.default_rng(7)))
    return [
        *seen,
        Observation("where in a table of 60 the 40 train rows are", whereabouts(first)),
        Observation("a second split with other rows", first != second),
        Observation("the same rows for an `rng` with the same seed", first == again),
    ]


def rows_of(split: Callable, n_samples: int, n_train: int, rng: np.random.Generator) -> list[list[int]] | Problem:
    """Return the train rows and the test rows of one split, or what is wrong with it."""
    parts = run(split, n_samples, n_train, rng)
    if isinstance(parts, Problem):
        return parts
    if not isinstance(parts, tuple | list) or len(parts) != 2:
        return wrong_type(parts, "two arrays of row numbers").value
    for part in parts:
        if isinstance(part, set | tuple):
            kind = type(part).__name__
            return Problem(f"returns a {kind}", f"returned a {kind}, which cannot pick rows: make it `list(…)`")
        rows = as_array(part)
        if rows.ndim != 1 or not is_numeric(rows):
            return wrong_type(parts, "two arrays of row numbers").value
        if rows.dtype.kind == "f" and len(rows):
            return Problem("returns floats", "returned numbers with a decimal point, which cannot pick rows")
    return [list(map(int, part)) for part in parts]


def observe_parts(train: list[int], test: list[int], n_samples: int, n_train: int) -> list[Observation]:
    """Observe the two parts of one split."""
    of = f" of `{{name}}({n_samples}, {n_train}, rng)`"
    return [
        Observation(f"the number of train rows{of}", len(train)),
        Observation(f"the number of test rows{of}", len(test)),
        Observation(f"how many train rows{of} are repetitions", len(train) - len(set(train))),
        Observation(f"the number of rows that are in both parts{of}", len(set(train) & set(test))),
        Observation(f"the number of rows that are in neither part{of}", len({*range(n_samples)} - {*train, *test})),
    ]


def whereabouts(train: list[int]) -> str:
    """Say in words where 40 of 60 rows lie; begun at any row, a block may go round the end of the table."""
    if sorted(train) == list(range(40)):
        return "at its beginning" if train == sorted(train) else "at its beginning, in another order"
    n_gaps = sum((row + 1) % 60 not in train for row in set(train))
    return "all over it" if n_gaps > 1 else "in one block"


ELSEWHERE = "this does not draw from the `rng` that is handed in, so even the same seed gives other rows every time."

split = Check(
    "split",
    reference=ours.split,
    observe=observe_split,
    by_name=("rng",),
    mistakes=typed(
        ours.split,
        {
            "list(range(n_train)), list(range(n_train, n_samples))": "the train rows are always the first `n_train`. "
            "The animals come first in our table: the rule would learn from animals alone. "
            "Shuffle all the numbers, then cut.",
            "rng.permutation(n_train), rng.permutation(range(n_train, n_samples))": "each part is shuffled, "
            "but the train rows are still the first `n_train`: animals alone. First shuffle all, then cut.",
            """
            import numpy as np
            shuffled = np.roll(np.arange(n_samples), rng.integers(n_samples))
            shuffled[:n_train], shuffled[n_train:]
            """: "the train rows are neighbors in the table: they begin anywhere, but are one block. "
            "Shuffle all the numbers.",
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
            """: ELSEWHERE,
            """
            import numpy as np
            shuffled = rng.shuffle(np.arange(n_samples))
            shuffled[:n_train], shuffled[n_train:]
            """: "`rng.shuffle` shuffles an array in place and returns nothing. `rng.permutation` returns the numbers.",
            "rng.permutation(n_samples)[:n_train], rng.permutation(n_samples)[n_train:]": "you shuffled twice, "
            "and some rows are now in both parts: the rule has already seen them. Shuffle once.",
            "rng.permutation(n_samples) -> rng.integers(n_samples, size=n_samples)": "this draws with repetitions: "
            "some rows come twice and some never. `rng.permutation` gives each number once.",
            """
            train = rng.integers(n_samples, size=n_train)
            train, [row for row in range(n_samples) if row not in train]
            """: "this draws the train rows with repetitions. Each row may be drawn once.",
            "shuffled[n_train:] -> shuffled": "the train rows are among the test rows. "
            "Then learning by heart looks wonderful. Test on the others alone.",
            "shuffled[:n_train], shuffled[n_train:] -> shuffled[n_train:], shuffled[:n_train]": "the two parts "
            "are swapped: the first has to hold `n_train` rows.",
            "shuffled[n_train:] -> shuffled[: n_samples - n_train]": "both parts begin at the first row. "
            "The test rows begin where the train rows end: `shuffled[n_train:]`.",
            "shuffled[n_train:] -> shuffled[-n_train:]": "these are the *last* `n_train` rows, "
            "and some of them may be train rows. The test rows are all that the train rows left over.",
            "shuffled[n_train:] -> shuffled[n_train + 1 :]": "one row is lost between the parts. "
            "`[:n_train]` ends *before* number `n_train`, so the rest begins there.",
            "shuffled[:n_train] -> shuffled[: n_train + 1]": "one row is in both parts. "
            "`[:n_train]` ends *before* number `n_train`, and so already has `n_train` rows.",
            "shuffled[:n_train], shuffled[n_train:] -> shuffled[:83], shuffled[83:]": "83 fits our table alone. "
            "How many rows to learn from is handed in as `n_train`.",
            "rng.permutation(n_samples) -> rng.permutation(n_samples) + 1": "these are the numbers from 1 up. "
            "Python counts rows from 0.",
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
            "on rows it has not seen, the model is hardly better than the baseline. "
            "Its low error on the train rows is worth nothing.",
        ),
    ],
)
