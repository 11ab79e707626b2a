"""Digits as sums of pictures, and as places in a plane."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

PLACES = {"before": 0.0, "part": 0.38, "after": 0.73}  # left ends of the three pictures of a sum
WIDTH = 0.26


def adding(ax: Axes, before: NDArray | None, score: float, part: NDArray, after: NDArray, heading: str) -> None:
    """Draw one step of a sum of pictures: what there was, so much of another picture, and what that makes.

    Parameters
    ----------
    ax : Axes
        Where to draw. Loses its axes.
    before : ndarray of shape (height, width), or None
        The sum so far, from 0, white, to 16, black. None where the sum begins: then `after` is drawn alone.
    score : float
        How much of `part` is added.
    part : ndarray of shape (height, width)
        What is added: red above 0, blue below.
    after : ndarray of shape (height, width)
        The sum with it.
    heading : str
        Stands above.
    """
    ax.set(xlim=(0, 1), ylim=(0, 1), title=heading)
    ax.axis("off")
    one_picture(ax, "after", after, 0, 16, "Greys")
    if before is None:
        ax.text(0.685, 0.5, "start:", ha="right", va="center", size=13)
        return
    one_picture(ax, "before", before, 0, 16, "Greys")
    one_picture(ax, "part", part, -0.4, 0.4, "RdBu_r")
    sign = "\N{MINUS SIGN}" if round(score) < 0 else "+"
    ax.text(0.32, 0.5, f"{sign} {abs(score):.0f} ·", ha="center", va="center", size=13)
    ax.text(0.685, 0.5, "=", ha="center", va="center", size=13)


def one_picture(ax: Axes, place: str, picture: NDArray, low: float, high: float, cmap: str) -> None:
    """Draw one of the three pictures of a sum, framed."""
    corner = ax.inset_axes([PLACES[place], 0.02, WIDTH, 0.96])
    corner.imshow(picture, cmap=cmap, vmin=low, vmax=high)
    corner.set(xticks=[], yticks=[], anchor="C")
    corner.spines[:].set(visible=True, color="0.7")


def place(ax: Axes, scores: NDArray, labels: NDArray, at: Sequence[float], picture: NDArray) -> None:
    """Draw a plane with digits as pale dots, a numeral at each class's mean, a star at a place, and its picture.

    Parameters
    ----------
    ax : Axes
        Where to draw; the picture stands to the right of the plane.
    scores : ndarray of shape (n_samples, 2)
        Where the digits lie.
    labels : ndarray of int of shape (n_samples,)
        Which digit each is.
    at : sequence of float of shape (2,)
        The place.
    picture : ndarray of shape (height, width)
        What is drawn there, from 0, white, to 16, black.
    """
    ax.plot(*scores.T, ".", color="0.85", markersize=3)
    for digit in np.unique(labels):
        middle = scores[labels == digit].mean(axis=0)
        ax.text(*middle, str(digit), ha="center", va="center_baseline", weight="bold")
    ax.plot(*at, "*", color="C3", markersize=16, markeredgecolor="white")
    left, bottom = scores.min(axis=0)
    right, top = scores.max(axis=0)
    start, size = right + 0.15 * (right - left), 0.8 * (top - bottom)
    middle = (bottom + top) / 2
    ax.imshow(
        picture, cmap="Greys", vmin=0, vmax=16, extent=(start, start + size, middle - size / 2, middle + size / 2)
    )
    ax.set(xlim=(left - 2, start + size + 1), ylim=(bottom - 2, top + 2), xticks=[-20, 0, 20], aspect="equal")
