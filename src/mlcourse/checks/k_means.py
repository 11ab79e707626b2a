"""The exercises of lesson 10, k-means."""

from collections.abc import Callable

import numpy as np

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.observers import Observer, calls, drawn
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import k_means as ours


def draw_centers(rng: np.random.Generator) -> tuple:
    """Draw samples and centers, of different numbers and with features of different widths."""
    n_features, n_clusters = rng.integers(2, 5), rng.integers(2, 6)
    widths = rng.uniform(0.5, 4, n_features)
    return rng.normal(size=(17, n_features)) * widths, rng.normal(size=(n_clusters, n_features)) * widths


def distances(X: np.ndarray, centers: np.ndarray) -> np.ndarray:
    """Return the squared distance of each sample to each center."""
    return np.sum((X[:, None] - centers) ** 2, axis=2)


def usable(observe: Observer) -> Observer:
    """Observe a function whose output the lesson compares and indexes with: no list, no whole numbers as floats."""

    def see(function: Callable) -> list[Observation]:
        return [o._replace(value=as_used(o.value)) for o in observe(function)]

    return see


def as_used(value: object) -> object:
    """Return a value, or the problem that the next cells would have with it."""
    if isinstance(value, list):
        says = "returned a list, and `labels == k` or `centers[labels]` goes wrong with that: return `np.array(…)`"
        return Problem("returns a list", says)
    is_row = isinstance(value, np.ndarray) and value.ndim == 1
    if is_row and value.dtype.kind == "f" and np.all(value == np.round(value)):
        says = "returned numbers with a decimal point, which cannot pick rows: begin with `np.zeros(len(X), dtype=int)`"
        return Problem("returns floats", says)
    return value


X_SMALL = np.array([[0.0, 1.0], [4.0, 0.0], [5.0, 3.0], [1.0, 1.0]])
CENTERS_SMALL = np.array([[4.0, 1.0], [0.5, 2.0], [9.0, 9.0]])  # nobody is nearest to the last

assign = Check(
    "assign",
    reference=ours.assign,
    observe=usable(calls((X_SMALL, CENTERS_SMALL), *drawn(draw_centers, n=8))),
    mistakes=[
        Mistake(
            lambda X, centers: np.argmax(distances(X, centers), axis=1),
            "this is the *farthest* center. `np.argmin` finds the smallest distance.",
        ),
        Mistake(
            lambda X, centers: np.argmin(distances(X, centers), axis=0),
            "this asks which sample is nearest to each center. We want one answer a sample: the minimum along the "
            "other axis.",
        ),
        Mistake(
            lambda X, centers: np.min(distances(X, centers), axis=1),
            "this is *how far* the nearest center is (squared). We want its number: `np.argmin`.",
        ),
        Mistake(
            lambda X, centers: np.sqrt(np.min(distances(X, centers), axis=1)),
            "this is *how far* the nearest center is. We want its number: `np.argmin`.",
        ),
        Mistake(
            lambda X, centers: centers[np.argmin(distances(X, centers), axis=1)],
            "these are the nearest centers themselves. Return their numbers.",
        ),
        Mistake(
            lambda X, centers: np.argmin(distances(X, centers), axis=1) + 1,
            "these numbers begin at 1. The first center has the number 0.",
        ),
        Mistake(
            lambda X, centers: distances(X, centers),
            "these are the distances to all centers (squared). Which is the smallest in each row?",
        ),
        Mistake(
            lambda X, centers: np.argmin(np.sum(X[:, None] - centers, axis=2), axis=1),
            "the gaps are added up without being squared, so that a gap of -3 counts as nearer than 0.",
        ),
        Mistake(
            lambda X, centers: np.argmin(-2 * X @ centers.T, axis=1),
            "$-2\\,x \\cdot c$ alone is no distance: $\\lVert c \\rVert^2$ is missing, and every center has its own.",
        ),
        Mistake(
            lambda X, centers: np.argmin(np.sum(np.abs(X[:, None] - centers), axis=2), axis=1),
            "these distances add up the gaps as they are. Inertia adds up their *squares*.",
        ),
        Mistake(
            lambda X, centers: np.argmin(X @ centers.T, axis=1),
            "`X @ centers.T` alone is no distance: multiplied out, it is $-2\\,x \\cdot c + \\lVert c \\rVert^2$ "
            "that counts.",
        ),
    ],
)


def draw_groups(rng: np.random.Generator) -> tuple:
    """Draw samples, labels and centers so that one group, never the last of them, is empty."""
    n_features, n_clusters = rng.integers(1, 4), rng.integers(3, 6)
    empty = rng.integers(0, n_clusters - 1)
    full = np.delete(np.arange(n_clusters), empty)
    labels = np.append(full, rng.choice(full, 8))
    return rng.normal(size=(len(labels), n_features)), labels, rng.normal(size=(n_clusters, n_features))


def with_empty(fill: float | None) -> Callable:
    """Return an update in which empty groups get some number, or are left out where it is None."""

    def updated(X: np.ndarray, labels: np.ndarray, centers: np.ndarray) -> np.ndarray:
        new = ours.update(X, labels, centers)
        empty = np.bincount(labels, minlength=len(centers)) == 0
        return new[~empty] if fill is None else np.where(empty[:, None], fill, new)

    return updated


def members(X: np.ndarray, labels: np.ndarray, centers: np.ndarray) -> list[np.ndarray]:
    """Return the members of each group; its center, where it has none."""
    return [X[labels == k] if np.any(labels == k) else centers[[k]] for k in range(len(centers))]


update = Check(
    "update",
    reference=ours.update,
    observe=usable(calls((X_SMALL, np.array([1, 0, 0, 1]), CENTERS_SMALL), *drawn(draw_groups, n=8))),
    mistakes=[
        Mistake(
            with_empty(np.nan),
            "a group without members has become `nan`: the mean of nothing. Let it keep its old center.",
        ),
        Mistake(
            with_empty(0.0),
            "a group without members has moved to the origin. Let it keep its old center.",
        ),
        Mistake(
            with_empty(None),
            "a group without members has lost its center, and all later groups change their numbers. "
            "Return as many centers as came in.",
        ),
        Mistake(
            lambda *arguments: np.array([np.sum(rows, axis=0) for rows in members(*arguments)]),
            "these are the *sums* of the members. Divide each by how many there are.",
        ),
        Mistake(
            lambda *arguments: np.array([np.mean(rows) for rows in members(*arguments)]),
            "this is one number a group: the mean over all features as well. Take the mean along axis 0.",
        ),
        Mistake(
            lambda X, labels, centers: np.array(
                [
                    np.full(X.shape[1], X[labels == k].mean()) if np.any(labels == k) else center
                    for k, center in enumerate(centers)
                ]
            ),
            "each center has the same number in every feature: the mean over all features. Take the mean along axis 0.",
        ),
        Mistake(
            lambda *arguments: np.array([np.median(rows, axis=0) for rows in members(*arguments)]),
            "these are medians. The *squared* distances are lowest at the mean.",
        ),
        Mistake(
            lambda X, labels, centers: np.array([X.mean(axis=0)] * len(centers)),
            "every center has moved to the mean of *all* samples. `X[labels == k]` are the members of group `k`.",
        ),
        Mistake(
            lambda X, labels, centers: ours.update(X, ours.assign(X, centers), centers),
            "this assigns anew before it updates. Take the groups as `labels` has them.",
        ),
        Mistake(
            lambda X, labels, centers: centers,
            "these are the old centers. Return the mean of each group.",
        ),
    ],
)


def squared(X: np.ndarray, centers: np.ndarray) -> np.ndarray:
    """Return the squared distance of each sample to the nearest center."""
    return np.min(distances(X, centers), axis=1)


def share(values: np.ndarray) -> np.ndarray:
    """Return some numbers, divided by their sum."""
    return values / np.sum(values)


chances = Check(
    "chances",
    reference=ours.chances,
    observe=calls((X_SMALL, CENTERS_SMALL), (X_SMALL, X_SMALL[:1]), *drawn(draw_centers, n=8)),
    mistakes=[
        Mistake(
            lambda X, centers: share(np.sqrt(squared(X, centers))),
            "these are in proportion to the distance. k-means++ takes the *squared* distance.",
        ),
        Mistake(
            lambda X, centers: squared(X, centers),
            "these do not sum to 1. Divide them by their sum.",
        ),
        Mistake(
            lambda X, centers: squared(X, centers) / np.max(squared(X, centers)),
            "the largest is 1 here. Chances *sum* to 1: divide by the sum.",
        ),
        Mistake(
            lambda X, centers: squared(X, centers) / len(X),
            "this divides by the number of samples. Chances sum to 1: divide by the sum.",
        ),
        Mistake(
            lambda X, centers: share(squared(X, centers[:1])),
            "these are distances to the *first* center alone. Each sample counts from the center nearest to it.",
        ),
        Mistake(
            lambda X, centers: share(squared(X, centers[-1:])),
            "these are distances to the *last* center alone. Each sample counts from the center nearest to it.",
        ),
        Mistake(
            lambda X, centers: share(np.sum(distances(X, centers), axis=1)),
            "these add up the distances to all centers. Each sample counts from the center *nearest* to it.",
        ),
        Mistake(
            lambda X, centers: share(np.max(distances(X, centers), axis=1)),
            "these are distances to the *farthest* center. Each sample counts from the center *nearest* to it.",
        ),
        Mistake(
            lambda X, centers: np.full(len(X), 1 / len(X)),
            "here all samples have the same chance: that is the random start. Far ones shall be drawn more often.",
        ),
        Mistake(
            lambda X, centers: share(1 / (squared(X, centers) + 1e-12)),
            "the nearest samples have the greatest chance here. It should be the farthest.",
        ),
    ],
)
