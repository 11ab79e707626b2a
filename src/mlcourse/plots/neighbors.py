"""Draw what a classifier says everywhere in the plane."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from mlcourse.plots.points import CLASSES


def regions(ax: Axes, x: NDArray, y: NDArray, is_animal: NDArray) -> None:
    """Fill the plane with the colors of two classes: fruit plain, animal dotted, a black line between them.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    x : ndarray of shape (n_columns,)
        Where along the horizontal axis the classes are known.
    y : ndarray of shape (n_rows,)
        The same along the vertical axis.
    is_animal : ndarray of int of shape (n_rows, n_columns)
        The class at each place, 0 or 1.
    """
    colors = [color for *_, color in CLASSES]
    filled = ax.contourf(x, y, is_animal, levels=[-0.5, 0.5, 1.5], colors=colors, hatches=[None, ".."], alpha=0.25)
    filled.set_linewidth(0)
    if np.ptp(is_animal):
        ax.contour(x, y, is_animal, levels=[0.5], colors="black", linewidths=1)
