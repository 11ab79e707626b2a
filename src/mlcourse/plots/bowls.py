"""Draw how a cost comes about, and what one sees of it on the way down: squares, slopes, arrows, a hidden curve."""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike, NDArray

from mlcourse.plots.points import emoji

ARROW = {"arrowstyle": "-|>", "color": "black", "linewidth": 1.5}


def loss_diagram(ax: Axes, pictures: NDArray, rule: str, prediction: NDArray, y: NDArray, loss: str) -> None:
    """Draw the way from inputs to a loss: through `f` to predicted labels, which are compared with the true ones.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    pictures : ndarray of shape (n_samples, 64, 64, 4)
        The inputs, as `data.load_pictures` returns them.
    rule : str
        What `f` does, in a few words.
    prediction, y : ndarray of int of shape (n_samples,)
        Predicted and true labels; a box is drawn around each that is wrong.
    loss : str
        What the loss comes to.
    """
    places = np.arange(len(y))
    emoji(ax, places, np.full(len(y), 4.0), pictures, size=20)
    for label, height in [("inputs", 4), ("predicted labels", 1), ("true labels", 0)]:
        ax.text(-1, height, label, ha="right", va="center", weight="bold")
    for place, label, truth in zip(places, prediction, y, strict=True):
        ax.text(place, 1, label, ha="center", va="center", size=14)
        ax.text(place, 0, truth, ha="center", va="center", size=14)
        if label != truth:
            ax.add_patch(Rectangle((place - 0.4, -0.45), 0.8, 1.9, fill=False, edgecolor="C3", linewidth=2))
    middle, end = (len(y) - 1) / 2, len(y) + 1.6
    for start, stop in [((middle, 3.6), (middle, 3.15)), ((middle, 2.35), (middle, 1.55))]:
        ax.annotate("", stop, start, arrowprops=ARROW)
    for height in (1, 0):
        ax.annotate("", (end - 1.05, 0.5 + (height - 0.5) / 3), (len(y) - 0.4, height), arrowprops=ARROW)
    box = {"boxstyle": "round", "facecolor": "white", "edgecolor": "black"}
    ax.text(middle, 2.75, f"$f$: {rule}", ha="center", va="center", bbox=box)
    ax.text(end + 0.2, 0.5, f"loss\n{loss}", ha="center", va="center", weight="bold", bbox=box)
    ax.set(xlim=(-4.6, end + 1.6), ylim=(-0.7, 4.6))
    ax.axis("off")


def squares(ax: Axes, x: NDArray, y: NDArray, score: NDArray) -> None:
    """Draw each error as a thread from target to score, and on the thread its square; the axes must be equally scaled.

    Parameters
    ----------
    ax : Axes
        Where to draw; its two axes get the same scale, so that squares look square.
    x, y, score : ndarray of shape (n_samples,)
        A feature, the targets and the scores.
    """
    for place, target, error in zip(x, y, score - y, strict=True):
        corner = (place, target) if error < 0 else (place - error, target)
        look = {"facecolor": "C3", "alpha": 0.25, "edgecolor": "none"}
        ax.add_patch(Rectangle(corner, abs(error), error, **look))
    ax.vlines(x, y, score, color="C3", linewidth=2)
    ax.set_aspect("equal")


def arrows(ax: Axes, places: ArrayLike, steps: ArrayLike) -> None:
    """Draw an arrow at each place; the axes get the same scale, so that right angles look right.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    places, steps : array-like of shape (n_arrows, 2)
        Where each begins, and how far it goes along both axes.
    """
    for place, step in zip(np.asarray(places), np.asarray(steps), strict=True):
        ax.annotate("", place + step, place, arrowprops=ARROW | {"color": "C3", "linewidth": 2})
        ax.plot(*place, "o", color="C3", markersize=5)
    ax.set_aspect("equal")


def asked(ax: Axes, curve: Callable, places: Sequence[float], slopes: Sequence[float], handed_in: float) -> None:
    """Draw a curve that was hidden, what was asked of it, and where one ended.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    curve : callable
        Maps an array of places to heights.
    places, slopes : sequence of float
        Where its slope was asked, and the answers: drawn as short straight lines.
    handed_in : float
        The place that was chosen: drawn as a star.
    """
    w = np.linspace(-5, 5, 400)
    ax.plot(w, curve(w), color="0.5")
    nearby = np.array([-0.35, 0.35])
    for place, slope in zip(places, slopes, strict=True):
        label = "asked" if place == places[0] else None  # once in the legend
        ax.plot(place + nearby, curve(place) + slope * nearby, color="C0", linewidth=3, label=label)
    ax.plot(handed_in, curve(handed_in), "*", color="C3", markersize=16, label="handed in")
    ax.set(xlabel="$w$", ylabel="cost", xlim=(-5, 5))
    ax.legend()
