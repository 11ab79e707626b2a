"""The exercises of the lesson k_means."""

from collections.abc import Callable

import numpy as np

from mlcourse.checks.engine.check import Check
from mlcourse.checks.engine.observers import Observer, calls, drawn, wrong_type
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import k_means as ours


def draw_centers(rng: np.random.Generator) -> tuple:
    """Draw samples and centers, of different numbers and with features of different widths."""
    n_features, n_clusters = rng.integers(2, 5), rng.integers(2, 6)
    widths = rng.uniform(0.5, 4, n_features)
    X, centers = rng.normal(size=(9, n_features)) * widths, rng.normal(size=(n_clusters, n_features)) * widths
    return X.round(1), centers.round(1)


def usable(observe: Observer, picks_rows: bool = False) -> Observer:
    """Observe a function whose output the lesson calculates with, or picks rows by: no list, and there no floats."""

    def see(function: Callable) -> list[Observation]:
        return [o._replace(value=as_used(o.value, picks_rows)) for o in observe(function)]

    return see


def as_used(value: object, picks_rows: bool) -> object:
    """Return a value, or the problem that the next cells would have with it."""
    if isinstance(value, list):
        says = "returned a list, and `labels == k` or `centers[labels]` goes wrong with that: return `np.array(…)`"
        return Problem("returns a list", says)
    is_row = isinstance(value, np.ndarray) and value.ndim == 1
    if picks_rows and is_row and value.dtype.kind == "f" and np.all(value == np.round(value)):
        says = "returned numbers with a decimal point, which cannot pick rows: begin with `np.zeros(len(X), dtype=int)`"
        return Problem("returns floats", says)
    return value


X_SMALL = np.array([[0.0, 1.0], [4.0, 0.0], [5.0, 3.0], [1.0, 1.0]])
CENTERS_SMALL = np.array([[4.0, 1.0], [0.5, 2.0], [9.0, 9.0]])  # nobody is nearest to the last
ONE_CENTER = (np.vstack([X_SMALL, -X_SMALL[:2]]), CENTERS_SMALL[1:2])
X_LINE = np.array([[0.0, 0.0], [1.0, 0.0], [4.0, 0.0]])

assign = Check(
    "assign",
    reference=ours.assign,
    observe=usable(calls((X_SMALL, CENTERS_SMALL), ONE_CENTER, *drawn(draw_centers, n=8)), picks_rows=True),
    mistakes=typed(
        ours.assign,
        {
            "np.argmin(scores, axis=1) -> np.argmin(scores, axis=0)": "this asks which sample has the lowest score for "
            "each center. We want one answer per sample: the minimum along the other axis.",
            (
                "np.argmin(scores, axis=1) -> np.argmin(scores)",
                "np.argmin(np.sum((X[:, None] - centers) ** 2, axis=2))",
            ): "without an axis, this is one place in the whole table. "
            "Each sample has its own nearest center: `axis=1`.",
            "np.argsort(np.sum((X[:, None] - centers) ** 2, axis=2), axis=1)": "these are all the centers of each "
            "sample, the nearest first. We want the first alone.",
            (
                "np.sqrt(np.sum((X[:, None] - centers) ** 2, axis=2))",
                "np.linalg.norm(X[:, None] - centers, axis=2)",
            ): "these are the distances to all centers. Which is the smallest in each row?",
            "np.argmin(np.abs(X[:, None] - centers)[:, :, 0], axis=1)": "this looks at the first feature alone. "
            "A distance takes them all: sum over the last axis.",
            "np.argmax(np.sum((X[:, None] - centers) ** 2, axis=2), axis=1)": "this is the *farthest* center. "
            "`np.argmin` finds the smallest distance.",
            "np.argmin(np.sum((X[:, None] - centers) ** 2, axis=2), axis=0)": "this asks which sample is nearest to "
            "each center. We want one answer per sample: the minimum along the other axis.",
            "np.min(np.sum((X[:, None] - centers) ** 2, axis=2), axis=1)": "this is *how far* the nearest center is "
            "(squared). We want its number: `np.argmin`.",
            "np.sqrt(np.min(np.sum((X[:, None] - centers) ** 2, axis=2), axis=1))": "this is *how far* the nearest "
            "center is. We want its number: `np.argmin`.",
            "centers[np.argmin(np.sum((X[:, None] - centers) ** 2, axis=2), axis=1)]": "these are the nearest centers "
            "themselves. Return their numbers.",
            "np.argmin(np.sum((X[:, None] - centers) ** 2, axis=2), axis=1) + 1": "these numbers begin at 1. "
            "The first center has the number 0.",
            "np.sum((X[:, None] - centers) ** 2, axis=2)": "these are the distances to all centers (squared). "
            "Which is the smallest in each row?",
            "np.argmin(np.sum(X[:, None] - centers, axis=2), axis=1)": "the gaps are added up without being squared, "
            "so that a gap of -3 counts as nearer than 0.",
            "np.argmin(-2 * X @ centers.T, axis=1)": "$-2\\,x \\cdot c$ alone is not a distance: "
            "$\\lVert c \\rVert^2$ is missing, and every center has its own.",
            "np.argmin(np.sum(np.abs(X[:, None] - centers), axis=2), axis=1)": "these distances add up the gaps as "
            "they are. Inertia adds up their *squares*.",
            "np.argmin(X @ centers.T, axis=1)": "`X @ centers.T` alone is not a distance: "
            "multiplied out, it is $-2\\,x \\cdot c + \\lVert c \\rVert^2$ that counts.",
        },
    ),
)


def draw_groups(rng: np.random.Generator) -> tuple:
    """Draw samples, labels and centers so that one group, never the last of them, is empty."""
    n_features, n_clusters = rng.integers(1, 4), rng.integers(3, 6)
    empty = rng.integers(0, n_clusters - 1)
    full = np.delete(np.arange(n_clusters), empty)
    labels = np.append(full, rng.choice(full, 6))
    centers = rng.normal(size=(n_clusters, n_features))
    return rng.normal(size=(len(labels), n_features)).round(1), labels, centers.round(1)


ALONE = (np.array([[2.0, 4.0], [6.0, 8.0], [4.0, 6.0]]), np.array([0, 1, 0]), np.array([[1.0, 1.0], [5.0, 5.0]]))
AT_ZERO = (np.array([[0.0, 0.0], [3.0, -2.0], [-3.0, 2.0]]), np.array([0, 1, 1]), np.array([[1.0, 1.0], [5.0, 5.0]]))
BELOW_ZERO = (
    np.array([[-1.0, -3.0], [-3.0, -5.0], [-2.0, 0.0]]),
    np.array([1, 1, 0]),
    np.array([[1.0, 1.0], [5.0, 5.0]]),
)


update = Check(
    "update",
    reference=ours.update,
    observe=usable(
        calls(ALONE, AT_ZERO, BELOW_ZERO, (X_SMALL, np.array([1, 0, 0, 1]), CENTERS_SMALL), *drawn(draw_groups, n=8))
    ),
    mistakes=typed(
        ours.update,
        {
            "np.array([X[labels == k].mean(axis=0) for k in range(len(centers))])": "a group without members has "
            "become `nan`: the mean of nothing. Let it keep its old center.",
            "new = centers.copy() -> new = np.zeros(centers.shape)": "a group without members has moved to the "
            "origin. Let it keep its old center.",
            "np.array([X[labels == k].mean(axis=0) for k in np.unique(labels)])": "a group without members has lost "
            "its center, and all later groups change their numbers. Return as many centers as came in.",
            "members.mean(axis=0) -> members.sum(axis=0)": "these are the *sums* of the members. "
            "Divide each by how many there are.",
            "np.array([X[labels == k].mean(axis=0) for k in range(labels.max() + 1)])": "the largest label tells how "
            "many groups have members, and a group without members is `nan` here. There are `len(centers)` groups, "
            "and an empty one keeps its center.",
            """
            means = [X[labels == k].mean(axis=0) if k in labels else X.mean(axis=0) for k in range(len(centers))]
            np.array(means)
            """: "a group without members has moved to the mean of all samples. Let it keep its old center.",
            """
            new = centers.copy()
            for k in range(len(centers)):
                if np.sum(labels == k) > 1:
                    new[k] = X[labels == k].mean(axis=0)
            new
            """: "a group with *one* member has not moved. Its mean is that member.",
            """
            new = centers.copy()
            for k in range(len(centers)):
                if X[labels == k].any():
                    new[k] = X[labels == k].mean(axis=0)
            new
            """: "`.any()` asks whether any *number* is other than 0, and a group that lies at the origin has none. "
            "Ask for members: `np.any(labels == k)`.",
            """
            new = centers.copy()
            for k in range(len(centers)):
                if np.any(labels == k):
                    new[k] = (centers[k] + X[labels == k].mean(axis=0)) / 2
            new
            """: "each center goes half of the way. The cost is lowest *at* the mean.",
            (
                """
                np.array([X[labels == k].mean() if k in labels else centers[k] for k in range(len(centers))])
                """,
                """
                np.array([X[labels == k].mean() if k in labels else centers[k].mean() for k in range(len(centers))])
                """,
                """
                np.array([X[labels == k].mean() for k in range(len(centers))])
                """,
            ): "this is one number per group: the mean over all features as well. Take the mean along axis 0.",
            """
            new = centers.copy()
            for k in np.unique(labels):
                new[k] = X[labels == k].mean()
            new
            """: "each center has the same number in every feature: the mean over all features. "
            "Take the mean along axis 0.",
            """
            np.array([np.median(X[labels == k], axis=0) if k in labels else centers[k] for k in range(len(centers))])
            """: "these are medians. The *squared* distances are lowest at the mean.",
            "np.array([X.mean(axis=0) for _ in centers])": "every center has moved to the mean of *all* samples. "
            "`X[labels == k]` are the members of group `k`.",
            """
            labels = assign(X, centers)
            np.array([X[labels == k].mean(axis=0) if k in labels else centers[k] for k in range(len(centers))])
            """: "this assigns anew before it updates. Take the groups as `labels` has them.",
            "centers": "these are the old centers. Return the mean of each group.",
        },
    ),
)

FAR_START = np.array([[0.0, 1.0], [1.0, 1.0], [90.0, 90.0]])  # nobody is nearest to the last
LINE = np.array([[0.0], [1.0], [2.0], [9.0], [10.0], [14.0]])
SQUARES = np.arange(12.0)[:, None] ** 2  # from the first two of these, it takes three rounds


def draw_start(rng: np.random.Generator) -> tuple:
    """Draw samples, and some of them as the first centers."""
    X = rng.normal(size=(14, 2)).round(1)
    return X, X[: rng.integers(2, 5)].copy()


def observe_loop(function: Callable) -> list[Observation]:
    """Observe where the loop ends, and whether it stops when nobody moves; a round more to see that is fine."""
    if not callable(function):
        return [wrong_type(function, "a function")]
    cases = [(LINE, LINE[:2]), (X_SMALL, FAR_START), (SQUARES, SQUARES[:2], 2), *drawn(draw_start, n=6)]
    return [part for case in cases for part in observe_end(function, case)]


def observe_end(function: Callable, case: tuple) -> list[Observation]:
    """Observe one run: its centers, its labels, and when it stopped."""
    (seen,) = calls(case)(function)
    if isinstance(seen.value, Problem):
        return [seen]
    if not isinstance(seen.value, tuple | list) or len(seen.value) != 3:
        return [seen._replace(value=Problem("no three", "returned something other than centers, labels and rounds"))]
    centers, labels, n_rounds = seen.value
    needed = ours.k_means(*case)[2]
    stops = "when nobody moves" if n_rounds in (needed, needed + 1) else f"after {n_rounds} rounds"
    return [
        Observation(f"the centers of {seen.label}", centers),
        Observation(f"the labels of {seen.label}", labels),
        Observation(f"the end of {seen.label}", stops),
    ]


STOP = "if np.array_equal(labels, before):"

k_means = Check(
    "k_means",
    reference=ours.k_means,
    observe=observe_loop,
    mistakes=typed(
        ours.k_means,
        {
            """
            centers = update(X, members, centers)
            labels = assign(X, centers)
            """: "it never stops by itself: all rounds are run, though nobody moves any more. "
            "Compare the labels with those before, and return.",
            (
                """
                centers = update(X, members, centers)
                before = labels = assign(X, centers)
                if np.array_equal(labels, before):
                    return centers, labels, n_rounds
                """,
                f"{STOP} -> if np.any(labels == before):",
                f"{STOP} -> if (labels == before).any():",
            ): "it stops after the first round. Keep the old labels *before* you assign, and stop when *all* are as "
            "before.",
            f"{STOP} -> if not np.array_equal(labels, before):": "this ends when a label *has* changed. "
            "Go on then; stop when all are the same.",
            f"{STOP} -> if labels == before:": "`labels == before` has a truth for each sample, and `if` wants one: "
            "`np.array_equal(labels, before)`.",
            "update(X, members, centers) -> update(X, labels, centers)": "a group without members has stayed where it "
            "was. Take `members`, in which no group is empty.",
            (
                "labels = assign(X, centers)\n        if -> if",
                """
                before = labels
                labels = assign(X, centers)
                centers = update(X, members, centers)
                if np.array_equal(labels, before):
                    return centers, labels, n_rounds
                """,
            ): "it stops at once: these are the labels of the *old* centers. Update, and *then* assign.",
            "centers = update(X, members, centers) -> update(X, members, centers)": "the centers never move: "
            "`update` *returns* the new ones. Put them into `centers`.",
        },
    ),
)

chances = Check(
    "chances",
    reference=ours.chances,
    observe=calls((X_LINE, X_LINE[1:2]), (X_LINE, X_LINE[:2]), (X_SMALL, CENTERS_SMALL), *drawn(draw_centers, n=8)),
    mistakes=typed(
        ours.chances,
        {
            "errors / np.sum(errors) -> np.sqrt(errors) / np.sum(np.sqrt(errors))": "these are in proportion to the "
            "distance. k-means++ takes the *squared* distance.",
            "errors / np.sum(errors) -> errors**2 / np.sum(errors**2)": "`squared_errors` are squared already. "
            "Take them as they are.",
            "errors / np.sum(errors) -> errors": "these do not sum to 1. Divide them by their sum.",
            "np.sum(errors) -> np.max(errors)": "the largest is 1 here. Chances *sum* to 1: divide by the sum.",
            "np.sum(errors) -> len(X)": "this divides by the number of samples. Chances sum to 1: divide by the sum.",
            "squared_errors(X, assign(X, centers), centers) -> np.sum((X - centers[0]) ** 2, axis=1)": "these are "
            "distances to the *first* center alone. Each sample counts from the center nearest to it.",
            "squared_errors(X, assign(X, centers), centers) -> np.sum((X - centers[-1]) ** 2, axis=1)": "these are "
            "distances to the *last* center alone. Each sample counts from the center nearest to it.",
            """
            errors = np.sum((X[:, None] - centers) ** 2, axis=(1, 2))
            errors / np.sum(errors)
            """: "these add up the distances to all centers. Each sample counts from the center *nearest* to it.",
            """
            errors = np.max(np.sum((X[:, None] - centers) ** 2, axis=2), axis=1)
            errors / np.sum(errors)
            """: "these are distances to the *farthest* center. Each sample counts from the center *nearest* to it.",
            """
            squared = np.sum((X[:, None] - centers) ** 2, axis=2)
            squared / np.sum(squared)
            """: "this has a chance for each *pair* of a sample and a center. "
            "Each sample has one, by its nearest center.",
            """
            errors = np.sqrt(np.min(np.sum((X[:, None] - centers) ** 2, axis=2), axis=1))
            errors
            """: "these are distances. Square them, and divide them by their sum.",
            "errors / np.sum(errors) -> np.exp(errors) / np.sum(np.exp(errors))": "this is a power of the distance: "
            "the farthest takes nearly all. Here a chance is in proportion: divide the squares by their sum.",
            "errors / np.sum(errors) -> errors == errors.max()": "this always takes the farthest sample. "
            "k-means++ *draws*: every sample has a chance, and a far one has a larger chance.",
            (
                "errors / np.sum(errors) -> 1 - errors / np.sum(errors)",
                "errors / np.sum(errors) -> (1 - errors / np.sum(errors)) / (len(X) - 1)",
            ): "the nearest samples have the greatest chance here. It should be the farthest.",
            "np.full(len(X), 1 / len(X))": "here all samples have the same chance: that is the random start. "
            "Far ones shall be drawn more often.",
            "errors / np.sum(errors) -> 1 / (errors + 1e-12) / np.sum(1 / (errors + 1e-12))": "the nearest samples "
            "have the greatest chance here. It should be the farthest.",
        },
    ),
)
