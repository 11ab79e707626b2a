"""The exercises of the lesson random_forests."""

from typing import Any

import numpy as np

from mlcourse.checks.engine.check import Check
from mlcourse.checks.engine.compare import as_array, is_numeric
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import Observer, calls, drawn, with_arrays, wrong_type
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import random_forests as ours
from mlcourse.taught.decision_trees import Node, grow


def is_pair_of_rows(parts: Any) -> bool:
    """Tell whether these are two lists or arrays of numbers."""
    pair = isinstance(parts, tuple | list) and len(parts) == 2
    return pair and all(as_array(part).ndim == 1 and is_numeric(as_array(part)) for part in parts)


def kinds_of_number(parts: Any) -> str:
    """Say in a word what the two parts hold; an empty one holds whatever you like."""
    kinds = {as_array(part).dtype.kind for part in parts if len(part) > 0}
    return "numbers with a decimal point" if "f" in kinds else "a mask" if "b" in kinds else "whole numbers"


def share_in_words(share: float) -> str:
    """Say how many different rows there are, without the luck of the draw."""
    if share > 0.99:
        return "all"
    return "about 63 %" if abs(share - 0.635) < 0.03 else "less than 63 %" if share < 0.635 else "more than 63 %"


def uneven(bootstrap: Any) -> str:
    """Say which of four rows are drawn more seldom or more often than the others, over many samples."""
    rng = np.random.default_rng(7)
    drawn = [int(row) for _ in range(250) for row in bootstrap(4, rng)[0]]
    counts = [drawn.count(row) for row in range(4)]
    seldom = [f"row {row} too seldom" for row, count in enumerate(counts) if count < 180]
    often = [f"row {row} too often" for row, count in enumerate(counts) if count > 320]
    return ", ".join(seldom or often) or "none"


def observe_bootstrap(bootstrap: Any) -> list[Observation]:
    """Observe what must be true of every bootstrap sample, whatever its rows."""
    if not callable(bootstrap):
        return [wrong_type(bootstrap, "a function")]
    seen, share, all_drawn = [], [], set()
    rng = np.random.default_rng(7)
    for n_samples in [8, *[50] * 40]:
        parts = run(bootstrap, n_samples, rng)
        if isinstance(parts, Problem):
            return [Observation("`{name}`", parts)]
        if not is_pair_of_rows(parts):
            return [wrong_type(parts, "two arrays of row numbers")]
        rows, unseen = (list(map(int, part)) for part in parts)
        share.append(len(set(rows)) / max(1, len(rows)))
        all_drawn |= set(rows)
        if len(share) <= 2:
            seen += [
                Observation("what stands in the two parts", kinds_of_number(parts)),
                Observation(f"of {n_samples} rows, the number of rows drawn", len(rows)),
                Observation("the number of rows that are in both", len(set(rows) & set(unseen))),
                Observation("the number of rows that are in neither", n_samples - len({*rows, *unseen})),
                Observation("the number of rows that are twice among the unseen", len(unseen) - len(set(unseen))),
            ]
    rng = np.random.default_rng(7)
    first, second, again = (list(map(int, bootstrap(60, r)[0])) for r in (rng, rng, np.random.default_rng(7)))
    if first == second:
        seen.append(Observation("the second sample from one `rng`", "the same rows again"))
        return [*seen, Observation("the rows of a sample", "each once" if len(set(first)) == 60 else "some twice")]
    return [
        *seen,
        Observation("the second sample from one `rng`", "other rows"),
        Observation("the rows that many samples have drawn between them", sorted(all_drawn)),
        Observation("the share of different rows in a sample", share_in_words(np.mean(share[1:]))),
        Observation("the rows of 4 that are drawn more seldom or more often than one in four", uneven(bootstrap)),
        Observation("the sample for an `rng` of the same seed", "the same rows" if first == again else "other rows"),
    ]


ROWS = "rng.integers(n_samples, size=n_samples)"
UNSEEN = "np.setdiff1d(np.arange(n_samples), drawn)"

bootstrap = Check(
    "bootstrap",
    reference=ours.bootstrap,
    observe=observe_bootstrap,
    mistakes=typed(
        ours.bootstrap,
        {
            f"{ROWS} -> rng.permutation(n_samples)": "this draws each row exactly once: "
            "none comes twice, and none is left unseen. Draw with replacement.",
            (
                f"{ROWS} -> rng.permutation(n_samples)[: int(n_samples * 0.63)]",
                f"{ROWS} -> rng.permutation(n_samples)[: round(n_samples * 0.63)]",
            ): "these are 63 % of the rows, without replacement. Draw as many rows as there are, *with* replacement: "
            "the 63 % come by themselves.",
            tuple(f"size=n_samples -> size={n}" for n in (125, 300, 1000)): "the size of your sample is fixed. "
            "Draw as many rows as there are: `n_samples`.",
            f"{UNSEEN} -> np.setdiff1d(drawn, np.arange(n_samples))": "the second array is always empty: "
            "every row that was drawn exists. `np.setdiff1d(a, b)` is what is in `a` and not in `b`.",
            f"{UNSEEN} -> np.unique(drawn)": "the second array holds the rows that *were* drawn. We want the others.",
            "return drawn, unseen -> return drawn": "these are the drawn rows alone. Return the unseen ones as well.",
            "return drawn -> return np.unique(drawn)": "you dropped the repetitions. "
            "They belong to the sample: a row drawn twice counts twice.",
            "integers(n_samples, -> integers(1, n_samples,": "row 0 can never be drawn. "
            "Row numbers begin at 0: `rng.integers(n_samples, …)`.",
            "integers(n_samples, -> integers(n_samples - 1,": "the last row can never be drawn. "
            "`rng.integers(n)` already ends one below `n`.",
            "integers(n_samples, -> integers(n_samples + 1,": "there is no row `n_samples`: "
            "row numbers end one below. Draw with `rng.integers(n_samples, …)`.",
            "return drawn, unseen -> return unseen, drawn": "the two are swapped: "
            "first the drawn rows, then the unseen ones.",
            "np.arange(n_samples), drawn -> np.arange(n_samples), rng.integers(n_samples, size=n_samples)": "you drew "
            "twice: your unseen rows belong to another sample. Draw once, and see what that draw left out.",
            "np.setdiff1d(np.arange(n_samples), drawn) -> ~np.isin(np.arange(n_samples), drawn)": "your second array "
            "is a mask. We want the *numbers* of the rows where it is true.",
            "rng.integers -> np.random.default_rng().integers": "your rows do not come from the `rng` that you are "
            "given, so the same seed brings other rows each time. Draw with `rng.integers`.",
            "np.setdiff1d(np.arange(n_samples), drawn) -> np.arange(n_samples)": "the second array holds all rows. "
            "We want those that were never drawn.",
            "rng.integers -> np.random.default_rng(7).integers": "every call draws the same sample, "
            "because you make a new generator inside. "
            "Draw with the `rng` you are given: otherwise all trees of the forest are the same tree.",
        },
    ),
)


ASKED = np.array([[0.0], [2.0]])
HALVING = Node(np.array([0.5, 0.5]), 4, 0, 1.0, Node(np.array([1.0, 0.0]), 2), Node(np.array([0.0, 1.0]), 2))
UNDECIDED = Node(np.array([0.5, 0.5]), 12)


def draw_forest(rng: np.random.Generator) -> tuple:
    """Draw some shallow trees, whose leaves hold several classes, the rows they have not seen, and all rows."""
    X, Y = rng.normal(size=(12, 2)).round(1), np.eye(3)[rng.integers(3, size=12)]
    samples = [ours.bootstrap(12, rng) for _ in range(rng.integers(2, 7))]
    return [grow(X[rows], Y[rows], 2) for rows, _ in samples], [unseen for _, unseen in samples], X


def draw_vote(rng: np.random.Generator) -> tuple:
    """Draw some shallow trees, and rows to ask them about."""
    trees, _, X = draw_forest(rng)
    return trees, X[:5]


def in_short(label: str, *cases: tuple) -> Observer:
    """Observe calls, each named by a phrase: whole trees, written out, are nothing to read."""

    def observe(answer: Any) -> list[Observation]:
        names = [label.format(name="{name}", n_trees=len(case[0]), n_rows=len(case[-1])) for case in cases]
        seen = [calls(case)(answer)[0] for case in cases]
        return [o._replace(label=name) for o, name in zip(seen, names, strict=True)]

    return observe


predict_forest = Check(
    "predict_forest",
    reference=ours.predict_forest,
    observe=with_arrays(
        in_short(
            "`{name}(trees, X)`, where the trees are {n_trees} and the rows {n_rows},",
            ([HALVING, UNDECIDED], ASKED),
            ([HALVING], ASKED),
            *drawn(draw_vote, n=4),
        )
    ),
    mistakes=typed(
        ours.predict_forest,
        {
            "np.sum([predict_tree(tree, X) for tree in trees], axis=0)": "this is the *sum* over the trees. "
            "Divide by their number: `np.mean`.",
            "np.mean([predict_tree(tree, X) for tree in trees])": "this is one number for everything. "
            "Average over the trees alone: `axis=0`.",
            "np.mean([predict_tree(tree, X) for tree in trees], axis=1)": "this averages over the *rows*. "
            "The list has one entry per tree, so the trees are axis 0.",
            "[predict_tree(tree, X) for tree in trees]": "these are the predictions of all the trees. "
            "Average them over the trees.",
            "np.mean([predict_tree(tree, X) for tree in trees], axis=0) -> "
            "sum(predict_tree(tree, X) for tree in trees) / 50": "this divides by 50, however many trees there are. "
            "Divide by `len(trees)`, or take the mean.",
            "np.mean([predict_tree(tree, X) for tree in trees], axis=2)": "this averages over the *classes*. "
            "The list has one entry per tree, so the trees are axis 0.",
            "np.mean([predict_tree(tree, X) for tree in trees], axis=0) -> "
            "np.median([predict_tree(tree, X) for tree in trees], axis=0)": "this is the *median* over the trees. "
            "We want their mean.",
            """
            for tree in trees:
                return predict_tree(tree, X)
            """: "this is the first tree alone. Does a `return` end the loop at once?",
            """
            for tree in trees:
                shares = predict_tree(tree, X)
            shares
            """: "this is the last tree alone. Does the loop overwrite what the trees before it said?",
            "np.mean([predict_tree(tree, X) for tree in trees], axis=0).argmax(axis=1)": "this is the winner of the "
            "vote. Return the shares, one column per class: a later cell picks the winner.",
            """
            favorites = [predict_tree(tree, X).argmax(axis=1) for tree in trees]
            np.mean(np.eye(len(trees[0].value))[favorites], axis=0)
            """: "this counts each tree's favorite class as a whole vote. Average the *shares* that the trees predict.",
        },
    ),
)

out_of_bag = Check(
    "out_of_bag",
    reference=ours.out_of_bag,
    observe=in_short(
        "`{name}(trees, unseen, X)`, where the trees are {n_trees} and the rows {n_rows},",
        ([HALVING, UNDECIDED], [np.array([0]), np.array([0, 1])], ASKED),
        ([HALVING, UNDECIDED], [np.array([1]), np.array([1])], ASKED),
        *drawn(draw_forest, n=4),
    ),
    mistakes=typed(
        ours.out_of_bag,
        {
            """
            total += predict_tree(tree, X)
            count += 1
            """: "this asks every tree about every row, those it has learned by heart included. Change `[rows]` alone.",
            """
            seen = np.setdiff1d(np.arange(len(X)), rows)
            total[seen] += predict_tree(tree, X[seen])
            count[seen] += 1
            """: "this asks each tree about the rows that it *has* seen. `rows` holds the unseen ones.",
            """
            total[rows] += predict_tree(tree, X[rows]).argmax(axis=1)[:, None]
            count[rows] += 1
            """: "this adds the *number* of each tree's favorite class. Add the shares that the tree predicts.",
            """
            total += predict_tree(tree, X)
            count[rows] += 1
            """: "here the sum takes every tree, and the count those that have not seen the row. "
            "Ask each tree about `X[rows]` alone.",
            """
            total[rows] += predict_tree(tree, X[rows]) / len(trees)
            count[rows] += 1
            """: "this divides by the number of *all* trees, and then again by those that were asked. "
            "The last line divides already.",
            "count[rows] += 1 -> count += 1": "here every tree counts for every row. "
            "Count it for the rows it was asked about: `count[rows]`.",
            "total[rows] += predict_tree(tree, X[rows])": "these are sums, not means: "
            "count the trees that were asked about each row, `count[rows] += 1`.",
            "count[rows] += 1 -> count[rows] += len(rows)": "`count` says how many *trees* were asked about each row. "
            "Each turn of the loop is one tree: add 1.",
            "total[rows] += -> total[rows] =": "the predictions are overwritten, not added up: `total[rows] += …`.",
            """
            total[rows] = predict_tree(tree, X[rows])
            count[rows] = 1
            """: "each tree overwrites what the trees before it said: add up, `+=`, in both lines.",
            "predict_tree(tree, X[rows]) -> predict_tree(tree, X)": "the tree predicts all rows here, "
            "and only the unseen ones have room for it: ask it about `X[rows]`.",
        },
    ),
)


class Spy:
    """A model of six columns that reads each to some extent, and notes what it is asked about.

    It names the right class for all rows, less `10 * weight` rows for each column that is not in its old order.
    """

    weights = (0.3, 0.0, 0.1, 0.2, 0.0, -0.1)

    def __init__(self, X: np.ndarray, y: np.ndarray) -> None:
        self.X, self.y, self.asked = X, y, []

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Return the true classes, but for as many rows as the displaced columns cost."""
        X = np.asarray(X)
        self.asked.append(X.copy())
        displaced = np.any(X != self.X, axis=0)
        same_numbers = np.array_equal(np.sort(X, axis=0), np.sort(self.X, axis=0))
        n_wrong = round(len(X) * (0.2 + float(np.dot(self.weights, displaced))))
        n_wrong = n_wrong if same_numbers else len(X) - 4 * (np.sum(displaced) > 1)
        return np.where(np.arange(len(X)) < n_wrong, 1 - self.y, self.y)

    def score(self, X: np.ndarray, y: np.ndarray) -> float:
        """Return how often the prediction is right."""
        return float(np.mean(self.predict(X) == y))

    def seen(self) -> set[bytes]:
        """Return the tables that it was asked about, other than the one it knows."""
        return {X.tobytes() for X in self.asked if not np.array_equal(X, self.X)}


def observe_importance(answer: Any) -> list[Observation]:
    """Observe what shuffling each column costs a model of which we know it, and whether the shuffles are random."""
    if not callable(answer):
        return [wrong_type(answer, "a function")]
    rng = np.random.default_rng(7)
    X, y = rng.normal(size=(40, 6)), rng.integers(2, size=40)
    seen, asked = [], []
    for seed in (0, 0, 1):
        spy, ours_X, ours_y = Spy(X, y), X.copy(), y.copy()
        fall = run(answer, spy, ours_X, ours_y, np.random.default_rng(seed))
        if not seen:
            seen.append(Observation("what shuffling costs, for a model that is given to `{name}`", fall))
            if isinstance(fall, Problem):
                return seen
            seen.append(Observation("`X` after the call", "as before" if np.array_equal(X, ours_X) else "changed"))
            seen.append(Observation("`y` after the call", "as before" if np.array_equal(y, ours_y) else "changed"))
        asked.append(spy.seen())
    again = "the same shuffles" if asked[0] == asked[1] else "other shuffles"
    other = "the same shuffles" if asked[0] == asked[2] else "other shuffles"
    return [
        *seen,
        Observation("with an `rng` of the same seed", again),
        Observation("with an `rng` of another seed", other),
    ]


FALL = "falls[j] = untouched - model.score(shuffled, y)"
SHUFFLE = "shuffled[:, j] = rng.permutation(X[:, j])"

permutation_importance = Check(
    "permutation_importance",
    reference=ours.permutation_importance,
    observe=observe_importance,
    mistakes=typed(
        ours.permutation_importance,
        {
            (
                "shuffled = X.copy() -> shuffled = X",
                """
                before = model.score(X, y)
                rng.shuffle(X[:, j])
                falls[j] = before - model.score(X, y)
                """,
            ): "this shuffles `X` itself, and the columns before stay shuffled. Shuffle a copy: `X.copy()`.",
            """
            shuffled = X.copy()
            shuffled[:, : j + 1] = rng.permutation(X[:, : j + 1])
            falls[j] = untouched - model.score(shuffled, y)
            """: "the columns before are still shuffled: take a fresh copy of `X` for each column.",
            "X.copy()\n -> rng.permutation(X)\n": "this moves whole rows: every column leaves its place. "
            "Shuffle one column, and leave the others where they are.",
            "untouched - model.score(shuffled, y) -> model.score(shuffled, y) - model.score(X, y)": "the sign "
            "is turned round: a column that matters should get a *positive* number. Before less after.",
            "untouched - model.score(shuffled, y) -> model.score(shuffled, y)": "these are the scores after "
            "the shuffle. We want by how much they are *lower* than on `X`.",
            (
                "untouched - model.score(shuffled, y) -> 1 - model.score(shuffled, y)",
                "untouched - model.score(shuffled, y) -> np.mean(model.predict(shuffled) != y)",
            ): "these are errors after the shuffle. The model errs without it, too: compare with `untouched`.",
            (
                f"{SHUFFLE} -> shuffled[:, j] = 0",
                f"{SHUFFLE} -> shuffled[:, j] = X[:, j].mean()",
            ): "this puts one number into the whole column. Shuffle it: the numbers stay, and change rows.",
            f"{SHUFFLE} -> shuffled[j] = rng.permutation(X[j])": "this shuffles *row* `j`. A column is `X[:, j]`.",
            f"{SHUFFLE} -> shuffled[:, j] = rng.random(len(X))": "these are new numbers. Shuffle the column's own: "
            "`rng.permutation(X[:, j])`.",
            """
            shuffled = X.copy()
            falls[j] = model.score(X, y) - model.score(shuffled, rng.permutation(y))
            """: "this shuffles `y`. Shuffle the column `X[:, j]` of a copy, and leave `y` as it is.",
            (
                "rng.permutation -> np.random.default_rng(7).permutation",
                f"{SHUFFLE} -> shuffled[:, j] = X[::-1, j]",
            ): "each shuffle is always the same. Draw with the `rng` that you are given: `rng.permutation`.",
            f"{FALL} -> falls[j] = (untouched - model.score(shuffled, y)) / model.score(X, y)": "this is the "
            "fall as a share of the score. We want the fall itself.",
            f"{FALL} -> falls[j] = abs(untouched - model.score(shuffled, y))": "a score may also rise by luck, "
            "and then the number is negative. Leave out `abs`.",
        },
    ),
)
