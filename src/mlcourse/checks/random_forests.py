"""The exercises of the lesson random_forests."""

from typing import Any

import numpy as np

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.compare import as_array, is_numeric
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import Observer, calls, drawn, value, with_arrays, wrong_type
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import random_forests as ours
from mlcourse.taught.decision_trees import Node, grow

fewest = Check(
    "fewest",
    reference=next(n for n in range(1, 1001, 2) if ours.majority(n, 0.6) >= 0.95),
    observe=value(),
    mistakes=[
        Mistake(65, "that many come near, and stay a little below 0.95. Do not round: compare with `>=`."),
        Mistake(1, "is this the first number that you tried? One judge alone is right with 0.6."),
        Mistake(17, "that many are enough with $p = 0.7$. Here each judge is right with 0.6."),
        Mistake(
            ours.majority(67, 0.6),
            "this is how often the majority is right. We asked for the *number* of judges with which it gets there.",
        ),
        Mistake(4, "with 4 judges, *at least one* is right in 95 % of the cases. But the majority decides."),
        Mistake(133, "that many reach 0.99. We asked for 0.95."),
        Mistake(33, "is this the *position* in your list? The odd numbers are 1, 3, 5…: look up which stands there."),
    ],
)


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
