"""The exercises of lesson 11, PCA."""

from functools import partial
from typing import Any

import numpy as np

from mlcourse.checks.engine.check import Check
from mlcourse.checks.engine.observers import calls, drawn, outcomes
from mlcourse.checks.engine.typed import typed
from mlcourse.taught import pca as ours


def draw_line(rng: np.random.Generator) -> tuple:
    """Draw samples away from zero and a direction."""
    v = rng.normal(size=rng.integers(2, 5))
    return rng.normal(size=(7, len(v))) * rng.uniform(0.5, 3, len(v)) + 2, v / np.linalg.norm(v)


lost = Check(
    "lost",
    reference=ours.lost,
    observe=calls(*drawn(draw_line)),
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
            "axis=1)) -> axis=1)) ** 0.5": "this is the root of what we want. "
            "Leave it squared: then lost and kept add up.",
            "X - X.mean(axis=0) -> X": "this line passes through zero. Center first: the line passes through the mean.",
            "X_centered - X_line -> X - X_line": "the points on the line are centered, and the samples are not. "
            "Add the mean to the reconstruction, or subtract it from both.",
            "np.mean(((X - X.mean(axis=0)) @ v) ** 2)": "this is what the line *keeps*, the variance of the scores. "
            "Lost is what the threads measure.",
            "np.sum((X_centered - X_line) ** 2, axis=1) -> (X_centered - X_line)[:, -1] ** 2": "this measures along "
            "the last column alone, as regression does. A thread has all coordinates.",
        },
    ),
)


def draw_table(rng: np.random.Generator) -> tuple:
    """Draw a table away from zero, with columns that lean on each other; some have more columns than rows."""
    n_samples, n_features = rng.permutation([rng.integers(2, 4), rng.integers(4, 9)])
    mix = rng.normal(size=(n_features, n_features))
    return (rng.normal(size=(n_samples, n_features)) @ mix + rng.uniform(1, 4, n_features),)


def without_signs(found: Any, X: np.ndarray) -> tuple:
    """Return mean, shape of the components, lines and variances: a direction and its opposite are the same line."""
    mean, components, variances = (np.asarray(part, dtype=float) for part in found)
    real = ours.principal_components(X)[2] > 1e-9
    chosen = components[: len(real)][real[: len(components)]]  # without variance, any direction is right
    return mean, components.shape, chosen[:, :, None] * chosen[:, None, :], variances


principal_components = Check(
    "principal_components",
    reference=ours.principal_components,
    observe=outcomes(without_signs, "what `{name}` finds (signs aside)", *drawn(draw_table, n=8)),
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
            "X - mean, full_matrices=False -> X - mean": "where there are fewer samples than features, "
            "`Vt` comes with more rows than there are variances. Give `full_matrices=False`.",
            "mean, Vt -> mean, Vt.T": "the components are the *columns* here. "
            "`Vt` has them as rows already: return it as it is.",
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
    n_features = rng.integers(3, 6)
    components = np.linalg.qr(rng.normal(size=(n_features, n_features)))[0][:n_components]
    return rng.normal(size=(4, n_features)) + 1, rng.normal(size=n_features), components


def draw_scores(rng: np.random.Generator, n_components: int | None = 2) -> tuple:
    """Draw scores, a mean, and a direction for each of a sample's scores."""
    _, mean, components = draw_samples(rng, n_components)
    return rng.normal(size=(4, len(components))) * 3, mean, components


project = Check(
    "project",
    reference=ours.project,
    observe=calls(*drawn(draw_samples), *drawn(partial(draw_samples, n_components=None), n=2)),
    mistakes=typed(
        ours.project,
        {
            "X @ components.T": "the samples are not centered. Subtract `mean` first.",
            "(X - X.mean(axis=0)) @ components.T": "this subtracts the mean of *these* samples. "
            "Use the `mean` that comes along: that of the train rows, by which test rows must be moved as well.",
            "(X - mean) @ components": "`components` holds one direction a *row*. "
            "`@` needs them as columns: `components.T`.",
            "components @ (X - mean).T": "here each sample is a *column*. We want one row for each sample.",
            "(X - mean) @ components[0]": "this projects on the first component alone. Use all of them.",
            "mean + (X - mean) @ components.T @ components": "this goes there and back: it is the reconstruction. "
            "Return the scores.",
        },
    ),
)

reconstruct = Check(
    "reconstruct",
    reference=ours.reconstruct,
    observe=calls(*drawn(draw_scores), *drawn(partial(draw_scores, n_components=None), n=2)),
    mistakes=typed(
        ours.reconstruct,
        {
            "scores @ components": "the mean is missing: `project` subtracted it, so add it again.",
            "scores @ components - mean": "`project` subtracted the mean. On the way back, *add* it.",
            "mean + scores @ components.T": "this needs the components as they are, one a row. "
            "With `.T` each score meets the wrong numbers.",
            "mean + np.outer(scores[:, 0], components[0])": "this rebuilds from the first score alone. "
            "Add up all of them.",
            "(scores + mean[: scores.shape[1]]) @ components": "the mean belongs to the features, not to the scores. "
            "Add it *after* the `@`.",
        },
    ),
)
