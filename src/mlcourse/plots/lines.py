"""Least squares with one axis for each sample, and what a sigmoid makes of a line: score, share and cost."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from mlcourse.plots import points

ARROW = {"arrowstyle": "-|>", "shrinkA": 0, "shrinkB": 0, "linewidth": 2, "mutation_scale": 14}


def arrow(ax: Axes, tip: ArrayLike, name: str, color: str, offset: tuple[float, float] = (6, 6)) -> None:
    """Draw an arrow from the origin, with its name near the tip.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    tip : array-like of shape (2,)
        Where the arrow ends.
    name : str
        What to write.
    color : str
        Of arrow and name.
    offset : (float, float), default=(6, 6)
        From the tip to the name, in points.
    """
    ax.annotate("", tip, (0, 0), arrowprops=ARROW | {"color": color})
    ax.annotate(name, tip, xytext=offset, textcoords="offset points", color=color)


def corner(ax: Axes, at: NDArray, one: NDArray, other: NDArray) -> None:
    """Draw the little square that marks a right angle.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    at : ndarray of shape (2,)
        The angle's corner.
    one, other : ndarray of shape (2,)
        Along both sides, as long as the square's.
    """
    ax.plot(*np.stack([at + one, at + one + other, at + other]).T, color="black", linewidth=1)


def shadow(ax: Axes, column: NDArray, target: NDArray, w: float) -> None:
    """Draw two samples' column, target and prediction as arrows, one axis for each sample, and the residual.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    column : ndarray of shape (2,)
        The feature of both samples.
    target : ndarray of shape (2,)
        Their targets.
    w : float
        The weight: the prediction is `w` times the column.
    """
    ax.axline((0, 0), column, color="0.7", linestyle="--", linewidth=1)
    arrow(ax, target, "$y$", "black")
    ax.plot(*np.stack([w * column, target]).T, color="C3", linewidth=3)
    arrow(ax, column, "$x$", "C0", offset=(-2, -17))
    ax.plot(*(w * column), "o", color="C3")
    ax.annotate("residual", (w * column + target) / 2, xytext=(6, 2), textcoords="offset points", color="C3")
    limit = 1.15 * max(*column, *target)
    ax.set(xlim=(-0.3, 1.3 * limit), ylim=(-0.2, limit), aspect="equal")
    ax.set(xlabel="first sample", ylabel="second sample")


def plane(ax: Axes, columns: NDArray, names: tuple[str, str], target: NDArray) -> None:
    """Draw the plane that two columns of three samples span, the target above it, and the thread straight down.

    Parameters
    ----------
    ax : Axes
        Where to draw, seen so that the residual stands upright.
    columns : ndarray of shape (3, 2)
        The columns, not parallel.
    names : (str, str)
        Theirs.
    target : ndarray of shape (3,)
        Not in the plane.
    """
    across, lengths = np.linalg.qr(columns)
    across = across * np.sign(np.diag(lengths))  # (3, 2): two directions in the plane, at right angles
    view = np.array([[1.0, 0.0], [0.45, 0.45]])  # where they point on paper
    flat = across.T @ target  # (2,): the prediction, along the two
    foot, top = flat @ view, flat @ view + [0, np.linalg.norm(target - across @ flat)]
    low, high = np.minimum(0, flat) - 0.3, np.maximum(0, np.column_stack([flat, across.T @ columns])).max(axis=1) + 0.4
    edges = np.array([low, [high[0], low[1]], high, [low[0], high[1]]])
    ax.fill(*(edges @ view).T, color="0.93")
    for column, name, offset in zip(columns.T, names, [(4, -16), (-12, 8)], strict=True):
        arrow(ax, across.T @ column @ view, name, "C0", offset)
    arrow(ax, foot, "prediction", "C3", offset=(6, -14))
    arrow(ax, top, "$y$", "black")
    ax.plot(*np.stack([foot, top]).T, color="C3", linewidth=3)
    ax.annotate("residual", (foot + top) / 2, xytext=(6, 0), textcoords="offset points", color="C3")
    corner(ax, foot, np.array([0, 0.18]), -0.18 * foot / np.linalg.norm(foot))
    ax.set(aspect="equal")
    ax.margins(0.12)
    ax.axis("off")


def two_views(ax: Axes, along: NDArray, along_score: NDArray, x: NDArray, score: NDArray, pictures: NDArray) -> None:
    """Draw a score, straight, with its odds, and below it the probability that a sigmoid makes of it.

    Parameters
    ----------
    ax : Axes
        Where to draw; both views stand inside of it.
    along, along_score : ndarray of shape (n_points,)
        The feature's values from left to right, in meters, and their scores.
    x, score : ndarray of shape (n_samples,)
        The same for the samples.
    pictures : ndarray of shape (n_samples, 64, 64, 4)
        Theirs.
    """
    ax.axis("off")
    upper, lower = ax.inset_axes([0.12, 0.56, 0.74, 0.44]), ax.inset_axes([0.12, 0.06, 0.74, 0.4])
    views = [(upper, along_score, score, 0), (lower, share(along_score), share(score), 0.5)]
    for view, height, places, half in views:
        view.axhline(half, color="0.7", linestyle=":")
        view.plot(along, height, color="black")
        points.emoji(view, x, places, pictures, size=13)
        view.set(xlim=(along[0], along[-1]))
    ax.annotate("sigmoid", (0.49, 0.46), (0.49, 0.5), ha="center", arrowprops={"arrowstyle": "-|>", "color": "black"})
    odds = upper.secondary_yaxis("right")
    odds.set_yticks([-3, 0, 3, 6], ["1 : 20", "1 : 1", "20 : 1", "400 : 1"])
    upper.set(ylabel="score", ylim=(-5, 8), yticks=[-3, 0, 3, 6], xticklabels=[])
    lower.set(xlabel="length (m)", ylabel="probability", ylim=(-0.1, 1.1))


def costs_below(
    ax: Axes, along: NDArray, along_score: NDArray, x: NDArray, y: NDArray, score: NDArray, pictures: NDArray
) -> None:
    """Draw the probability along a feature, and below it a bar for what each sample costs: -ln of the truth's share.

    Parameters
    ----------
    ax : Axes
        Where to draw; both parts stand inside of it.
    along, along_score : ndarray of shape (n_points,)
        The feature's values from left to right, in meters, and their scores.
    x, y, score : ndarray of shape (n_samples,)
        The samples' feature, class (0 or 1) and score.
    pictures : ndarray of shape (n_samples, 64, 64, 4)
        Theirs.
    """
    ax.axis("off")
    upper, lower = ax.inset_axes([0.14, 0.54, 0.84, 0.46]), ax.inset_axes([0.14, 0.04, 0.84, 0.3])
    upper.axhline(0.5, color="0.7", linestyle=":")
    upper.plot(along, share(along_score), color="black")
    points.emoji(upper, x, y, pictures, size=13)
    upper.set(xlabel="length (m)", ylabel="probability", ylim=(-0.15, 1.15), xlim=(along[0], along[-1]))
    order = np.argsort(x)
    cost = np.logaddexp(0, np.where(y == 1, -score, score))[order]
    bars = lower.bar(np.arange(len(x)), cost, color=np.where(cost > np.log(2), "C3", "0.6"))
    lower.bar_label(bars, [f"{height:.1f}" if height > np.log(2) else "" for height in cost], color="C3", size=10)
    points.emoji(lower, np.arange(len(x)), np.full(len(x), -1.6), pictures[order], size=13)
    ax.text(0.56, 0.36, r"each costs $-\mathrm{ln}$ of what it gave to the truth", ha="center", size=9)
    lower.set(ylabel="cost", ylim=(-3, 16), yticks=[0, 5, 10, 15], xticks=[])


def share(score: NDArray) -> NDArray:
    """Return the probability that belongs to each score."""
    return 0.5 * (1 + np.tanh(score / 2))
