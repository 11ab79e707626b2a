"""Draw the centers of groups, and pictures with the few colors that they are painted in."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray


def centers(ax: Axes, centers: NDArray, start: NDArray | None = None) -> None:
    """Draw the centers as white disks with their numbers, and thin lines to where they started.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    centers : ndarray of shape (n_clusters, 2)
        The centers, numbered from 0.
    start : ndarray of shape (n_clusters, 2), optional
        Where each started: drawn as a small black dot.
    """
    if start is not None:
        ways = np.stack([start, centers])  # (2, n_clusters, 2)
        ax.plot(ways[..., 0], ways[..., 1], color="black", linewidth=1.2)
        ax.plot(*start.T, "o", color="black", markersize=5)
    ax.plot(*centers.T, "o", color="white", markeredgecolor="black", markersize=14, zorder=5)
    for number, center in enumerate(centers):
        ax.text(*center, str(number), ha="center", va="center_baseline", size=10, zorder=6)


def painted(ax: Axes, picture: NDArray, palette: NDArray | None = None) -> None:
    """Draw a picture, and below it the colors that it is painted in.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    picture : ndarray of shape (height, width, 3)
        Red, green and blue, from 0 to 1.
    palette : ndarray of shape (n_colors, 3), optional
        The colors, drawn as a strip in their order; by default, none.
    """
    ax.imshow(picture)
    ax.axis("off")
    strip = ax.inset_axes([0, -0.2, 1, 0.14])
    strip.axis("off")
    if palette is not None:
        strip.imshow(palette[None], aspect="auto", interpolation="nearest")
