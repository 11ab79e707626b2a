"""Draw a plane of two features: the two moons on it, what a network makes of it, and where its score is zero."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray


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
