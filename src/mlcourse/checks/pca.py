"""The exercises of the lesson pca."""

from functools import partial
from typing import Any

import numpy as np

from mlcourse.checks.engine.check import Check
from mlcourse.checks.engine.compare import as_array, show
from mlcourse.checks.engine.observers import calls, drawn, form_of, smallest_first, with_arrays
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import pca as ours


def draw_line(rng: np.random.Generator) -> tuple:
    """Draw samples away from zero and a direction."""
    v = rng.normal(size=rng.integers(2, 5))
    X = rng.normal(size=(5, len(v))) * rng.uniform(0.5, 3, len(v)) + 2
    return X.round(1), v / np.linalg.norm(v)


THREE_ROWS = np.array([[1.0, 2.0], [3.0, 2.0], [5.0, 5.0]])  # their mean is (3, 3)

lost = Check(
    "lost",
    reference=ours.lost,
    observe=calls((THREE_ROWS, np.array([0.6, 0.8])), (THREE_ROWS, np.array([0.0, 1.0])), *drawn(draw_line)),
    mistakes=typed(
        ours.lost,
        {
            "X_centered @ v -> X @ v": "the scores are not centered. Subtract the mean from `X` *before* `@ v`.",
            "X.mean(axis=0) -> X.mean()": "`X.mean()` is one number for the whole table. "
            "Each column has a mean of its own: `axis=0`.",
            """
            X_centered = X - X.mean(axis=0)
            np.sum((X_centered - np.outer(X_centered @ v, v)) ** 2) / (len(X) - 1)
            """: "the sum is divided by $n - 1$. The formula divides by $n$.",
            "np.sum((X_centered - X_line) ** 2, axis=1) -> (X_centered - X_line) ** 2": "this averages over all "
            "*coordinates*. The squared length of a thread is the *sum* of its squared coordinates, "
            "`np.sum(…, axis=1)`; then take the mean over the samples.",
            "np.mean -> np.sum": "this is the *sum* over all samples. Divide by their number, or take the mean.",
            "np.sum((X_centered - X_line) ** 2, axis=1) -> np.linalg.norm(X_centered - X_line, axis=1)": "this is the "
            "mean *length* of the threads. We want the mean of the squared lengths.",
            "axis=1)) -> axis=1)) ** 0.5": "this is the root of what we want. Leave the lengths squared.",
            "X - X.mean(axis=0) -> X": "this line passes through zero. Center first: the line passes through the mean.",
            "X_centered - X_line -> X - X_line": "the points on the line are centered, and the samples are not. "
            "Add the mean to the reconstruction, or subtract it from both.",
            "return np.mean(np.sum((X_centered - X_line) ** 2, axis=1)) -> "
            "return np.mean(np.sum((X_centered - X_line) ** 2, axis=1)) / np.sum(X.var(axis=0))": "this is the *share* "
            "that is lost: it is divided by the total. Do not divide here, a later cell does.",
            "np.mean(np.sum((X_centered - X_line) ** 2, axis=1)) -> np.sum((X_centered - X_line) ** 2, axis=1)": "this "
            "says for each sample what is lost. Return one number, their mean.",
            "axis=1) -> axis=0)": "this adds up each *column*. The squared length of a thread is the sum along its "
            "*row*, `axis=1`.",
            "np.mean((X[:, 1] - X[:, 1].mean() - (X[:, 0] - X[:, 0].mean()) * v[1] / v[0]) ** 2)": "these threads are "
            "vertical, as regression has them. A thread of PCA goes to the *nearest* point of the line.",
            "X_centered @ v, v -> v, X_centered @ v": "`np.outer` has one row for each number in the first place: "
            "first the scores, then `v`.",
            "np.mean(((X - X.mean(axis=0)) @ v) ** 2)": "this is what the line *keeps*, the variance of the scores. "
            "Lost is what the threads measure.",
            "np.sum((X_centered - X_line) ** 2, axis=1) -> (X_centered - X_line)[:, -1] ** 2": "this measures along "
            "the last column alone, as regression does. A thread has all coordinates.",
        },
    ),
)


def draw_pull(rng: np.random.Generator, n_rounds: int = 1) -> tuple:
    """Draw samples away from zero, a direction that is none of theirs, and a number of rounds."""
    X, v = draw_line(rng)
    return X, v, n_rounds


strongest = Check(
    "strongest",
    reference=ours.strongest,
    observe=with_arrays(
        calls(
            (THREE_ROWS, np.array([1.0, 0.0]), 1),
            (THREE_ROWS, np.array([0.0, 1.0]), 2),
            *(case for n in (1, 2, 5) for case in drawn(partial(draw_pull, n_rounds=n), n=3)),
            (THREE_ROWS, np.array([1.0, 0.0]), 0),
        )
    ),
    mistakes=typed(
        ours.strongest,
        {
            "X - X.mean(axis=0) -> X": "the table is not centered: all samples pull toward their mean, "
            "and not along the cloud. Subtract the mean first.",
            "X.mean(axis=0) -> X.mean()": "`X.mean()` is one number for the whole table. "
            "Each column has a mean of its own: `axis=0`.",
            "pull / np.linalg.norm(pull) -> pull": "the length is missing. Divide by `np.linalg.norm(pull)` in each "
            "round: a direction has length 1, and otherwise the numbers grow without end.",
            "pull / np.linalg.norm(pull) -> pull / np.linalg.norm(pull) ** 2": "this divides by the *squared* length. "
            "Divide by the length itself.",
            "pull / np.linalg.norm(pull) -> pull / pull.sum()": "this divides by the *sum* of the coordinates. "
            "Divide by the length, `np.linalg.norm(pull)`.",
            "pull / np.linalg.norm(pull) -> pull / len(X)": "this divides by the number of samples. "
            "Divide by the length of the sum, `np.linalg.norm(pull)`.",
            "pull / np.linalg.norm(pull) -> pull / np.linalg.norm(v)": "this divides by the length of the *old* `v`. "
            "Divide by the length of the sum.",
            """
            X_centered = X - X.mean(axis=0)
            for _ in range(n_rounds):
                pull = X_centered.T @ (X_centered @ v)
                v = pull / np.linalg.norm(pull)
                return v
            """: "the `return` stands inside the loop and ends it after the first round.",
            """
            X_centered = X - X.mean(axis=0)
            start = v
            for _ in range(n_rounds):
                pull = X_centered.T @ (X_centered @ start)
                v = pull / np.linalg.norm(pull)
            return v
            """: "every round begins with the *first* `v`. Go on with the one that the last round made.",
            """
            X_centered = X - X.mean(axis=0)
            for _ in range(n_rounds):
                v = v + X_centered.T @ (X_centered @ v)
                v = v / np.linalg.norm(v)
            return v
            """: "the sum is *added* to the old `v`. It takes its place.",
            "return v -> return X_centered @ v": "these are the scores along the direction. Return the direction.",
            "pull = X_centered.T @ (X_centered @ v) -> pull = X_centered.T @ np.abs(X_centered @ v)": "here all scores "
            "count as positive, so samples on the two sides pull against each other. Keep the sign.",
            "pull = X_centered.T @ (X_centered @ v) -> pull = X_centered.T @ np.sign(X_centered @ v)": "here every "
            "sample pulls alike. One that lies far out pulls harder: times its score, and not its sign alone.",
            """
            X_centered = X - X.mean(axis=0)
            _, _, Vt = np.linalg.svd(X_centered, full_matrices=False)
            return Vt[0]
            """: "this is where `v` would come to rest, found in one call. Take `n_rounds` rounds, and no more.",
        },
    ),
)


def draw_table(rng: np.random.Generator) -> tuple:
    """Draw a table away from zero, with columns that lean on each other, and at least as many rows as columns."""
    n_features = rng.integers(2, 5)
    n_samples = n_features + rng.integers(0, 5)
    mix = rng.normal(size=(n_features, n_features))
    return ((rng.normal(size=(n_samples, n_features)) @ mix + rng.uniform(1, 4, n_features)).round(1),)


TABLES = smallest_first(
    [
        (np.array([[1.0, 1.0], [3.0, 1.0], [1.0, 5.0], [3.0, 5.0]]),),
        (np.array([[0.0, 1.0, 7.0], [2.0, 1.0, 7.0], [0.0, 5.0, 7.0], [2.0, 5.0, 7.0]]),),
        *drawn(draw_table, n=6),
    ]
)


def observe_components(answer: Any) -> list[Observation]:
    """Observe a function by the mean, the directions and the variances that it finds in some tables."""
    seen, forms = [], []
    for output, (X,) in zip(calls(*TABLES)(answer), TABLES, strict=True):
        problem = output.value if isinstance(output.value, Problem) else parts_missing(output.value)
        if problem:
            return [output._replace(value=problem)]
        seen += parts_of(output.value, X)
        forms += output.value
    return [*seen, Observation("`{name}`", form_of(list(forms), n_arrays=1))]


def parts_missing(found: Any) -> Problem | None:
    """Return the problem of an output that is not a vector, a table and a vector, if there is one."""
    shapes = [as_array(part).shape for part in found] if isinstance(found, tuple | list) else []
    if [len(shape) for shape in shapes] == [1, 2, 1]:
        return None
    says = f"returned {show(found)}, expected three: the mean, the components (one a row), and the variances"
    return Problem(says, says)


def parts_of(found: Any, X: np.ndarray) -> list[Observation]:
    """Observe what was found in a table; a direction and its opposite are the same line."""
    mean, components, variances = (as_array(part) for part in found)
    _, ours_too, real = ours.principal_components(X)
    real = real > 1e-9  # without variance, any direction is right
    along = np.abs(np.sum(components * ours_too, axis=1))[real] if components.shape == ours_too.shape else np.nan
    of = f"of `{{name}}({show(X)})`"
    return [
        Observation(f"the mean {of}", mean),
        Observation(f"the shape of the components {of}", components.shape),
        Observation(f"the lengths of the components {of}", np.linalg.norm(components, axis=1)),
        Observation(f"the `@` of each component {of} with the true direction, signs aside,", along),
        Observation(f"the variances {of}", variances),
    ]


principal_components = Check(
    "principal_components",
    reference=ours.principal_components,
    observe=observe_components,
    mistakes=typed(
        ours.principal_components,
        {
            "s**2 / (len(X) - 1) -> (s / (len(X) - 1)) ** 2": "`s` is divided by $n - 1$ before it is squared. "
            "Square first: $s_j^2 / (n - 1)$.",
            "len(X) -> len(s)": "$n$ is the number of samples, `len(X)`. `len(s)` is the number of directions.",
            "return mean -> return X - mean": "the first of the three is the centered table. "
            "Return the `mean` of each column.",
            "X - mean -> X": "the table is not centered: the first direction points at the mean, "
            "and not along the cloud. Give `np.linalg.svd` the table *minus its mean*.",
            "X.mean(axis=0) -> X.mean()": "`X.mean()` is one number for the whole table. "
            "Each column has a mean of its own: `axis=0`.",
            "X - mean -> X - X.mean(axis=1, keepdims=True)": "this subtracts from each *row* its mean. "
            "Each column has one to subtract: `axis=0`.",
            "X - mean -> (X - mean) / X.std(axis=0)": "the columns are standardized as well. "
            "Center alone: whether to scale is for the caller to decide.",
            "mean, Vt -> mean, Vt.T": "the components are the *columns* here. "
            "`Vt` has them as rows already: return it as it is.",
            "variances, vectors = np.linalg.eigh(np.cov(X.T))\nX.mean(axis=0), vectors.T, variances": "`eigh` "
            "begins with the *smallest* variance. Turn the order round, of both.",
            (
                "variances, vectors = np.linalg.eigh(np.cov(X.T))\nX.mean(axis=0), vectors[:, ::-1], variances[::-1]",
                "variances, vectors = np.linalg.eigh(np.cov(X.T))\nX.mean(axis=0), vectors, variances",
            ): "`np.linalg.eigh` has the directions as *columns*, the smallest variance first. "
            "We want one a row, the largest first.",
            "variances, vectors = np.linalg.eigh(np.cov(X.T))\nX.mean(axis=0), vectors.T[::-1], variances": "the "
            "directions begin with the largest variance, and the variances with the smallest. Turn both round.",
            "return mean, Vt, -> return Vt, mean,": "the first two are swapped: first the mean, then the directions.",
            "return mean, Vt, s**2 / (len(X) - 1) -> return mean, Vt": "these are two things. "
            "The variance along each direction comes third.",
            "mean, Vt, s -> mean, Vt[0], s": "this is the first direction alone. Return them all.",
            "_, s, Vt = -> Vt, s, _ =": "this returns `U`, which has one row for each sample. "
            "The directions are the rows of `Vt`.",
            "len(X) - 1 -> len(X)": "the squares of `s` are divided by $n$. "
            "We divide by $n - 1$, as the cell above says.",
            "s**2 / (len(X) - 1) -> s**2": "these are the squares of `s`, the *sums* of squared scores. "
            "Divide them by $n - 1$.",
            "s**2 / (len(X) - 1) -> s": "these are the singular values. "
            "A variance is their *square*, divided by $n - 1$.",
            "s**2 / (len(X) - 1) -> s / (len(X) - 1)": "`s` is not squared. The variance is $s_j^2 / (n - 1)$.",
            "s**2 / (len(X) - 1) -> s**2 / np.sum(s**2)": "these are the *shares* of the variance. "
            "Return the variances themselves.",
        },
    ),
)


def draw_samples(rng: np.random.Generator, n_components: int | None = 2) -> tuple:
    """Draw samples, a mean that is not theirs, and a few directions at right angles."""
    n_features = rng.integers(3, 5)
    components = np.linalg.qr(rng.normal(size=(n_features, n_features)))[0][:n_components]
    return rng.normal(size=(2, n_features)).round(1), rng.normal(size=n_features).round(1), components


TURNED = np.array([[0.6, 0.8], [-0.8, 0.6]])


def draw_scores(rng: np.random.Generator, n_components: int | None = 2) -> tuple:
    """Draw scores, a mean, and a direction for each of a sample's scores."""
    _, mean, components = draw_samples(rng, n_components)
    return (3 * rng.normal(size=(2, len(components)))).round(1), mean, components


reconstruct = Check(
    "reconstruct",
    reference=ours.reconstruct,
    observe=calls(
        (np.array([[5.0], [-10.0]]), np.array([1.0, 3.0]), TURNED[:1]),
        (np.array([[5.0, 0.0], [-5.0, 10.0]]), np.array([1.0, 3.0]), TURNED),
        (np.array([[1.0, 2.0, 3.0]]), np.array([0.0, 1.0, 2.0]), np.eye(3)[[1, 2, 0]]),
        *(case for n in (1, 2, None) for case in drawn(partial(draw_scores, n_components=n), n=3)),
    ),
    mistakes=typed(
        ours.reconstruct,
        {
            "scores @ components": "the mean is missing: `project` subtracted it, so add it again.",
            "scores @ components - mean": "`project` subtracted the mean. On the way back, *add* it.",
            (
                "mean + scores @ components.T",
                "scores @ components.T",
            ): "this needs the components as they are, one a row. With `.T` each score meets the wrong numbers.",
            "components.T @ scores.T + mean[:, None]": "here each sample is a *column*. "
            "We want one row for each sample.",
            "mean + np.outer(scores[:, 0], components[0])": "this rebuilds from the first score alone. "
            "Add up all of them.",
            "(scores + mean[: scores.shape[1]]) @ components": "the mean belongs to the features, not to the scores. "
            "Add it *after* the `@`.",
        },
    ),
)
