"""What a model says of every point of a plane: regions, shares, a neuron's output, and the line where it is zero."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from numpy.typing import NDArray

from mlcourse.plots.points import CLASSES


def moons(ax: Axes, X: NDArray, y: NDArray) -> None:
    """Draw class 0 as blue circles and class 1 as orange triangles, without a legend, on axes of equal scale.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    X : ndarray of shape (n_samples, 2)
        The points.
    y : ndarray of int of shape (n_samples,)
        Their classes, 0 or 1.
    """
    for value, (marker, color) in enumerate([("o", "C0"), ("^", "C1")]):
        ax.plot(*X[y == value].T, marker, color=color, markersize=4)
    ax.set(aspect="equal")


def zero_line(ax: Axes, x: NDArray, y: NDArray, score: NDArray) -> None:
    """Draw the line on which a score is 0, if there is one: a model's boundary.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    x, y : ndarray of shape (n_y, n_x)
        The places, as `np.meshgrid` gives them.
    score : ndarray of shape (n_y, n_x)
        The score at each.
    """
    if score.min() < 0 < score.max():
        ax.contour(x, y, score, levels=[0], colors="black", linewidths=2, zorder=3)


def mesh(ax: Axes, x: NDArray, y: NDArray) -> None:
    """Draw the lines of a mesh, straight or bent.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    x, y : ndarray of shape (n_rows, n_columns)
        Where the mesh's knots lie.
    """
    for along in (np.stack([x, y]), np.stack([x.T, y.T])):
        ax.plot(*along, color="0.85", linewidth=0.8, zorder=0)


def neuron(ax: Axes, x: NDArray, y: NDArray, output: NDArray) -> None:
    """Draw what a hidden neuron gives at each place: gray and leveled where it is on, white where it is off.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    x, y : ndarray of shape (n_y, n_x)
        The places, as `np.meshgrid` gives them.
    output : ndarray of shape (n_y, n_x)
        At least 0.
    """
    levels = np.arange(0, 9.5, 0.5)
    ax.contourf(x, y, output, levels=levels, cmap="Greys", vmax=11, alpha=0.8)
    ax.contour(x, y, output, levels=levels[1:], colors="white", linewidths=0.8)
    if output.min() <= 0:
        ax.contour(x, y, output, levels=[1e-6], colors="C3", linewidths=2.5)


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
