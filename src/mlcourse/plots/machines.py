"""Many machines: numbers that go round a ring, and memory in bricks of one machine's size."""

import math
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

CELL, HEIGHT = 0.5, 0.34  # of a chunk's box
ROUND = 1.35  # how far the workers stand from the middle


def ring(ax: Axes, held: NDArray, sent: Sequence[int] | None = None) -> None:
    """Draw workers in a ring, each with a box per chunk, and what was sent last: an arrow to the right neighbor.

    Parameters
    ----------
    ax : Axes
        Where to draw. Loses its axes.
    held : ndarray of int of shape (n_workers, n_chunks)
        What each holds of each chunk; worker w began with 10 to the power of w, so that the digits tell whose shares
        are in it. A box that has them all is green.
    sent : sequence of int, optional
        Which chunk each worker has sent in the last step; where it arrived, the box has a thick frame.
    """
    n_workers, n_chunks = held.shape
    whole = sum(10**worker for worker in range(n_workers))
    angles = np.pi / 2 - 2 * np.pi * np.arange(n_workers) / n_workers  # clockwise, from the top
    places = ROUND * np.stack([1.25 * np.cos(angles), np.sin(angles)], axis=1)
    width = CELL * n_chunks
    for worker, (x, y) in enumerate(places):
        ax.text(x, y + HEIGHT / 2 + 0.06, f"worker {worker}", ha="center", va="bottom", size=10)
        arrived = None if sent is None else sent[worker - 1]
        for chunk in range(n_chunks):
            corner = (x - width / 2 + chunk * CELL, y - HEIGHT / 2)
            value, new = held[worker, chunk], chunk == arrived
            fill = "#9ad8c0" if value == whole else "white"
            style = {"fc": fill, "ec": "C3" if new else "black", "lw": 2.6 if new else 0.8, "zorder": 3 if new else 2}
            ax.add_patch(Rectangle(corner, CELL, HEIGHT, **style))
            text = f"{value:0{n_workers}d}"
            middle = (corner[0] + CELL / 2, y)
            ax.text(*middle, text, ha="center", va="center", size=8.5, weight="bold" if new else "normal", zorder=4)
    if sent is not None:
        for worker, chunk in enumerate(sent):
            between(ax, places[worker], places[(worker + 1) % n_workers], f"chunk {chunk}")
    ax.set(xlim=(-3, 3), ylim=(-1.8, 2.0), aspect="equal")
    ax.axis("off")


def between(ax: Axes, start: NDArray, end: NDArray, text: str) -> None:
    """Draw an arrow from one place to another, free of their boxes, and a text beside it, on the outside."""
    tail, head = start + 0.36 * (end - start), start + 0.72 * (end - start)
    ax.annotate("", head, tail, arrowprops={"arrowstyle": "-|>", "color": "C3", "lw": 2}, zorder=1)
    middle = (tail + head) / 2
    x, y = 1.34 * middle
    ax.text(x, y, text, ha="left" if x > 0 else "right", va="center", size=9, color="C3")


def bricks(ax: Axes, names: Sequence[str], sizes: Sequence[float], brick: float, of_one: str) -> None:
    """Draw amounts as towers of bricks, the last one broken off, and one brick alone beside them.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    names : sequence of str
        One per tower.
    sizes : sequence of float
        How much each holds, in the unit of the vertical axis.
    brick : float
        The size of one brick, in the same unit.
    of_one : str
        What one brick is, such as "one GPU".
    """
    for place, size in enumerate(sizes):
        n_bricks = math.ceil(size / brick)
        heights = np.minimum(brick, size - brick * np.arange(n_bricks))
        ax.bar([place] * n_bricks, heights, 0.7, brick * np.arange(n_bricks), color="C5", edgecolor="white", lw=0.6)
    ax.bar(len(sizes), brick, 0.7, color="C3")
    ax.set(xticks=range(len(sizes) + 1), xticklabels=[*names, of_one])
