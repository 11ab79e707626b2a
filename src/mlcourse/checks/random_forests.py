"""The exercises of lesson 09, random forests."""

from typing import Any

import numpy as np

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.compare import as_array, is_numeric
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import Observer, calls, drawn, value, wrong_type
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import random_forests as ours
from mlcourse.taught.decision_trees import Node, grow, predict_tree

fewest = Check(
    "fewest",
    reference=next(n for n in range(1, 1001, 2) if ours.majority(n, 0.6) >= 0.95),
    observe=value(),
    mistakes=[
        Mistake(65, "65 judges reach 0.949, which is not quite 0.95."),
        Mistake(17, "that many are enough with $p = 0.7$. Here each judge is right with 0.6."),
        Mistake(
            ours.majority(67, 0.6),
            "this is how often the majority is right. We asked for the *number* of judges with which it gets there.",
        ),
        Mistake(4, "with 4 judges, *at least one* is right in 95 % of the cases. But the majority decides."),
        Mistake(133, "that many reach 0.99. We asked for 0.95."),
        Mistake(
            33,
            "is this the *position* in your list? The odd numbers are 1, 3, 5…: look up which stands there.",
        ),
    ],
)


def is_pair_of_rows(parts: Any) -> bool:
    """Tell whether these are two lists or arrays of numbers."""
    pair = isinstance(parts, tuple | list) and len(parts) == 2
    return pair and all(as_array(part).ndim == 1 and is_numeric(as_array(part)) for part in parts)


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
                Observation(f"of {n_samples} rows, the number of rows drawn", len(rows)),
                Observation("the number of rows that are in both", len(set(rows) & set(unseen))),
                Observation("the number of rows that are in neither", n_samples - len({*rows, *unseen})),
                Observation("the number of rows that are twice among the unseen", len(unseen) - len(set(unseen))),
            ]
    seen.append(Observation("the rows that many samples have drawn between them", sorted(all_drawn)))
    seen.append(Observation("a share of different rows near 63 %", bool(abs(np.mean(share) - 0.635) < 0.03)))
    rng = np.random.default_rng(7)
    first, second, again = (list(map(int, bootstrap(60, r)[0])) for r in (rng, rng, np.random.default_rng(7)))
    return [
        *seen,
        Observation("a second sample with other rows", first != second),
        Observation("the same rows for an `rng` with the same seed", first == again),
    ]


def sampled(draw: Any) -> Any:
    """Return a function that draws in some way, and returns the drawn rows and all others."""

    def bootstrap(n_samples: int, rng: np.random.Generator) -> tuple:
        rows = draw(n_samples, rng)
        return rows, np.setdiff1d(np.arange(n_samples), rows)

    return bootstrap


def as_mask(n_samples: int, rng: np.random.Generator) -> tuple:
    """Return a mask of the unseen rows instead of their numbers."""
    rows, _ = ours.bootstrap(n_samples, rng)
    return rows, ~np.isin(np.arange(n_samples), rows)


def swapped(n_samples: int, rng: np.random.Generator) -> tuple:
    """Return the unseen rows first."""
    return ours.bootstrap(n_samples, rng)[::-1]


def drawn_twice(n_samples: int, rng: np.random.Generator) -> tuple:
    """Draw anew for the unseen rows."""
    return ours.bootstrap(n_samples, rng)[0], ours.bootstrap(n_samples, rng)[1]


def without_repetitions(n_samples: int, rng: np.random.Generator) -> tuple:
    """Keep each drawn row once."""
    rows, unseen = ours.bootstrap(n_samples, rng)
    return np.unique(rows), unseen


bootstrap = Check(
    "bootstrap",
    reference=ours.bootstrap,
    observe=observe_bootstrap,
    mistakes=[
        Mistake(
            sampled(lambda n, rng: rng.permutation(n)),
            "this draws each row exactly once: it shuffles, and nothing is left unseen. Draw with replacement.",
        ),
        Mistake(
            without_repetitions,
            "you dropped the repetitions. They belong to the sample: a row drawn twice counts twice.",
        ),
        Mistake(
            sampled(lambda n, rng: rng.integers(1, n, size=n)),
            "row 0 can never be drawn. Row numbers begin at 0: `rng.integers(n_samples, …)`.",
        ),
        Mistake(
            sampled(lambda n, rng: rng.integers(n - 1, size=n)),
            "the last row can never be drawn. `rng.integers(n)` already ends one below `n`.",
        ),
        Mistake(
            sampled(lambda n, rng: rng.integers(n + 1, size=n)),
            "there is no row `n_samples`: row numbers end one below. Draw with `rng.integers(n_samples, …)`.",
        ),
        Mistake(swapped, "the two are swapped: first the drawn rows, then the unseen ones."),
        Mistake(
            drawn_twice,
            "you drew twice: your unseen rows belong to another sample. Draw once, and see what that draw left out.",
        ),
        Mistake(as_mask, "your second array is a mask. We want the *numbers* of the rows where it is true."),
        Mistake(
            sampled(lambda n, rng: np.random.default_rng().integers(n, size=n)),
            "your rows do not come from the `rng` that you are given, so the same seed brings other rows each time. "
            "Draw with `rng.integers`.",
        ),
        Mistake(
            lambda n, rng: (ours.bootstrap(n, rng)[0], np.arange(n)),
            "the second array holds all rows. We want those that were never drawn.",
        ),
        Mistake(
            sampled(lambda n, rng: np.random.default_rng(7).integers(n, size=n)),
            "every call draws the same sample, because you make a new generator inside. Draw with the `rng` you are "
            "given: otherwise all trees of the forest are the same tree.",
        ),
    ],
)


def draw_forest(rng: np.random.Generator) -> tuple:
    """Draw a few shallow trees, whose leaves hold several classes, the rows they have not seen, and all rows."""
    X, Y = rng.normal(size=(12, 2)), np.eye(3)[rng.integers(3, size=12)]
    samples = [ours.bootstrap(12, rng) for _ in range(4)]
    return [grow(X[rows], Y[rows], 2) for rows, _ in samples], [unseen for _, unseen in samples], X


def in_short(observe: Observer, label: str) -> Observer:
    """Name each call by a phrase: whole trees, written out, are nothing to read."""
    return lambda answer: [seen._replace(label=label) for seen in observe(answer)]


def draw_vote(rng: np.random.Generator) -> tuple:
    """Draw a few shallow trees, and rows to ask them about."""
    trees, _, X = draw_forest(rng)
    return trees, X[:5]


def by_label(trees: list[Node], X: np.ndarray) -> np.ndarray:
    """Count each tree's favorite class as a whole vote."""
    favorites = np.array([predict_tree(tree, X).argmax(axis=1) for tree in trees])
    return np.mean(np.eye(len(trees[0].value))[favorites], axis=0)


def predictions(trees: list[Node], X: np.ndarray) -> np.ndarray:
    """Return what each tree predicts, of shape (n_trees, n_samples, n_classes)."""
    return np.array([predict_tree(tree, X) for tree in trees])


predict_forest = Check(
    "predict_forest",
    reference=ours.predict_forest,
    observe=in_short(calls(*drawn(draw_vote, n=4)), "`{name}(trees, X)`, for 4 small trees and 5 rows,"),
    mistakes=[
        Mistake(
            lambda trees, X: predictions(trees, X).sum(axis=0),
            "this is the *sum* over the trees. Divide by their number: `np.mean`.",
        ),
        Mistake(
            lambda trees, X: predictions(trees, X).mean(),
            "this is one number for everything. Average over the trees alone: `axis=0`.",
        ),
        Mistake(
            lambda trees, X: predictions(trees, X).mean(axis=1),
            "this averages over the *rows*. The list has one entry a tree, so the trees are axis 0.",
        ),
        Mistake(
            predictions,
            "these are the predictions of all the trees. Average them over the trees.",
        ),
        Mistake(
            lambda trees, X: predictions(trees, X)[0],
            "this is the first tree alone. Does a `return` end the loop at once?",
        ),
        Mistake(
            lambda trees, X: predictions(trees, X)[-1],
            "this is the last tree alone. Does the loop overwrite what the trees before it said?",
        ),
        Mistake(
            lambda trees, X: predictions(trees, X).mean(axis=0).argmax(axis=1),
            "this is the winner of the vote. Return the shares, one column a class: a later cell picks the winner.",
        ),
        Mistake(
            by_label,
            "this counts each tree's favorite class as a whole vote. Average the *shares* that the trees predict.",
        ),
    ],
)


def filled(fill: Any) -> Any:
    """Return a function whose loop adds up and counts in some way."""

    def out_of_bag(trees: list[Node], unseen: list[np.ndarray], X: np.ndarray) -> np.ndarray:
        total, count = np.zeros((len(X), len(trees[0].value))), np.zeros((len(X), 1))
        for tree, rows in zip(trees, unseen, strict=True):
            fill(total, count, tree, rows, X)
        return total / np.maximum(count, 1)

    return out_of_bag


def on_all(total: np.ndarray, count: np.ndarray, tree: Node, rows: np.ndarray, X: np.ndarray) -> None:
    """Ask each tree about all rows."""
    total += predict_tree(tree, X)
    count += 1


def on_seen(total: np.ndarray, count: np.ndarray, tree: Node, rows: np.ndarray, X: np.ndarray) -> None:
    """Ask each tree about the rows that it has seen."""
    on_unseen(total, count, tree, np.setdiff1d(np.arange(len(X)), rows), X)


def on_unseen(total: np.ndarray, count: np.ndarray, tree: Node, rows: np.ndarray, X: np.ndarray) -> None:
    """Ask each tree about the rows that it has not seen, as it should."""
    total[rows] += predict_tree(tree, X[rows])
    count[rows] += 1


def counts_all(total: np.ndarray, count: np.ndarray, tree: Node, rows: np.ndarray, X: np.ndarray) -> None:
    """Count every tree for every row."""
    total[rows] += predict_tree(tree, X[rows])
    count += 1


def never_counts(total: np.ndarray, count: np.ndarray, tree: Node, rows: np.ndarray, X: np.ndarray) -> None:
    """Forget to count."""
    total[rows] += predict_tree(tree, X[rows])


def counts_rows(total: np.ndarray, count: np.ndarray, tree: Node, rows: np.ndarray, X: np.ndarray) -> None:
    """Count the rows, and not the trees."""
    total[rows] += predict_tree(tree, X[rows])
    count[rows] += len(rows)


def overwrites_total(total: np.ndarray, count: np.ndarray, tree: Node, rows: np.ndarray, X: np.ndarray) -> None:
    """Keep the last tree's prediction, but count all trees."""
    total[rows] = predict_tree(tree, X[rows])
    count[rows] += 1


def predicts_all(total: np.ndarray, count: np.ndarray, tree: Node, rows: np.ndarray, X: np.ndarray) -> None:
    """Add what the tree says about all rows to the unseen ones."""
    total[rows] += predict_tree(tree, X)
    count[rows] += 1


def overwrites_both(total: np.ndarray, count: np.ndarray, tree: Node, rows: np.ndarray, X: np.ndarray) -> None:
    """Keep the last tree's prediction alone."""
    total[rows] = predict_tree(tree, X[rows])
    count[rows] = 1


out_of_bag = Check(
    "out_of_bag",
    reference=ours.out_of_bag,
    observe=in_short(calls(*drawn(draw_forest, n=4)), "`{name}(trees, unseen, X)`, for 4 small trees and 12 rows,"),
    mistakes=[
        Mistake(
            filled(on_all),
            "this asks every tree about every row, those it has learned by heart included. Change `[rows]` alone.",
        ),
        Mistake(
            filled(on_seen),
            "this asks each tree about the rows that it *has* seen. `rows` holds the unseen ones.",
        ),
        Mistake(
            filled(counts_all),
            "here every tree counts for every row. Count it for the rows it was asked about: `count[rows]`.",
        ),
        Mistake(
            filled(never_counts),
            "these are sums, not means: count the trees that were asked about each row, `count[rows] += 1`.",
        ),
        Mistake(
            filled(counts_rows),
            "`count` says how many *trees* were asked about each row. Each turn of the loop is one tree: add 1.",
        ),
        Mistake(
            filled(overwrites_total),
            "the predictions are overwritten, not added up: `total[rows] += …`.",
        ),
        Mistake(
            filled(overwrites_both),
            "each tree overwrites what the trees before it said: add up, `+=`, in both lines.",
        ),
        Mistake(
            filled(predicts_all),
            "the tree predicts all rows here, and only the unseen ones have room for it: ask it about `X[rows]`.",
        ),
    ],
)
