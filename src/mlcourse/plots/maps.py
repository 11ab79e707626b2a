"""Draw a plane of two features, colored by what a model says at each of its points."""

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from numpy.typing import NDArray

FRUIT_TO_ANIMAL = LinearSegmentedColormap.from_list("fruit to animal", ["#0072B2", "white", "#E69F00"])


def shares(ax: Axes, x: NDArray, y: NDArray, share: NDArray) -> None:
    """Color a plane by the share of votes for animal, from blue over white to orange, with a line at one half.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    x : ndarray of shape (n_x,)
        Values along the horizontal axis.
    y : ndarray of shape (n_y,)
        Values along the vertical axis.
    share : ndarray of shape (n_y, n_x)
        Between 0, all say fruit, and 1, all say animal.
    """
    ax.pcolormesh(x, y, share, cmap=FRUIT_TO_ANIMAL, vmin=-0.5, vmax=1.5, shading="nearest", rasterized=True)
    if share.min() <= 0.5 < share.max():
        ax.contour(x, y, share, levels=[0.5], colors="black", linewidths=1)
