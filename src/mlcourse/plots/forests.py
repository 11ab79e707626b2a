"""Forests: who has seen which row, what a model looks at, trees in a row, and things that are recognized or not."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from mlcourse.plots.points import emoji

RIGHT, WRONG = {"marker": "o", "color": "C2"}, {"marker": "s", "color": "C3"}


def bags(ax: Axes, pictures: NDArray, named: NDArray, new: NDArray, truth: NDArray, room: int) -> None:
    """Draw a table of trees and rows: a cross where a tree has seen a row, elsewhere the digit that it names.

    Parameters
    ----------
    ax : Axes
        Where to draw. Loses its axes.
    pictures : ndarray of shape (n_rows, height, width)
        The rows' pictures, above the columns of the table.
    named : ndarray of int of shape (n_trees, n_rows)
        The digit that each tree names.
    new : ndarray of bool of shape (n_trees, n_rows)
        Where the tree has not seen the row.
    truth : ndarray of int of shape (n_rows,)
        The right digits.
    room : int
        For how many trees there is room above the vote.
    """
    n_trees, n_rows = named.shape
    for i, picture in enumerate(pictures):
        ax.imshow(picture, cmap="Greys", extent=(i - 0.4, i + 0.4, 0.4, -0.4))
        for tree in range(n_trees):
            if new[tree, i]:
                say(ax, i, tree + 1, named[tree, i], truth[i])
            else:
                ax.plot(i, tree + 1, "x", color="0.65", markersize=8)
        if new[:, i].any():
            vote = np.bincount(named[new[:, i], i]).argmax()
            say(ax, i, room + 1.3, vote, truth[i])
    ax.axhline(room + 0.65, color="black", linewidth=1)
    ax.set(xlim=(-1.9, n_rows - 0.4), ylim=(room + 1.9, -0.6), aspect="equal")
    for height, word in [(0, "row"), *[(t + 1, f"tree {t + 1}") for t in range(n_trees)], (room + 1.3, "vote")]:
        ax.text(-0.7, height, word, ha="right", va="center", size=10)
    ax.axis("off")


def say(ax: Axes, x: float, y: float, digit: int, truth: int) -> None:
    """Write the digit that is named, in a circle if it is right, in a square if not."""
    style = RIGHT if digit == truth else WRONG
    marker, color = style["marker"], style["color"]
    ax.plot(x, y, marker, color="white", markeredgecolor=color, markeredgewidth=1.6, markersize=15)
    ax.text(x, y, str(digit), ha="center", va="center_baseline", size=10)


def importances(ax: Axes, names: Sequence[str], values: Sequence[NDArray]) -> None:
    """Draw one bar per column, the mean over some splits, with a dot per split; the last column's bar is hatched.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    names : sequence of str
        The columns; the first is drawn on top, the last is the control.
    values : sequence of ndarray of shape (n_columns,)
        One per split.
    """
    places, mean = np.arange(len(names)), np.mean(values, axis=0)
    bars = ax.barh(places, mean, color="C0", height=0.7, alpha=0.6)
    bars[-1].set(hatch="///", facecolor="white", edgecolor="black")
    for value in values:
        ax.plot(value, places, ".", color="black", markersize=4)
    ax.axvline(0, color="black", linewidth=1)
    ax.set_yticks(places, names)
    ax.set_ylim(len(names) - 0.5, -0.5)


def sum_and_rest(
    ax: Axes, dots: tuple[NDArray, NDArray, NDArray], curves: tuple[NDArray, NDArray, NDArray]
) -> tuple[Axes, Axes]:
    """Draw dots with the sum of some trees, and below them what the sum leaves, with the tree that comes next.

    Parameters
    ----------
    ax : Axes
        Where to draw. Gives its place to the two that are returned.
    dots : tuple of three ndarrays of shape (n_samples,)
        Each dot's feature, its target, and what is left of that.
    curves : tuple of three ndarrays of shape (n_places,)
        Places along the feature, the sum there, and the next tree there.
    """
    ax.axis("off")
    above, below = ax.inset_axes([0.06, 0.44, 0.92, 0.52]), ax.inset_axes([0.06, 0.02, 0.92, 0.34])
    (x, target, left), (places, total, following) = dots, curves
    above.plot(x, target, ".", color="0.45")
    above.plot(places, total, color="black")
    below.plot(x, left, ".", color="0.45")
    below.plot(places, following, color="C3")
    below.axhline(0, color="black", linewidth=1, linestyle=":")
    limits = (places[0], places[-1])
    above.set(xlim=limits, xticklabels=[])
    below.set(xlim=limits, ylim=(-7, 7))
    return above, below


def apart(x: ArrayLike, y: ArrayLike, gaps: tuple[float, float]) -> NDArray:
    """Return the numbers of so many points that no two of them lie within both gaps of each other.

    Parameters
    ----------
    x, y : array-like of shape (n_samples,)
        The points.
    gaps : (float, float)
        How near two points may lie to each other, along either axis.

    Returns
    -------
    ndarray of int
        In their order; a point is left out if an earlier one that stays is too near.
    """
    points, kept = np.column_stack([x, y]) / gaps, []
    for i, point in enumerate(points):
        if all(np.abs(point - points[k]).max() >= 1 for k in kept):
            kept.append(i)
    return np.array(kept)


def ghosts(ax: Axes, x: ArrayLike, y: ArrayLike, pictures: NDArray, known: NDArray, size: float = 15) -> None:
    """Draw each picture as visible as it is often recognized, over a gray shadow of itself.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    x, y : array-like of shape (n_samples,)
        The points, in data coordinates.
    pictures : ndarray of shape (n_samples, 64, 64, 4)
        What `data.load_pictures` returns.
    known : ndarray of shape (n_samples,)
        How often each is recognized, from 0 to 1.
    size : float, default=15
        Width of a picture, in points.
    """
    shadows, visible = pictures.copy(), pictures.copy()
    shadows[..., :3] = 0.35 if pictures.dtype.kind == "f" else 90
    shadows[..., 3] = shadows[..., 3] * 0.3
    visible[..., 3] = visible[..., 3] * known[:, None, None]
    emoji(ax, x, y, shadows, size)
    emoji(ax, x, y, visible, size)
