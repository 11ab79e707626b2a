"""Who is near: a thing and its nearest rows, the folds of a cross-validation, and distances in many columns."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike, NDArray

from mlcourse.plots.points import CLASSES, emoji


def asking(ax: Axes, you: NDArray, X: NDArray, is_animal: NDArray, rows: NDArray, pictures: NDArray) -> None:
    """Draw a thing as a star, lines to its nearest rows, their pictures, and above the axes the vote as a bar.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    you : ndarray of shape (2,)
        Where the thing lies.
    X : ndarray of shape (n_train, 2)
        The known rows: small circles for fruits, small triangles for animals.
    is_animal : ndarray of int of shape (n_train,)
        Their classes, 0 or 1.
    rows : ndarray of int of shape (n_neighbors,)
        The numbers of the nearest.
    pictures : ndarray of shape (n_neighbors, 64, 64, 4)
        What the nearest look like.
    """
    for value, (_, marker, color) in enumerate(CLASSES):
        ax.plot(*X[is_animal == value].T, marker, color=color, markersize=5, alpha=0.6)
    for row in rows:
        ax.plot(*np.stack([you, X[row]]).T, color="0.4", linewidth=1.2, zorder=1)
    emoji(ax, *X[rows].T, pictures, size=17)
    ax.plot(*you, "*", color="C3", markersize=20, markeredgecolor="white", zorder=6)
    vote_bar(ax.inset_axes([0, 1.04, 1, 0.09]), is_animal[rows])


def vote_bar(ax: Axes, votes: NDArray) -> None:
    """Draw votes as one bar, cut at the votes' shares: fruits from the left, animals from the right, hatched."""
    left = 0
    for value, (name, _, color) in enumerate(CLASSES):
        n = int(np.sum(votes == value))
        ax.barh(0, n, left=left, color=color, alpha=0.45, hatch=[None, "//"][value], edgecolor="white")
        if n:
            plain = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
            edge, align = [(0.06, "left"), (len(votes) - 0.06, "right")][value]  # a word is wider than a single vote
            ax.text(edge, 0, f"{name}: {n}", ha=align, va="center", size=11, bbox=plain)
        left += n
    ax.set(xlim=(0, len(votes)), ylim=(-0.5, 0.5))
    ax.axis("off")


def rounds(ax: Axes, n_folds: int, step: int) -> None:
    """Draw cross-validation up to a round: a row of boxes for each model, one of which judges; last, the model kept.

    Parameters
    ----------
    ax : Axes
        Where to draw. Loses its axes.
    n_folds : int
        How many folds there are, and so rounds.
    step : int
        The last round to draw, from 0; at `n_folds` follows the model that learns from all rows.
    """
    for j in range(n_folds):
        ax.text(j + 0.5, 0.75, f"fold {j + 1}", ha="center", va="center", size=11)
    for i in range(min(step + 1, n_folds)):
        ax.text(-0.12, -i, f"model {i + 1}", ha="right", va="center", size=11)
        for j in range(n_folds):
            fold_box(ax, j, -i, judges=i == j)
    if step >= n_folds:
        low = -n_folds - 0.4
        ax.text(-0.12, low, "the one to keep", ha="right", va="center", size=11, weight="bold")
        for j in range(n_folds):
            fold_box(ax, j, low, judges=False)
    ax.set(xlim=(-1.45, n_folds + 0.05), ylim=(-n_folds - 0.95, 1.1))
    ax.axis("off")


def fold_box(ax: Axes, column: int, row: float, judges: bool) -> None:
    """Draw one fold in one round: blue where a model learns from it, white, thick and dashed where it judges."""
    style = {"facecolor": "white", "edgecolor": "C3", "linewidth": 2.2, "linestyle": "--"}
    if not judges:
        style = {"facecolor": "#BBD9EC", "edgecolor": "C0", "linewidth": 1}
    ax.add_patch(Rectangle((column + 0.05, row - 0.36), 0.9, 0.72, **style))
    says, weight = ("judges", "bold") if judges else ("learns", "normal")
    ax.text(column + 0.5, row, says, ha="center", va="center", size=9, weight=weight)


def far(ax: Axes, distance: ArrayLike, is_animal: NDArray, n_neighbors: int) -> None:
    """Draw how far all rows are from one thing, as shares of the farthest: fruits below, animals above.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    distance : array-like of shape (n_samples,)
        From the thing to each row.
    is_animal : ndarray of int of shape (n_samples,)
        Their classes, 0 or 1.
    n_neighbors : int
        How many of the nearest get a ring.
    """
    share, height = np.divide(distance, np.max(distance)), is_animal + 0.3 * np.sin(7.0 * np.arange(len(distance)))
    for value, (_, marker, color) in enumerate(CLASSES):
        chosen = is_animal == value
        ax.plot(share[chosen], height[chosen], marker, color=color, markersize=6, alpha=0.8)
    near = np.argsort(distance, kind="stable")[:n_neighbors]
    ax.plot(share[near], height[near], "o", color="black", fillstyle="none", markersize=13, markeredgewidth=1.5)
    ax.axvline(share.min(), color="black", linestyle=":", linewidth=1.2)
    names = [name for name, *_ in CLASSES]
    ax.set(xlim=(-0.03, 1.03), ylim=(-0.6, 1.6), yticks=[0, 1], yticklabels=names)
    ax.set(xlabel="distance, as a share of the largest", xticks=[0, 0.25, 0.5, 0.75, 1])
