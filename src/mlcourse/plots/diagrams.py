"""Drawings with boxes and arrows: a tree, the map of the course."""

import math
from collections.abc import Sequence
from textwrap import fill
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.path import Path
from numpy.typing import NDArray

from mlcourse.plots.points import CLASSES, emoji

LEVEL = 3.2  # from a question down to the next, in widths of a picture
GAP = 2.2  # between two leaves


def tree(
    ax: Axes, root: Any, X: NDArray, is_animal: NDArray, pictures: NDArray, names: Sequence[str], size: float = 20
) -> None:
    """Draw the questions of a tree, and in each leaf the pictures of the rows that ended there, fruits first.

    Parameters
    ----------
    ax : Axes
        Where to draw; its width and height keep their proportion.
    root : Node
        The tree, as `mlcourse.taught.decision_trees.grow` returns it.
    X : ndarray of shape (n_samples, n_features)
        The rows to send through the tree.
    is_animal : ndarray of int of shape (n_samples,)
        Their classes, 0 or 1.
    pictures : ndarray of shape (n_samples, 64, 64, 4)
        Their pictures.
    names : sequence of str
        One per feature: `names[feature]`, "≤" and the threshold make the question.
    size : float, default=20
        Width of a picture, in points.
    """
    order = np.argsort(is_animal, kind="stable")
    _, right, low = _branch(ax, root, X[order], is_animal[order], pictures[order], names, size, (0.0, 0.0))
    ax.set(xlim=(-0.5, right + 0.5), ylim=(low - 0.2, 1), aspect="equal")
    ax.axis("off")


def _branch(
    ax: Axes,
    node: Any,
    X: NDArray,
    is_animal: NDArray,
    pictures: NDArray,
    names: Sequence[str],
    size: float,
    corner: tuple[float, float],
) -> tuple[float, float, float]:
    """Draw what hangs below a corner; return the middle of its top, its right end and its lowest point."""
    left, top = corner
    if node.feature is None:
        return _leaf(ax, is_animal, pictures, size, corner)
    middles, low = [], top
    yes = X[:, node.feature] <= node.threshold
    for child, rows in [(node.left, yes), (node.right, ~yes)]:
        corner = left + GAP * len(middles), top - LEVEL
        middle, left, below = _branch(ax, child, X[rows], is_animal[rows], pictures[rows], names, size, corner)
        middles.append(middle)
        low = min(low, below)
    middle = sum(middles) / 2
    for answer, end, child in zip(["yes", "no"], middles, [node.left, node.right], strict=True):
        below = 0.5 if child.feature is None else 0.0  # a question's box covers the end of the line, a leaf's does not
        ax.plot([middle, end], [top, top - LEVEL + below], color="0.5", linewidth=1.5, zorder=0)
        ax.text(0.45 * middle + 0.55 * end, top - LEVEL / 2, answer, ha="center", va="center", backgroundcolor="white")
    box = {"boxstyle": "round", "facecolor": "white", "edgecolor": "black"}
    ax.text(middle, top, f"{names[node.feature]} ≤ {node.threshold:.4g}?", ha="center", va="center", bbox=box)
    return middle, left, low


def _leaf(
    ax: Axes, is_animal: NDArray, pictures: NDArray, size: float, corner: tuple[float, float]
) -> tuple[float, float, float]:
    """Draw a leaf's pictures in a block, and above them how many of each class; return as `_branch` does."""
    left, top = corner
    n_columns = max(3, math.ceil(math.sqrt(1.3 * len(pictures))))
    width = max(3.0, min(n_columns, len(pictures)) - 1.0)
    rows, columns = np.divmod(np.arange(len(pictures)), n_columns)
    emoji(ax, left + columns, top - 0.75 - rows, pictures, size=size)

    counts = np.bincount(is_animal, minlength=2)
    says = ", ".join(f"{n} {name}{'s' if n > 1 else ''}" for n, (name, *_) in zip(counts, CLASSES, strict=True) if n)
    color = CLASSES[np.argmax(counts)][2]
    box = {"boxstyle": "round", "facecolor": color, "edgecolor": "none", "alpha": 0.25}
    ax.text(left + width / 2, top + 0.2, says, ha="center", va="center", weight="bold", bbox=box)
    return left + width / 2, left + width, top - 1.25 - rows.max()


def with_minus(text: str) -> str:
    """Return a text with typeset minus signs."""
    return text.replace("-", "\N{MINUS SIGN}")


def readable_on(color: str) -> str:
    """Return black or white, whichever stands out more from a color (WCAG 2.2, relative luminance)."""
    parts = np.array(to_rgb(color))
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    luminance = linear @ [0.2126, 0.7152, 0.0722]
    return "white" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "black"


def course_map(ax: Axes, lessons: Sequence[tuple[str, str]], done: Sequence[float] | None = None) -> None:
    """Draw the lessons as stops along a road, one row for each part of the course.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    lessons : sequence of tuple of str
        For each lesson, in order, its part of the course and its name.
    done : sequence of float, optional
        For each lesson the share that is done, from 0 to 1: a ring around its number closes clockwise, and a stop
        that is done is full.
    """
    parts = list(dict.fromkeys(part for part, _ in lessons))
    columns = [sum(part == other for other, _ in lessons[:number]) for number, (part, _) in enumerate(lessons)]
    for row, part in enumerate(parts):
        n_stops = sum(part == other for other, _ in lessons)
        ax.plot(range(n_stops), np.full(n_stops, -row), "o-", color=f"C{row}", markersize=24, linewidth=3)
        ax.text(-0.6, -row, part, ha="right", va="center", weight="bold", color=f"C{row}")
    for number, ((part, name), column) in enumerate(zip(lessons, columns, strict=True)):
        row = parts.index(part)
        share = 1 if done is None else done[number]
        if share < 1:
            ax.plot(column, -row, "o", color="0.85", markersize=24)
            if share:
                ring = Path.wedge(90 - 360 * share, 90)
                ax.plot(column, -row, marker=ring, color=f"C{row}", markersize=24, markeredgewidth=0)
            ax.plot(column, -row, "o", color="white", markersize=17)
        ink = readable_on(f"C{row}") if share == 1 else "black"
        ax.text(column, -row, f"{number:02}", ha="center", va="center", color=ink, weight="bold", size=10)
        ax.text(column, -row - 0.28, fill(name, 11), ha="center", va="top", size=9)
    ax.set(xlim=(-1.6, max(columns) + 0.5), ylim=(0.4 - len(parts), 0.4))
    ax.axis("off")
