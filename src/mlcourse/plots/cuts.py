"""One cut through the probabilities of two classes: who lies on which side, the four counts, a point of the curve."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike, NDArray

from mlcourse.plots.points import CLASSES

EDGES = np.linspace(0, 1, 21)
RIGHT = {"color": "0.92", "linewidth": 0}
WRONG = {"facecolor": "white", "edgecolor": "C3", "hatch": "///"}


def cut(
    ax: Axes, y: NDArray, p: NDArray, value: float, counts: NDArray, curve: ArrayLike, point: tuple[float, float]
) -> None:
    """Draw a cut in three panels: the probabilities on both of its sides, the four counts, and a point of the curve.

    Parameters
    ----------
    ax : Axes
        Where to draw; its own axes are hidden.
    y, p : ndarray of shape (n_samples,)
        Classes, 0 or 1, and the probabilities of class 1.
    value : float
        Class 1 is said above it; a multiple of 0.05, where two bars meet.
    counts : ndarray of int of shape (2, 2)
        One row per class, one column per answer.
    curve : array-like of shape (2, n_cuts)
        The shares of class 0 and of class 1 that each cut calls 1, from the highest cut to the lowest.
    point : (float, float)
        The two shares of this cut.
    """
    ax.axis("off")
    sides(ax.inset_axes([0.14, 0.6, 0.84, 0.4]), y, p, value)
    four_counts(ax.inset_axes([0.14, 0, 0.32, 0.34]), counts)
    on_the_curve(ax.inset_axes([0.62, 0.02, 0.36, 0.4]), curve, point)


def sides(ax: Axes, y: NDArray, p: NDArray, value: float) -> None:
    """Draw a histogram of each class, class 1 upward and class 0 downward; what lies on its wrong side is hatched."""
    middles, ends = (EDGES[:-1] + EDGES[1:]) / 2, []
    for kind, (name, _, color) in enumerate(CLASSES):
        heights = (2 * kind - 1) * np.histogram(p[y == kind], EDGES)[0]
        wrong = (middles > value) != kind
        ax.bar(middles[~wrong], heights[~wrong], width=0.044, color=color)
        ax.bar(middles[wrong], heights[wrong], width=0.044, **WRONG)
        ends.append(1.1 * heights[np.argmax(np.abs(heights))] + (kind - 1) * 3)
        ax.text(0.01, ends[kind], f"{name}s", va="top" if kind else "bottom")
    ax.axhline(0, color="black", linewidth=0.8)
    ax.axvline(value, color="black", linestyle="--")
    ax.set(xlim=(0, 1), ylim=ends, xlabel="probability of an animal", ylabel="how many")
    ax.yaxis.set_major_formatter(lambda number, _: f"{abs(number):.0f}")


def four_counts(ax: Axes, counts: NDArray) -> None:
    """Draw the confusion matrix: one row per class, one column per answer, the errors hatched."""
    white = {"facecolor": "white", "edgecolor": "none", "pad": 2}
    for (i, j), n in np.ndenumerate(counts):
        ax.add_patch(Rectangle((j - 0.48, i - 0.48), 0.96, 0.96, **(RIGHT if i == j else WRONG)))
        ax.text(j, i, n, ha="center", va="center", size=16, bbox=None if i == j else white)
    names = [name for name, *_ in CLASSES]
    ax.set(xlim=(-0.5, 1.5), ylim=(1.5, -0.5), xticks=[0, 1], yticks=[0, 1], xticklabels=names, yticklabels=names)
    ax.set(xlabel="called", ylabel="is")
    ax.xaxis.set_label_position("top")
    ax.tick_params(length=0, labeltop=True, labelbottom=False)
    ax.spines[:].set_visible(False)


def on_the_curve(ax: Axes, curve: ArrayLike, point: tuple[float, float]) -> None:
    """Draw a cut's two shares as a point, on a thin line through all cuts and a thick one through the higher ones."""
    curve, point = np.asarray(curve), np.ravel(point)
    so_far = curve[:, np.all(curve <= point[:, None] + 1e-9, axis=0)]
    ax.plot([0, 1], [0, 1], ":", color="0.6")
    ax.plot(*curve, color="0.7", linewidth=1)
    ax.plot(*so_far, color="black")
    ax.plot(*point, "o", color="C3", markersize=10, clip_on=False)
    ax.set(xlim=(-0.03, 1.03), ylim=(-0.03, 1.03), xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
    ax.set(xlabel="false positive rate", ylabel="true positive rate")
